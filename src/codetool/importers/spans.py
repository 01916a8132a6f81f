"""Stretches of a text that stand in elements: put in order, and cut so that none crosses another."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import pairwise

from codetool.model.markup import Element, Node

_WHOLE = ("embeddedText", "rref", "ref", "a")
"""Elements that are never cut in two, the outermost first: what crosses them is cut; of two that cross, one goes."""
_ROWS = (("embeddedText",), ("rref",), ("ref", "a"))
"""The same, those together of which none stands in another."""
_LAST = len(_WHOLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text with the element that it stands in, without its children.

    Where `start` is `end`, the element keeps its children: a note stands between two characters.
    """

    start: int
    end: int
    element: Node

    @property
    def name(self) -> str:
        """Return the element's name."""
        return self.element.name if isinstance(self.element, Element) else ""

    @property
    def rank(self) -> int:
        """Return how far outside the element stands among those of the same stretch."""
        return _WHOLE.index(self.name) if self.name in _WHOLE else _LAST


def apart(spans: Sequence[Span]) -> list[Span]:
    """Return the stretches in the order in which their elements open, cut so that none crosses another."""
    rows: list[_Row] = []
    for names in _ROWS:
        whole = [span for span in spans if span.name in names and not any(row.crosses(span) for row in rows)]
        rows.append(_Row(whole))
    kept = [span for row in rows for span in row.spans]
    pieces = [piece for span in spans if span.rank == _LAST for piece in _cut(span, rows)]
    return sorted((*kept, *_untangled(pieces)), key=_opening)


def _opening(span: Span) -> tuple[int, int, int]:
    return (span.start, -span.end, span.rank)


class _Row:
    """Stretches of which none touches another: of those that do, the first."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans: list[Span] = []
        self._starts: list[int] = []
        for span in spans:
            at = bisect_left(self._starts, span.end)
            if not at or self.spans[at - 1].end <= span.start:
                self.spans.insert(at, span)
                self._starts.insert(at, span.start)

    def edges(self, span: Span) -> Iterator[int]:
        """Yield where the elements that a stretch crosses begin and end; they hold its start or its end."""
        for place in (span.start, span.end):
            at = bisect_right(self._starts, place)
            if at and _cross(self.spans[at - 1], span):
                yield from (self.spans[at - 1].start, self.spans[at - 1].end)

    def crosses(self, span: Span) -> bool:
        """Tell whether a stretch crosses one of these."""
        return any(True for _ in self.edges(span))


def _cross(one: Span, two: Span) -> bool:
    return one.start < two.start < one.end < two.end or two.start < one.start < two.end < one.end


def _cut(span: Span, rows: Sequence[_Row]) -> list[Span]:
    edges = {edge for row in rows for edge in row.edges(span)}
    cuts = [span.start, *sorted(edge for edge in edges if span.start < edge < span.end), span.end]
    return [replace(span, start=start, end=end) for start, end in pairwise(cuts)]


def _untangled(spans: Iterable[Span]) -> list[Span]:
    """Return the stretches, each cut where one that began before it ends inside it."""
    waiting = [(_opening(span), at, span) for at, span in enumerate(spans)]
    heapify(waiting)
    ends: list[int] = []
    done: list[Span] = []
    while waiting:
        _, at, span = heappop(waiting)
        while ends and ends[-1] <= span.start:
            ends.pop()
        end = min(span.end, ends[-1]) if ends else span.end
        if end < span.end:
            rest = replace(span, start=end)
            heappush(waiting, (_opening(rest), at, rest))
        ends.append(end)
        done.append(replace(span, end=end))
    return done
