"""The text of a correspondence in lines, as a page shows it: cut at blocks, in the parts of a split or a merger.

A line is a paragraph, a point or a row of a table with what happened in it. Long runs of unchanged lines are told
apart, so that a rendering can fold them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from codetool.diff.changes import Correspondence, Op, Place, Segment
from codetool.render.redline_notes import At, Signs, signed

_FOLDED_FROM = 3
"""Unchanged lines in a row, the nearest to a change left out, from which they are folded."""


CELL = "\t"
"""Stands in lines for the space before a cell of a table; a text, its white space folded, has no such character."""

_WIDTHLESS = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "◌")
_SEEN = str.maketrans({" ": "␣", "\u00a0": "⍽", "\u202f": "⍽", "\u2009": "␣", CELL: "␣", "\u00ad": "¬", **_WIDTHLESS})
_HIDDEN = str.maketrans(dict.fromkeys(["\u00ad", *_WIDTHLESS]))


class Mark(NamedTuple):
    """A segment as it is printed: what is marked, and the space after it that is not struck or underlined."""

    op: Op
    text: str
    after: str


def marks_of(segments: Iterable[Segment]) -> Iterator[Mark]:
    """Yield segments as they are printed: a space that is all that changed becomes a sign that can be seen.

    So does any sign that cannot be seen where nothing else was replaced.

    >>> segments = [Segment(op=Op.INSERT, text="un "), Segment(op=Op.DELETE, text=" ")]
    >>> [(mark.text, mark.after) for mark in marks_of(segments)]
    [('un', ' '), ('␣', '')]
    """
    found = list(segments)
    for place, segment in enumerate(found):
        if segment.op is Op.EQUAL:
            yield Mark(segment.op, _spelt(segment.text), "")
        elif _looks_alike(found, place):
            bare = segment.text.rstrip(f" {CELL}")
            yield Mark(segment.op, _spelt(bare.translate(_SEEN)), _spelt(segment.text[len(bare) :]))
        elif segment.text.translate(_HIDDEN).strip():
            bare = segment.text.rstrip(f" {CELL}")
            yield Mark(segment.op, _spelt(bare), _spelt(segment.text[len(bare) :]))
        else:
            yield Mark(segment.op, segment.text.translate(_SEEN), "")


def _looks_alike(segments: Sequence[Segment], place: int) -> bool:
    """Tell whether a changed segment stands beside one that looks the same and is another."""
    text, op = segments[place].text.translate(_HIDDEN), segments[place].op
    beside = (segments[i] for i in (place - 1, place + 1) if 0 <= i < len(segments))
    changed = (one.text for one in beside if one.op not in (Op.EQUAL, op))
    return any(text.split() == other.translate(_HIDDEN).split() for other in changed) and bool(text.strip())


def _spelt(text: str) -> str:
    return text.replace(CELL, " | ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of segments; `part` is the place on the split or merged side that it belongs to, counted from 0."""

    segments: tuple[Segment, ...]
    part: int = 0
    is_heading: bool = False
    is_note: bool = False

    @property
    def side(self) -> str:
        """Return "old" or "new" where the whole line stands on that side only, else an empty string."""
        ops = {segment.op for segment in self.segments if segment.text.strip()}
        return "old" if ops == {Op.DELETE} else "new" if ops == {Op.INSERT} else ""

    @property
    def is_changed(self) -> bool:
        """Tell whether anything happened in the line."""
        return any(segment.op is not Op.EQUAL for segment in self.segments)

    def on(self, op: Op) -> tuple[Segment, ...]:
        """Return what stands on one side: what is equal, and what was deleted or inserted."""
        return tuple(segment for segment in self.segments if segment.op in (Op.EQUAL, op))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Lines that follow each other; folded where nothing changed in them or next to them."""

    lines: tuple[Line, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one provision of a split or merged side holds, under its own label; elsewhere a row is one part.

    `anchor` is the eId of a part that has no row of its own; `title` is the heading with what happened in it.
    """

    passages: tuple[Passage, ...]
    title: tuple[Segment, ...] = ()
    label: str = ""
    anchor: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return all lines below the heading."""
        return tuple(line for passage in self.passages for line in passage.lines)


def parts_of(row: Correspondence, labels: Mapping[str, str]) -> tuple[Part, ...]:
    """Return a row's text in parts: one, or one for each provision that it was split into or merged from."""
    many, key = (row.new, "part_new") if len(row.new) > 1 else (row.old, "part_old")
    found = []
    for number, run in groupby(lines_of(row), key=lambda line: line.part):
        lines = list(run)
        titled = next((i for i, line in enumerate(lines) if not line.is_heading), len(lines))
        parted = len(many) > 1
        found.append(
            Part(
                passages=tuple(_passages(lines[titled:])),
                title=_joined(lines[:titled]),
                label=labels[key].format(num=bare_number(many[number])) if parted else "",
                anchor=many[number].eid if parted and number and many is row.new else "",
            )
        )
    return tuple(found)


def bare_number(place: Place) -> str:
    """Return a number without the marks at its end, else the eId."""
    return stripped(place.num) or place.eid


def stripped(num: str) -> str:
    """Return a number as printed without the marks at its end.

    >>> stripped("TITRE 1 –"), stripped("2.3.")
    ('TITRE 1', '2.3')
    """
    return num.rstrip(" .–-")


def _joined(lines: Sequence[Line]) -> tuple[Segment, ...]:
    space = (Segment(op=Op.EQUAL, text=" "),)
    return tuple(segment for i, line in enumerate(lines) for segment in (space if i else ()) + line.segments)


def _passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """Yield the lines in runs: those in which something changed with their neighbours, and those far from them."""
    changed = [i for i, line in enumerate(lines) if line.is_changed]
    near = {i + step for i in changed for step in (-1, 0, 1)}
    shown: list[Line] = []
    for is_near, run in groupby(enumerate(lines), key=lambda pair: pair[0] in near):
        found = [line for _, line in run]
        if is_near or not changed or len(found) < _FOLDED_FROM:
            shown += found
            continue
        if shown:
            yield Passage(lines=tuple(shown))
        yield Passage(lines=tuple(found), is_folded=True)
        shown = []
    if shown:
        yield Passage(lines=tuple(shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Where places begin in the text of one side, which have a heading, and where lines begin, and cells in them."""

    starts: tuple[int, ...]
    heads: frozenset[int]
    begins: frozenset[int]
    breaks: tuple[int, ...]
    cells: tuple[int, ...]
    signs: Signs

    def part(self, at: int) -> int:
        """Return which place an offset lies in."""
        return max((i for i, start in enumerate(self.starts) if start <= at), default=0)


def _side(row: Correspondence, *, new: bool) -> _Side:
    starts: list[int] = []
    breaks: list[int] = []
    heads: list[int] = []
    cells: set[int] = set()
    signs = Signs(size=len(row.text(new=new)))
    at = 0
    for place in row.new if new else row.old:
        at += bool(at and place.size)  # the texts of several places are one space apart
        starts.append(at)
        heads += [at] if place.heading else []
        breaks += [at, *(at + point for point in place.breaks)]
        cells.update(at + point for point in place.cells)
        signs.add(place, at)
        at += place.size
    begins = frozenset((*breaks, signs.size)) - cells if breaks else frozenset[int]()
    return _Side(
        starts=tuple(starts),
        heads=frozenset(heads),
        begins=begins,
        breaks=tuple(sorted(begins)),
        cells=tuple(sorted(cells)),
        signs=signs,
    )


def lines_of(row: Correspondence) -> Iterator[Line]:
    """Yield the segments line by line: a line ends where a block begins on the side that the words stand on.

    One ends besides where a part of a split or a merger begins.
    """
    sides = {Op.DELETE: _side(row, new=False), Op.INSERT: _side(row, new=True)}
    parted = Op.INSERT if len(row.new) > 1 else Op.DELETE
    starts = frozenset(sides[parted].starts[1:])
    at = {Op.DELETE: 0, Op.INSERT: 0}
    began = dict(at)
    line: list[Segment] = []
    for segment in row.segments:
        side, other = (Op.DELETE, Op.INSERT) if segment.op is Op.DELETE else (Op.INSERT, Op.DELETE)
        more = starts if segment.op is Op.EQUAL and parted is other else ()
        points = _between(sides[side].breaks, at[side], at[side] + len(segment.text))
        points = sorted({*points, *(start - at[other] + at[side] for start in more)})
        for start, piece in _cut(segment.text, at[side], points):
            there = at[other] + (start - at[side] if segment.op is Op.EQUAL else 0)
            # A word replaced where a block begins stays on its line: only a whole block on the other side ends it.
            whole = there in sides[other].begins or any(part.op is not other and part.text.strip() for part in line)
            parts = (start if parted is side else there) in starts and segment.op in (Op.EQUAL, parted)
            if (parts or (start in sides[side].begins and whole)) and any(part.text.strip() for part in line):
                yield _line(line, sides, began, row)
                line = []
            if not line:
                began = {side: start, other: there}
            told = replace(segment, text=_celled(piece, start, sides[side].cells))
            behind = At(sides[other].signs, there) if segment.op is Op.EQUAL else None
            line += signed(told, At(sides[side].signs, start), behind)
        at[side] += len(segment.text)
        at[other] += len(segment.text) if segment.op is Op.EQUAL else 0
    if any(part.text.strip() for part in line):
        yield _line(line, sides, began, row)


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Return the places, of many in order, that lie behind the start and not behind the end."""
    return places[bisect_right(places, start) : bisect_right(places, end)]


def _celled(text: str, offset: int, cells: Sequence[int]) -> str:
    """Return a piece of text with the spaces before cells of tables replaced."""
    for cell in _between(cells, offset, offset + len(text)):
        at = cell - offset
        text = f"{text[: at - 1]}{CELL}{text[at:]}"
    return text


def _line(segments: Sequence[Segment], sides: Mapping[Op, _Side], began: Mapping[Op, int], row: Correspondence) -> Line:
    parted = Op.INSERT if len(row.new) > 1 else Op.DELETE
    heading = any(
        began[op] in sides[op].heads and any(s.op in (op, Op.EQUAL) and s.text.strip() for s in segments)
        for op in sides
    )
    side = Op.DELETE if all(s.op is Op.DELETE for s in segments) else Op.INSERT
    note = sides[side].signs.holds(began[side])
    part = sides[parted].part(began[parted]) if len(row.new) > 1 or len(row.old) > 1 else 0
    return Line(segments=tuple(_trimmed(segments)), part=part, is_heading=heading, is_note=note)


def _trimmed(line: Sequence[Segment]) -> list[Segment]:
    """Return a line without the space that joins it to the next: on paper the line's end is that space."""
    trimmed = list(line)
    while trimmed and not trimmed[-1].text.strip():
        trimmed.pop()
    trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip(" "))
    return trimmed


def _cut(text: str, offset: int, breaks: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a text that begins at `offset`, each with its own offset, cut at the breaks."""
    inside = [point - offset for point in breaks if offset < point < offset + len(text)]
    for start, end in zip((0, *inside), (*inside, len(text)), strict=True):
        yield offset + start, text[start:end]


def paired_lines(lines: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Yield what stands side by side: a line with itself; one only of the old text with the one that replaces it."""
    gone: list[Line] = []
    for line in lines:
        if line.side == "old":
            gone.append(line)
        elif line.side == "new":
            yield (gone.pop(0) if gone else None), line
        else:
            yield from ((one, None) for one in gone)
            gone = []
            yield line, line
    yield from ((one, None) for one in gone)
