"""Links that only follow a renumbering, told from the bytes: never otherwise than by reading the words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codetool.diff.blocks import diff_blocks
from codetool.diff.changes import Op, Reason
from codetool.diff.followed import segments_that_follow
from codetool.diff.matching import Match
from codetool.diff.stale import Following, Renumbering, passages_of
from codetool.diff.units import Unit
from codetool.diff.words import differ_in_words
from codetool.model.markup import AKN_NAMESPACE, Folded

NUMBERS = {"230": "231", "231": "232", "45": "46", "7": "8", "50": "50"}
"""What articles were renumbered to; 50 kept its number."""


def unit(number: str, inside: str) -> Unit:
    xml = f'<article eId="art_{number}"><num>Article {number}.</num>{inside}</article>'
    element = Folded(
        name="article",
        attributes=(("eId", f"art_{number}"),),
        xml=xml.encode(),
        scope=(("", AKN_NAMESPACE),),
        num=f"Article {number}.",
    )
    return Unit(1, f"art_{number}", element, f"Article {number}.")


def link(number: str) -> str:
    return f'<ref href="#art_{number}">article {number}</ref>'


def matched(old: str, new: str) -> Match:
    return Match(old=unit("12", old), new=unit("13", new), confidence=1.0, reason=Reason.CONTENT)


def renumbering() -> Renumbering:
    pairs = [(unit(old, "<p/>"), unit(new, "<p/>")) for old, new in NUMBERS.items()]
    matches = [Match(old=old, new=new, confidence=1.0, reason=Reason.CONTENT) for old, new in pairs]
    return Renumbering.of(matches, ())


def found(old: str, new: str, *, whole: bool = False) -> list[tuple[str, str]]:
    segments = segments_that_follow(matched(old, new), renumbering(), whole=whole)
    return [(segment.op.value, segment.text) for segment in segments]


def test_a_link_that_follows_is_told_without_what_stays() -> None:
    old, new = (f"<p>Un.</p><p>Sans préjudice de l'{link(number)}, il agit.</p>" for number in ("230", "231"))
    assert found(old, new) == [("delete", "230"), ("insert", "231")]


def test_a_link_that_follows_is_told_in_the_whole_text() -> None:
    old, new = (f"<p>Un.</p><p>Sans préjudice de l'{link(number)}, il agit.</p>" for number in ("230", "231"))
    assert found(old, new, whole=True) == [
        ("equal", "Un. Sans préjudice de l'article "),
        ("delete", "230"),
        ("insert", "231"),
        ("equal", ", il agit."),
    ]


def test_links_in_several_paragraphs_are_told_in_order() -> None:
    sides = (
        f"<p>Selon l'{link(one)}.</p><p>Et.</p><p>Selon l'{link(two)} ;</p>"
        for one, two in (("230", "45"), ("231", "46"))
    )
    assert found(*sides) == [("delete", "230"), ("insert", "231"), ("delete", "45"), ("insert", "46")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("<p>Selon l'{230}, il agit.</p>", "<p>Selon l'{231}, il décide.</p>", id="a word changed besides"),
        pytest.param("<p>Selon l'{230}, il agit.</p>", "<p>Selon l'{45}, il agit.</p>", id="another article"),
        pytest.param("<p>Selon l'{50}, il agit.</p>", "<p>Selon l'{50}, il agit.</p>", id="nothing changed"),
        pytest.param("<p>Selon l'{230} de la loi.</p>", "<p>Selon l'{231} de la loi.</p>", id="of another text"),
        pytest.param("<p>La loi, en son {230}, dit.</p>", "<p>La loi, en son {231}, dit.</p>", id="of what is before"),
        pytest.param("<p>L'{230} et 7 dit.</p>", "<p>L'{231} et 7 dit.</p>", id="the citation goes on"),
        pytest.param("<p>L'{230}<b>bis</b> dit.</p>", "<p>L'{231}<b>bis</b> dit.</p>", id="the number goes on"),
        pytest.param("<p>L'{230} 500 fois.</p>", "<p>L'{231} 500 fois.</p>", id="another number behind it"),
        pytest.param("<p>{230} ; {45} ;</p>", "<p>{231} ; {46} ;</p>", id="two in one paragraph"),
        pytest.param(
            "<p>À l'{230} ;</p><p>À 231.</p>", "<p>À l'{231} ;</p><p>À 231.</p>", id="the number is there too"
        ),
        pytest.param(
            "<table><tr><td><p>À l'{230}.</p></td></tr></table>",
            "<table><tr><td><p>À l'{231}.</p></td></tr></table>",
            id="in a cell",
        ),
        pytest.param("<p>À l'{230}.<!-- a --></p>", "<p>À l'{231}.<!-- a --></p>", id="a comment"),
        pytest.param(
            "<p>À l'{230}.<authorialNote><p>Note.</p></authorialNote></p>",
            "<p>À l'{231}.<authorialNote><p>Note.</p></authorialNote></p>",
            id="a footnote",
        ),
    ],
)
def test_what_is_not_as_plain_is_left_to_be_read(old: str, new: str) -> None:
    links = {number: link(number) for number in ("230", "231", "45", "46", "50")}
    assert found(*(_filled(side, links) for side in (old, new))) == []


def _filled(text: str, links: dict[str, str]) -> str:
    for number, written in links.items():
        text = text.replace(f"{{{number}}}", written)
    return text


LEADS = [
    "Sans préjudice de l'",
    "Selon ",
    "La loi, en son ",
    "(voir l'",
    "statue",
    "l'",
    "",
    "<b>Voir</b> l'",
    "1 ",
    "sous l'",
]
TAILS = [
    ".",
    " ;",
    "\u00a0;",
    ", il agit.",
    " il agit.",
    " de la loi.",
    " et 45.",
    " par le bureau",
    "bis",
    " 500 fois",
    ")",
]

Cited = tuple[str, str, str]
cited = st.tuples(st.sampled_from(LEADS), st.sampled_from(sorted(NUMBERS)), st.sampled_from(TAILS))
paragraph = st.lists(cited, min_size=1, max_size=2) | st.just([("Le bureau statue", "50", " seul.")])


@given(st.lists(paragraph, min_size=1, max_size=4))
@example([[("Sans préjudice de l'", "230", ", il agit.")]])
@example([[("Selon l'", "230", "\u00a0;")], [("Selon l'", "230", " ;")]])
@example([[("Selon l'", "7", ".")], [("Selon l'", "45", ".")], [("Selon ", "50", ".")], [("Selon l'", "230", ".")]])
def test_whatever_is_told_from_bytes_is_what_reading_tells(paragraphs: list[list[Cited]]) -> None:
    old, new = (
        "".join(
            f"<p>{''.join(f'{lead}{link(names[number])}{tail}' for lead, number, tail in one)}</p>"
            for one in paragraphs
        )
        for names in ({number: number for number in NUMBERS}, NUMBERS)
    )
    match = matched(old, new)
    told = segments_that_follow(match, renumbering(), whole=True)
    if not told:
        return
    read = diff_blocks(match.old.text, match.old.breaks, match.new.text, match.new.breaks)
    assert told == read
    assert differ_in_words(match.old.text, match.new.text, read)
    assert Following(renumbering(), match.old).is_consequential(read, passages_of(match.old))
    near = segments_that_follow(match, renumbering(), whole=False)
    assert near == tuple(segment for segment in read if segment.op is not Op.EQUAL)
