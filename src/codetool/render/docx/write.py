"""Merged blocks as WordprocessingML: runs, tracked ends and rows, notes and remarks, each revision with its own id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from codetool.diff.changes import Op
from codetool.model.text import unturned
from codetool.render.docx.blocks import Block, Grid, Merged, Paragraph, Row, Run
from codetool.render.docx.story import ADDED, HELD, NOTE, NUMBER, Line, Look, Style

WIDTH = 9070
"""The width of the text, in twentieths of a point."""

STEP = 567
"""One step of an indent, a centimetre."""

_ELEMENTS = {Op.DELETE: "del", Op.INSERT: "ins"}
_PROPERTIES = {
    NUMBER: '<w:rStyle w:val="Number"/>',
    HELD: '<w:rStyle w:val="HeldSpace"/>',
    ADDED: '<w:rStyle w:val="AddedSpace"/>',
    "b": "<w:b/>",
    "i": "<w:i/>",
    "u": '<w:u w:val="single"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
}
_SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u00ad": "<w:softHyphen/>"}
_REMARK = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
_NO_DAY = "1970-01-01"
_APART = 5
"""Minutes between two changes that LibreOffice must not take for one; it joins what is up to a minute apart."""

_BELOW_TABLE = '<w:spacing w:before="200"/>'
_CALL = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


class Stamp(NamedTuple):
    """Who tracked the changes, and when: yyyy-mm-dd, empty where it is not known."""

    author: str
    day: str

    def attributes(self, minute: int = 0) -> str:
        """Return the attributes of a revision or remark but its id."""
        date = f' w:date="{self.day or _NO_DAY}T00:0{minute}:00Z"' if self.day or minute else ""
        return f' w:author="{escaped(self.author)}"{date}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The parts of a document that its text makes: the body, its notes, the remarks, the numbers of counted lists."""

    body: str
    notes: tuple[str, ...]
    remarks: tuple[tuple[int, str], ...]
    lists: tuple[int, ...]


def escaped(text: str) -> str:
    """Return a text that can stand in XML, in an attribute too; what would turn the order of its letters is replaced.

    >>> escaped('a < "b" & c')
    'a &lt; &quot;b&quot; &amp; c'
    """
    return unturned(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def first_remark(notes: int) -> int:
    """Return the id of the first remark of a document with so many notes.

    LibreOffice takes a note and a remark with the same id for one, and then shows another note's text.
    """
    return notes + 1


def write_blocks(merged: Merged, stamp: Stamp) -> Written:
    """Return the merged document as WordprocessingML."""
    writer = Writer(merged, stamp)
    return writer.written(writer.blocks(merged.blocks))


@dataclass(slots=True)
class Writer:
    """Writes blocks; what an edition does in its own way is in methods of their own."""

    merged: Merged
    stamp: Stamp
    notes: list[str] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    lists: set[int] = field(default_factory=set)
    revisions: int = 0
    minute: int = 0
    last: Paragraph | None = None
    in_note: bool = False
    width: int = WIDTH
    shade: str = ""

    def written(self, body: str) -> Written:
        """Return what was written, with the body that it makes."""
        return Written(body=body, notes=tuple(self.notes), remarks=tuple(self.remarks), lists=tuple(sorted(self.lists)))

    def blocks(self, blocks: Iterable[Block], lead: str = "") -> str:
        """Return blocks as XML; `lead` stands at the beginning of the first paragraph."""
        written: list[str] = []
        below = False
        for block in blocks:
            if isinstance(block, Grid):
                written.append(self._grid(block))
            else:
                written.append(self.paragraph(block, lead, below=below))
                lead = ""
            below = isinstance(block, Grid)
        return "".join(written)

    def _mark(self, op: Op, inside: str = "", name: str = "") -> str:
        """Return the element that tracks a change."""
        self.revisions += 1
        name = f"w:{name or _ELEMENTS[op]}"
        start = f'<{name} w:id="{self.revisions}"{self.stamp.attributes(self.minute)}'
        return f"{start}>{inside}</{name}>" if inside else f"{start}/>"

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def paragraph(self, one: Paragraph, lead: str, *, below: bool) -> str:
        """Return a paragraph; `below` tells that a table stands above it."""
        if self.last and _would_join(self.last, one):
            self.minute = _APART - self.minute
        self.last = one
        properties = self.look_xml(one.look, one.end, _BELOW_TABLE if below else "")
        if one.end is not Op.EQUAL:
            properties += f"<w:rPr>{self._mark(one.end)}</w:rPr>"
        if one.was:
            properties += self._mark(Op.EQUAL, f"<w:pPr>{self.look_xml(one.was, Op.DELETE)}</w:pPr>", "pPrChange")
        return f"<w:p><w:pPr>{properties}</w:pPr>{lead}{''.join(map(self.run, one.runs))}</w:p>"

    def look_xml(self, look: Look, end: Op, spacing: str = "") -> str:
        """Return the properties of a paragraph that looks so."""
        style, level = look.style, look.level
        number, more = "", ""
        match style:
            case Style.HEADING:
                return f'<w:pStyle w:val="Heading{level}"/>'
            case Style.ARTICLE:
                # Its style keeps more room above than a table asks for.
                spacing, more = "", f'<w:outlineLvl w:val="{level - 1}"/>'
            case Style.POINT:
                more = f'<w:ind w:left="{STEP * level}" w:hanging="{STEP}"/>'
            case Style.ITEM:
                counter = 2 * look.counter + (end is Op.DELETE) if look.counter else 1
                self.lists |= {counter} if look.counter else set()
                number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{counter}"/></w:numPr>'
            case Style.TEXT if level:
                more = f'<w:ind w:left="{STEP * level}"/>'
        return f'<w:pStyle w:val="{style.value}"/>{number}{spacing}{more}'

    def run(self, run: Run) -> str:
        """Return a run with the remarks on it."""
        starts, ends = "", ""
        if run.start == 0:
            for remark in run.line.remarks:
                number = first_remark(len(self.merged.notes)) + len(self.remarks)
                self.remarks.append((number, remark))
                starts += f'<w:commentRangeStart w:id="{number}"/>'
                ends += f'<w:commentRangeEnd w:id="{number}"/>' + self._tracked(
                    run.op,
                    f'<w:r>{_REMARK}<w:commentReference w:id="{number}"/></w:r>',
                )
        inside = self.pieces(run)
        return starts + self._tracked(run.op, inside) + ends

    def _tracked(self, op: Op, inside: str) -> str:
        return inside if op is Op.EQUAL else self._mark(op, inside)

    def pieces(self, run: Run) -> str:
        """Return the text of a run."""
        return "".join(self.formatted(run))

    def formatted(self, run: Run) -> Iterator[str]:
        """Yield the text of a run, piece by piece."""
        text = "w:delText" if run.op is Op.DELETE else "w:t"
        for start, end, marks in _emphasised(run):
            properties = "".join(xml for mark, xml in _PROPERTIES.items() if mark in marks)
            properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
            for at, piece in _cut(run.line.text, start, end):
                if piece == NOTE:
                    yield self._call(run.line, at)
                elif piece in _SIGNS:
                    yield f"<w:r>{properties}{_SIGNS[piece]}</w:r>"
                else:
                    yield f'<w:r>{properties}<{text} xml:space="preserve">{escaped(piece)}</{text}></w:r>'

    def _call(self, line: Line, offset: int) -> str:
        at = len(self.notes)
        self.notes.append("")
        number = f'<w:r>{_CALL}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        self.in_note = True
        self.notes[at] = self.blocks(self.merged.notes[id(line), offset], number)
        self.in_note = False
        return f'<w:r>{_CALL}<w:footnoteReference w:id="{at + 1}"/></w:r>'

    # --- tables -------------------------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> str:
        widths = _widths(grid, self.width)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(row, widths) for row in grid.rows)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, row: Row, widths: Sequence[int]) -> str:
        is_head = bool(row.row.cells) and all(cell.is_head for cell in row.row.cells)
        properties = ("<w:tblHeader/>" if is_head else "") + ("" if row.op is Op.EQUAL else self._mark(row.op))
        cells, column = "", 0
        for cell, blocks in zip(row.row.cells, row.cells, strict=True):
            width = sum(widths[column : column + cell.columns])
            column += cell.columns
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            down = "<w:vMerge/>" if cell.goes_on else '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            look = f"{span}{down}{self.shade if cell.is_head else ''}"
            cells += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{self.blocks(blocks)}</w:tc>'
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _would_join(last: Paragraph, one: Paragraph) -> bool:
    """Tell whether LibreOffice would take a change at the end of a paragraph and one at the start of the next for one.

    It does so where kind, author and time are the same, and then the end between them, which is kept, goes too.
    """
    ends = bool(last.runs and one.runs) and last.end is Op.EQUAL
    return ends and last.runs[-1].op is one.runs[0].op is not Op.EQUAL


def _emphasised(run: Run) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield the stretches of a run with the marks of emphasis on each."""
    emphases = run.line.emphases
    edges = {place for start, end, _ in emphases for place in (start, end) if run.start < place < run.end}
    for start, end in pairwise(sorted({run.start, run.end} | edges)):
        found = (marks for begin, stop, marks in emphases if begin <= start and end <= stop)
        yield start, end, _one_style(frozenset().union(*found))


def _one_style(marks: frozenset[str]) -> frozenset[str]:
    """Return the marks with one style at most: a space in a number says that it is ours."""
    return marks - {NUMBER} if marks & {HELD, ADDED} else marks


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a stretch: text, or a single tab, break or call of a note."""
    begin = start
    for at in range(start, end):
        if text[at] == NOTE or text[at] in _SIGNS:
            if begin < at:
                yield begin, text[begin:at]
            yield at, text[at]
            begin = at + 1
    if begin < end:
        yield begin, text[begin:end]


_NARROW, _WIDE, _WORD = 6, 60, 20
"""Characters that a column has room for at least; up to which it grows with its cells, and with its longest word."""

_LETTER = 120
"""The width of a character of a table and its share of the cell's margins, in twentieths of a point."""


def _widths(grid: Grid, width: int) -> list[int]:
    """Return the width of each column: what its longest cell asks for, or where room lacks, its longest word first."""
    needs, wishes = [_NARROW] * grid.width, [_NARROW] * grid.width
    for row in grid.rows:
        column = 0
        for cell in row.row.cells:
            if cell.columns == 1 and column < len(wishes):
                texts = [item.text for item in cell.story.items if isinstance(item, Line)]
                longest = max((len(word) for text in texts for word in text.split()), default=0)
                needs[column] = max(needs[column], min(longest + 2, _WORD))
                wishes[column] = max(wishes[column], needs[column], min(max(map(len, texts), default=0), _WIDE))
            column += cell.columns
    more = [wish - need for wish, need in zip(wishes, needs, strict=True)]
    spare = min(max(width // _LETTER - sum(needs), 0), sum(more))
    shares = [need * (sum(more) or 1) + spare * one for need, one in zip(needs, more, strict=True)]
    return [width * share // sum(shares) for share in shares]
