"""Rows to columns: where a page is set in columns, the rows are parted there, and come in the order of reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from codetool.importers.readers.pdf.page import Row, Word

_GUTTER = 0.75
"""A gap of so many sizes may be the gutter between two columns."""
_ROWS = 4
_NARROW = 0.22
_FILLED = 0.7
_DEPTH = 4
_MOST = 400
"""Rows of one page that are looked at for columns; more are a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Rows that are read one after the other, between the edges of their column."""

    rows: tuple[Row, ...]
    columned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """A strip without words, from row `start` on."""

    left: float
    right: float
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """Rows `start` up to `end` stand in columns parted at x."""

    x: float
    start: int
    end: int


def regions_of(rows: Sequence[Row], known: Sequence[float] = (), depth: int = 0) -> Iterator[Region]:
    """Yield the regions of a page in reading order; `known` are gutters of other pages, where fewer rows tell."""
    cut = _find_cut(rows, known) if 1 < len(rows) <= _MOST and depth < _DEPTH else None
    if cut is None:
        if rows:
            yield Region(rows=tuple(rows), columned=depth > 0)
        return
    if rows[: cut.start]:
        yield from regions_of(rows[: cut.start], known, depth)
    left, right = _part(rows[cut.start : cut.end], cut.x)
    yield from regions_of(left, known, depth + 1)
    yield from regions_of(right, known, depth + 1)
    if rows[cut.end :]:
        yield from regions_of(rows[cut.end :], known, depth)


def gutters_of(rows: Sequence[Row]) -> Iterator[float]:
    """Yield where a page is parted into columns."""
    if 1 < len(rows) <= _MOST:
        cut = _find_cut(rows, ())
        if cut:
            yield cut.x
            yield from gutters_of(rows[cut.end :])


def _part(rows: Sequence[Row], x: float) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        if row.grid:
            sides[row.left >= x].append(row)
            continue
        for side, right in zip(sides, (False, True), strict=True):
            words = tuple(word for word in row.words if (_middle(word) >= x) is right)
            if words:
                side.append(replace(row, words=words))
    return tuple(sides[0]), tuple(sides[1])


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _find_cut(rows: Sequence[Row], known: Sequence[float]) -> _Cut | None:
    sizes = [row.size for row in rows if not row.grid]
    if not sizes:
        return None
    size = median(sizes)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    best: tuple[int, _Cut] | None = None
    for gap, end in _runs(rows, left, right, _GUTTER * size):
        cut = _judge(rows, _Cut(x=(gap.left + gap.right) / 2, start=gap.start, end=end), gap, (left, right), known)
        if cut and (best is None or cut[0] > best[0]):
            best = cut
    return best[1] if best else None


def _runs(rows: Sequence[Row], left: float, right: float, width: float) -> Iterator[tuple[_Gap, int]]:
    """Yield each strip that rows in succession leave free, with the row before which it ends."""
    open_gaps: list[_Gap] = []
    for at, row in enumerate(rows):
        free = _free(row, left, right, width)
        going: dict[tuple[float, float], int] = {}
        for gap in open_gaps:
            kept = [(max(gap.left, one), min(gap.right, two)) for one, two in free]
            kept = [span for span in kept if span[1] - span[0] >= width]
            for span in kept:
                going[span] = min(going.get(span, gap.start), gap.start)
            if (gap.left, gap.right) not in kept:
                yield gap, at
        for span in free:
            going.setdefault(span, at)
        open_gaps = [_Gap(left=span[0], right=span[1], start=start) for span, start in going.items()][:60]
    for gap in open_gaps:
        yield gap, len(rows)


def _free(row: Row, left: float, right: float, width: float) -> list[tuple[float, float]]:
    """Return the strips that a row leaves free, its margins too."""
    spans = [(row.left, row.right)] if row.grid else [(word.left, word.right) for word in row.words]
    free: list[tuple[float, float]] = []
    reach = left - 1000
    for one, two in spans:
        if one - reach >= width:
            free.append((reach, one))
        reach = max(reach, two)
    free.append((reach, right + 1000))
    return free


def _judge(
    whole: Sequence[Row], cut: _Cut, gap: _Gap, edges: tuple[float, float], known: Sequence[float]
) -> tuple[int, _Cut] | None:
    """Return how many rows speak for columns there, if they do: both must be wide, and filled with prose."""
    x, rows = cut.x, whole[cut.start : cut.end]
    wide = edges[1] - edges[0]
    if gap.left < edges[0] or gap.right > edges[1] or min(x - edges[0], edges[1] - x) < _NARROW * wide:
        return None
    left, right = _part(rows, x)
    seen = any(gap.left <= one <= gap.right for one in known)
    fewest = 1 if seen else _ROWS
    if min(len(left), len(right)) < fewest:
        return None
    if not seen and not (_is_prose(left, edges[0], gap.left) and _is_prose(right, gap.right, edges[1])):
        return None
    end = _trim(rows, x, cut.start, cut.end) if cut.end < len(whole) else cut.end
    return len(left) + len(right), replace(cut, end=end)


def _trim(rows: Sequence[Row], x: float, start: int, end: int) -> int:
    """Return the end without what stands below both columns, apart from them: a heading of what comes next."""
    if len(rows) == 1:
        return end
    last = max(at for at, row in enumerate(rows) if row.right >= x)
    pitch = median(two.base - one.base for one, two in pairwise(rows))
    apart = next((at for at in range(last + 1, len(rows)) if rows[at].top - rows[at - 1].base > pitch), None)
    return end if apart is None or len(rows) - apart > 3 else start + apart  # noqa: PLR2004 - a heading is short


def _is_prose(rows: Sequence[Row], left: float, right: float) -> bool:
    """Tell whether most lines reach over their column; the cells of a table and a list of names do not."""
    reach = [(row.right - row.left) / max(right - left, 1.0) for row in rows]
    words = [len(row.words) for row in rows]
    return sum(1 for one in reach if one >= _FILLED) >= 0.5 * len(reach) and median(words) >= 3  # noqa: PLR2004 - words of a line
