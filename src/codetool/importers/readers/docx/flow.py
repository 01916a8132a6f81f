"""The flow of a text: paragraphs and tables, one after the other, as lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from codetool.errors import SourceError
from codetool.importers.lines import Line, Mark, MarkKind, Role, Told
from codetool.importers.readers.docx.names import Node, child, name_of, value
from codetool.importers.readers.docx.numbering import Label, layout_under
from codetool.importers.readers.docx.ours import told_of
from codetool.importers.readers.docx.paragraph import PAGE, SOFT, Paragraph
from codetool.importers.readers.docx.story import Story
from codetool.importers.readers.docx.styles import Layout, read_layout
from codetool.importers.readers.docx.tables import lay_table
from codetool.importers.readers.runs import FoldedText, Run, fold_runs, split_runs

_TABLES = 20
"""Tables within tables at most; Word shows eleven."""
_BOLD = frozenset({Role.COVER, Role.DIVISION, Role.ARTICLE, Role.ANNEX})
"""What is bold by its style in a document of our own making."""
_SAME_PAGE = frozenset({"continuous", "nextColumn"})
_ASIDE = frozenset({"w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid", ""})


@dataclass(slots=True, kw_only=True)
class Flow:
    """Reads the paragraphs and tables that an element holds; `depth` counts the tables around it."""

    story: Story
    sections: Iterator[bool] = field(default_factory=lambda: iter(()))
    depth: int = 0
    lines: list[Line] = field(default_factory=list)
    _blanks: int = 0
    _page: bool = False
    _anchors: list[str] = field(default_factory=list)

    def read(self, node: Node) -> list[Line]:
        """Return the lines of what an element holds."""
        self._visit(node)
        return self.lines

    def _visit(self, node: Node) -> None:
        for one in node:
            match name_of(one):
                case "w:p":
                    self._paragraph(one)
                case "w:tbl":
                    self._table(one)
                case "w:bookmarkStart":
                    self._anchors.append(value(one, "name") or "")
                case "w:commentRangeStart" | "w:commentRangeEnd":
                    self.story.spans.meet(one, self.lines[-1].number if self.lines else 1)
                case "w:altChunk" | "w:subDoc":
                    self.story.tell_bound(one, self.lines[-1].number if self.lines else 1)
                case name if name not in _ASIDE:
                    self._visit(one)

    def _paragraph(self, node: Node) -> None:
        read = Paragraph.read(node, self.story)
        properties = child(node, "w:pPr")
        own = read_layout(properties)
        label = self._label(read, own, properties)
        layout = layout_under(label, own, self.story.styles.layout(read.style))
        self._page = self._page or bool(layout.breaks)
        self._anchors += read.anchors
        line = Line(
            text="",
            number=read.number,
            level=layout.level or 0,
            style=self.story.styles.name(read.style),
            centered=bool(layout.centered),
            indent=layout.indent,
            size=read.size,
            told=self._told(read, own),
        )
        self._add(read.runs, line, label)
        if child(properties, "w:sectPr") is not None:
            self._page = next(self.sections, False) or self._page

    def _told(self, read: Paragraph, own: Layout) -> Told | None:
        """Return what a paragraph says that it is; one in a cell or a note says nothing."""
        if not self.story.styles.ours or self.depth or self.story.apart:
            return None
        num = fold_runs([Run(text=read.num)]).text
        told = told_of(self.story.styles.name(read.style), num, self._anchors)
        return replace(told, depth=own.depth or 0) if told and told.role is Role.ITEM else told

    def _label(self, read: Paragraph, own: Layout, properties: Node | None) -> Label:
        mark = self.story.styles.look_of(child(properties, "w:rPr"), read.style)
        item = self._told(read, own)
        if item and item.role is Role.ITEM:
            return Label()  # what Word shows before an item of a list is no text of it
        if read.contents or (mark.hidden and not read.has_words):
            return Label()
        label = self.story.numbering.next_label(read.style, own)
        if label.text:
            self.story.labels[read.number] = label
        return label

    def _add(self, runs: list[Run], line: Line, label: Label) -> None:
        before = len(self.lines)
        for page, part in enumerate(split_runs(runs, PAGE)):
            self._page = self._page or page > 0
            for row, piece in enumerate(split_runs(part, SOFT)):
                first = page == row == 0
                self._add_line(fold_runs(piece), line, label if first else Label())
        if len(self.lines) > before:
            self.lines[-1] = replace(self.lines[-1], ends=True)

    def _add_line(self, folded: FoldedText, line: Line, label: Label) -> None:
        if label.text:
            folded = with_label(folded, label)
        if line.told and not folded.text.startswith(line.told.num):
            line = replace(line, told=replace(line.told, num=""))
        if line.told and line.told.role not in _BOLD:
            folded = replace(folded, bold=False)  # its style is known, and this is the writer's own emphasis
        if not folded.text and not folded.marks:
            self._blanks += 1
            return
        self.lines.append(
            replace(
                line,
                text=folded.text,
                blanks=self._blanks,
                page_break=self._page,
                label=label.text,
                depth=label.depth if label.text else -1,
                bold=folded.bold,
                marks=tuple(mark for mark in folded.marks if not (folded.bold and mark.kind is MarkKind.BOLD)),
                anchors=tuple(dict.fromkeys(name for name in self._anchors if name)),
            )
        )
        self._begin()

    def _begin(self) -> None:
        self._blanks, self._page, self._anchors = 0, False, []

    def _table(self, node: Node) -> None:
        if self.depth >= _TABLES:
            raise SourceError(
                "tables stand within tables more than {limit} deep",
                "Take the inner tables out of the others.",
                place=self.story.place,
                limit=_TABLES,
            )
        table = lay_table(node, lambda cell: Flow(story=self.story, depth=self.depth + 1).read(cell))
        first = next(table.lines(), None)
        if first is None:
            return
        self.lines.append(
            Line(
                text="",
                number=first.number,
                blanks=self._blanks,
                page_break=self._page,
                ends=True,
                anchors=tuple(dict.fromkeys(name for name in self._anchors if name)),
                table=table,
            )
        )
        self._begin()


def with_label(folded: FoldedText, label: Label) -> FoldedText:
    """Return a text with its automatic number before it, and a space between them where Word leaves one."""
    between = " " if label.apart and folded.text else ""
    shift = len(label.text) + len(between)
    marks = tuple(_moved(mark, shift) for mark in folded.marks)
    return replace(folded, text=f"{label.text}{between}{folded.text}", marks=marks)


def _moved(mark: Mark, shift: int) -> Mark:
    return replace(mark, start=mark.start + shift, end=mark.end + shift)


def new_pages(root: Node) -> Iterator[bool]:
    """Yield, for the end of each section but the last, whether the next one begins on a new page."""
    kinds = [value(child(one, "w:type")) for one in root.iter() if name_of(one) == "w:sectPr"]
    return iter([kind not in _SAME_PAGE for kind in kinds[1:]])
