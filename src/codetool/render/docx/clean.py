"""An edition's story as WordprocessingML: nothing tracked, but bookmarks, links and a style for each kind of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from codetool.diff.changes import Op
from codetool.render.docx.blocks import Block, Grid, Merged, Paragraph, Row, Run
from codetool.render.docx.story import ADDED, HELD, KIND, Line, Link, Look, Story, Style, Table
from codetool.render.docx.write import STEP, Writer
from codetool.render.view import CONTENTS_LEVELS

_LEVELLED = frozenset({Style.TEXT, Style.POINT, Style.WRAP_UP})
"""Styles that have a form of their own for each step of the indent."""

_UNNAMED = frozenset({Style.TITLE, Style.NOTE, Style.CELL, Style.HEAD_CELL})
_SPACES = frozenset({HELD, ADDED})
_OUTSIDE = ("http://", "https://", "mailto:")


def merged_of(*stories: Story) -> Merged:
    """Return stories as blocks in which nothing changes, those of one after those of the other."""
    merged = Merged()
    for story in stories:
        merged.blocks += _blocks(story, merged)
    return merged


def _blocks(story: Story, merged: Merged) -> Iterator[Block]:
    last: Block | None = None
    for item in story.items:
        block = _grid(item, merged) if isinstance(item, Table) else _paragraph(item, merged)
        if isinstance(last, Grid) and isinstance(block, Grid):
            yield Paragraph()  # between two tables a paragraph stands, or Word makes them one
        yield block
        last = block


def _paragraph(line: Line, merged: Merged) -> Paragraph:
    for offset, note in line.notes.items():
        merged.notes[id(line), offset] = list(_blocks(note, merged))
    return Paragraph(runs=[Run(Op.EQUAL, line, 0, len(line.text))] if line.text else [], look=line.look)


def _grid(table: Table, merged: Merged) -> Grid:
    rows = [Row(Op.EQUAL, row, [list(_blocks(cell.story, merged)) for cell in row.cells]) for row in table.rows]
    return Grid(rows, table.width)


@dataclass(slots=True)
class CleanWriter(Writer):
    """Writes an edition: `names` are the bookmarks by eId, `addresses` those that its links lead to, in order.

    `fresh` tells that the next paragraph begins a page, `listed` that the contents list articles: if not, these stand
    on a level below all that the contents list.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    bookmarks: int = 0
    unnamed: int = 0
    shade: str = '<w:shd w:val="clear" w:color="auto" w:fill="F2EEE6"/>'
    fresh: bool = False
    listed: bool = True

    def paragraph(self, one: Paragraph, lead: str, *, below: bool) -> str:
        """Return a paragraph, with a bookmark for all that begins with it."""
        marks = "".join(self._marks(one.runs[0].line)) if one.runs else ""
        return super(CleanWriter, self).paragraph(one, lead + marks, below=below)

    def _marks(self, line: Line) -> Iterator[str]:
        names = [self.names[eid] for eid in dict.fromkeys(line.names) if eid in self.names]
        kind = next((name.removeprefix(KIND) for name in line.names if name.startswith(KIND)), "p")
        if kind != "p" or not (names or line.look.style in _UNNAMED):
            # A name that Word does not show tells import that the paragraph was there, and what it is.
            self.unnamed += 1
            names.append(f"_{kind}{self.unnamed}")
        for name in names:
            self.bookmarks += 1
            number = self.bookmarks
            yield f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def look_xml(self, look: Look, end: Op, spacing: str = "") -> str:
        """Return the properties of a paragraph that looks so."""
        if self.fresh:
            self.fresh = False
            style, end_of_style, more = self.look_xml(look, end, spacing).partition("/>")
            return f"{style}{end_of_style}<w:pageBreakBefore/>{more}"
        if look.style is Style.ARTICLE and not self.listed:
            return (
                f'<w:pStyle w:val="{look.style.value}"/><w:outlineLvl w:val="{max(look.level - 1, CONTENTS_LEVELS)}"/>'
            )
        if look.style in _LEVELLED:
            step = look.level or (1 if look.style is Style.POINT else "")
            return f'<w:pStyle w:val="{look.style.value}{step}"/>{spacing}'
        if look.style is Style.QUOTE and look.level > 1:
            spacing += f'<w:ind w:left="{STEP * (look.level + 1)}"/>'
        return super(CleanWriter, self).look_xml(look, end, spacing)

    def pieces(self, run: Run) -> str:
        """Return the text of a run, its links around it."""
        written, at = "", run.start
        for link in sorted(run.line.links, key=lambda one: (one.start, -one.end)):
            opening = self._opening(link) if at <= link.start < link.end <= run.end else ""
            if not opening:
                continue
            written += "".join(self.formatted(run._replace(start=at, end=link.start)))
            written += "".join(self._linked(run, link, opening))
            at = link.end
        return written + "".join(self.formatted(run._replace(start=at)))

    def _linked(self, run: Run, link: Link, opening: str) -> Iterator[str]:
        """Yield a link in parts, our spaces between them: LibreOffice gives all in a link the look of links."""
        ours = sorted((start, end) for start, end, marks in run.line.emphases if marks & _SPACES)
        at = link.start
        for start, end in [*((a, b) for a, b in ours if link.start <= a and b <= link.end), (link.end, link.end)]:
            if inside := "".join(self.formatted(run._replace(start=at, end=start))):
                yield f'<w:hyperlink {opening} w:history="1">{inside}</w:hyperlink>'
            yield from self.formatted(run._replace(start=start, end=end))
            at = end

    def _opening(self, link: Link) -> str:
        if link.href.startswith("#"):
            name = self.names.get(link.href[1:])
            return f'w:anchor="{name}"' if name else ""
        if not link.href.lower().startswith(_OUTSIDE) or any(char.isspace() for char in link.href) or self.in_note:
            return ""
        if link.href not in self.addresses:
            self.addresses.append(link.href)
        return f'r:id="rIdA{self.addresses.index(link.href) + 1}"'
