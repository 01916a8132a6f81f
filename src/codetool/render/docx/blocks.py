"""The blocks of a Word document before they are written: each word, end and row is kept, deleted or inserted."""

from dataclasses import dataclass, field
from typing import NamedTuple

from codetool.diff.changes import Op
from codetool.render.docx.story import Line, Look, TableRow


class Run(NamedTuple):
    """A stretch of a line, and what happened to it; what is kept stands in the line of the new text."""

    op: Op
    line: Line
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph: its runs, what happened to its end, and how it looks; `was` where a kept one looked otherwise."""

    runs: list[Run] = field(default_factory=list)
    end: Op = Op.EQUAL
    look: Look = field(default_factory=Look)
    was: Look | None = None


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table: what happened to it, how its cells are laid out, and what they hold."""

    op: Op
    row: TableRow
    cells: list[list["Block"]]


@dataclass(slots=True, eq=False)
class Grid:
    """A table: its rows, and how many columns it has."""

    rows: list[Row]
    width: int


Block = Paragraph | Grid


@dataclass(slots=True)
class Merged:
    """The merged document: its blocks, and what became of the notes that either side calls, by line and offset."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[tuple[int, int], list[Block]] = field(default_factory=dict)
