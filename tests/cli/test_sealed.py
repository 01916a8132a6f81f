"""No command writes over what is sealed; each says so in one line, or passes it over."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

WORK = "versions/essai"
SEALED = f"{WORK}/2021-01-01.fra.xml"


@pytest.fixture
def sealed(store: "Cli") -> "Cli":
    """Return commands in a folder whose store has a sealed version, the second one."""
    store.seal("2021-01-01.fra")
    return store


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "first.txt", "--date", "2021-01-01"),
        ("import", "first.txt", "--date", "2021-01-01", "--force"),
        ("import", "first.txt", "--date", "2021-01-01", "-o", SEALED, "--force"),
        ("render", "2020-01-01", "--format", "text", "-o", SEALED, "--force"),
        ("render", "2020-01-01", "--format", "text", "-o", f"{WORK}/sources/2021-01-01.fra.txt", "--force"),
        ("merge", "2020-01-01", "2020-01-01", "2021-01-01", "-o", SEALED, "--force"),
        ("remove", "2021-01-01", "--reason", "faux"),
        ("remove", SEALED, "--reason", "faux"),
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[-2:]),
)
def test_a_sealed_version_is_not_written(sealed: "Cli", arguments: tuple[str, ...]) -> None:
    assert "2021-01-01 is sealed since 2026-11-26: it is not changed any more" in sealed.refused(*arguments)


def test_neither_is_it_patched(sealed: "Cli") -> None:
    changes = sealed("diff", "2020-01-01", "2021-01-01", "--format", "json").out
    sealed.write("changes.json", changes)
    patch = ("patch", "2020-01-01", "changes.json", "-o", SEALED, "--force")
    assert "2021-01-01 is sealed since" in sealed.refused(*patch)


def test_nor_when_its_file_is_gone(sealed: "Cli") -> None:
    (sealed.folder / SEALED).unlink()
    assert "2021-01-01 is sealed since" in sealed.refused("import", "second.txt", "--date", "2021-01-01")


def test_no_other_work_begins_in_the_folder_of_one_that_is_lost(sealed: "Cli") -> None:
    for path in (sealed.folder / WORK).glob("*.xml"):
        path.unlink()
    assert sealed.refused("import", "second.txt", "--date", "2022-01-01", "--work", "essai") == (
        f"{WORK}: every version is gone, also what was sealed. See codetool list."
    )
    assert sealed("import", "second.txt", "--date", "2022-01-01", "--work", "autre").code == 0


@pytest.mark.parametrize("name", ["sources", "Matches", "removed"])
def test_whatever_its_folder_is_called_it_is_not_written(sealed: "Cli", name: str) -> None:
    (sealed.folder / WORK).rename(sealed.folder / "versions" / name)
    text = f"versions/{name}/2021-01-01.fra.xml"
    for command in (
        ("render", "2020-01-01", "--format", "text", "-o", text, "--force"),
        ("remove", "2021-01-01", "--reason", "faux"),
    ):
        assert "2021-01-01 is sealed since" in sealed.refused(*command)
    assert "[sealed 2026-11-26]" in sealed("list").out


@pytest.mark.parametrize("name", ["sources", "Matches", "removed", "CON", "nul"])
def test_no_work_begins_in_a_folder_that_is_kept_for_other_things(sealed: "Cli", name: str) -> None:
    assert sealed.refused("import", "first.txt", "--date", "2021-01-01", "--work", name) == (
        f"'{name}' is kept for other things: by codetool beside the texts of each work, or by a system. "
        "Write another name for --work."
    )


def test_a_number_of_any_length_is_a_list_that_is_damaged(sealed: "Cli") -> None:
    (sealed.folder / WORK / "sealed.toml").write_text("a = " + "9" * 20000)
    told = sealed.refused("remove", "2021-01-01", "--reason", "faux")
    assert f"{WORK}/sealed.toml: this is no TOML. Take it from a copy" in told


def test_the_list_of_what_is_sealed_is_not_written_either(sealed: "Cli") -> None:
    listed = f"{WORK}/sealed.toml"
    told = sealed.refused("render", "2020-01-01", "--format", "text", "-o", listed, "--force")
    assert "this list is kept by codetool" in told


def test_importing_the_same_again_is_no_change(sealed: "Cli") -> None:
    outcome = sealed("import", "second.txt", "--date", "2021-01-01")
    assert (outcome.code, outcome.messages[0]) == (0, f"unchanged: {SEALED} holds exactly this already")


def test_fmt_passes_it_over(sealed: "Cli") -> None:
    for name in (SEALED, f"{WORK}/2020-01-01.fra.xml"):
        path = sealed.folder / name
        path.write_bytes(path.read_bytes().replace(b"  <body>", b"    <body>"))
    before = (sealed.folder / SEALED).read_bytes()
    checked = sealed("fmt", "--check")
    assert (checked.code, checked.out) == (1, f"{WORK}/2020-01-01.fra.xml: layout\n")
    done = sealed("fmt")
    assert (done.code, done.messages) == (
        0,
        [f"{SEALED}: sealed since 2026-11-26, and passed over", "formatted: 1 of 1"],
    )
    assert sealed("fmt", "--check").code == 0
    assert (sealed.folder / SEALED).read_bytes() == before


def test_fix_passes_it_over(sealed: "Cli") -> None:
    path = sealed.folder / SEALED
    path.write_bytes(path.read_bytes().replace(b' eId="art_2-1"', b' eId="art_9-9"'))
    sealed.seal("2021-01-01.fra")
    before = path.read_bytes()
    outcome = sealed("validate", SEALED, "--fix", "--yes")
    assert f"{SEALED}: sealed since 2026-11-26, and passed over" in outcome.messages
    assert "nothing to set right by itself" in outcome.messages
    assert path.read_bytes() == before


def test_a_sealed_draft_is_adopted_and_stays(sealed: "Cli") -> None:
    before = (sealed.folder / SEALED).read_bytes()
    assert sealed("adopt", "2021-01-01", "--adopted", "2021-02-01").code == 0
    assert (sealed.folder / SEALED).read_bytes() == before


def test_a_sealed_adopted_version_gets_no_more_days(sealed: "Cli") -> None:
    sealed("adopt", "2021-01-01", "--adopted", "2021-02-01")
    sealed.seal("2021-02-01.fra")
    told = sealed.refused("adopt", "2021-02-01", "--adopted", "2021-02-01", "--published", "2021-03-01")
    assert "2021-02-01 is sealed since" in told


def test_validate_reports_what_was_changed_or_lost(sealed: "Cli") -> None:
    assert sealed("validate").code == 0
    path = sealed.folder / SEALED
    path.write_bytes(path.read_bytes().replace(b"distincts", b"distinct"))
    for arguments in ((), (SEALED,), ("2021-01-01",)):
        outcome = sealed("validate", *arguments)
        assert outcome.code == 1
        assert f"{SEALED}: error: 2021-01-01 was sealed on 2026-11-26 and is not the text" in outcome.out
    assert sealed("validate", "2020-01-01").code == 0
    path.unlink()
    found = json.loads(sealed("validate", "--format", "json").out)["findings"]
    assert [(one["code"], one["file"]) for one in found] == [("sealed-absent", SEALED)]


def test_a_damaged_list_is_told_and_nothing_is_written(sealed: "Cli") -> None:
    sealed.write(f"{WORK}/sealed.toml", "[[sealed]]\nlabel = 1\n")
    told = sealed("validate")
    assert (told.code, len(told.messages)) == (2, 1)
    assert f"{WORK}/sealed.toml:1: this entry has not the values" in told.err
    assert "sealed.toml:1: " in sealed.refused("import", "first.txt", "--date", "2022-01-01")
    assert sealed("fmt").code == 2


def test_list_marks_it(sealed: "Cli") -> None:
    rows = sealed("list").out.splitlines()
    assert rows[3] == "    /akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01  [sealed 2026-11-26]"
    assert not rows[1].endswith("]")
    told = json.loads(sealed("list", "--format", "json").out)["versions"]
    assert [row["sealed"] for row in told] == ["", "2026-11-26T17:00:00Z"]
    assert sealed.french("list").out.splitlines()[3].endswith("  [scellée le 2026-11-26]")


@pytest.mark.parametrize("side", ["ours", "theirs", "neither"])
def test_git_merge_keeps_it_as_it_was_sealed(sealed: "Cli", side: str) -> None:
    text = (sealed.folder / SEALED).read_bytes()
    changed = text.replace(b"distincts", b"distinct")
    sides = {"ours": (text, changed), "theirs": (changed, text), "neither": (changed, changed + b"\n")}[side]
    for name, content in zip(("base.xml", "ours.xml", "theirs.xml"), (text, *sides), strict=True):
        sealed.write(name, content)
    outcome = sealed("git-merge", "base.xml", "ours.xml", "theirs.xml", SEALED)
    kept = (sealed.folder / "ours.xml").read_bytes()
    assert (outcome.code, kept) == ((1, changed) if side == "neither" else (0, text))
    assert outcome.messages[0].startswith(f"{SEALED}: sealed since 2026-11-26, and ")


def test_a_link_does_not_open_it(sealed: "Cli") -> None:
    Path("here.xml").symlink_to(SEALED)
    told = sealed.refused("render", "2020-01-01", "--format", "text", "-o", "here.xml", "--force")
    assert "2021-01-01 is sealed since" in told


def test_list_tells_what_was_sealed_and_is_gone(sealed: "Cli") -> None:
    (sealed.folder / SEALED).unlink()
    told = sealed("list")
    assert told.code == 1
    assert f"{SEALED}: error: 2021-01-01 was sealed on 2026-11-26 and is not in the store any more" in told.err
    assert len(told.out.splitlines()) == 2, "the other one is listed"
    (sealed.folder / f"{WORK}/2020-01-01.fra.xml").unlink()
    for form in ("text", "json"):
        told = sealed("list", "--format", form)
        assert (told.code, len(told.messages)) == (1, 1), "and the store is not called empty"
    (sealed.folder / f"{WORK}/sealed.toml").write_text("sealed = 3")
    told = sealed("list")
    assert (told.code, len(told.messages)) == (2, 1)
    assert told.err.startswith(f"codetool: {WORK}/sealed.toml")


def test_a_list_of_what_is_sealed_that_is_damaged_is_told_once(sealed: "Cli") -> None:
    (sealed.folder / f"{WORK}/sealed.toml").write_text("sealed = 3")
    told = sealed("list")
    assert (told.code, len(told.messages), len(told.out.splitlines())) == (2, 1, 4)
    assert told.err.startswith(f"codetool: {WORK}/sealed.toml: ")
