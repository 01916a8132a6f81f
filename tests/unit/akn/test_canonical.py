"""Where elements stand in the canonical XML of a document."""

from hashlib import sha256

from codetool.akn.canonical import canonical_of, canonical_text
from codetool.akn.read import read_expression
from codetool.model.provision import walk_hierarchy

HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
SOURCE = (
    f"{HEAD}<!--<?c0 1?>--><act  name='a'><body><title><article b='2' a=\"1\"/><?c1 1?> <article>é</article>"
    "</title></body></act></akomaNtoso>"
).encode()


def test_elements_stand_where_their_spans_say() -> None:
    expression = read_expression(SOURCE)
    elements = [element for element, _ in walk_hierarchy(expression.root)]
    found = canonical_of(expression, frozenset(map(id, elements)))
    text = canonical_text(SOURCE)
    assert found.sha256 == sha256(text.encode()).hexdigest()
    assert [text[slice(*found.spans[id(element)])] for element in elements] == [
        '<title><article a="1" b="2"></article><?c1 1?> <article>é</article></title>',
        '<article a="1" b="2"></article>',
        "<article>é</article>",
    ]
    assert [found.own[id(element)] for element in elements] == [
        ["<title>", "<?c1 1?> ", "</title>"],
        ['<article a="1" b="2"></article>'],
        ["<article>é</article>"],
    ]
    assert found.frame == text.split(text[slice(*found.spans[id(elements[0])])])


def test_without_elements_it_is_the_canonical_xml_alone() -> None:
    found = canonical_of(read_expression(SOURCE), frozenset())
    assert (found.frame, found.spans) == ([canonical_text(SOURCE)], {})
