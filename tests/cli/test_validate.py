"""`codetool validate`."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

DIALECT = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13"/>'
REFUSED = (
    "this is a draft of Akoma Ntoso 3.0 (CSD13), not Akoma Ntoso 3.0 (root element akomaNtoso, namespace "
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13). Convert it to the OASIS standard's namespace "
    "http://docs.oasis-open.org/legaldocml/ns/akn/3.0 first."
)


def spoil(store: "Cli", old: str, new: str) -> "Path":
    path = store.folder / "versions/essai/2020-01-01.fra.xml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def test_a_sound_store_has_nothing_to_report(store: "Cli") -> None:
    told = store("validate")
    assert (told.code, told.out, told.messages) == (0, "", ["errors: 0, warnings: 0"])


def test_an_error_is_told_with_place_remedy_and_code(store: "Cli") -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    told = store("validate", "2020-01-01")
    assert told.code == 1
    assert told.out.startswith("versions/essai/2020-01-01.fra.xml:")
    assert ":art_1-1: error: " in told.out
    assert "[schema-id-twice, p2, NC 5.2]" in told.out
    assert "errors: " in told.err


def test_findings_as_json(store: "Cli") -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    told = store("validate", "2020-01-01", "--format", "json")
    assert (told.code, told.err) == (1, "")
    findings = json.loads(told.out)["findings"]
    assert list(findings[0]) == ["code", "severity", "file", "line", "eid", "message", "clause", "remedy"]
    twice = next(found for found in findings if found["code"] == "schema-id-twice")
    assert (twice["file"], twice["severity"], twice["eid"]) == (
        "versions/essai/2020-01-01.fra.xml",
        "error",
        "art_1-1",
    )
    assert twice["line"] > 1
    assert twice["message"]
    assert twice["remedy"]


def test_json_speaks_english_in_every_language(store: "Cli") -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    english = store("validate", "--format", "json").out
    assert store("--ui-lang", "fr", "validate", "--format", "json").out == english


def test_a_warning_fails_on_demand_only(store: "Cli") -> None:
    spoil(store, "Le présent texte règle", "Le présent texte « règle")
    told = store("validate", "2020-01-01")
    assert told.code == 0
    assert ": warning: " in told.out
    assert told.messages == ["errors: 0, warnings: 1"]
    assert store("validate", "2020-01-01", "--fail-on", "warning").code == 1


def test_a_dialect_is_refused_by_its_name(cli: "Cli") -> None:
    cli.write("draft.xml", DIALECT)
    assert cli.refused("validate", "draft.xml") == f"draft.xml: {REFUSED}"
    assert cli.refused("validate", "draft.xml", "--format", "json") == f"draft.xml: {REFUSED}"


def test_one_bad_document_among_many_is_told_and_the_rest_go_on(store: "Cli") -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    store.write("versions/a.xml", DIALECT)
    store.write("versions/b.xml", "<akomaNtoso>")
    told = store("validate", "versions", "--format", "json")
    assert told.code == 2, "what could not run weighs more than what was found"
    assert [line.split(":")[1].strip() for line in told.messages] == ["versions/a.xml", "versions/b.xml"]
    assert {found["file"] for found in json.loads(told.out)["findings"]} == {"versions/essai/2020-01-01.fra.xml"}


def test_a_broken_version_does_not_hide_what_the_store_s_others_have(store: "Cli") -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    store.write("versions/essai/2020-06-01.fra.xml", "<akomaNtoso>")
    told = store("validate")
    assert told.code == 2
    assert "2020-01-01.fra.xml" in told.out
    assert told.messages[0].startswith("codetool: versions/essai/2020-06-01.fra.xml: line 1: ")
    assert len(told.messages) == 2


def test_the_store_as_a_whole_has_rules_of_its_own(store: "Cli") -> None:
    path = store.folder / "versions/essai/2020-01-01.fra.xml"
    store.write("versions/essai/2020-02-02.fra.xml", path.read_bytes())
    told = store("validate", "--format", "json")
    assert told.code == 1
    files = {found["file"] for found in json.loads(told.out)["findings"] if found["severity"] == "error"}
    assert "versions/essai/2020-02-02.fra.xml" in files
    assert store("validate", "versions").code == 0, "documents named by hand are each checked alone"


def test_a_folder_without_xml_is_no_clean_bill(cli: "Cli") -> None:
    (cli.folder / "empty").mkdir()
    line = "empty: there is no XML file in this folder. Name one in which there is."
    assert cli.refused("validate", "empty") == line


def test_an_absent_version_is_refused_beside_those_that_are_there(store: "Cli") -> None:
    told = store("validate", "2020-01-01", "1999-01-01")
    assert told.code == 2
    assert len(told.messages) == 1
    assert told.err.startswith("codetool: versions: there is no version 1999-01-01. The store holds essai/2020-01-01")


@pytest.mark.parametrize("color", ["always", "never", "auto"])
def test_colours_are_as_asked_for(store: "Cli", color: str) -> None:
    spoil(store, 'eId="art_1-2"', 'eId="art_1-1"')
    assert ("\033[" in store("validate", "--color", color).out) == (color == "always")


def test_findings_are_told_in_french(store: "Cli") -> None:
    spoil(store, "Le présent texte règle", "Le présent texte « règle")
    told = store("validate", "2020-01-01", "--ui-lang", "fr")
    assert ": avertissement: " in told.out
    assert told.messages == ["erreurs : 0, avertissements : 1"]
