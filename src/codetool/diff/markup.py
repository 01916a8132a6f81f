"""What changed in the markup around the same words, named: a reference, an emphasis, a note's call, a paragraph's end.

Each element is known by where it stands among the letters of its unit, white space not counted. What stands on one
side only came or went; what stands on both with other attributes changed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from codetool.akn.read import unfold
from codetool.diff.markup_change import MarkupChange, MarkupKind
from codetool.diff.shape import compared_attributes, own_children
from codetool.diff.units import Unit
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE, fold_space

MOST_NAMED = 20
"""Changes of markup that are named of one unit: who reads more wants to see the texts."""

_FEW = 6
"""Words that say where something stands."""

_REFERENCES = frozenset({"ref", "rref", "mref"})
_EMPHASES = frozenset({"b", "i", "u", "sup", "sub", "span"})
_LISTS = frozenset({"blockList", "list", "ul", "ol", "li", "item", "point", "indent"})
_TABLES = frozenset({"table", "tr"})
_NOTE = "authorialNote"


def markup_changes(old: Unit, new: Unit, became: Mapping[str, str]) -> tuple[MarkupChange, ...]:
    """Return what happened to the markup of two units that have the same words, in the order of the text.

    `became` maps eIds of the old text to those of the new one. At least one change is named, and at most `MOST_NAMED`.
    """
    before, after = Reading.of(old, became), Reading.of(new, {})
    found: list[_Placed] = []
    if before.letters == after.letters:
        gone, come = _only(before.spans, after.spans), _only(after.spans, before.spans)
        same = _paired(gone, come, lambda span: span.key[:4])
        found += (change for pair in same for change in _attributes_changed(pair))
        gone, come = (_without(side, [pair[i] for pair in same]) for i, side in enumerate((gone, come)))
        moved = _paired(gone, come, lambda span: (span.key.name == _NOTE or id(span), "".join(span.inside)))
        found += map(_note_moved, moved)
        gone, come = (_without(side, [pair[i] for pair in moved]) for i, side in enumerate((gone, come)))
        found += _inline(gone, come)
        found += _blocks([span for span in gone if not span.is_inline], [span for span in come if not span.is_inline])
    told = [change for _, change in sorted(found, key=lambda placed: placed[0])[:MOST_NAMED]]
    return tuple(told) or (MarkupChange(what=MarkupKind.ARRANGED),)


class _Key(NamedTuple):
    """What an element is known by: its stream (0 for the text, then a note each), its place in it, and what it is."""

    stream: int
    start: int
    end: int
    name: str
    attributes: tuple[str, ...]


_Placed = tuple[tuple[int, int], MarkupChange]


@dataclass(frozen=True, slots=True)
class _Span:
    """An element of a unit: the pieces of text that it holds, and the place among those around it where it stands."""

    key: _Key
    element: Element
    around: list[str]
    at: int
    inside: list[str]
    last: int

    @property
    def is_inline(self) -> bool:
        return self.key.name in INLINE or self.key.name == _NOTE

    @property
    def place(self) -> tuple[int, int]:
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
    spans: list[_Span] = field(default_factory=list)
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
        if element.name == _NOTE:
            inside = len(self.streams)
            self.streams.append([])
            self.sizes.append(0)
        edge = [] if element.name in INLINE else [" "]
        self.streams[inside] += edge
        for child in children:
            self._read_node(child, inside)
        self.streams[inside] += edge
        key = _Key(stream, start, self.sizes[stream], element.name, tuple(compared_attributes(element, self.became)))
        pieces = self.streams[inside]
        self.spans.append(_Span(key, element, around, at, pieces, len(pieces)))

    def _read_node(self, node: Node, stream: int) -> None:
        if isinstance(node, str):
            self.streams[stream].append(node)
            self.sizes[stream] += len("".join(node.split()))
        elif isinstance(node, Element | Folded) and id(node) not in self.rows:
            opened = unfold(node) if isinstance(node, Folded) else node
            self.read(opened, opened.children, stream)


def _only(mine: Sequence[_Span], yours: Sequence[_Span]) -> list[_Span]:
    """Return the elements that the other side does not have at the same place."""
    left = Counter(span.key for span in yours)
    found = []
    for span in mine:
        if left[span.key]:
            left[span.key] -= 1
        else:
            found.append(span)
    # What holds others was read after them: of two that stand at the same place, it comes first.
    found.reverse()
    found.sort(key=lambda span: (*span.place, -span.key.end))
    return found


_Pair = tuple[_Span, _Span]


def _paired(gone: Iterable[_Span], come: Iterable[_Span], sign: Callable[[_Span], object]) -> list[_Pair]:
    """Return the elements of either side that have the same sign, in order."""
    theirs: dict[object, list[_Span]] = {}
    for span in come:
        theirs.setdefault(sign(span), []).append(span)
    for found in theirs.values():
        found.reverse()
    return [(span, theirs[sign(span)].pop()) for span in gone if theirs.get(sign(span))]


def _without(spans: Iterable[_Span], taken: Iterable[_Span]) -> list[_Span]:
    known = {id(span) for span in taken}
    return [span for span in spans if id(span) not in known]


def _attributes_changed(pair: _Pair) -> Iterator[_Placed]:
    """Yield what is another value of one element: where a reference leads, or an attribute."""
    old, new = pair
    name, where = new.key.name, "" if new.at == 0 and not new.key.start else new.words
    if name in _REFERENCES and old.element.get("href") != new.element.get("href"):
        what, led, leads = MarkupKind.REFERENCE_CHANGED, old.element.get("href"), new.element.get("href")
        yield new.place, MarkupChange(what=what, name=name, where=new.words, old=led, new=leads)
        return
    was, now = ({one.partition("=")[0]: one for one in span.key.attributes} for span in pair)
    for key in sorted({*was, *now}):
        if was.get(key) != now.get(key):
            told = MarkupChange(
                what=MarkupKind.ATTRIBUTE, name=name, where=where, old=was.get(key, ""), new=now.get(key, "")
            )
            yield new.place, told


def _note_moved(pair: _Pair) -> _Placed:
    old, new = pair
    return new.place, MarkupChange(
        what=MarkupKind.NOTE_MOVED, name=_NOTE, where=new.words, old=old.words_before, new=new.words_before
    )


def _inline(gone: Iterable[_Span], come: Iterable[_Span]) -> Iterator[_Placed]:
    """Yield the inline elements that went and those that came."""
    for spans, is_new in ((gone, False), (come, True)):
        for span in spans:
            if span.is_inline:
                href = span.element.get("href") if span.key.name in _REFERENCES else ""
                yield (
                    span.place,
                    MarkupChange(
                        what=_came_or_went(span.key.name, is_new=is_new),
                        name=span.key.name,
                        where=span.words,
                        old="" if is_new else href,
                        new=href if is_new else "",
                    ),
                )


def _came_or_went(name: str, *, is_new: bool) -> MarkupKind:
    if name in _REFERENCES:
        return MarkupKind.REFERENCE_ADDED if is_new else MarkupKind.REFERENCE_REMOVED
    if name in _EMPHASES:
        return MarkupKind.EMPHASIS_ADDED if is_new else MarkupKind.EMPHASIS_REMOVED
    return MarkupKind.ELEMENT_ADDED if is_new else MarkupKind.ELEMENT_REMOVED


def _blocks(gone: Sequence[_Span], come: Sequence[_Span]) -> Iterator[_Placed]:
    """Yield what happened to paragraphs, lists and tables, stretch by stretch of the text."""
    spans = sorted(
        [(span, False) for span in gone] + [(span, True) for span in come],
        key=lambda pair: (*pair[0].place, -pair[0].key.end),
    )
    stretch: list[tuple[_Span, bool]] = []
    end = (0, -1)
    for span, is_new in spans:
        if stretch and span.place >= end and span.key.start < span.key.end:
            yield from _stretch(stretch)
            stretch = []
        stretch.append((span, is_new))
        end = max(end, (span.key.stream, span.key.end))
    if stretch:
        yield from _stretch(stretch)


def _stretch(spans: Sequence[tuple[_Span, bool]]) -> Iterator[_Placed]:
    old, new = ([span for span, is_new in spans if is_new is side] for side in (False, True))
    names_old, names_new = ({span.key.name for span in side} for side in (old, new))
    for names, made, unmade in (
        (_LISTS, MarkupKind.LIST_MADE, MarkupKind.LIST_UNMADE),
        (_TABLES, MarkupKind.TABLE_MADE, MarkupKind.TABLE_UNMADE),
    ):
        if names.isdisjoint(names_old) != names.isdisjoint(names_new):
            what, side = (made, new) if names.isdisjoint(names_old) else (unmade, old)
            yield side[0].place, MarkupChange(what=what, name=side[0].key.name, where=side[0].words)
            return
    edges = [*_edges(old, new, MarkupKind.JOINED), *_edges(new, old, MarkupKind.DIVIDED)]
    yield from edges or [_element_changed(old, new)]


def _edges(mine: Iterable[_Span], yours: Iterable[_Span], what: MarkupKind) -> Iterator[_Placed]:
    """Yield the places at which a block begins on one side only."""
    known = {span.place for span in yours}
    if not known:
        return
    for span in mine:
        if span.place not in known and span.key.start < span.key.end:
            known.add(span.place)
            yield span.place, MarkupChange(what=what, name=span.key.name, where=span.words)


def _element_changed(old: Sequence[_Span], new: Sequence[_Span]) -> _Placed:
    """Return what became of the outermost element of a stretch."""
    first = (new or old)[0]
    what = MarkupKind.ELEMENT_CHANGED if old and new else _came_or_went("", is_new=bool(new))
    names = [side[0].key.name if side and old and new else "" for side in (old, new)]
    return first.place, MarkupChange(what=what, name=first.key.name, where=first.words, old=names[0], new=names[1])
