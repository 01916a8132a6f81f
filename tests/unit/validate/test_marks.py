"""Parentheses, doubled words, tables and nesting: what is right and must be left alone."""

from pathlib import Path

import pytest

from codetool.validate import check_source
from codetool.validate.typography import _doubled, _more_opened

CASES = Path(__file__).parents[2] / "cases" / "validate"


@pytest.mark.parametrize(
    "text", ["(a)", "a) un ; b) deux", "1°) un", "12bis) ensuite (voir plus haut)", "viii) huit", "rien", "((a) b)"]
)
def test_parentheses_that_are_in_order(text: str) -> None:
    assert _more_opened(text) == 0


@pytest.mark.parametrize(("text", "more"), [("(a", 1), ("un mot)", -1), ("((", 2), ("(a) et puis)", -1)])
def test_parentheses_that_are_not(text: str, more: int) -> None:
    assert _more_opened(text) == more


def test_words_that_may_come_twice() -> None:
    assert list(_doubled("nous nous réunissons, vous vous taisez, die die das das; García García; 1 1 a a")) == []
    assert list(_doubled("le le chat et\nde de la la")) == ["le", "de", "la"]


def codes(base: str, *edits: tuple[str, str]) -> list[str]:
    text = (CASES / f"{base}.xml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return [each.code for each in check_source(text.encode())]


def test_parentheses_over_two_paragraphs_are_a_pair() -> None:
    assert codes("draft", ("<p>Fin.</p>", "<p>Fin (mais</p><p>presque).</p>")) == []


def test_a_span_in_words_counts_as_one_cell() -> None:
    assert codes("annexed", ('colspan="2"', 'colspan="deux"')) == ["schema-number", "table-uneven"]


def test_an_empty_table_is_none_of_ours() -> None:
    start, end = "<tr><th", "</tr>\n            </table>"
    text = (CASES / "annexed.xml").read_text(encoding="utf-8")
    table = text[text.index(start) : text.index(end) + len("</tr>")]
    assert codes("annexed", (table, "")) == ["schema-incomplete"]


def test_an_article_quoted_at_length_may_stand_in_an_article() -> None:
    quoted = '<embeddedText eId="art_4__et_1">comme suit : « Art. 1. Un. »</embeddedText>'
    assert codes("draft", ("<p>Fin.</p>", f"<p>Fin, {quoted}.</p>")) == []


def test_a_number_within_an_image_is_not_empty() -> None:
    assert codes("draft", ("<heading>Suite</heading>", '<heading><img src="a.png" alt="Suite"/></heading>')) == []


def test_an_annex_without_iris_is_told_no_name() -> None:
    value = "/akn/be/act/code/us/2001-01-01/specimen/!annexe_2"
    assert codes("annexed", (f'<FRBRthis value="{value}"/>', '<FRBRthis value=""/>')) == ["iri-missing"]


@pytest.mark.parametrize(
    ("num", "printed"),
    [
        ("2.1.", "article 2.1"),
        ("Art. I.3.", "article I.3"),
        ("Article 10ter/1.", "10ter/1"),
        ("9 bis", "l'article 9bis"),
    ],
)
def test_references_print_numbers_as_articles_do(num: str, printed: str) -> None:
    edits = (("<num>3.</num>", f"<num>{num}</num>"), ('href="#art_3">3<', f'href="#art_3">{printed}<'))
    assert "reference-number" not in codes("draft", *edits)
    assert "reference-number" in codes("draft", edits[0])
