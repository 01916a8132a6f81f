"""What differs between two provisions, told without reading them whole: never less than what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.akn.differing import differing_blocks
from codetool.akn.texts import own_texts
from codetool.model.markup import AKN_NAMESPACE, Folded

PARAGRAPHS = [
    "<p>{}</p>",
    "<point><num>a)</num><content><p>{}</p></content></point>",
    "<content>\n  <p>{}</p>\n</content>",
    '<p eId="art_1__p_1">Selon l\'<ref href="#art_2">article 2</ref>, {}</p>',
    "<intro><p>{} :</p></intro>",
    "<table><tr><td><p>{}</p></td><td><p>deux</p></td></tr></table>",
    "<p>{}<authorialNote><p>Une note.</p></authorialNote></p>",
    "<p>5 &lt; 6 {}</p>",
    "{}",
]


def article(inside: str, num: str = "<num>1.</num>") -> Folded:
    xml = f'<article eId="art_1">{num}{inside}</article>'
    return Folded(name="article", attributes=(("eId", "art_1"),), xml=xml.encode(), scope=(("", AKN_NAMESPACE),))


def blocks(node: Folded) -> tuple[str, ...]:
    return next(own_texts([node])).blocks


pieces = st.lists(st.tuples(st.sampled_from(PARAGRAPHS), st.sampled_from(["un", "deux", "l'été"])), max_size=6)


@given(pieces, pieces)
def test_what_stands_around_what_differs_is_the_same_on_both_sides(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    sides = [article("".join(piece.format(word) for piece, word in side)) for side in (old, new)]
    near = differing_blocks(*sides)
    if near is None:
        return
    mine, yours = map(blocks, sides)
    # Some split of the blocks into what is before, near and after fits both sides with one before and one after.
    assert any(
        mine[:at] == yours[:at]
        and mine[at : at + len(near[0])] == near[0]
        and yours[at : at + len(near[1])] == near[1]
        and mine[at + len(near[0]) :] == yours[at + len(near[1]) :]
        for at in range(len(mine) + 1)
    )


LONG = "<p>" + "Le bureau statue. " * 20 + "</p>"


def test_only_the_blocks_around_a_change_are_read() -> None:
    old, new = (article(f"{LONG}{LONG}<p>Il {word} agir.</p>{LONG}{LONG}") for word in ("peut", "doit"))
    assert differing_blocks(old, new) == (
        ("Le bureau statue. " * 19 + "Le bureau statue.", "Il peut agir."),
        ("Le bureau statue. " * 19 + "Le bureau statue.", "Il doit agir."),
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<p>{}<authorialNote><p>Une note.</p></authorialNote></p>",
        "<p>Un<authorialNote><p>{}</p></authorialNote> mot.</p>",
        "<table><tr><td><p>{}</p></td><th>deux</th></tr></table>",
        "<p>{}<!-- à revoir --></p>",
        "<p>{}<?pi x?></p>",
        '<p>{}<m:x xmlns:m="urn:m">x</m:x></p>',
        '<p>{}<span title="a > b">x</span></p>',
    ],
)
def test_what_is_not_told_block_by_block_is_read_whole(inside: str) -> None:
    assert differing_blocks(article(inside.format("Un")), article(inside.format("Deux"))) is None


def test_a_number_that_is_not_the_first_thing_is_read_whole() -> None:
    old, new = (article(f"<heading>But</heading><num>1.</num><p>{word}</p>", num="") for word in ("Un", "Deux"))
    assert differing_blocks(old, new) is None


def test_two_that_differ_in_their_numbers_alone_differ_in_no_block() -> None:
    near = differing_blocks(article("<p>Un.</p>"), article("<p>Un.</p>", num="<num>2.</num>"))
    assert near is not None
    assert near[0] == near[1]
