"""Marks to nested elements and back: no character lost, none in two elements that cross."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.akn.write import write_element
from codetool.importers.build import element
from codetool.importers.lines import Mark, MarkKind
from codetool.importers.rich import Flat, flatten, nest, rich_nodes
from codetool.importers.spans import Span
from codetool.model.markup import Element

BOLD, ITALIC, LINE, SUP, SUB = (
    MarkKind.BOLD,
    MarkKind.ITALIC,
    MarkKind.UNDERLINE,
    MarkKind.SUPERSCRIPT,
    MarkKind.SUBSCRIPT,
)
LINK, NOTE = MarkKind.LINK, MarkKind.NOTE
NOTE_1 = '<authorialNote marker="1"/>'


def written(text: str, *marks: tuple[int, int, MarkKind] | tuple[int, int, MarkKind, str]) -> str:
    """Return the XML within a `p` of that text with those marks."""
    made = [Mark(start=m[0], end=m[1], kind=m[2], target=m[3] if len(m) > 3 else "") for m in marks]
    return inside(element("p", *rich_nodes(text, made)))


def inside(one: Element) -> str:
    """Return what stands between the tags of a `p`."""
    return write_element(one).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), "L'article 1er dit"),
        (((2, 9, BOLD),), "L'<b>article</b> 1er dit"),
        (((11, 13, SUP), (2, 9, ITALIC)), "L'<i>article</i> 1<sup>er</sup> dit"),
        (((2, 9, LINE), (11, 13, SUB)), "L'<u>article</u> 1<sub>er</sub> dit"),
        (((0, 17, BOLD), (2, 9, ITALIC)), "<b>L'<i>article</i> 1er dit</b>"),
        (((2, 9, ITALIC), (0, 17, BOLD)), "<b>L'<i>article</i> 1er dit</b>"),
        (((2, 9, BOLD), (2, 9, ITALIC)), "L'<b><i>article</i></b> 1er dit"),
        (((0, 9, BOLD), (2, 13, ITALIC)), "<b>L'<i>article</i></b><i> 1er</i> dit"),
        (((2, 9, BOLD), (9, 13, BOLD)), "L'<b>article 1er</b> dit"),
        (((2, 9, BOLD), (4, 17, BOLD)), "L'<b>article 1er dit</b>"),
        (((2, 2, BOLD),), "L'article 1er dit"),
        (((2, 99, BOLD),), "L'<b>article 1er dit</b>"),
    ],
)
def test_marks_nest(marks: tuple[tuple[int, int, MarkKind], ...], expected: str) -> None:
    assert written("L'article 1er dit", *marks) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#_Ref12", '<ref href="#_Ref12">ici</ref>.'),
        ("https://exemple.be/a", '<a href="https://exemple.be/a">ici</a>.'),
        ("mailto:aide@exemple.be", '<a href="mailto:aide@exemple.be">ici</a>.'),
        ("javascript:alert(1)", "ici."),
        ("file:///C:/projet.doc", "ici."),
        ("https://exemple.be/a b", "ici."),
        ("#", "ici."),
    ],
)
def test_links_lead_to_a_place_or_an_address(target: str, expected: str) -> None:
    assert written("ici.", (0, 3, LINK, target)) == expected


def test_a_link_is_not_cut_and_bold_is() -> None:
    text = "voir le point 2 ici"
    assert written(text, (0, 13, BOLD), (8, 15, LINK, "#a")) == (
        '<b>voir le </b><ref href="#a"><b>point</b> 2</ref> ici'
    )


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (((3, 3, NOTE, "1"),), f"mot{NOTE_1}."),
        (((0, 3, BOLD), (3, 3, NOTE, "1")), f"<b>mot</b>{NOTE_1}."),
        (((0, 3, BOLD), (0, 0, NOTE, "1")), f"{NOTE_1}<b>mot</b>."),
        (((0, 3, BOLD), (1, 1, NOTE, "1")), f"<b>m{NOTE_1}ot</b>."),
        (((0, 3, BOLD), (3, 4, ITALIC), (3, 3, NOTE, "1")), f"<b>mot</b>{NOTE_1}<i>.</i>"),
        (((4, 4, NOTE, "1"), (4, 4, NOTE, "2")), f'mot.{NOTE_1}<authorialNote marker="2"/>'),
        (((0, 4, BOLD), (2, 4, ITALIC), (4, 4, NOTE, "1")), f"<b>mo<i>t.</i></b>{NOTE_1}"),
    ],
)
def test_a_note_stands_between_two_characters(marks: tuple[tuple[int, int, MarkKind, str], ...], expected: str) -> None:
    assert written("mot.", *marks) == expected


def test_flattening_keeps_what_has_no_text() -> None:
    note = element("authorialNote", element("p", "Note"), marker="1")
    nodes = ("Un ", element("b", "mot", note, "."), element("i", element("img", src="a.png")), "fin")
    flat = flatten(nodes)

    assert flat.text == "Un mot.fin"
    assert [(span.start, span.end, span.name) for span in flat.spans] == [
        (3, 7, "b"),
        (6, 6, "authorialNote"),
        (7, 7, "i"),
    ]
    assert nest(flat) == nodes


def test_a_reference_is_put_around_what_was_marked() -> None:
    flat = flatten(("à l'article 1", element("sup", "er"), " du ", element("b", "Code"), "."))
    reference = Span(start=4, end=15, element=element("ref", href="#art_1"))
    nodes = nest(Flat(text=flat.text, spans=(*flat.spans, reference)))

    assert inside(element("p", *nodes)) == ('à l\'<ref href="#art_1">article 1<sup>er</sup></ref> du <b>Code</b>.')


def test_of_two_references_that_cross_the_first_stays() -> None:
    one, two = (element("ref", href=f"#{name}") for name in "ab")
    for spans in ((0, 3, 2, 4), (0, 4, 1, 3)):
        first = Span(start=spans[0], end=spans[1], element=one)
        second = Span(start=spans[2], end=spans[3], element=two)
        found = [span.name for span in flatten(nest(Flat(text="abcd", spans=(first, second)))).spans]
        assert found == ["ref"]


def test_a_quotation_and_a_range_hold_references() -> None:
    names = ("ref", "rref", "embeddedText")
    spans = tuple(Span(start=0, end=3, element=element(name)) for name in names)
    assert inside(element("p", *nest(Flat(text="abc", spans=spans)))) == (
        "<embeddedText><rref><ref>abc</ref></rref></embeddedText>"
    )


MARKS = st.lists(
    st.builds(
        lambda start, length, kind, target: Mark(
            start=start, end=start + (0 if kind is NOTE else length), kind=kind, target=target
        ),
        st.integers(0, 12),
        st.integers(0, 12),
        st.sampled_from(list(MarkKind)),
        st.sampled_from(["#a", "#b", "https://exemple.be", "x"]),
    ),
    max_size=8,
)


@given(text=st.text("abc é\u00a0", max_size=12), marks=MARKS)
def test_no_character_is_lost_and_each_note_stays(text: str, marks: list[Mark]) -> None:
    nodes = rich_nodes(text, marks)
    flat = flatten(nodes)

    assert flat.text == text
    assert sum(span.name == "authorialNote" for span in flat.spans) == sum(mark.kind is NOTE for mark in marks)
    assert nest(flat) == nodes


@given(text=st.text("ab", min_size=12, max_size=12), marks=MARKS)
def test_each_character_has_the_markup_of_its_marks(text: str, marks: list[Mark]) -> None:
    spans = flatten(rich_nodes(text, marks)).spans
    for kind, name in ((BOLD, "b"), (ITALIC, "i"), (SUP, "sup")):
        wanted = {at for mark in marks if mark.kind is kind for at in range(mark.start, min(mark.end, len(text)))}
        assert {at for span in spans if span.name == name for at in range(span.start, span.end)} == wanted


def test_of_three_marks_that_cross_each_is_cut_where_another_ends() -> None:
    assert written("abcdef", (0, 3, BOLD), (1, 5, ITALIC), (2, 6, LINE)) == (
        "<b>a<i>b<u>c</u></i></b><u><i>de</i>f</u>"
    )
