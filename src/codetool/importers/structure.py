"""Lines to blocks: which numbers are heads of divisions, articles and points, and which belong to a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from codetool.errors import StructureError
from codetool.findings import Finding, finding
from codetool.importers.blocks import Block, BlockKind
from codetool.importers.headings import article_heading, heading_lines
from codetool.importers.lines import Line
from codetool.importers.markers import Marker, read_paragraph, read_points
from codetool.importers.missed import closing_joined, heads_not_taken
from codetool.importers.numbers import Fit, Number, fit_of
from codetool.importers.points import Lead, PointStack
from codetool.importers.sentences import asks_number, ends_sentence, goes_on, starts_sentence
from codetool.importers.series import Heads, Place, survey

_UNWRAPPED = 200
"""A text with a line as long as this has a line for each paragraph."""
_HEADING_LINES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The lines of the cover, the blocks of the text in its order, and what was noticed on the way."""

    cover: tuple[Line, ...]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()


def find_structure(lines: Sequence[Line], place: str = "") -> Structure:
    """Return the blocks of a text; raise StructureError, with what was seen, where no article can be found.

    >>> texts = ("Titre 1 – Objet", "1.1 Le code lie", "tous.")
    >>> lines = [Line(text=text, number=number) for number, text in enumerate(texts, start=1)]
    >>> [(block.kind.name, block.num, block.heading or block.text) for block in find_structure(lines).blocks]
    [('DIVISION', 'Titre 1 –', 'Objet'), ('ARTICLE', '1.1', ''), ('TEXT', '', 'Le code lie tous.')]
    """
    reader = _Reader(lines=lines, heads=Heads(view=survey(lines)))
    reader.read()
    if not any(block.kind is BlockKind.ARTICLE for block in reader.blocks):
        raise _no_article(lines, reader.blocks, place)
    taken = {block.line for block in reader.blocks if block.kind is BlockKind.ARTICLE}
    view = reader.heads.view
    findings = (*reader.findings, *heads_not_taken(view, taken, reader.start), *closing_joined(view, max(taken)))
    return Structure(
        cover=tuple(reader.cover),
        blocks=tuple(reader.blocks),
        findings=tuple(sorted(findings, key=lambda found: found.line)),
    )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through the lines once; what is open is a run of text, the lists above it, and the series of numbers."""

    lines: Sequence[Line]
    heads: Heads
    at: int = 0
    start: int = 0
    cover: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    points: PointStack = field(default_factory=PointStack)
    paragraph: Number | None = None
    sign: str = ""
    in_article: bool = False
    in_text: bool = False
    _pieces: list[str] = field(default_factory=list)
    _text: Block | None = None
    _before: str = ""

    def read(self) -> None:
        """Fill the blocks."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not (self._division(line) or self._article(line) or self._inside(line)):
                self._run_on(line)
            self.at += 1
        self._flush()

    def _place(self, line: Line) -> Place:
        # Lines of the cover are no sentences: after them only a line that must go on keeps a number from being a head.
        cover = not self.blocks
        head = not cover and not self._pieces
        return Place(
            at=self.at,
            blank=line.blanks > 0 or line.page_break or cover,
            ended=ends_sentence(self._before),
            head=head,
            hanging=goes_on(self._before) and not head and not (cover and line.blanks > 0),
            referring=asks_number(self._before) and not head,
            tail=self._before[-1:],
        )

    def _division(self, line: Line) -> bool:
        found = self.heads.division(line, self._place(line))
        if found is None:
            return False
        if found.again and not self.in_text:
            self._forget_contents()
        after = self._after(self.at + 1)
        taken = heading_lines(found.marker.rest, after, self.heads.view.margin.width)
        heading = " ".join((found.marker.rest, *(one.text for one in after[:taken]))).strip()
        self._open(
            Block(
                kind=BlockKind.DIVISION,
                line=line.number,
                num=found.marker.num,
                heading=heading,
                element=found.element,
                rank=found.rank,
            )
        )
        self.at += taken
        self.in_article = False
        if found.broken:
            self._note_series(line, found.marker)
        return True

    def _article(self, line: Line) -> bool:
        found = self.heads.article(self._place(line))
        if found is None:
            return False
        marker, after = found.marker, self._after(self.at + 1)
        heading = self._heading(marker.rest, line, self.at + 1)
        below = self._heading(after[0].text, after[0], self.at + 2) if after and not marker.rest else ""
        self._open(Block(kind=BlockKind.ARTICLE, line=line.number, num=marker.num, heading=heading or below))
        self.at += 1 if below else 0
        self.in_article = self.in_text = True
        self.paragraph, self.sign = None, ""
        if found.broken:
            self._note_series(line, marker)
        if not heading and marker.rest:
            self._rest(marker.rest, line)
        return True

    def _heading(self, text: str, line: Line, at: int) -> str:
        """Return the text on the line as the heading of an article, if it is one; the lines from `at` follow it."""
        numbered = self._numbered_at(at)
        after = self.lines[at : at + 1] if numbered else self._after(at)
        reach = line.indent + len(line.text)
        return article_heading(text, after, self.heads.view.margin, reach=reach, numbered=numbered)

    def _numbered_at(self, at: int) -> bool:
        """Tell whether a paragraph's number begins the line, so that what stands before it is a heading."""
        found = read_paragraph(self.lines[at].text) if at < len(self.lines) else None
        return bool(found and self.heads.is_paragraph(found))

    def _inside(self, line: Line) -> bool:
        """Take a paragraph's or a point's number at the beginning of a line inside an article."""
        if not self.in_article or not self.heads.view.is_open(self.at) or self._place(line).referring:
            return False
        return self._numbered(line.text, line, inline=False)

    def _numbered(self, text: str, line: Line, *, inline: bool) -> bool:
        place = self._place(line)
        return self._paragraph(text, line, place) or self._point(text, line, place, inline=inline)

    def _paragraph(self, text: str, line: Line, place: Place) -> bool:
        marker = read_paragraph(text)
        if marker is None or not self.heads.is_paragraph(marker) or not _opens(marker, place):
            return False
        if marker.num[0] == "(" and (place.tail == ":" or self.sign not in ("", "(")):
            return False
        fit = fit_of(marker.number, self.paragraph)
        if fit not in (Fit.FIRST, Fit.NEXT):
            if not (place.ended or place.head):
                return False
            self._note_series(line, marker)
        self.paragraph, self.sign = marker.number, marker.num[0]
        self._open(Block(kind=BlockKind.PARAGRAPH, line=line.number, num=marker.num))
        self._rest(marker.rest, line)
        return True

    def _point(self, text: str, line: Line, place: Place, *, inline: bool) -> bool:
        lead = Lead(
            colon=place.tail == ":",
            apart=place.ended or place.tail in (";", ",") or place.blank,
            hanging=place.hanging and not place.blank,
            inline=inline or place.head,
        )
        placed = self.points.place(tuple(read_points(text)), line.indent, lead)
        if placed is None:
            return False
        self._flush()
        block = Block(kind=BlockKind.POINT, line=line.number, num=placed.marker.num, depth=placed.depth)
        self.blocks.append(block)
        if placed.broken:
            self._note_series(line, placed.marker)
        self._rest(placed.marker.rest, line)
        return True

    def _rest(self, text: str, line: Line) -> None:
        """Take what follows a number on its own line: another number, as in `3.4. a)`, or text."""
        if text and not self._numbered(text, line, inline=True):
            self._begin_text(text, line)

    def _run_on(self, line: Line) -> None:
        if not self.blocks:
            self.cover.append(line)
            self._before = line.text
        elif self._pieces and not self._begins_alinea(line):
            self._pieces.append(line.text)
            self._before = line.text
        else:
            if self._pieces and line.indent <= self.points.indent + 1:
                self.points.close()
            self._begin_text(line.text, line)

    def _begins_alinea(self, line: Line) -> bool:
        return (
            (line.blanks > 0 or self.heads.view.longest > _UNWRAPPED)
            and self.heads.view.is_open(self.at)
            and ends_sentence(self._before)
            and starts_sentence(line.text)
        )

    def _begin_text(self, text: str, line: Line) -> None:
        self._flush()
        self._text = Block(kind=BlockKind.TEXT, line=line.number, depth=self.points.depth)
        self._pieces = [text]
        self._before = text

    def _open(self, block: Block) -> None:
        self._flush()
        self.points.close()
        self.blocks.append(block)

    def _flush(self) -> None:
        if self._text:
            self.blocks.append(
                Block(kind=BlockKind.TEXT, line=self._text.line, depth=self._text.depth, text=" ".join(self._pieces))
            )
        self._text, self._pieces, self._before = None, [], ""

    def _forget_contents(self) -> None:
        """Give the lines read so far to the cover: a series that restarts before any article was a contents list."""
        self._text = None
        self._flush()
        self.blocks.clear()
        self.findings.clear()
        self.cover = list(self.lines[: self.at])
        self.start = self.at

    def _after(self, start: int) -> list[Line]:
        """Return the lines from there, up to one that begins with a number of its own."""
        after: list[Line] = []
        for at in range(start, min(start + _HEADING_LINES, len(self.lines))):
            text = self.lines[at].text
            if self.heads.view.is_head(at) or read_paragraph(text) or any(read_points(text)):
                break
            after.append(self.lines[at])
        return after

    def _note_series(self, line: Line, marker: Marker) -> None:
        self.findings.append(finding("number-series", line=line.number, num=marker.num))


def _opens(marker: Marker, place: Place) -> bool:
    return place.head or place.ended or place.blank or place.tail in (":", ";") or starts_sentence(marker.rest)


def _no_article(lines: Sequence[Line], blocks: Sequence[Block], place: str) -> StructureError:
    headings = [f"{block.num} {block.heading}".strip() for block in blocks if block.kind is BlockKind.DIVISION]
    first = lines[0].text if lines else ""
    seen = (
        f"; headings: {len(headings)}, the first “{_cut(headings[0])}”"
        if headings
        else "; no heading of a title or chapter"
    )
    return StructureError(
        "no article was found in {lines} lines and {words} words (the first line: “{first}”{seen})",
        "Number the articles, each at the beginning of a line: Article 1er. –, Art. 2, 1.1, 2.1. or § 1.",
        place=place,
        lines=len(lines),
        words=sum(len(line.text.split()) for line in lines),
        first=_cut(first),
        seen=seen,
    )


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
