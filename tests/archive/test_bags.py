"""A bag that is no valid bag is none that is complete, also where whoever changed it made its digests fit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from codetool.archive.inside import JSON_LIMIT
from codetool.archive.verify.bag import verify_bag
from codetool.archive.verify.standard import check_standard_bag
from tests.archive.attacks import digest_of
from tests.cli.conftest import Cli

MANIFEST, TAGS, INFO = "manifest-sha512.txt", "tagmanifest-sha512.txt", "bag-info.txt"
Change = Callable[[Path], object]


@pytest.fixture
def bag(cli: Cli) -> Path:
    """Return a bag of the archive, to be changed."""
    assert cli("archive", "export", "-o", "bag").code == 0
    return cli.folder / "bag"


def found(bag: Path) -> set[tuple[str, str]]:
    return {(one.code, one.file) for one in verify_bag(bag, "bag").errors}


def fit(bag: Path) -> None:
    """Make the digests of the list of the tags fit again, of those that it has."""
    lines = (bag / TAGS).read_text(encoding="utf-8").splitlines()
    names = [line.split(" ", 1)[1] for line in lines if (bag / line.split(" ", 1)[1]).is_file()]
    (bag / TAGS).write_text("".join(f"{digest_of(bag / name)} {name}\n" for name in names), encoding="utf-8")


def change(bag: Path, name: str, pattern: str, new: str) -> None:
    text = (bag / name).read_text(encoding="utf-8")
    changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    (bag / name).write_text(changed, encoding="utf-8")


def append(bag: Path, name: str, text: str) -> None:
    with (bag / name).open("a", encoding="utf-8", newline="") as stream:
        stream.write(text)


def first_of(bag: Path, name: str) -> str:
    return (bag / name).read_text(encoding="utf-8").splitlines()[0]


def add_listed(bag: Path) -> None:
    append(bag, "more.txt", "x")
    append(bag, TAGS, f"{'0' * 128} more.txt\n")


def take_information(bag: Path) -> None:
    (bag / INFO).unlink()
    change(bag, TAGS, rf"^.* {INFO}\n", "")


def test_a_bag_that_export_made_is_complete(bag: Path) -> None:
    assert verify_bag(bag, "bag").findings == ()
    assert list(check_standard_bag(bag, ".")) == []
    fit(bag)
    assert verify_bag(bag, "bag").findings == (), "what the attacks below are built on"


FITTED: dict[str, tuple[Change, str, str]] = {
    "a path twice, with two digests": (
        lambda bag: append(bag, MANIFEST, f"{'0' * 128}{first_of(bag, MANIFEST)[128:]}\n"), "bag-twice", MANIFEST,
    ),
    "a path twice, the other digest first": (
        lambda bag: change(bag, MANIFEST, "^", f"{'0' * 128}{first_of(bag, MANIFEST)[128:]}\n"), "bag-twice", MANIFEST,
    ),
    "a path twice, with one digest": (
        lambda bag: append(bag, MANIFEST, f"{first_of(bag, MANIFEST)}\n"), "bag-twice", MANIFEST,
    ),
    "a last line without an end": (
        lambda bag: append(bag, MANIFEST, f"{'0' * 128}{first_of(bag, MANIFEST)[128:]}"), "bag-line", MANIFEST,
    ),
    "a path with the sign for an end of line": (
        lambda bag: append(bag, MANIFEST, f"{'0' * 128}  data/a%0Ab\n"), "bag-line", MANIFEST,
    ),
    "a payload that is said to be smaller": (
        lambda bag: change(bag, INFO, r"^Payload-Oxum: .*$", "Payload-Oxum: 1.1"), "bag-oxum", INFO,
    ),
    "a payload whose size is no number": (
        lambda bag: change(bag, INFO, r"^Payload-Oxum: .*$", "Payload-Oxum: much"), "bag-oxum", INFO,
    ),
    "a second size of the payload": (lambda bag: append(bag, INFO, "payload-oxum : 1.1\n"), "bag-oxum", INFO),
    "a size of the payload after another end of line": (
        lambda bag: change(bag, INFO, r"^Payload-Oxum: .*$", "X: y\rPayload-Oxum: 1.1"), "bag-oxum", INFO,
    ),
    "a file beside the payload in its list": (
        lambda bag: append(bag, MANIFEST, f"{digest_of(bag / INFO)}  {INFO}\n"), "bag-stray", MANIFEST,
    ),
    "a file of the payload in the list of the tags": (
        lambda bag: append(bag, TAGS, f"{digest_of(bag / 'data/0=ocfl_1.1')} data/0=ocfl_1.1\n"), "bag-stray", TAGS,
    ),
    "a file that no export writes": (
        add_listed, "bag-stray", TAGS,
    ),
    "what the bag says of itself taken away with its line": (
        take_information, "file-missing", INFO,
    ),
    "a file of the bag in no list": (lambda bag: change(bag, TAGS, rf"^.* {MANIFEST}\n", ""), "bag-unlisted", TAGS),
    "another version of the standard": (
        lambda bag: change(bag, "bagit.txt", r"0\.97", "0.96"), "file-exact", "bagit.txt",
    ),
    "a line that is no label and value": (lambda bag: append(bag, INFO, "no label\n"), "bag-refused", "."),
}  # fmt: skip


@pytest.mark.parametrize("name", FITTED)
def test_digests_that_were_made_to_fit_make_no_valid_bag(cli: Cli, bag: Path, name: str) -> None:
    act, code, place = FITTED[name]
    act(bag)
    fit(bag)
    assert (code, place) in found(bag)
    told = cli("verify", "bag", "--no-rebuild")
    assert told.code == 1
    assert "COMPLETE" not in told.out


def test_a_list_of_a_size_that_none_has(bag: Path) -> None:
    with (bag / TAGS).open("r+b") as stream:
        stream.truncate(JSON_LIMIT + 1)
    assert found(bag) == {("file-large", TAGS)}


def test_a_payload_of_which_something_is_gone_is_told_by_its_name_alone(bag: Path) -> None:
    (bag / "data" / "0=ocfl_1.1").unlink()
    assert found(bag) == {("file-missing", "data/0=ocfl_1.1")}
