"""Tables without lines: words that stand in columns, and that the file has cell by cell where a row would mix them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from codetool.importers.readers.pdf.page import Grid, GridCell, Row, Word

_WIDE = 1.5
"""A gap of so many sizes parts two cells."""
_JUMP = 0.15
"""So does one of so many sizes, where the file goes on with other words."""
_NEXT = 1.6
_STEP = 2.2
"""Baselines of one cell are so many sizes apart at most."""
_LEAST = 2
"""A table has so many rows: columns of running text look like one row of it."""
_MARK = 6
"""Letters of a mark, such as xviii) or 10°."""
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Words of one row that stand together; `at` is the row's place."""

    at: int
    words: tuple[Word, ...]

    @property
    def span(self) -> tuple[float, float]:
        return self.words[0].left, self.words[-1].right

    @property
    def first(self) -> int:
        return min(word.order for word in self.words)

    @property
    def last(self) -> int:
        return max(word.order for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """Rows that stand side by side without lines between them; `sorted` tells that they are in the file's order."""

    page: int
    text: str
    count: int
    sorted: bool
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Cell:
    column: int
    parts: list[_Part]


def with_aligned(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with each table as one row of its own, where the file proves it: two rows of words in columns."""
    made: list[Row] = []
    at = 0
    for start, end in _tables(rows):
        grid = _grid(rows, _parts_of(rows, start, end))
        if grid:
            made += [*rows[at:start], Row(page=rows[start].page, words=(), grid=grid)]
            at = end
    return (*made, *rows[at:])


def in_file_order(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Mixed, ...]]:
    """Return the rows, those that stand side by side in the order of the file, and where that was."""
    made: list[Row] = []
    mixed: list[Mixed] = []
    at = 0
    for start, end in mixed_rows(rows):
        parts = _sorted(rows, _parts_of(rows, start, end))
        whole = _contiguous(parts)
        first = rows[start]
        rest = [replace(rows[part.at], words=part.words) for part in parts] if whole else rows[start:end]
        mixed.append(Mixed(page=first.page, text=first.text, count=end - start, sorted=whole, rows=tuple(rest)))
        made += [*rows[at:start], *rest]
        at = end
    return (*made, *rows[at:]), tuple(mixed)


def _sorted(rows: Sequence[Row], parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts in the order of the file; where they are columns beside each other, from left to right."""
    ordered = sorted(parts, key=lambda part: part.first)
    columns = _merged([part.span for part in ordered])
    places = [_column(columns, part) for part in ordered]
    turns = 1 + sum(1 for one, two in pairwise(places) if one != two)
    down = all(
        rows[two.at].base > rows[one.at].base
        for (one, here), (two, there) in pairwise(zip(ordered, places, strict=True))
        if here == there
    )
    if turns == len(columns) and down:
        return [part for _place, part in sorted(zip(places, ordered, strict=True), key=lambda one: one[0])]
    return ordered


def _contiguous(parts: Sequence[_Part]) -> bool:
    orders = sorted(word.order for part in parts for word in part.words)
    return bool(orders) and orders[-1] - orders[0] == len(orders) - 1


def mixed_rows(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield from where up to where the order of rows is not that of the file: it goes on further down or up there.

    That it goes on further up proves nothing by itself: a header may come last.
    """
    if len(rows) > _MOST:
        return
    body = [_without_mark(rows, at) for at in range(len(rows))]
    places = {word.order: at for at, words in enumerate(body) for word in words}
    spans: list[tuple[int, int]] = []
    upwards: list[tuple[int, int]] = []
    for at, words in enumerate(body):
        for one, two in pairwise(words):
            there = places.get(one.order + 1, at)
            if there != at and _jumps(one, two):
                spans.append((min(at, there), max(at, there) + 1))
        there = places.get(max(word.order for word in words) + 1, at) if words else at
        if there < at:
            upwards.append((there, at + 1))
        elif there > at + 1:
            spans.append(_between(rows, at, there))
    spans += [one for one in upwards if any(two[0] <= one[0] < two[1] for two in spans)]
    yield from _joined([one for one in spans if one[0] < one[1]])


def _without_mark(rows: Sequence[Row], at: int) -> tuple[Word, ...]:
    """Return the words of a row without the mark of a list or the number of a line, which some programs draw apart.

    The number of a table's row stays: the file goes on with a cell that begins beside it or above.
    """
    words = rows[at].words
    if len(words) < 2 or len(words[0].text) > _MARK or not _jumps(words[0], words[1]):  # noqa: PLR2004 - it and a text
        return words
    above = any(word.order == words[0].order + 1 for row in rows[max(at - 8, 0) : at] for word in row.words[:1])
    return words if above else words[1:]


def _between(rows: Sequence[Row], at: int, there: int) -> tuple[int, int]:
    """Return the rows that are mixed where the file goes on from the end of one row to another further down."""
    # What stands before a table goes on with its first cell, and its last cell with what stands behind.
    near = rows[there].base - rows[at].base <= _NEXT * rows[at].size
    return (at, there + 1) if near else (at + 1, there)


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = 0, 0
    for one, two in sorted(spans):
        if one >= end:
            if end:
                yield start, end
            start = one
        end = max(end, two)
    if end:
        yield start, end


def _tables(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield from where up to where rows may be a table: some mixed, and those above and below in the same columns."""
    found: list[tuple[int, int]] = []
    for span in mixed_rows(rows):
        floor = found[-1][1] if found else 0
        if span[1] <= floor:
            continue
        start, end = max(span[0], floor), span[1]
        columns = _merged([part.span for part in _parts_of(rows, start, end)])
        while start > floor and (wider := _fit(columns, _parts_of(rows, start - 1, start))):
            start, columns = start - 1, wider
        if found and floor == start and (wider := _fit(columns, _parts_of(rows, *found[-1]))):
            start, columns = found.pop()[0], wider
        while end < len(rows) and (wider := _fit(columns, _parts_of(rows, end, end + 1))):
            end, columns = end + 1, wider
        found.append((start, end))
    yield from found


def _parts_of(rows: Sequence[Row], start: int, end: int) -> list[_Part]:
    return [part for at in range(start, end) for part in _parts(at, rows[at])]


def _jumps(one: Word, two: Word) -> bool:
    return two.order != one.order + 1 and two.left - one.right > _JUMP * max(one.size, two.size)


def _parts(at: int, row: Row) -> list[_Part]:
    if row.grid or row.turned or not row.words:
        return []
    parts: list[_Part] = []
    start = 0
    for here in range(1, len(row.words) + 1):
        if here == len(row.words) or parted(row.words[here - 1], row.words[here]):
            parts.append(_Part(at=at, words=row.words[start:here]))
            start = here
    return parts


def parted(one: Word, two: Word) -> bool:
    """Tell whether two words of a row stand in two cells or columns."""
    return _jumps(one, two) or two.left - one.right > _WIDE * max(one.size, two.size)


def _fit(columns: Sequence[tuple[float, float]], row: Sequence[_Part]) -> list[tuple[float, float]]:
    """Return the columns with a row of several parts that stand in them; none where it has one, or bridges two."""
    merged = _merged([*columns, *(part.span for part in row)])
    return merged if len(row) > 1 and len(merged) >= len(columns) else []


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _column(columns: Sequence[tuple[float, float]], part: _Part) -> int:
    """Return the place of the column that holds a part; a part without width, as damaged files have it, has one too."""
    left, right = part.span
    return next((at for at, span in enumerate(columns) if span[0] <= left and right <= span[1]), 0)


def _grid(rows: Sequence[Row], parts: Sequence[_Part]) -> Grid | None:
    """Return the table that parts make in the file's order; None where they are none for sure."""
    columns = _merged([part.span for part in parts])
    ordered = sorted(parts, key=lambda part: part.first)
    if len(columns) < 2 or not _contiguous(parts):  # noqa: PLR2004 - a table has two columns
        return None
    lines = _lines(rows, ordered, columns)
    if len(lines) < _LEAST or not _in_order(rows, lines):
        return None
    cells = tuple(
        tuple(
            GridCell(rows=tuple(Row(page=rows[part.at].page, words=part.words) for part in _of(line, column)))
            for column in range(len(columns))
        )
        for line in lines
    )
    used = [rows[part.at] for part in parts]
    return Grid(
        left=columns[0][0],
        right=columns[-1][1],
        top=min(row.top for row in used),
        bottom=max(row.base for row in used),
        cells=cells,
    )


def _lines(rows: Sequence[Row], ordered: Sequence[_Part], columns: Sequence[tuple[float, float]]) -> list[list[_Cell]]:
    """Return the table's rows: each begins where the file goes back to a column on the left, or leaves room."""
    lines: list[list[_Cell]] = []
    for part in ordered:
        column = _column(columns, part)
        last = lines[-1][-1] if lines else None
        if last and last.column == column and _is_next(rows, last.parts[-1], part):
            last.parts.append(part)
        elif last and last.column < column:
            lines[-1].append(_Cell(column, [part]))
        else:
            lines.append([_Cell(column, [part])])
    return lines


def _is_next(rows: Sequence[Row], one: _Part, two: _Part) -> bool:
    return 0 < rows[two.at].base - rows[one.at].base <= _STEP * max(rows[one.at].size, rows[two.at].size)


def _in_order(rows: Sequence[Row], lines: Sequence[Sequence[_Cell]]) -> bool:
    """Tell whether each row of the table stands wholly below the one before, and some row has two cells."""
    spans = [[part.at for cell in line for part in cell.parts] for line in lines]
    below = all(min(two) > max(one) for one, two in pairwise(spans))
    return below and any(len(line) > 1 for line in lines) and bool(rows)


def _of(line: Sequence[_Cell], column: int) -> Iterator[_Part]:
    for cell in line:
        if cell.column == column:
            yield from cell.parts
