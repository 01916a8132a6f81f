"""Text as a reader sees it."""

import pytest

from codetool.model.markup import Comment, Element, Folded, Instruction
from codetool.model.text import fold_space, own_text, text_of


def p(*children: Element | Folded | Comment | Instruction | str) -> Element:
    return Element(name="p", children=children)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("", ""), (" a \n\t b\r", "a b"), ("a\u00a0b", "a\u00a0b"), ("a\u202f ;", "a\u202f ;"), ("\n", "")],
)
def test_only_white_space_of_xml_folds(text: str, folded: str) -> None:
    assert fold_space(text) == folded


def test_inline_elements_join_and_blocks_do_not() -> None:
    mixed = p("l'", Element(name="b", children=("art",)), "icle", Element(name="eol"), "suit")
    assert text_of(mixed) == "l'article suit"
    assert text_of(Element(name="content", children=(p("Un"), p("Deux")))) == "Un Deux"


def test_comments_instructions_and_what_is_left_out_are_no_text() -> None:
    node = p("a", Comment(text="c"), Instruction(target="i"), Element(name="num", children=("9",)), "b")
    assert text_of(node, without=frozenset({"num"})) == "ab"
    assert text_of(node) == "a 9 b"
    assert text_of("  x ") == "x"


def test_a_folded_element_keeps_its_text_closed() -> None:
    folded = Folded(name="article", attributes=(("eId", "art_1"),), xml=b"<article>A</article>")
    with pytest.raises(TypeError, match="article art_1 is folded"):
        text_of(p(folded))
    with pytest.raises(TypeError, match="article art_1 is folded"):
        own_text(Element(name="section", children=(p(folded),)))


def test_own_text_leaves_out_the_number_and_nested_articles() -> None:
    nested = Element(name="article", children=(p("autre"),))
    quoted = Element(name="quotedStructure", children=(Element(name="article", children=(p("cité"),)),))
    article = Element(
        name="article",
        children=(
            Element(name="num", children=("1.",)),
            Element(name="heading", children=("Objet",)),
            Comment(text="c"),
            p("Il ", Element(name="b", children=("y",)), " a", quoted),
            nested,
            Folded(name="article", xml=b"<article/>"),
        ),
    )
    assert own_text(article) == "Objet Il y a cité"
