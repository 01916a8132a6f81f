"""Tables: rows and cells, those in content controls too, and cells that cover several rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from codetool.importers.lines import Cell, Line, Table
from codetool.importers.readers.docx.names import Node, child, is_on, name_of, value, whole

_COLUMNS = 1000
"""Columns that a cell may say it covers; Word's tables have 63."""
_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag"})


@dataclass(slots=True, kw_only=True)
class _Open:
    """A cell while its table is read: `rows` grows as it is found to go on below."""

    lines: list[Line]
    columns: int
    heading: bool
    rows: int = 1

    def closed(self) -> Cell:
        return Cell(lines=tuple(self.lines), columns=self.columns, rows=self.rows, heading=self.heading)


def lay_table(node: Node, read: Callable[[Node], list[Line]]) -> Table:
    """Return the table that an element w:tbl holds; `read` gives the lines of a cell."""
    rows: list[list[_Open]] = []
    above: dict[int, _Open] = {}
    for row in inside(node, "w:tr"):
        properties = child(row, "w:trPr")
        heading = bool(is_on(child(properties, "w:tblHeader")))
        column = _span(child(properties, "w:gridBefore"), least=0)
        cells: list[_Open] = []
        reached: dict[int, _Open] = {}
        for cell in inside(row, "w:tc"):
            found = _read_cell(cell, read(cell), heading=heading)
            merge = child(cell, "w:tcPr", "w:vMerge")
            upper = above.get(column)
            if merge is None:
                cells.append(found)
            elif upper and value(merge) != "restart" and not found.lines and upper.columns == found.columns:
                upper.rows += 1
                reached[column] = upper
            else:
                cells.append(found)
                reached[column] = found
            column += found.columns
        above = reached
        rows.append(cells)
    return Table(rows=tuple(tuple(cell.closed() for cell in cells) for cells in rows if cells))


def inside(node: Node, name: str) -> Iterator[Node]:
    """Yield the rows of a table, or the cells of a row, in content controls too."""
    for one in node:
        if name_of(one) == name:
            yield one
        elif name_of(one) in _WRAPPERS:
            yield from inside(one, name)


def _read_cell(node: Node, lines: list[Line], *, heading: bool) -> _Open:
    columns = _span(child(node, "w:tcPr", "w:gridSpan"), least=1)
    return _Open(lines=lines, columns=columns, heading=heading)


def _span(node: Node | None, *, least: int) -> int:
    return min(max(whole(value(node)) or least, least), _COLUMNS)
