"""Tables: which of a page's tables hold a table, and which only put text in its place; rows and cells of the former."""

from dataclasses import dataclass, field, replace

from codetool.importers.lines import Cell, Line, Table
from codetool.importers.readers.html.numbering import whole
from codetool.importers.readers.html.plan import Plan
from codetool.importers.readers.html.tree import CELLS, Node, Step, roles_of, walk

_DEEPEST = 20
"""Tables inside each other that are read as tables; deeper ones are read through."""
_TITLES = frozenset("h1 h2 h3 main article".split())
_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
"""What HTML allows a cell to cover."""


@dataclass(slots=True)
class _Survey:
    rows: int = 0
    cells: int = 0
    widest: int = 0
    headed: bool = False
    stray: bool = False
    titled: bool = False

    def add_cell(self, name: str) -> None:
        self.cells += 1
        self.rows = max(self.rows, 1)
        self.widest = max(self.widest, self.cells)
        self.headed = self.headed or name == "th"

    def add_row(self) -> None:
        self.rows += 1
        self.cells = 0

    def is_table(self, node: Node, depth: int) -> bool:
        apart = not roles_of(node) & {"presentation", "none"} and depth <= _DEEPEST
        return apart and not self.stray and not self.titled and (self.widest > 1 or (self.headed and self.rows > 1))


def find_tables(root: Node, plan: Plan) -> None:
    """Find the tables that hold a table.

    The others are read through, cell by cell: those that say that they are for presentation, those of one column,
    those with titles of the text in them, and broken ones, with words outside their cells.
    """
    if next(root.iter("table"), None) is None:
        return
    surveys: list[_Survey] = []
    where: list[Node] = []
    for step, node, text in walk(root, plan.is_skipped):
        in_table = bool(where) and where[-1].tag == "table"
        if step is Step.START:
            _begin(node, surveys, where, in_table=in_table)
        elif in_table and (text.strip() or (step is Step.SKIPPED and (node in plan.replaced or node in plan.calls))):
            surveys[-1].stray = True
        if step is Step.END and where and where[-1] is node:
            where.pop()
            if node.tag == "table":
                _end(node, surveys, plan)


def _begin(node: Node, surveys: list[_Survey], where: list[Node], *, in_table: bool) -> None:
    name = str(node.tag)
    if name == "table":
        if in_table:
            surveys[-1].stray = True
        surveys.append(_Survey())
        where.append(node)
    elif in_table and name in CELLS:
        surveys[-1].add_cell(name)
        where.append(node)
    elif in_table and name == "caption":
        surveys[-1].stray = surveys[-1].stray or surveys[-1].rows > 0
        where.append(node)
    elif in_table and name == "tr":
        surveys[-1].add_row()
    elif surveys and name in _TITLES:
        surveys[-1].titled = True


def _end(node: Node, surveys: list[_Survey], plan: Plan) -> None:
    depth = len(surveys)
    survey = surveys.pop()
    if survey.is_table(node, depth):
        plan.tables.add(node)
    if survey.titled and surveys:
        surveys[-1].titled = True


@dataclass(slots=True)
class OpenTable:
    """A table that is being read, row by row."""

    node: Node
    line: int
    rows: list[list[Cell]] = field(default_factory=list)

    def add_row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def add_cell(self, node: Node, lines: tuple[Line, ...]) -> None:
        """Take a cell into the row that was begun last."""
        if not self.rows:
            self.add_row()
        columns = min(max(whole(node.get("colspan"), 1), 1), _MOST_COLUMNS)
        rows = whole(node.get("rowspan"), 1)
        covered = min(rows, _MOST_ROWS) if rows > 0 else _MOST_ROWS if rows == 0 else 1
        self.rows[-1].append(Cell(lines=lines, columns=columns, rows=covered, heading=node.tag == "th"))

    def made(self) -> Table:
        """Return the table; no cell covers a row that is not there, or in which no cell begins."""
        filled = [bool(row) for row in self.rows]
        return Table(
            rows=tuple(
                tuple(replace(cell, rows=sum(filled[at : at + cell.rows])) for cell in row)
                for at, row in enumerate(self.rows)
                if row
            )
        )
