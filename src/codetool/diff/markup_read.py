"""The elements of a unit by where they stand among its letters, white space not counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from codetool.akn.read import unfold
from codetool.diff.shape import compared_attributes, own_children
from codetool.diff.units import Unit
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE, fold_space

NOTE = "authorialNote"

_FEW = 6
"""Words that say where something stands."""


class Key(NamedTuple):
    """What an element is known by: its stream (0 for the text, then a note each), its place in it, and what it is."""

    stream: int
    start: int
    end: int
    name: str
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """An element of a unit: the pieces of text that it holds, and the place among those around it where it stands."""

    key: Key
    element: Element
    around: list[str]
    at: int
    inside: list[str]
    last: int

    @property
    def is_inline(self) -> bool:
        """Tell whether the element stands among words, and makes no block."""
        return self.key.name in INLINE or self.key.name == NOTE

    @property
    def place(self) -> tuple[int, int]:
        """Return where the element begins."""
        return self.key.stream, self.key.start

    @property
    def words(self) -> str:
        """Return the words inside, the first of them if they are many."""
        return _first_words(self.inside[0 if self.inside is not self.around else self.at : self.last])

    @property
    def words_before(self) -> str:
        """Return the last words before the element."""
        words = fold_space("".join(self.around[max(self.at - _LOOKED_BACK, 0) : self.at])).split(" ")
        return " ".join(words[-_FEW:])


_LOOKED_BACK = 40
"""Pieces of text among which the last words before an element are looked for."""


def _first_words(pieces: Sequence[str]) -> str:
    words = fold_space("".join(pieces)).split(" ")
    return " ".join(words) if len(words) <= 2 * _FEW else " ".join([*words[:_FEW], "…"])


@dataclass(slots=True)
class Reading:
    """All elements of a unit in the order of the text, and its letters; a footnote's are in a stream of their own."""

    rows: frozenset[int]
    became: Mapping[str, str]
    spans: list[Span] = field(default_factory=list)
    streams: list[list[str]] = field(default_factory=lambda: [[]])
    sizes: list[int] = field(default_factory=lambda: [0])

    @classmethod
    def of(cls, unit: Unit, became: Mapping[str, str]) -> "Reading":
        """Return the reading of a unit."""
        reading = cls(unit.rows, became)
        reading.read(unit.opened, own_children(unit.opened), 0)
        return reading

    @property
    def letters(self) -> list[str]:
        """Return what all streams say, without white space."""
        return ["".join("".join(pieces).split()) for pieces in self.streams]

    def read(self, element: Element, children: Iterable[Node], stream: int) -> None:
        """Read an element into a stream."""
        around, at, start, inside = self.streams[stream], len(self.streams[stream]), self.sizes[stream], stream
        if element.name == NOTE:
            inside = len(self.streams)
            self.streams.append([])
            self.sizes.append(0)
        edge = [] if element.name in INLINE else [" "]
        self.streams[inside] += edge
        for child in children:
            self._read_node(child, inside)
        self.streams[inside] += edge
        key = Key(stream, start, self.sizes[stream], element.name, tuple(compared_attributes(element, self.became)))
        pieces = self.streams[inside]
        self.spans.append(Span(key, element, around, at, pieces, len(pieces)))

    def _read_node(self, node: Node, stream: int) -> None:
        if isinstance(node, str):
            self.streams[stream].append(node)
            self.sizes[stream] += len("".join(node.split()))
        elif isinstance(node, Element | Folded) and id(node) not in self.rows:
            opened = unfold(node) if isinstance(node, Folded) else node
            self.read(opened, opened.children, stream)
