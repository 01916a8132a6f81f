"""Rules over several versions, each against its case, and what they must leave alone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.validate import check_versions

CASES = Path(__file__).parents[2] / "cases" / "validate"
DRAFT = (CASES / "draft.xml").read_text(encoding="utf-8")
LATER = (
    ("fra@2002-02-02", "fra@2002-02-09"),
    ("2002-02-02", "2002-02-09"),
    ('<FRBRversionNumber value="2"/>', '<FRBRversionNumber value="3"/>'),
)


def version(*edits: tuple[str, str]) -> Expression:
    text = DRAFT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return read_expression(text.encode())


def load_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((CASES / "versions.toml").read_text(encoding="utf-8"))["case"]
    return cases


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: f"{case['code']}: {case['name']}")
def test_versions_give_exactly_their_finding(case: dict[str, Any]) -> None:
    given = [(each["path"], version(*map(tuple, each["edits"]))) for each in case["version"]]
    found = [(f.code, f.severity.value, f.file, f.eid, f.line, f.message) for f in check_versions(given)]
    keys = ("code", "severity", "file", "eid", "line", "message")
    assert found == [tuple(case[key] for key in keys)]


def test_two_good_versions_give_nothing() -> None:
    given = [("us/2002-02-02.fra.xml", version()), ("us/2002-02-09.fra.xml", version(*LATER))]
    assert list(check_versions(given)) == []


def test_a_reference_that_follows_its_target_is_right() -> None:
    moved = (('<article eId="art_3">', '<article eId="art_5" wId="art_3">'), ('href="#art_3"', 'href="#art_5"'))
    given = [("us/2002-02-02.fra.xml", version()), ("us/2002-02-09.fra.xml", version(*LATER, *moved))]
    assert list(check_versions(given)) == []


def test_a_reference_whose_target_was_removed_is_not_renumbered() -> None:
    gone = (('<article eId="art_3">', '<article eId="art_7" wId="art_7">'), ("Le texte cité", "Un autre texte"))
    given = [("us/2002-02-02.fra.xml", version()), ("us/2002-02-09.fra.xml", version(*LATER, *gone))]
    assert [found.code for found in check_versions(given)] == ["wid-vanished"]


def test_a_draft_does_not_tell_the_life_of_the_text_that_was_adopted_before_it() -> None:
    adopted = (('<FRBRauthoritative value="false"/>', '<FRBRauthoritative value="true"/>'),)
    own = ('<eventRef eId="eref_2" date="2002-02-09"', '<eventRef eId="eref_2" date="2002-02-05"')
    given = [("us/2002-02-02.fra.xml", version(*adopted)), ("us/2002-02-09.fra.xml", version(*LATER, own))]
    assert list(check_versions(given)) == []


def test_a_correction_of_the_same_day_comes_after_what_it_corrects() -> None:
    adopted = ('<FRBRauthoritative value="false"/>', '<FRBRauthoritative value="true"/>')
    correcting = (
        ("fra@2002-02-02", "fra@2002-02-02.correction"),
        ('<FRBRversionNumber value="2"/>', '<FRBRversionNumber value="3"/>'),
        (
            '<eventRef eId="eref_2"',
            '<eventRef eId="eref_9" date="2002-03-01" type="generation" source="#original"/><eventRef eId="eref_2"',
        ),
    )
    given = [
        ("us/2002-02-02.fra.xml", version(adopted)),
        ("us/2002-02-02.correction.fra.xml", version(adopted, *correcting)),
    ]
    assert [found.code for found in check_versions(given)] == []


def test_a_late_correction_is_compared_with_what_it_corrects() -> None:
    adopted = ('<FRBRauthoritative value="false"/>', '<FRBRauthoritative value="true"/>')
    own = ('<eventRef eId="eref_2" date="2002-02-09"', '<eventRef eId="eref_2" date="2002-02-05"')
    later = (*LATER, own, adopted)
    corrects = f'<TLCReference eId="corrected" href="{version().iri}" showAs="x" name="corrects"/></references>'
    correcting = (
        ("fra@2002-02-02", "fra@2002-03-03"),
        ('<FRBRdate date="2002-02-02" name="draft"/>', '<FRBRdate date="2002-03-03" name="draft"/>'),
        ('<FRBRversionNumber value="2"/>', '<FRBRversionNumber value="4"/>'),
        ("</references>", corrects),
    )
    given = [
        ("us/2002-02-02.fra.xml", version(adopted)),
        ("us/2002-02-09.fra.xml", version(*later)),
        ("us/2002-03-03.fra.xml", version(adopted, *correcting)),
    ]
    assert {found.file for found in check_versions(given) if found.code == "event-vanished"} == {
        "us/2002-02-09.fra.xml"
    }


def test_two_languages_are_not_compared() -> None:
    dutch = (
        ("/fra@", "/nld@"),
        ('language="fra"', 'language="nld"'),
        ('<article eId="art_3">', '<article eId="art_8">'),
    )
    given = [("us/2002-02-02.fra.xml", version()), ("us/2002-02-09.nld.xml", version(*LATER, *dutch))]
    assert list(check_versions(given)) == []


def test_labels_without_xml_and_variants_are_understood() -> None:
    variant = ("fra@2002-02-09", "fra@2002-02-09.avis")
    given = [("us/2002-02-02.fra", version()), ("us/2002-02-09.avis.fra", version(*LATER, variant))]
    assert list(check_versions(given)) == []


def test_a_file_of_another_name_is_not_judged_by_it() -> None:
    assert list(check_versions([("us/draft.xml", version()), ("", version(*LATER))])) == []


def test_without_identification_the_folder_tells_the_work() -> None:
    bare = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="x">%s</act></akomaNtoso>'
    old = read_expression(bare % b'<body><article eId="art_1"/><article/></body>')
    new = read_expression(bare % b"<body/>")
    found = list(check_versions([("a/1.xml", old), ("a/2.xml", new), ("b/1.xml", new)]))
    assert [(f.file, f.message) for f in found] == [("a/2.xml", "art_1, which a/1.xml has, is not here any more")]


def test_a_file_named_by_date_without_identification_is_placed_on_its_document() -> None:
    bare = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="x"/></akomaNtoso>'
    found = list(check_versions([("a/2001-01-01.fra.xml", read_expression(bare))]))
    assert [(f.code, f.line) for f in found] == [("file-date", 1), ("file-language", 1)]
