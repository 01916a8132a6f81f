"""The text of a document of our own making as blocks: what paragraphs say of themselves, else what their words say."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from codetool.importers.blocks import LISTS, Block, BlockKind
from codetool.importers.flow import Flow
from codetool.importers.headings import is_capitals, reads_as_heading
from codetool.importers.lines import MORE, Line, Role, Told
from codetool.importers.marked import MarkedText, marked
from codetool.importers.markers import (
    ArticleStyle,
    Counting,
    DivisionMarker,
    Marker,
    PointMarker,
    read_article,
    read_division,
    read_paragraph,
    read_points,
)
from codetool.importers.numbers import Fit, Number, fit_of
from codetool.importers.survey import BY_WORD, SEPARATED

HEADS = frozenset({Role.ARTICLE, Role.RUN_IN})
_PLAIN = Told(role=Role.TEXT)
_FITTING = frozenset({Fit.FIRST, Fit.NEXT})
_SOME_DIVISION = "chapter"
"""What a heading is that says neither by its number nor by its place what it is."""

_WORDS = 20
"""Words of a heading at most, that somebody typed below an article's number."""


_IN_NUMBER = 3
"""Words that a number may have behind its figures, as `Art. 5 (nouveau)` has one."""


def read_told(lines: Sequence[Line], *, annex: bool = False) -> tuple[Block, ...]:
    """Return the blocks of the lines; in an annex, a text may begin without a head.

    >>> told = Told(role=Role.RUN_IN, num="1.1", known=True)
    >>> lines = [Line(text="1.1 Il agit.", number=1, told=told), Line(text="1.2 Il voit.", number=2)]
    >>> [(block.kind.name, block.num or block.text) for block in read_told(lines)]
    [('ARTICLE', '1.1'), ('TEXT', 'Il agit.'), ('ARTICLE', '1.2'), ('TEXT', 'Il voit.')]
    """
    way = _Way(numbering=_numbering(lines), begun=annex)
    for line, after in pairwise([*lines, None]):
        if line:
            way.take(line, after)
    way.flow.end(lines)
    return tuple(way.flow.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbering:
    """How the articles of a text are numbered, by the first that says that it is one; `headed` ones have headings."""

    style: ArticleStyle = ArticleStyle.NAMED
    parts: int = 1
    headed: bool = False

    def read(self, text: str) -> Marker | None:
        """Return the number of an article that a text begins with."""
        found = read_article(text, self.style)
        return found if found and len(found.number.parts) == self.parts else None


def _numbering(lines: Sequence[Line]) -> _Numbering:
    for line in lines:
        if not (line.told and line.told.role in HEADS and line.told.num):
            continue
        for style in ArticleStyle:
            if found := read_article(line.told.num, style):
                headed = line.told.role is Role.ARTICLE and line.text != line.told.num
                return _Numbering(style=style, parts=len(found.number.parts), headed=headed)
    return _Numbering()


@dataclass(slots=True, kw_only=True)
class _Way:
    """Goes through the lines once; `points` are the last numbers of the lists that are open, outermost first."""

    numbering: _Numbering
    begun: bool
    flow: Flow = field(default_factory=Flow)
    points: list[PointMarker | None] = field(default_factory=list)
    article: Number | None = None
    paragraph: Number | None = None
    fresh: bool = True
    levels: dict[str, int] = field(default_factory=dict)

    def take(self, line: Line, after: Line | None) -> None:
        """Take a line as what it says that it is, or as what its words say where it is not sure."""
        told = self._with_number_only(line.told or _PLAIN)
        if line.table:
            self.flow.table(line, len(self.points))
        elif told.role is Role.DIVISION:
            self._division(line, told)
        elif told.role in HEADS and (num := told.num or self._lost_number(line, told)):
            self._article(line, num, headed=told.role is Role.ARTICLE)
        elif told.role is Role.ARTICLE and told.known:
            self._article(line, "", headed=True)
        elif told.num and told.role in (Role.PARAGRAPH, Role.POINT):
            self._numbered(line, told)
        elif told.role is Role.PARAGRAPH and told.known:
            self._open_paragraph(line, "", Number(parts=(1,)))  # its number stands in that of its article: 1.–(1)
        elif told.role is Role.ITEM:
            self._item(line, told)
        elif self._is_sure(told) or not (self._typed_head(line, after, told) or self._typed_number(line)):
            self._text(line, told)

    def _with_number_only(self, told: Told) -> Told:
        """Return what is told, its number without words that somebody typed in the look of the number."""
        match told.role:
            case Role.ARTICLE | Role.RUN_IN:
                found = self.numbering.read(told.num)
            case Role.PARAGRAPH:
                found = read_paragraph(told.num)
            case Role.POINT:
                found = next(read_points(told.num), None)
            case _:
                return told
        return replace(told, num=found.num) if found and len(found.rest.split()) > _IN_NUMBER else told

    def _is_sure(self, told: Told) -> bool:
        """Tell whether a text was there before: a point without its number may be one that lost the look of it."""
        return told.known and told.role is not Role.POINT

    def _lost_number(self, line: Line, told: Told) -> str:
        """Return the number of an article that was there, and that lost the look of a number since."""
        found = self.numbering.read(line.text) if told.known else None
        return found.num if found else ""

    # --- as they are told -------------------------------------------------------------------------------------------

    def _division(self, line: Line, told: Told) -> None:
        typed = read_division(line.text)
        num = told.num or (typed.num if typed else "")
        marker = read_division(f"{num} X") if num else None
        said, numbered = told.element, marker.element if marker else ""
        # A heading that was there is what it was; one that somebody typed below it is what its number says.
        element = (said or numbered) if told.known else (numbered or said)
        self._open_division(line, num, element or self._element(told.depth), told.depth)

    def _element(self, level: int) -> str:
        return next((name for name, other in self.levels.items() if other == level), _SOME_DIVISION)

    def _open_division(self, line: Line, num: str, element: str, level: int) -> None:
        self.levels.setdefault(element, level)
        block = Block(
            kind=BlockKind.DIVISION, line=line.number, num=num, anchors=line.anchors, element=element, rank=level
        )
        self.flow.head(block, _rest(line, num))
        self._begin(fresh=True)

    def _article(self, line: Line, num: str, *, headed: bool) -> None:
        block = Block(kind=BlockKind.ARTICLE, line=line.number, num=num, anchors=line.anchors)
        found = self.numbering.read(num)
        self.article = found.number if found else self.article
        rest = _rest(line, num)
        self.flow.head(block, rest if headed or not rest.text else None)
        self._begin(fresh=False)
        if rest.text and not headed:
            self.flow.begin(rest, line, 0)

    def _begin(self, *, fresh: bool) -> None:
        self.begun, self.fresh, self.paragraph = True, fresh, None
        self.points.clear()

    def _numbered(self, line: Line, told: Told) -> None:
        if told.role is Role.POINT:
            reading = next(read_points(f"{told.num} X"), None)
            self._point(line, told.num, max(told.depth, 1) - 1, reading)
            return
        marker = read_paragraph(f"{told.num} X")
        self._open_paragraph(line, told.num, marker.number if marker else None)

    def _open_paragraph(self, line: Line, num: str, number: Number | None) -> None:
        self.paragraph = number
        self.points.clear()
        self._head(Block(kind=BlockKind.PARAGRAPH, line=line.number, num=num, anchors=line.anchors), line, 0)

    def _point(self, line: Line, num: str, depth: int, reading: PointMarker | None) -> None:
        depth = min(depth, len(self.points))
        del self.points[depth:]
        self.points.append(reading)
        block = Block(kind=BlockKind.POINT, line=line.number, num=num, anchors=line.anchors, depth=depth)
        self._head(block, line, depth + 1)

    def _head(self, block: Block, line: Line, depth: int) -> None:
        rest = _rest(line, block.num)
        self.flow.head(block, None if rest.text else rest)
        if rest.text:
            self.flow.begin(rest, line, depth)

    def _item(self, line: Line, told: Told) -> None:
        """Take an item of a list without numbers."""
        depth = min(told.depth, len(self.points))
        points = (one for one in reversed(self.flow.blocks) if one.kind is BlockKind.POINT and one.depth == depth)
        last = next((one.element for one in points), "")
        del self.points[depth:]
        self.points.append(None)
        name = told.element or (last if last in LISTS else "ul")
        block = Block(kind=BlockKind.POINT, line=line.number, anchors=line.anchors, depth=depth, element=name)
        self._head(block, line, depth + 1)

    @property
    def in_text(self) -> bool:
        """Tell whether a text, or a table, stands before this place with no head in between."""
        return self.flow.running or bool(self.flow.blocks and self.flow.blocks[-1].kind is BlockKind.TABLE)

    def _text(self, line: Line, told: Told) -> None:
        opened = len(self.points)
        depth = opened if told.role is Role.QUOTATION else min(told.depth, opened)
        del self.points[depth:]
        wraps = told.role is Role.WRAP_UP
        more = told.known and told.element == MORE and self.in_text and depth == opened
        self.flow.begin(marked(line), line, depth, BlockKind.WRAP_UP if wraps else BlockKind.TEXT, more=more)

    # --- as they read -----------------------------------------------------------------------------------------------

    def _typed_head(self, line: Line, after: Line | None, told: Told) -> bool:
        """Take a line that somebody typed as the head of an article or a division, if it reads as one."""
        article = self.numbering.read(line.text)
        if article and (told.role is Role.ARTICLE or self._fits(article)):
            headed = told.role is Role.ARTICLE or self._is_heading(article.rest, after)
            self._article(line, article.num, headed=headed)
            return True
        division = read_division(line.text)
        if division and _reads_as_division(division):
            level = self.levels.get(division.element, max(self.levels.values(), default=0) + 1)
            self._open_division(line, division.num, division.element, level)
            return True
        return False

    def _fits(self, marker: Marker) -> bool:
        fit = fit_of(marker.number, self.article)
        if self.fresh and marker.number.parts[-1] == 1:
            return True
        return fit in _FITTING or (self.numbering.style in BY_WORD and marker.num.endswith(SEPARATED))

    def _is_heading(self, rest: str, after: Line | None) -> bool:
        return bool(self.numbering.headed and after and rest and reads_as_heading(rest, _WORDS))

    def _typed_number(self, line: Line) -> bool:
        """Take a line that somebody typed as a paragraph or a point, if its number continues a series."""
        paragraph = read_paragraph(line.text)
        if paragraph and fit_of(paragraph.number, self.paragraph) in _FITTING and _is_sign(paragraph, self.paragraph):
            self._open_paragraph(line, paragraph.num, paragraph.number)
            return True
        for reading in read_points(line.text):
            for depth in range(len(self.points) - 1, -1, -1):
                if _continues(reading, self.points[depth]):
                    self._point(line, reading.num, depth, reading)
                    return True
            first = reading.counting is Counting.BULLETS or reading.number == Number(parts=(1,))
            if first and self.flow.before.rstrip().endswith(":"):
                self._point(line, reading.num, len(self.points), reading)
                return True
        return False


def _rest(line: Line, num: str) -> MarkedText:
    text = marked(line)
    if not num or not line.text.startswith(num):
        return text
    return text.tail(len(line.text[len(num) :].lstrip(" \u00a0\u202f")))


def _continues(reading: PointMarker, last: PointMarker | None) -> bool:
    if last is None or (reading.counting, reading.frame) != (last.counting, last.frame):
        return False
    return reading.counting is Counting.BULLETS or fit_of(reading.number, last.number) is Fit.NEXT


def _is_sign(marker: Marker, last: Number | None) -> bool:
    """Tell whether a paragraph's number goes on with others, or has a sign that only paragraphs have."""
    return last is not None or marker.num.startswith("§")


def _reads_as_division(marker: DivisionMarker) -> bool:
    rest = marker.rest
    return not rest or is_capitals(rest) or (marker.num.endswith(SEPARATED) and reads_as_heading(rest))
