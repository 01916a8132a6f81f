"""Each rule against its case: one break in a clean document, one finding."""

import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from codetool.akn.read import read_expression
from codetool.errors import DialectError, SourceError
from codetool.findings import Severity, finding_codes
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.resources import load_table
from codetool.validate import check_expression, check_source
from codetool.validate.check import RULES

CASES = Path(__file__).parents[2] / "cases" / "validate"


def load_cases(name: str = "cases.toml") -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return cases


def broken(case: dict[str, Any]) -> bytes:
    text = (CASES / f"{case.get('base', 'draft')}.xml").read_text(encoding="utf-8")
    for old, new in case["edits"]:
        assert old in text, f"{case['name']}: {old} is not in the document"
        text = text.replace(old, new)
    return text.encode()


@pytest.mark.parametrize("name", ["draft.xml", "adopted.xml", "annexed.xml"])
def test_clean_documents_give_nothing(name: str) -> None:
    assert list(check_source((CASES / name).read_bytes(), name)) == []


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: f"{case['code']}: {case['name']}")
def test_a_break_gives_exactly_its_finding(case: dict[str, Any]) -> None:
    found = list(check_source(broken(case), "specimen.xml"))
    told = [(f.code, f.severity.value, f.eid, f.line, f.message, f.file) for f in found]
    keys = ("code", "severity", "eid", "line", "message")
    assert told == [(*(case[key] for key in keys), "specimen.xml")]
    assert found[0].told("fr") != found[0].message or found[0].code == "guillemets-unequal"
    assert "{" not in found[0].remedy + found[0].remedied("fr")


def test_every_code_of_the_standard_is_proven_by_a_case() -> None:
    table = load_table("akn/findings.toml")
    proven = {case["code"] for case in load_cases() + load_cases("versions.toml")} | {"schema-more", "schema-other"}
    assert {code for code, row in table.items() if "clause" in row} == proven


@pytest.mark.parametrize("code", finding_codes())
def test_every_finding_speaks_both_languages(code: str) -> None:
    row = load_table("akn/findings.toml")[code]
    assert row["severity"] in set(Severity)
    names = []
    for language in ("en", "fr"):
        assert row["message"][language].strip()
        assert row["remedy"][language].endswith(".")
        names.append({name for _, name, _, _ in Formatter().parse(row["message"][language]) if name})
    assert names[0] == names[1]


def test_severities_only_rise() -> None:
    grave = [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    for code, row in load_table("akn/findings.toml").items():
        raised = [grave.index(row[key]) for key in ("severity", "law", "profile") if key in row]
        assert raised == sorted(raised), code


def test_findings_come_by_line_then_code() -> None:
    text = (CASES / "draft.xml").read_text(encoding="utf-8")
    for old, new in (("<p>Fin.</p>", "<p/>"), ("<num>1.</num>", "<num>8.</num>"), ("»", "")):
        text = text.replace(old, new)
    found = list(check_expression(read_expression(text.encode(), fold=False)))
    assert [(f.line, f.code) for f in found] == [
        (60, "eid-number"),
        (60, "guillemets-unequal"),
        (67, "number-order"),
        (97, "provision-empty"),
    ]


def test_folded_articles_are_opened() -> None:
    case = next(case for case in load_cases() if case["code"] == "reference-dangling")
    folded, opened = (read_expression(broken(case), fold=fold) for fold in (True, False))
    assert [f.message for f in check_expression(folded)] == [case["message"]]
    assert list(check_expression(folded)) == list(check_expression(opened))


def test_an_empty_model_gives_findings_not_faults() -> None:
    assert list(check_expression(Expression(root=Element(name="akomaNtoso")))) == []
    bare = Element(name="akomaNtoso", children=(Element(name="act", attributes=(("name", "code"),)),))
    assert list(check_expression(Expression(root=bare))) == []


def test_each_rule_is_registered_once() -> None:
    assert len(set(RULES)) == len(RULES)


def test_what_cannot_be_read_is_raised() -> None:
    with pytest.raises(SourceError, match=r"^draft\.xml: the file is empty"):
        list(check_source(b"", "draft.xml"))
    with pytest.raises(DialectError, match=r"XHTML"):
        list(check_source(b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "page.xml"))


def test_iris_that_cannot_be_read_are_not_compared() -> None:
    text = (CASES / "draft.xml").read_text(encoding="utf-8").replace('"/akn/be/act', '"urn:be')
    found = list(check_source(text.encode()))
    assert {f.code for f in found} == {"iri-malformed"}
    assert len(found) == 6


def test_a_quoted_article_in_text_outside_articles_is_opened_too() -> None:
    text = (CASES / "draft.xml").read_text(encoding="utf-8")
    article = "<article><num>9.</num><content><p>Neuf.</p></content></article>"
    quoted = f'<quotedStructure eId="qstr_1">{article}</quotedStructure>'
    section = f'<section eId="sec_1"><num>1</num><content><p><mod>On lit {quoted}</mod></p></content></section>'
    source = text.replace('<title eId="title_II">', section + '<title eId="title_II">').encode()
    found = list(check_expression(read_expression(source)))
    assert [f.message for f in found] == ["text outside any article, in content: 'On lit 9. Neuf.'"]


def test_a_message_is_one_short_line_whatever_the_document_holds() -> None:
    text = (CASES / "draft.xml").read_text(encoding="utf-8").replace('by="#us"', 'by="#a&#10;&#9;' + "b" * 500 + '"')
    (found,) = check_source(text.encode())
    assert found.message == "step/@by names #a, which is not in the document"
    text = text.replace('code/us/2001-01-01/specimen"', "code&#10;us/" + "9" * 500 + '"').replace("&#9;b", "b")
    messages = [each.message for each in check_source(text.encode()) if each.code == "iri-malformed"]
    assert messages[0].startswith("FRBRWork/FRBRuri is no Akoma Ntoso IRI: '/akn/be/act/code us/999")
    assert messages[0].endswith("999…'")
    assert len(messages[0]) < 300


@pytest.mark.parametrize("name", ["fre", "fra"])
def test_both_codes_of_a_language_are_that_language(name: str) -> None:
    text = (CASES / "draft.xml").read_text(encoding="utf-8").replace('language="fra"', f'language="{name}"')
    assert list(check_source(text.encode())) == []


def test_numbers_of_lists_need_no_opening_parenthesis() -> None:
    text = (CASES / "draft.xml").read_text(encoding="utf-8")
    for number in ("1)", "a)", "iv)", "12bis)", "2°)", "A.1)", "1-a)"):
        assert list(check_source(text.replace("<p>Fin.</p>", f"<p>{number} Fin.</p>").encode())) == []
    (found,) = check_source(text.replace("<p>Fin.</p>", "<p>(Voir p.p.) fin).</p>").encode())
    assert found.code == "parentheses-unequal"
