"""Tables: rows and cells, those that cover others, and the rows that are repeated on each page."""

from collections.abc import Callable, Iterator

from codetool.importers.lines import Cell, Line
from codetool.importers.readers.odt.margins import Margins
from codetool.importers.readers.odt.names import Node, name_of, whole
from codetool.importers.reading import DropKind

ROWS = frozenset({"table:table-header-rows", "table:table-rows", "table:table-row-group"})
"""What holds rows of a table together."""
_MOST = 1000
"""Columns or rows that a cell covers at most."""


def read_table(node: Node, read: Callable[[Node], tuple[Line, ...]], margins: Margins) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a table; `read` gives the lines of a cell."""
    for row, heading in _rows(node, heading=False):
        cells = []
        for one in row:
            if name_of(one) == "table:table-cell":
                cells.append(_cell(one, read(one), heading=heading))
            elif name_of(one) == "table:covered-table-cell":
                margins.drop(DropKind.HIDDEN, "".join(one.itertext()))
        if cells:
            yield tuple(cells)


def _rows(node: Node, *, heading: bool) -> Iterator[tuple[Node, bool]]:
    for one in node:
        name = name_of(one)
        if name == "table:table-row":
            yield one, heading
        elif name in ROWS:
            yield from _rows(one, heading=heading or name == "table:table-header-rows")


def _cell(node: Node, lines: tuple[Line, ...], *, heading: bool) -> Cell:
    return Cell(
        lines=lines,
        columns=_span(node, "table:number-columns-spanned"),
        rows=_span(node, "table:number-rows-spanned"),
        heading=heading,
    )


def _span(node: Node, name: str) -> int:
    return min(max(1, whole(node, name)), _MOST)
