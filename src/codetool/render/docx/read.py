"""An Expression to a Story: its lines, tables and notes in the order of the text, each word known by its unit."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from codetool.akn.read import unfold
from codetool.diff.units import Unit, units_of
from codetool.model.eid import HIERARCHY
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE
from codetool.render.docx.looks import LOWEST, head_look, is_running, look_of
from codetool.render.docx.story import NOTE, SPACES, Cell, Line, Look, Span, Story, Style, Table, TableRow, solid
from codetool.render.provisions import DIVISIONS

_EMPHASES = frozenset({"b", "i", "u", "sup", "sub"})
_BREAKS = frozenset({"br", "eol"})
_NOTES = frozenset({"authorialNote"})
_UNSEEN = frozenset({"meta"})
_ROWS = frozenset({"tr"})
_CELLS = frozenset({"td", "th"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One text: its units, articles first, its story, and the first line of each unit by the unit's place."""

    units: tuple[Unit, ...]
    story: Story
    lines: dict[int, Line]


def read_side(expression: Expression) -> Side:
    """Return one text as a story; all that `meta` says is left out."""
    found = units_of(expression)
    units = (*found.articles, *found.containers, *found.blocks, *found.annexes)
    walk = Walk(units={id(unit.element): (place, unit) for place, unit in enumerate(units)})
    for document in expression.root.elements():
        walk.element(document)
    walk.end(force=True)
    return Side(units=units, story=walk.story.closed(Look()), lines=walk.firsts)


@dataclass(slots=True)
class Walk:
    """The walk through a text: the story and line that are written to, and where it stands."""

    units: dict[int, tuple[int, Unit]] = field(default_factory=dict)
    story: Story = field(default_factory=Story)
    line: Line | None = None
    unit: int = -1
    counts: dict[int, int] = field(default_factory=dict)
    firsts: dict[int, Line] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    depth: int = 0
    indent: int = 0
    lists: int = 0
    emphases: frozenset[str] = frozenset()
    is_label: bool = False
    in_cell: bool = False
    in_note: bool = False
    in_row: bool = False
    called: list[tuple[int, Line, int, Element]] = field(default_factory=list)

    def element(self, node: Element | Folded) -> None:
        """Write an element, as the unit that it is where it is one."""
        place, unit = self.units.get(id(node), (self.unit, None))
        opened = unit.opened if unit else unfold(node) if isinstance(node, Folded) else node
        before, self.unit = self.unit, place
        number = next(opened.elements("num"), None) if unit else None
        if opened.name in _UNSEEN:
            self._pass(opened)
        elif opened.name in HIERARCHY or opened.name in DIVISIONS or next(opened.elements("num"), None) is not None:
            self.provision(opened, number)
        else:
            self.other(opened)
        self.unit = before

    def _pass(self, element: Element) -> None:
        """Count what is not shown: the unit's text has it."""
        for node in element.descendants():
            self._count("".join(child for child in node.children if isinstance(child, str)))

    def other(self, element: Element) -> None:
        """Write an element that is no provision."""
        match element.name:
            case name if name in _EMPHASES:
                before, self.emphases = self.emphases, self.emphases | {name}
                self.inside(element)
                self.emphases = before
            case name if name in _NOTES and not self.in_note:
                self._note(element)
            case name if name in _BREAKS:
                self.write("\n")
                self.inside(element)
            case name if name in INLINE:
                self.inside(element)
            case "table" if not self.in_cell:
                self.end()
                self._table(element)
            case _:
                self.end()
                with self.looking(self.look_of_inside(element)):
                    self.inside(element)
                    self.end()

    def inside(self, element: Element, skip: Sequence[Node] = ()) -> None:
        """Write what stands in an element."""
        for child in element.children:
            if isinstance(child, str):
                if child.strip(SPACES):
                    self.write(child)
                elif child and self.line and not self.is_label and is_running(element):
                    self.write(" ")
            elif isinstance(child, Element | Folded) and not any(child is one for one in skip):
                self.element(child)

    # --- provisions ---------------------------------------------------------------------------------------------

    def provision(self, element: Element, number: Element | Folded | None) -> None:
        """Write a provision: its head in a line of its own, or its number before its first words."""
        label = number if number is not None else element.child("num")
        title = element.child("heading")
        division = element.name in DIVISIONS and (label is not None or title is not None)
        has_head = division or title is not None
        self.end(force=has_head)
        depth, indent, looks = self.depth, self.indent, self.look_of_inside(element)
        skip: list[Node] = []
        if has_head:
            with self.looking(head_look(element, depth + 1)):
                self.write_head(element, label, number)
            self.depth += division
            looks = Look(Style.TEXT, 0 if division else min(indent, LOWEST))
            skip += element.elements("heading", "subheading")
        elif label is not None:
            self.indent += 1
            looks = Look(Style.POINT, min(self.indent, LOWEST))
        with self.looking(looks):
            if label is not None:
                skip.append(label)
                if not has_head:
                    self.write_label(label, is_number=number is not None, gap="\t")
            self.inside(element, skip)
            self.end(force=label is not None or has_head)
        self.depth, self.indent = depth, indent

    def write_head(self, element: Element, label: Element | Folded | None, number: Element | Folded | None) -> None:
        """Write number and heading in one line, a subheading in the next, in the order in which they stand."""
        for child in element.elements("num", "heading", "subheading"):
            if child is label:
                self.write_label(child, is_number=number is not None, gap=" ")
            elif child.name != "num" and isinstance(child, Element):
                self.inside(child)
                self.end(force=True)
        self.end(force=True)

    def write_label(self, label: Element | Folded, *, is_number: bool, gap: str) -> None:
        """Write a number, and what parts it from the words behind it."""
        opened = unfold(label) if isinstance(label, Folded) else label
        if is_number:
            # The number of a unit is no part of its text: it is compared apart.
            line = self.open_line()
            start = len(line.text)
            before, self.counts[self.unit] = self.counts.get(self.unit, 0), -1
            self.inside(opened)
            self.counts[self.unit] = before
            line.spans = [one for one in line.spans if one.start < start]
            line.spans.append(Span(start, len(line.text), self.unit, None))
        else:
            self.inside(opened)
        self.write(gap)
        self.is_label = True

    def look_of_inside(self, element: Element) -> Look:
        """Return how the lines of an element look."""
        if element.name in {"ul", "ol"}:
            self.lists += element.name == "ol"
            level = min(self.look.level + 1, LOWEST)
            return Look(Style.ITEM, level, self.lists if element.name == "ol" else 0)
        return look_of(element, self.look)

    @contextmanager
    def looking(self, look: Look) -> Iterator[None]:
        """Let the lines that begin meanwhile look so."""
        before, self.look = self.look, look
        yield
        self.look = before

    # --- lines --------------------------------------------------------------------------------------------------

    def open_line(self) -> Line:
        """Return the line that is written to."""
        if self.line is None:
            self.line = Line(self.look)
            self.story.items.append(self.line)
        self.firsts.setdefault(self.unit, self.line)
        return self.line

    def end(self, *, force: bool = False) -> None:
        """End the line; one that holds only a number so far waits for its text, unless forced."""
        if self.line is None or (self.is_label and not force):
            return
        line, self.line, self.is_label = self.line, None, False
        line.text = line.text.rstrip(SPACES)
        size = len(line.text)
        if line.look.style is Style.POINT and "\t" not in line.text:
            line.look = line.look._replace(style=Style.TEXT)  # a further paragraph of a point, without its number
        line.spans = [one._replace(end=min(one.end, size)) for one in line.spans if one.start < size]
        line.emphases = [(start, min(end, size), what) for start, end, what in line.emphases if start < size]
        line.links = [one._replace(end=min(one.end, size)) for one in line.links if one.start < size]
        if not line.text:
            self.story.items.remove(line)
            self.firsts = {unit: first for unit, first in self.firsts.items() if first is not line}
        if not self.in_row:
            self._write_notes()

    def write(self, text: str) -> None:
        """Write text to the line, each run of white space as one space."""
        folded = _folded(text)
        if self.line is None or not self.line.text or self.line.text[-1] in SPACES:
            folded = folded.lstrip(SPACES)
        if not folded:
            return
        line = self.open_line()
        if folded.strip(SPACES):
            self.is_label = False
        start = len(line.text)
        line.text += folded
        if self.emphases:
            line.emphases.append((start, len(line.text), self.emphases))
        first = self._count(folded)
        last = line.spans[-1] if line.spans else None
        if last and last.end == start and last.unit == self.unit and last.first is not None and first >= 0:
            line.spans[-1] = last._replace(end=len(line.text))
        else:
            line.spans.append(Span(start, len(line.text), self.unit, first))

    def _count(self, text: str) -> int:
        first = self.counts.get(self.unit, 0)
        if first >= 0:
            self.counts[self.unit] = first + len(solid(text))
        return first

    # --- notes and tables ---------------------------------------------------------------------------------------

    def _note(self, element: Element) -> None:
        line = self.open_line()
        self.is_label = False
        start = len(line.text)
        line.text += NOTE
        self.called.append((self.unit, line, start, element))
        if self.counts.get(self.unit, 0) < 0:
            self._write_notes()

    def _write_notes(self) -> None:
        """Write the notes that were called: the unit's text has them behind the line, or the row of a table."""
        called, self.called = self.called, []
        for unit, line, start, element in called:
            before, self.unit = self.unit, unit
            line.notes[start] = self._apart(element, Look(Style.NOTE))
            self.unit = before

    def _apart(self, element: Element, look: Look) -> Story:
        """Return what stands in an element as a story of its own."""
        kept = self.story, self.line, self.is_label, self.emphases, self.in_cell, self.in_note
        self.story, self.line, self.is_label, self.emphases = Story(), None, False, frozenset()
        self.in_cell, self.in_note = True, self.in_note or look.style is Style.NOTE
        with self.looking(look):
            self.inside(element)
            self.end(force=True)
        story = self.story.closed(look)
        self.story, self.line, self.is_label, self.emphases, self.in_cell, self.in_note = kept
        return story

    def _table(self, element: Element) -> None:
        table = Table()
        below: dict[int, tuple[int, int]] = {}
        for child in element.elements():
            opened = unfold(child) if isinstance(child, Folded) else child
            if opened.name in _ROWS:
                self._row(opened, table, below)
            else:
                self.other(opened)
        if table.rows:
            self.story.items.append(table)

    def cell_look(self, cell: Element) -> Look:  # noqa: ARG002 - an edition tells heads from other cells
        """Return how the lines in a cell look."""
        return Look(Style.CELL)

    def _row(self, element: Element, table: Table, below: dict[int, tuple[int, int]]) -> None:
        """Write a row; `below` holds, by column, the width of a cell of an earlier row and the rows it still spans."""
        row = TableRow()
        column = 0
        self.in_row = True
        for cell in _opened(element):
            column = _go_on(row, column, below)
            story = self._apart(cell, self.cell_look(cell))
            columns, rows = _number(cell.get("colspan")), _number(cell.get("rowspan"))
            row.cells.append(Cell(story, columns, rows, is_head=cell.name == "th"))
            if rows > 1:
                below[column] = (columns, rows - 1)
            column += columns
        _go_on(row, column, below)
        self.in_row = False
        self._write_notes()
        if row.cells:
            table.rows.append(row)


def _go_on(row: TableRow, column: int, below: dict[int, tuple[int, int]]) -> int:
    """Add the cells that come down from above at a column, and return the column after them."""
    while found := below.get(column):
        columns, left = found
        row.cells.append(Cell(Story().closed(Look(Style.CELL)), columns, left, goes_on=True))
        if left > 1:
            below[column] = (columns, left - 1)
        else:
            del below[column]
        column += columns
    return column


def _opened(element: Element) -> Iterable[Element]:
    for cell in element.elements():
        yield unfold(cell) if isinstance(cell, Folded) else cell


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 1000 else 1  # noqa: PLR2004 - as HTML has it


def _folded(text: str) -> str:
    if text in {"\t", "\n"}:
        return text
    pieces = [piece for piece in text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if piece]
    if not pieces:
        return " "
    before = " " if text[0] in SPACES else ""
    after = " " if text[-1] in SPACES else ""
    return before + " ".join(pieces) + after
