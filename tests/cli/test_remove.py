"""`codetool remove`: a version is withdrawn, nothing of it is lost, and the trace says why."""

import tomllib
from hashlib import sha512
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

REMOVE = ("remove", "2021-01-01", "--reason", 'Importé "deux fois"')
WORK = "versions/essai"


def test_a_version_is_withdrawn_and_kept(store: "Cli") -> None:
    text = (store.folder / WORK / "2021-01-01.fra.xml").read_bytes()
    outcome = store(*REMOVE)
    gone = f"{WORK}/removed/2021-01-01.fra"
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.messages == [
        f"moved: {WORK}/2021-01-01.fra.xml, to {gone}/2021-01-01.fra.xml",
        f"moved: {WORK}/sources/2021-01-01.fra.txt, to {gone}/sources/2021-01-01.fra.txt",
        f"withdrawn: 2021-01-01; {WORK}/removed.toml says why",
    ]
    assert (store.folder / gone / "2021-01-01.fra.xml").read_bytes() == text
    [entry] = tomllib.loads((store.folder / WORK / "removed.toml").read_text(encoding="utf-8"))["removed"]
    assert entry.pop("removed").startswith("20")
    assert entry == {
        "label": "2021-01-01.fra",
        "iri": "/akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01",
        "sha512": sha512(text).hexdigest(),
        "reason": 'Importé "deux fois"',
        "folder": "removed/2021-01-01.fra",
    }


def test_what_was_withdrawn_is_no_version_any_more(store: "Cli") -> None:
    store(*REMOVE)
    assert store("list").out.count("articles") == 1
    assert "there is no version 2021-01-01" in store.refused("show", "2021-01-01")
    for place in ("versions", WORK):
        assert store("validate", place).err == "errors: 0, warnings: 0\n"
        assert store("fmt", place).err == "formatted: 0 of 1\n"
    assert store("validate", f"{WORK}/removed").err == "errors: 0, warnings: 0\n"
    assert store("site", "--forms", "html").code == 0
    assert not list((store.folder / "dist").rglob("*2021*"))


def test_moving_the_files_back_restores_it(store: "Cli") -> None:
    before = {path: path.read_bytes() for path in (store.folder / "versions").rglob("*") if path.is_file()}
    store(*REMOVE)
    gone = store.folder / WORK / "removed" / "2021-01-01.fra"
    for path in [path for path in gone.rglob("*") if path.is_file()]:
        path.rename(store.folder / WORK / path.relative_to(gone))
    assert {path: path.read_bytes() for path in before} == before
    assert store("list").out.count("articles") == 2


def test_a_label_can_be_withdrawn_twice(store: "Cli") -> None:
    store(*REMOVE)
    store("import", "first.txt", "--date", "2021-01-01")
    assert store(*REMOVE).code == 0
    listed = tomllib.loads((store.folder / WORK / "removed.toml").read_text(encoding="utf-8"))["removed"]
    assert [one["folder"] for one in listed] == ["removed/2021-01-01.fra", "removed/2021-01-01.fra-2"]
    assert listed[0]["sha512"] != listed[1]["sha512"]


def test_decisions_about_it_go_along_those_of_sealed_versions_stay(store: "Cli") -> None:
    pair = "2020-01-01.fra..2021-01-01.fra.toml"
    store.write(f"{WORK}/matches/{pair}", '[[forbid]]\nold = ["1"]\nnew = ["2"]\n')
    store.seal("2021-01-01.fra")
    told = store("remove", "2020-01-01", "--reason", "faux")
    assert told.messages[0] == "warning: 2021-01-01 leans on it"
    assert (store.folder / WORK / "matches" / pair).is_file()
    (store.folder / WORK / "sealed.toml").unlink()
    store(*REMOVE)
    assert (store.folder / WORK / "removed/2021-01-01.fra/matches" / pair).is_file()


def test_a_version_that_another_corrects_is_told(store: "Cli") -> None:
    store("import", "first.txt", "--date", "2021-02-01", "--corrects", "2021-01-01")
    assert "warning: 2021-02-01 leans on it" in store(*REMOVE).messages


def test_what_is_sealed_is_not_withdrawn(store: "Cli") -> None:
    store.seal("2021-01-01.fra")
    assert "2021-01-01 is sealed since 2026-11-26: it is not changed any more" in store.refused(*REMOVE)


@pytest.mark.parametrize(
    ("damage", "told"),
    [("[[removed]", "removed.toml:1: this is no list"), ("[[removed]]\nlabel = 1\n", "removed.toml: this is no list")],
)
def test_a_damaged_list_is_not_written_over(store: "Cli", damage: str, told: str) -> None:
    store.write(f"{WORK}/removed.toml", damage)
    assert told in store.refused(*REMOVE)


def test_a_reason_is_asked_for(store: "Cli") -> None:
    assert "Missing option '--reason'" in store.refused("remove", "2021-01-01")
    assert "no reason is given" in store.refused("remove", "2021-01-01", "--reason", "  ")
    assert "--reason holds the character U+001B" in store.refused("remove", "2021-01-01", "--reason", "a\x1bb")
    assert "this is no version of the store" in store.refused("remove", "first.txt", "--reason", "faux")


def test_what_is_no_text_can_be_withdrawn_too(store: "Cli") -> None:
    path = f"{WORK}/2022-01-01.fra.xml"
    store.write(path, "no XML")
    assert store("remove", path, "--reason", "abîmé").code == 0
    assert not Path(path).exists()


def test_it_speaks_french(store: "Cli") -> None:
    assert store.french(*REMOVE).messages[-1] == f"retirée : 2021-01-01 ; {WORK}/removed.toml dit pourquoi"


def test_a_sealed_version_is_not_withdrawn_because_its_list_is_lost(archived: "Cli") -> None:
    (archived.folder / WORK / "sealed.toml").unlink()
    told = archived.refused(*REMOVE)
    assert told.startswith(f"{WORK}/2021-01-01.fra.xml: 2021-01-01 is sealed since ")
    assert told.endswith("as a new version: codetool import … --corrects 2021-01-01.")


def test_an_archive_at_fault_keeps_nothing_that_is_not_on_the_list(archived: "Cli") -> None:
    (archived.folder / WORK / "sealed.toml").unlink()
    for path in (archived.folder / "archive").glob("*/*/*/*/inventory.json"):
        path.write_text("{}")
    assert archived(*REMOVE).code == 0


def test_a_folder_in_the_place_of_the_list_is_told_as_such(store: "Cli") -> None:
    (store.folder / WORK / "removed.toml").mkdir()
    assert store.refused(*REMOVE) == (
        f"{WORK}/removed.toml: this is no list of what was withdrawn. Take it back from a copy, or move it away."
    )
