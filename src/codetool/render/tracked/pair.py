"""What two sides share, from the segments of a ChangeSet: pieces of lines that are the same words in the same row."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from codetool.diff.changes import ChangeSet, Correspondence, Op, Place
from codetool.diff.units import Unit
from codetool.render.docx.read import Side
from codetool.render.docx.story import SPACES, Line, Span, Table, solid


class Shared(NamedTuple):
    """A piece of text that stands in a line of either side: where it begins in each, and how long it is."""

    old: Line
    start: int
    new: Line
    there: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A row of the comparison with the units of either side that it is about, by their places."""

    row: Correspondence
    old: tuple[int, ...]
    new: tuple[int, ...]


def match_units(changes: ChangeSet, old: Side, new: Side) -> list[Matched]:
    """Return the rows of a comparison, each with its units on either side."""
    find_old, find_new = _Finder(old.units), _Finder(new.units)
    return [
        Matched(
            row=row,
            old=tuple(find_old.take(place) for place in row.old),
            new=tuple(find_new.take(place) for place in row.new),
        )
        for row in (*changes.articles, *changes.others)
    ]


class _Finder:
    """Finds the unit that a place tells of; ids may be used twice, and lines may be unknown."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._known: dict[tuple[str, str, int], list[int]] = defaultdict(list)
        for at, unit in enumerate(units):
            self._known[unit.name, unit.label, unit.element.line].append(at)

    def take(self, place: Place) -> int:
        """Return the place of a unit, which is not given again."""
        known = self._known[place.name, place.eid, place.line]
        # Several of one name in one line say the same where these agree, and then it is all one which is taken.
        at = known[0] if len(known) == 1 else next(at for at in known if _is_alike(self._units[at], place))
        known.remove(at)
        return at


def _is_alike(unit: Unit, place: Place) -> bool:
    told = (unit.num, unit.heading, len(unit.text), unit.breaks)
    return told == (place.num, place.heading, place.size, place.breaks)


def shared_pieces(rows: Iterable[Matched], old: Side, new: Side) -> Iterator[Shared]:
    """Yield the pieces of text that the rows call equal, their numbers among them."""
    before, after = _stretches(old), _stretches(new)
    for matched in rows:
        if matched.old and matched.new:
            yield from _numbers(before[matched.old[0]], after[matched.new[0]])
            here, there = _Track(before, old, matched.old), _Track(after, new, matched.new)
            for start, place, size in _runs(matched.row):
                yield from _pieces(here, start, there, place, size)


def _stretches(side: Side) -> dict[int, list[tuple[Line, Span]]]:
    """Return where the text of each unit stands."""
    found: dict[int, list[tuple[Line, Span]]] = defaultdict(list)
    for line in lines_of(side.story.items):
        for span in line.spans:
            found[span.unit].append((line, span))
    return found


def lines_of(items: Iterable[Line | Table]) -> Iterator[Line]:
    """Yield every line, those in tables and notes too."""
    for item in items:
        if isinstance(item, Line):
            yield item
            for _, note in sorted(item.notes.items()):
                yield from lines_of(note.items)
        else:
            for row in item.rows:
                for cell in row.cells:
                    yield from lines_of(cell.story.items)


class _Track:
    """The text of a row on one side without its spaces: where each of its characters stands in a line."""

    def __init__(self, stretches: dict[int, list[tuple[Line, Span]]], side: Side, units: Sequence[int]) -> None:
        sizes = [len(solid(side.units[unit].text)) for unit in units]
        self._found = sorted(
            (
                (base + span.first, line, span)
                for unit, base in zip(units, accumulate([0, *sizes[:-1]]), strict=True)
                for line, span in stretches.get(unit, ())
                if span.first is not None
            ),
            key=lambda one: one[0],
        )
        self._starts = [start for start, _, _ in self._found]
        self._places = [_solid_places(line.text, span) for _, line, span in self._found]

    def pieces(self, start: int, size: int) -> Iterator[tuple[Line, int, Sequence[int]]]:
        """Yield the lines in which a stretch stands: its first character of the stretch, and the places of all."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        for first, (_, line, _), places in zip(self._starts[at:], self._found[at:], self._places[at:], strict=True):
            if first >= start + size:
                return
            begin, end = max(start, first), min(start + size, first + len(places))
            if begin < end:
                yield line, begin, places[begin - first : end - first]


def _solid_places(text: str, span: Span) -> list[int]:
    return [at for at in range(span.start, span.end) if text[at] not in SPACES]


def _runs(row: Correspondence) -> Iterator[tuple[int, int, int]]:
    """Yield where each equal segment begins on either side, and its size, spaces not counted."""
    old = new = 0
    for segment in row.segments:
        size = len(solid(segment.text))
        if segment.op is Op.EQUAL and size:
            yield old, new, size
        old += size if segment.op is not Op.INSERT else 0
        new += size if segment.op is not Op.DELETE else 0


def _pieces(here: _Track, start: int, there: _Track, place: int, size: int) -> Iterator[Shared]:
    """Yield the pieces of an equal stretch, cut where a line ends on either side."""
    theirs = list(there.pieces(place, size))
    firsts = [first - place for _, first, _ in theirs]
    for line, first, places in here.pieces(start, size):
        begin = first - start
        at = max(bisect_right(firsts, begin) - 1, 0)
        for (new, _, others), offset in zip(theirs[at:], firsts[at:], strict=True):
            low, high = max(begin, offset), min(begin + len(places), offset + len(others))
            if low < high:
                yield from _same(line, places[low - begin : high - begin], new, others[low - offset : high - offset])


def _same(old: Line, here: Sequence[int], new: Line, there: Sequence[int]) -> Iterator[Shared]:
    """Yield the piece that characters make, in parts where the spaces, or the characters, between them differ."""
    while here:
        size = _agree(old.text, here, new.text, there)
        if size:
            yield Shared(old, here[0], new, there[0], here[size - 1] + 1 - here[0])
        here, there = here[max(size, 1) :], there[max(size, 1) :]


def _agree(old: str, here: Sequence[int], new: str, there: Sequence[int]) -> int:
    """Return how many of the characters are the same, with the same between them."""
    if old[here[0] : here[-1] + 1] == new[there[0] : there[-1] + 1]:
        return len(here)
    same = (
        old[mine] == new[yours] and old[here[0] : mine] == new[there[0] : yours]
        for mine, yours in zip(here, there, strict=True)
    )
    return next((at for at, is_same in enumerate(same) if not is_same), len(here))


def _numbers(old: Sequence[tuple[Line, Span]], new: Sequence[tuple[Line, Span]]) -> Iterator[Shared]:
    """Yield what two numbers share; at least that they stand at the same place."""
    (one, mine), (two, yours) = _number(old), _number(new)
    if one is None or two is None or mine is None or yours is None:
        return
    here, there = one.text[mine.start : mine.end], two.text[yours.start : yours.end]
    size = len(here) if here == there else _common_words(here, there)
    yield Shared(one, mine.start, two, yours.start, size)


def _number(stretches: Sequence[tuple[Line, Span]]) -> tuple[Line | None, Span | None]:
    return next(((line, span) for line, span in stretches if span.first is None), (None, None))


def _common_words(one: str, two: str) -> int:
    """Return how far two numbers are the same, whole words only.

    >>> _common_words("Art. 12.", "Art. 13."), _common_words("2.1.", "2.2.")
    (5, 0)
    """
    size = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return max(one.rfind(space, 0, size) for space in " \u00a0\u202f") + 1 if size else 0
