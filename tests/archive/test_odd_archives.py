"""Archives that OCFL allows and codetool would not write: each is told by what is wrong with it."""

import json
import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from codetool.archive.inside import JSON_LIMIT
from codetool.archive.record import LIMIT, Role
from codetool.archive.verify.chain import check_chain
from codetool.archive.verify.standard import check_standard
from codetool.archive.verify.structure import check_object, check_structure
from codetool.archive.verify.tree import DEEPEST
from codetool.archive.verify.whole import verify_archive
from codetool.findings import finding
from tests.archive.attacks import digest_of, rewrite_head
from tests.archive.build import WORK, Sealed, build_archive, sealed
from tests.archive.conftest import ASKED

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL = "2020-01-01.fra"


def codes(root: Path) -> list[str]:
    return [one.code for one in verify_archive(root, "archive", ASKED)[0].findings]


def made(folder: Path, *sealings: Sealed | list[Sealed]) -> Path:
    return build_archive(folder / "archive", {WORK: list(sealings)})


def with_file(one: Sealed, name: str, content: bytes, role: Role = Role.TEXT) -> Sealed:
    return replace(one, files={**one.files, name: (role, "application/xml", content)})


def object_of(root: Path) -> Path:
    (found,) = {path.parent for path in root.rglob("0=ocfl_object_1.1")}
    return found


def test_two_sealings_in_one_version(tmp_path: Path) -> None:
    assert codes(made(tmp_path, [sealed(LABEL), sealed("2021-01-01.fra")])) == ["version-sealings"]


def test_a_version_without_a_sealing(tmp_path: Path) -> None:
    assert codes(made(tmp_path, sealed(LABEL), [])) == ["version-sealings"]


def test_a_file_added_to_an_older_sealing(tmp_path: Path) -> None:
    changed = with_file(sealed(LABEL), f"{LABEL}.pdf", b"x", Role.EDITION)
    found = codes(made(tmp_path, sealed(LABEL), [changed, sealed("2021-01-01.fra")]))
    assert set(found) == {"sealed-added", "sealed-replaced"}


def test_a_sealing_without_a_record(tmp_path: Path) -> None:
    root = made(tmp_path, sealed(LABEL))
    folder = object_of(root)
    told = json.loads((folder / "inventory.json").read_bytes())
    digest = next(key for key, paths in told["manifest"].items() if paths[0].endswith("record.json"))
    (folder / told["manifest"].pop(digest)[0]).unlink()
    del told["versions"]["v1"]["state"][digest]
    rewrite_head(folder, json.dumps(told).encode())
    assert codes(root) == ["record-missing"]


def test_a_record_that_is_too_large(tmp_path: Path) -> None:
    root = made(tmp_path, sealed(LABEL))
    folder, record = object_of(root), next(root.rglob("record.json"))
    old = digest_of(record)
    record.write_bytes(record.read_bytes() + b" " * LIMIT)
    content = (folder / "inventory.json").read_bytes().replace(old.encode(), digest_of(record).encode())
    rewrite_head(folder, content)
    assert codes(root) == ["file-large"]


def test_a_record_that_cannot_be_read_is_told_unless_it_is_already(tmp_path: Path) -> None:
    (chain,) = check_structure(made(tmp_path, sealed(LABEL))).chains
    link = replace(chain.links[0], record=None, fault=finding("file-changed"))
    odd = replace(chain, links=(link,))
    assert [one.code for one in check_chain(odd, {"elsewhere"})] == ["file-changed"]
    assert [one.code for one in check_chain(odd, {link.place})] == []
    assert [one.code for one in check_chain(odd, {link.place.rpartition("/")[0]})] == [], "a folder that is gone"


def test_a_text_that_is_no_text(tmp_path: Path) -> None:
    assert codes(made(tmp_path, with_file(sealed(LABEL), f"{LABEL}.xml", b"<a/>"))) == ["text-unreadable"]


def test_a_sealing_without_its_text(tmp_path: Path) -> None:
    one = sealed(LABEL)
    without = replace(one, files={name: file for name, file in one.files.items() if not name.endswith(".xml")})
    assert codes(made(tmp_path, without)) == ["record-no-text"]


@pytest.mark.parametrize("label", ["2021-01-01.fra", "2020-01-01.nld"])
def test_a_text_under_another_label(tmp_path: Path, label: str) -> None:
    root = made(tmp_path, with_file(sealed(label), f"{label}.xml", sealed(LABEL).files[f"{LABEL}.xml"][2]))
    assert codes(root) == ["text-identity"]


def test_a_label_that_is_not_the_text_s(tmp_path: Path) -> None:
    text = sealed(LABEL).files[f"{LABEL}.xml"][2]
    wrong = "2021-01-01.fra"
    one = replace(with_file(sealed(wrong), f"{wrong}.xml", text), expression=f"{WORK}/fra@2020-01-01")
    assert codes(made(tmp_path, one)) == ["text-label"]


def test_what_the_standard_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    folder = object_of(made(tmp_path, sealed(LABEL)))
    assert list(check_standard(folder, "x")) == []
    (folder / "notes.txt").write_bytes(b"x")
    (found,) = check_standard(folder, "x")
    assert (found.code, found.file) == ("ocfl-refused", "x")
    assert "E001a" in str(found.values["told"])
    (found,) = check_standard(tmp_path / "nothing", "x")
    assert found.code == "ocfl-refused"


# --- limits -----------------------------------------------------------------------------------------------------------


def test_an_inventory_that_is_too_large(tmp_path: Path) -> None:
    root = made(tmp_path, sealed(LABEL))
    with (object_of(root) / "inventory.json").open("ab") as stream:
        stream.truncate(JSON_LIMIT + 1)
    assert "file-changed" in codes(root)


def test_folders_in_folders(tmp_path: Path) -> None:
    root = made(tmp_path, sealed(LABEL))
    deep = root / "abc"
    for _ in range(DEEPEST + 5):
        deep /= "x"
    deep.mkdir(parents=True)
    assert codes(root) == ["folder-unknown"]


@contextmanager
def nobody() -> "Iterator[Path]":
    """Give a folder that everybody may read, for tests that may not read all in it: root reads everything."""
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - others have to come through
        yield Path(folder)


@contextmanager
def as_nobody() -> "Iterator[None]":
    """Give up root's rights for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read() -> None:
    with nobody() as folder:
        root = made(folder, sealed(LABEL))
        next(root.rglob("*.xml")).chmod(0)
        (root / "closed").mkdir(mode=0)
        with as_nobody():
            found = codes(root)
        (root / "closed").chmod(0o700)
    assert found == ["file-unreadable", "folder-unreadable"]


def test_an_object_whose_folder_is_empty(tmp_path: Path) -> None:
    found = [one.code for one in check_object(tmp_path).findings]
    assert found == ["object-lost", "file-missing"]


def test_what_a_stranger_wrote_cannot_steer_a_terminal(tmp_path: Path) -> None:
    root = made(tmp_path, sealed(LABEL))
    folder = object_of(root)
    told = json.loads((folder / "inventory.json").read_bytes()) | {"type": "\x1b[2J\u202e\x07"}
    rewrite_head(folder, json.dumps(told).encode())
    (root / "\x1b[31m").write_bytes(b"x")
    for one in verify_archive(root, "archive", ASKED)[0].findings:
        for language in ("en", "fr"):
            assert f"{one.file} {one.told(language)}".isprintable()
