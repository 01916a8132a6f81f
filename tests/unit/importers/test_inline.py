import pytest

from codetool.akn.write import write_element
from codetool.importers.build import element
from codetool.importers.inline import mark_inline, quotations

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
