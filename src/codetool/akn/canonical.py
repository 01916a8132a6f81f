"""The canonical XML of a document, and where its elements stand in it.

Canonical XML (C14N 1.0 with comments) is the same however a file was written, so a place in it means the same to all.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate, count
from operator import is_

from codetool.akn.parser import canonical_source, canonical_xml, parse_akn
from codetool.akn.write import write_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element, Instruction, Node

Span = tuple[int, int]
"""Where something begins and ends in canonical XML, in characters."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document's canonical XML: its SHA-256, and where some of its elements, by identity, begin and end.

    `own` holds what stands in each of them outside the others, in runs; `frame` what stands around them all.
    """

    sha256: str
    spans: Mapping[int, Span]
    own: Mapping[int, list[str]]
    frame: list[str]


def canonical_text(source: bytes, place: str = "") -> str:
    """Return the canonical XML of an Akoma Ntoso document given as bytes; raise SourceError where it is none.

    >>> canonical_text(b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'/>")
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"></akomaNtoso>'
    """
    return canonical_xml(parse_akn(source, place)).decode()


def canonical_of(expression: Expression, elements: AbstractSet[int]) -> Canonical:
    """Return the canonical XML of an Expression, and where in it the elements stand whose identities are given.

    An instruction is put before and after each of them; they come through C14N as they are, and are left out again.
    """
    for number in count():
        mark, order = f"c{number}", list[int]()
        around = Instruction(target=mark, text=_BEGINS), Instruction(target=mark, text=_ENDS)
        marked = replace(expression, root=_marked(expression.root, elements, around, order))
        parts = canonical_source(write_expression(marked)).split(f"<?{mark} ".encode())
        if len(parts) == 2 * len(order) + 1:
            return _found(parts, iter(order))
    raise AssertionError  # `count` has no end, and a document has one


def _marked(element: Element, chosen: AbstractSet[int], around: tuple[Node, Node], order: list[int]) -> Element:
    """Return an element with marks around each chosen one below it; `order` tells which they are."""
    children: list[Node] = []
    for child in element.children:
        if id(child) in chosen:
            order.append(id(child))
            inside = _marked(child, chosen, around, order) if isinstance(child, Element) else child
            children += (around[0], inside, around[1])
        else:
            children.append(_marked(child, chosen, around, order) if isinstance(child, Element) else child)
    same = len(children) == len(element.children) and all(map(is_, children, element.children))
    return element if same else replace(element, children=tuple(children))


_BEGINS, _ENDS = "1", "0"
_REST = len("1?>")
_BEGINNING = ord(_BEGINS)


def _found(parts: list[bytes], order: Iterator[int]) -> Canonical:
    """Return what stands between the marks, and where the marks stood."""
    runs = [parts[0], *[part[_REST:] for part in parts[1:]]]
    texts = [run.decode() for run in runs]
    spans: dict[int, Span] = {}
    own: dict[int, list[str]] = {}
    frame = [texts[0]]
    inside = [(0, 0, frame)]
    for part, text, at in zip(parts[1:], texts[1:], accumulate(map(len, texts)), strict=False):
        if part[0] == _BEGINNING:
            element = next(order)
            own[element] = [text]
            inside.append((element, at, own[element]))
        else:
            element, start, _ = inside.pop()
            spans[element] = start, at
            inside[-1][2].append(text)
    return Canonical(sha256(b"".join(runs)).hexdigest(), spans, own, frame)
