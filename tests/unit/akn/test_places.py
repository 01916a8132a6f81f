"""The flat row of places: the same from a tree and from an Expression, comments and all."""

from pathlib import Path

import pytest

from codetool.akn.parser import parse_akn
from codetool.akn.places import Place, places_of_expression, places_of_tree
from codetool.akn.read import read_expression

CASES = Path(__file__).parents[2] / "cases" / "validate"
REMARKS = b"""<?xml version="1.0"?><!-- before -->
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><!-- a -->un<?b c?> deux<act name="x"><!-- c -->
<p eId="p_1"><b>trois</b> quatre<!-- d --> cinq<!-- e --><?f g?> six</p></act><x xmlns="">sept</x></akomaNtoso>"""


def told(row: list[Place]) -> list[tuple[object, ...]]:
    return [(p.name, p.text, p.tail, p.line, p.at, p.end, p.eid, p.quoted, p.attributes) for p in row]


@pytest.mark.parametrize("name", ["draft.xml", "adopted.xml", "annexed.xml"])
def test_a_tree_and_its_expression_give_the_same_row(name: str) -> None:
    source = (CASES / name).read_bytes()
    expression = read_expression(source, fold=False)
    assert told(places_of_tree(parse_akn(source))) == told(places_of_expression(expression))


def test_text_around_comments_and_instructions_is_kept_where_it_stands() -> None:
    row = places_of_tree(parse_akn(REMARKS))
    assert [(place.name, place.text.strip(), place.tail) for place in row] == [
        ("akomaNtoso", "un deux", ""),
        ("act", "", ""),
        ("p", "", ""),
        ("b", "trois", " quatre cinq six"),
        ("{}x", "sept", ""),
    ]
    assert told(row) == told(places_of_expression(read_expression(REMARKS, fold=False)))


def test_what_is_quoted_is_marked() -> None:
    row = places_of_tree(parse_akn((CASES / "draft.xml").read_bytes()))
    assert {place.name for place in row if place.quoted} == {"article", "num", "content", "p"}
    assert [place.identity for place in row if place.quoted and place.name == "article"] == ["art_9"]


def test_what_is_inside_a_place_is_a_slice_of_the_row() -> None:
    row = places_of_tree(parse_akn(REMARKS))
    inside = [(place.name, [below.name for below in row[place.at + 1 : place.end]]) for place in row]
    assert inside == [
        ("akomaNtoso", ["act", "p", "b", "{}x"]),
        ("act", ["p", "b"]),
        ("p", ["b"]),
        ("b", []),
        ("{}x", []),
    ]
