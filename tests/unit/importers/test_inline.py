import pytest

from codetool.akn.write import write_element
from codetool.importers.build import element, rich_element
from codetool.importers.inline import mark_inline, quotations
from codetool.importers.lines import Mark, MarkKind

LONG = "mot " * 20 + "mot"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f'Il dit "{LONG}".', [LONG]),
        (f"Il dit « {LONG} ».", [LONG]),
        (f"Il dit «\u00a0{LONG}\u202f».", [LONG]),
        ("Il dit : « Je ne dis rien. »", ["Je ne dis rien."]),
        ("Er sagt: „Ich sage nichts.“", ["Ich sage nichts."]),
        ("Il dit : “Je ne dis rien.”", ["Je ne dis rien."]),
        ("Il dit : « aide »", []),
        ('Il dit : « Je ne dis "rien". »', ['Je ne dis "rien".']),
        ('(cfr. "Secret professionnel", point 2.2.)', []),
        ("Il dit : « Je ne dis rien.", []),
        ('Il dit : « Je ne dis rien."', []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_marks_stay_outside_and_nothing_is_linked_inside() -> None:
    text = element("p", 'Vu : "Un article 1 dit." et l\'article 1')
    article = element("article", element("num", "1"), element("content", text), eId="art_1")
    body = element("body", article)
    marked = mark_inline(body, "be")

    assert '<p>Vu : "<embeddedText>Un article 1 dit.</embeddedText>" et l\'<ref href="#art_1">article 1</ref></p>' in (
        write_element(marked.body)
    )


def test_what_is_not_found_is_told_with_its_place() -> None:
    article = element("article", element("content", element("p", "Voir l'article 3.", line=7)), eId="art_1")
    (found,) = mark_inline(element("body", article), "be").findings

    assert (found.code, found.eid, found.line) == ("reference-unresolved", "art_1", 7)
    assert "article 3" in found.message


def test_a_text_that_is_no_act_gets_an_entry_once() -> None:
    text = element("p", "Le règlement de travail et le RÈGLEMENT DE TRAVAIL.")
    (entry,) = mark_inline(element("body", text), "be").named

    assert (entry.name, entry.eid, entry.get("name")) == (
        "TLCReference",
        "reglement-de-travail",
        "reglement-de-travail",
    )
    assert mark_inline(element("body", element("p", "Rien.")), "be").named == ()


def test_a_reference_goes_across_other_markup() -> None:
    marks = (
        Mark(start=4, end=11, kind=MarkKind.BOLD),
        Mark(start=13, end=15, kind=MarkKind.SUPERSCRIPT),
    )
    text = rich_element("p", "à l'article 1er.", marks)
    article = element("article", element("num", "1"), element("content", text), eId="art_1")

    assert '<p>à l\'<ref href="#art_1"><b>article</b> 1<sup>er</sup></ref>.</p>' in (
        write_element(mark_inline(element("body", article), "be").body)
    )


def test_a_range_holds_both_its_ends() -> None:
    articles = [element("article", element("num", num), eId=f"art_{num}") for num in "123"]
    text = element("article", element("content", element("p", "Les articles 1 à 3.")), eId="art_4")

    assert (
        '<p>Les <rref from="#art_1" upTo="#art_3"><ref href="#art_1">articles 1</ref> à '
        '<ref href="#art_3">3</ref></rref>.</p>'
    ) in write_element(mark_inline(element("body", *articles, text), "be").body)


def test_a_part_that_is_missing_is_told() -> None:
    text = element("p", "Voir l'article 1, § 3.", line=7)
    article = element("article", element("num", "1"), element("content", text), eId="art_1")
    (found,) = mark_inline(element("body", article), "be").findings

    assert (found.code, found.eid, found.line) == ("reference-part-missing", "art_1", 7)
    assert "“article 1, § 3” leads to art_1 only" in found.message


def test_headings_numbers_and_the_preface_are_not_linked() -> None:
    parts = (
        element("preface", element("p", "Code de l'article 1")),
        element("body", element("article", element("num", "1"), element("heading", "Article 1"), eId="art_1")),
    )
    written = write_element(mark_inline(element("act", element("meta"), *parts), "be").body)
    assert "<ref" not in written


def test_a_preamble_is_linked_to_other_acts_only() -> None:
    citation = element("citation", element("p", "Vu la loi du 2 avril 1965, l'article 1 ;"))
    body = element("body", element("article", element("num", "1"), eId="art_1"))
    act = element("act", element("preamble", element("citations", citation)), body)
    written = write_element(mark_inline(act, "be").body)

    assert '<ref href="/akn/be/act/loi/1965-04-02/~art_1">article 1</ref>' in written
