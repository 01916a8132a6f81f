"""The canonical XML of a document, and where its elements stand in it.

Canonical XML (C14N 1.0 with comments) is the same however a file was written, so a place in it means the same to all.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count

from codetool.akn.parser import canonical_source, canonical_xml, parse_akn
from codetool.akn.write import write_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element, Instruction, Node


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document's canonical XML, its SHA-256, and where elements (by identity) begin and end, in characters."""

    text: str
    sha256: str
    spans: Mapping[int, tuple[int, int]]


def canonical_text(source: bytes, place: str = "") -> str:
    """Return the canonical XML of an Akoma Ntoso document given as bytes; raise SourceError where it is none.

    >>> canonical_text(b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'/>")
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"></akomaNtoso>'
    """
    return canonical_xml(parse_akn(source, place)).decode()


def canonical_of(expression: Expression, elements: AbstractSet[int]) -> Canonical:
    """Return the canonical XML of an Expression, and where in it the elements stand whose identities are given.

    An instruction is put before and after each of them; they come through C14N as they are, and are taken out again.
    """
    for number in count():
        mark, order = f"c{number}", list[int]()
        marked = replace(expression, root=_marked(expression.root, elements, mark, order))
        parts = canonical_source(write_expression(marked)).decode().split(f"<?{mark} ")
        if len(parts) == 2 * len(order) + 1:
            return _found(parts, iter(order))
    raise AssertionError  # `count` has no end, and a document has one


def _marked(element: Element, chosen: AbstractSet[int], mark: str, order: list[int]) -> Element:
    """Return an element with an instruction before and after each chosen one below it; `order` tells which they are."""
    children: list[Node] = []
    for child in element.children:
        is_chosen = id(child) in chosen
        if is_chosen:
            order.append(id(child))
            children.append(Instruction(target=mark, text=_BEGINS))
        children.append(_marked(child, chosen, mark, order) if isinstance(child, Element) else child)
        if is_chosen:
            children.append(Instruction(target=mark, text=_ENDS))
    same = len(children) == len(element.children) and all(map(_is, children, element.children))
    return element if same else replace(element, children=tuple(children))


_BEGINS, _ENDS = "1", "0"
_REST = len("1?>")


def _is(one: object, other: object) -> bool:
    return one is other


def _found(parts: list[str], order: Iterator[int]) -> Canonical:
    """Return what stands between the marks as one text, and where the marks stood."""
    runs = [parts[0], *(part[_REST:] for part in parts[1:])]
    spans: dict[int, tuple[int, int]] = {}
    begun: list[tuple[int, int]] = []
    at = 0
    for part, before in zip(parts[1:], runs, strict=False):
        at += len(before)
        if part.startswith(_BEGINS):
            begun.append((next(order), at))
        else:
            element, start = begun.pop()
            spans[element] = start, at
    text = "".join(runs)
    return Canonical(text, sha256(text.encode()).hexdigest(), spans)
