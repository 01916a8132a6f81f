"""The canonical XML of a document, and where its elements stand in it.

Canonical XML (C14N 1.0 with comments) is the same however a file was written, so a place in it means the same to all.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from operator import is_

from codetool.akn.parser import canonical_source, canonical_xml, parse_akn
from codetool.akn.write import write_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded, Instruction, Node

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
    return canonical_xml(parse_akn(source, place), place).decode()


def canonical_of(expression: Expression, elements: AbstractSet[int]) -> Canonical:
    """Return the canonical XML of an Expression, and where in it the elements stand whose identities are given.

    An instruction is put before and after each of them; they come through C14N as they are, and are left out again.
    What is folded and canonical as it stands is not read once more: an instruction holds its place.
    """
    number = 0
    while True:
        marking = _Marking(f"c{number}", elements)
        marked = replace(expression, root=marking.marked(expression.root))
        parts = canonical_source(write_expression(marked)).split(f"<?{marking.name} ".encode())
        if len(parts) == marking.marks + 1:
            return _found(parts, iter(marking.order))
        number += 1


class _Marking:
    """Marks in a document: where each chosen element begins and ends, or where it stood."""

    def __init__(self, name: str, chosen: AbstractSet[int]) -> None:
        self.name = name
        self.order: list[Element | Folded] = []
        self.marks = 0
        self._chosen = chosen
        self._begins, self._ends, self._whole = (Instruction(target=name, text=text) for text in _SIGNS)

    def marked(self, element: Element) -> Element:
        """Return an element with marks for each chosen one below it."""
        children: list[Node] = []
        for child in element.children:
            if not isinstance(child, Element | Folded) or id(child) not in self._chosen:
                children.append(self.marked(child) if isinstance(child, Element) else child)
            elif isinstance(child, Folded) and is_canonical(child.xml):
                self.order.append(child)
                self.marks += 1
                children.append(self._whole)
            else:
                self.order.append(child)
                self.marks += 2
                children += (self._begins, self.marked(child) if isinstance(child, Element) else child, self._ends)
        same = len(children) == len(element.children) and all(map(is_, children, element.children))
        return element if same else replace(element, children=tuple(children))


_SIGNS = ("1", "0", "2")
"""Where an element begins, where it ends, and where a whole one stood."""

_REST = len("1?>")
_BEGINS, _ENDS = map(ord, _SIGNS[:2])


def is_canonical(xml: bytes) -> bool:
    """Tell whether the XML of an element in a document is surely its canonical XML too, as it stands.

    >>> is_canonical(b'<p class="a">Un.</p>'), is_canonical(b"<p class='a'/>")
    (True, False)
    """
    return _CANONICAL.fullmatch(xml) is not None


_CANONICAL = re.compile(rb"""(?:[^<>&\r]*+</?[\w.\-]++(?:\ [\w.\-]++="[^"<&\t\n\r]*+")?+>)*+""")
"""No prefixes, entities and comments, and at most one attribute in a tag: their order is for a parser to tell."""


def _found(parts: list[bytes], order: Iterator[Element | Folded]) -> Canonical:
    """Return what stands between the marks, and where the marks stood."""
    digest = sha256(parts[0])
    frame = [parts[0].decode()]
    at = len(frame[0])
    spans: dict[int, Span] = {}
    own: dict[int, list[str]] = {}
    around = [(0, 0, frame)]
    for part in parts[1:]:
        sign, rest = part[0], part[_REST:]
        if sign == _BEGINS:
            element = id(next(order))
            own[element] = []
            around.append((element, at, own[element]))
        elif sign == _ENDS:
            element, start, _ = around.pop()
            spans[element] = start, at
        else:
            whole = next(order)
            xml = whole.xml if isinstance(whole, Folded) else b""
            digest.update(xml)
            text = xml.decode()
            own[id(whole)] = [text]
            spans[id(whole)] = at, at + len(text)
            at += len(text)
        digest.update(rest)
        text = rest.decode()
        around[-1][2].append(text)
        at += len(text)
    return Canonical(digest.hexdigest(), spans, own, frame)
