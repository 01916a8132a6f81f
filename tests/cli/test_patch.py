"""`codetool patch`."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool.akn.parser import canonical_source

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

OLD, NEW = "2020-01-01", "2021-01-01"


@pytest.fixture
def patched(store: "Cli") -> "Cli":
    """Return a store of two drafts with the JSON of their comparison beside it."""
    assert store("diff", OLD, NEW, "--format", "json", "-o", "changes.json").code == 1
    return store


def canonical(cli: "Cli", label: str) -> bytes:
    return canonical_source(next(cli.folder.glob(f"versions/essai/{label}*.xml")).read_bytes())


def test_the_new_version_is_made_of_the_old_one_to_the_byte(patched: "Cli") -> None:
    told = patched("patch", OLD, "changes.json", "-o", "made/new.xml")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("written: made/new.xml (")
    assert (patched.folder / "made/new.xml").read_bytes() == canonical(patched, NEW)


def test_and_back_again(patched: "Cli") -> None:
    assert patched("patch", OLD, "changes.json", "-o", "new.xml").code == 0
    # How a file is written does not matter: the canonical form fits as well.
    assert patched("patch", "new.xml", "changes.json", "--reverse", "-o", "old.xml").code == 0
    assert (patched.folder / "old.xml").read_bytes() == canonical(patched, OLD)


def test_without_a_file_it_goes_to_stdout(patched: "Cli") -> None:
    assert patched("patch", OLD, "changes.json").out.encode() == canonical(patched, NEW)


def test_no_difference_gives_the_same_text(store: "Cli") -> None:
    assert store("diff", OLD, OLD, "--format", "json", "-o", "none.json").code == 0
    for way in ((), ("--reverse",)):
        assert store("patch", OLD, "none.json", *way).out.encode() == canonical(store, OLD)


def test_a_file_that_is_there_is_kept(patched: "Cli") -> None:
    patched.write("new.xml", "mine")
    assert "--force" in patched.refused("patch", OLD, "changes.json", "-o", "new.xml")
    assert patched("patch", OLD, "changes.json", "-o", "new.xml", "--force").code == 0
    assert (patched.folder / "new.xml").read_bytes() == canonical(patched, NEW)


def test_neither_the_text_nor_the_changes_are_replaced(patched: "Cli") -> None:
    text = next(patched.folder.glob(f"versions/essai/{OLD}*.xml")).relative_to(patched.folder)
    for name in (text, "changes.json"):
        assert patched.refused("patch", OLD, "changes.json", "-o", name, "--force") == (
            f"{name}: the result would replace the file that it is made from. Name another file with -o."
        )


def test_another_text_is_refused(patched: "Cli") -> None:
    source = next(patched.folder.glob(f"versions/essai/{OLD}*.xml")).read_text("utf-8")
    patched.write("other.xml", source.replace("deux temps", "trois temps"))
    told = patched.refused("patch", "other.xml", "changes.json", "-o", "new.xml")
    assert re.fullmatch(
        r"other\.xml: the changes were made from another text \(/akn/\S+, sha256 \w{12}; this one has \w{12}\)\. "
        r"Name the version that they were made from\.",
        told,
    )


@pytest.mark.parametrize("arguments", [(NEW, "changes.json"), (OLD, "changes.json", "--reverse")])
def test_the_wrong_way_round_is_refused(patched: "Cli", arguments: tuple[str, ...]) -> None:
    told = patched.refused("patch", *arguments, "-o", "out.xml")
    assert told.endswith(
        "the changes lead to this text, and do not begin from it. "
        "Add --reverse to go back, or leave it out to go forward."
    )


def test_an_edited_row_is_refused(patched: "Cli") -> None:
    content = (patched.folder / "changes.json").read_text("utf-8")
    edited, count = re.subn(r'(?<="patch": )(\[\[.*?\["\+", "[^"]*)distincts', r"\1confus", content)
    assert count == 1
    patched.write("edited.json", edited)
    assert patched.refused("patch", OLD, "edited.json", "-o", "new.xml") == (
        "edited.json: the changes are damaged: they do not lead to the text that they promise. "
        "Make them again with codetool diff OLD NEW --format json."
    )


@pytest.mark.parametrize("way", [(OLD,), (NEW, "--reverse")])
def test_changes_that_show_something_else_than_they_do_are_refused(patched: "Cli", way: tuple[str, ...]) -> None:
    content = (patched.folder / "changes.json").read_text("utf-8")
    shown, count = re.subn(r'(?<="segments": )(\[\[[^\n]*?\["insert", "[^"]*)distincts', r"\1confus", content)
    assert count == 1
    patched.write("shown.json", shown)
    assert patched.refused("patch", way[0], "shown.json", *way[1:], "-o", "new.xml") == (
        "shown.json: the changes contradict themselves: 'articles[1].segments' does not tell what the patch does. "
        "Make them again with codetool diff OLD NEW --format json."
    )


def cut(content: str) -> str:
    return content[: len(content) // 2]


def without_rows(content: str) -> str:
    found = json.loads(content)
    return json.dumps({key: found[key] for key in ("format", "summary")})


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (cut, ": this is not JSON, or it was cut off. Make it again with codetool diff OLD NEW --format json."),
        (without_rows, "the comparison is not whole: 'old' is missing, or is not what it should be."),
        (lambda _: "", "line 1: this is not JSON, or it was cut off."),
        (lambda _: "[" * 200_000, "this is not JSON, or it was damaged."),
        (lambda _: "[]", "this is no comparison in the form codetool-diff/1."),
    ],
)
def test_bad_json_is_refused(patched: "Cli", content: "type[object]", fact: str) -> None:
    made = content((patched.folder / "changes.json").read_text("utf-8"))  # type: ignore[call-arg]
    patched.write("bad.json", str(made))
    told = patched.refused("patch", OLD, "bad.json", "-o", "new.xml")
    assert told.startswith("bad.json: ")
    assert fact in told


def test_files_that_cannot_be_read_are_refused(patched: "Cli") -> None:
    assert patched.refused("patch", OLD, "none.json") == (
        "none.json: there is no such file. Check the name and the folder."
    )
    patched.write(
        "doctype.xml", '<!DOCTYPE akomaNtoso><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>'
    )
    assert "DOCTYPE" in patched.refused("patch", "doctype.xml", "changes.json", "-o", str(Path("new.xml")))
    patched.write("other.xml", "<a/>")
    assert "not Akoma Ntoso 3.0" in patched.refused("patch", "other.xml", "changes.json")
