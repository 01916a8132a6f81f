"""Ruled tables: words in the cells that drawn lines part. A table without lines is read row by row, as text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from codetool.importers.readers.pdf.page import Grid, GridCell, Page, Row, Rule, Word
from codetool.importers.readers.pdf.rows import rows_of

_THIN = 3.0
_TOUCH = 3.0
_SHORTEST = 6.0
_MOST = 1500
"""Rules on a page that are looked at; more are a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Net:
    """Where the lines of a table stand, and which of them part its fields."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    def parts_right(self, row: int, column: int) -> bool:
        """Tell whether a line stands right of a field."""
        x, middle = self.xs[column + 1], (self.ys[row] + self.ys[row + 1]) / 2
        return any(
            abs((rule.left + rule.right) / 2 - x) <= _TOUCH and rule.top <= middle <= rule.bottom for rule in self.down
        )

    def parts_below(self, row: int, column: int) -> bool:
        """Tell whether a line stands below a field."""
        y, middle = self.ys[row + 1], (self.xs[column] + self.xs[column + 1]) / 2
        return any(
            abs((rule.top + rule.bottom) / 2 - y) <= _TOUCH and rule.left <= middle <= rule.right
            for rule in self.across
        )


def with_tables(page: Page) -> Page:
    """Return the page with each ruled table as one row of its own."""
    if not 4 <= len(page.rules) <= _MOST:  # noqa: PLR2004 - a table of two cells has five
        return page
    rows = page.rows
    for net in _nets(page.rules):
        rows = _with_table(rows, net, page.number)
    return replace(page, rows=tuple(sorted(rows, key=lambda row: (row.turned, row.top if row.grid else row.base))))


def _nets(rules: Iterable[Rule]) -> Iterator[_Net]:
    """Yield the nets of lines that touch each other, where they have two columns at least."""
    for group in _touching([rule for rule in rules if max(rule.width, rule.height) >= _SHORTEST]):
        across = tuple(rule for rule in group if rule.height <= _THIN and rule.width > rule.height)
        down = tuple(rule for rule in group if rule.width <= _THIN and rule.height > rule.width)
        xs = _places((rule.left + rule.right) / 2 for rule in down)
        ys = _places((rule.top + rule.bottom) / 2 for rule in across)
        if len(xs) >= 3 and len(ys) >= 2:  # noqa: PLR2004 - two columns, one row
            yield _Net(xs=xs, ys=ys, across=across, down=down)


def _touching(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the rules in groups that nothing parts, neither a strip across nor one down."""
    for band in _bands(rules, lambda rule: (rule.top, rule.bottom)):
        for block in _bands(band, lambda rule: (rule.left, rule.right)):
            yield from _bands(block, lambda rule: (rule.top, rule.bottom))


def _bands(rules: Sequence[Rule], span: Callable[[Rule], tuple[float, float]]) -> Iterator[list[Rule]]:
    band: list[Rule] = []
    reach = 0.0
    for rule in sorted(rules, key=span):
        start, end = span(rule)
        if band and start > reach + _TOUCH:
            yield band
            band = []
        reach = max(reach, end) if band else end
        band.append(rule)
    if band:
        yield band


def _places(found: Iterable[float]) -> tuple[float, ...]:
    """Return places in order, those that nearly agree as one."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > _TOUCH:
            places.append(place)
    return tuple(places)


def _with_table(rows: Sequence[Row], net: _Net, page: int) -> tuple[Row, ...]:
    """Return the rows with the words inside a net moved into a table, if it is one: words in two fields at least."""
    fields: dict[tuple[int, int], list[Word]] = {}
    kept: list[Row] = []
    for row in rows:
        if row.grid or row.turned:
            kept.append(row)
            continue
        outside: list[Word] = []
        for word in row.words:
            at = _field(word, net)
            (fields.setdefault(at, []) if at else outside).append(word)
        if outside:
            kept.append(row if len(outside) == len(row.words) else replace(row, words=tuple(outside)))
    cells = _cells(net, fields, page) if len(fields) > 1 else None
    if cells is None:
        return tuple(rows)
    grid = Grid(left=net.xs[0], top=net.ys[0], right=net.xs[-1], bottom=net.ys[-1], cells=cells)
    return (*kept, Row(page=page, words=(), grid=grid))


def _field(word: Word, net: _Net) -> tuple[int, int] | None:
    x, y = (word.left + word.right) / 2, word.base - 0.3 * word.size
    if not (net.xs[0] <= x <= net.xs[-1] and net.ys[0] <= y <= net.ys[-1]):
        return None
    column = next(at for at in range(len(net.xs) - 1) if x <= net.xs[at + 1])
    row = next(at for at in range(len(net.ys) - 1) if y <= net.ys[at + 1])
    return row, column


def _cells(net: _Net, fields: dict[tuple[int, int], list[Word]], page: int) -> tuple[tuple[GridCell, ...], ...] | None:
    """Return the cells, row by row; None where they are no rectangles."""
    taken: set[tuple[int, int]] = set()
    table: list[tuple[GridCell, ...]] = []
    for row in range(len(net.ys) - 1):
        cells: list[GridCell] = []
        for column in range(len(net.xs) - 1):
            if (row, column) in taken:
                continue
            inside = _reach(net, row, column)
            if inside & taken:
                return None
            taken |= inside
            words = [word for at in sorted(inside) for word in fields.get(at, ())]
            columns, deep = len({at[1] for at in inside}), len({at[0] for at in inside})
            cells.append(GridCell(rows=rows_of(words, page), columns=columns, deep=deep))
        table.append(tuple(cells))
    return tuple(row for row in table if row)


def _reach(net: _Net, row: int, column: int) -> set[tuple[int, int]]:
    """Return the fields of a cell: as far as no line parts them, right and then down."""
    right = column
    while right < len(net.xs) - 2 and not net.parts_right(row, right):
        right += 1
    low = row
    while low < len(net.ys) - 2 and not any(net.parts_below(low, at) for at in range(column, right + 1)):
        low += 1
    return {(one, two) for one in range(row, low + 1) for two in range(column, right + 1)}
