"""One way through the lines of a text: each is a head, a number, part of the text that runs, or a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from codetool.findings import Finding, finding
from codetool.importers.blocks import Block, BlockKind
from codetool.importers.candidates import find_candidates
from codetool.importers.flow import Flow
from codetool.importers.headings import article_heading, heading_lines, wrapped_heading
from codetool.importers.inner import Inner
from codetool.importers.lines import Line
from codetool.importers.marked import MarkedText, joined, marked
from codetool.importers.markers import read_paragraph, read_points
from codetool.importers.missed import cut
from codetool.importers.sentences import asks_number, ends_sentence, goes_on, joins_on, starts_sentence
from codetool.importers.series import Heads, Place
from codetool.importers.survey import View

_NOTHING = MarkedText()
_NUMBERS = 20
"""Numbers that a line may begin with, as in `3.4. § 1. a)`, more than anybody writes."""
_FIRST = "(1)"
"""The number of the first paragraph, where it is glued to that of its article, as in `1.–(1)`."""
_HEADING_LINES = 8
"""Lines that a wrapped heading may have, more than anybody writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The blocks of a text; `start` counts the lines before its first head, `contents` those of a contents list."""

    blocks: tuple[Block, ...]
    start: int
    contents: int = 0
    findings: tuple[Finding, ...] = ()


def read_passage(view: View, *, bare: bool = False, end: int | None = None, held: MarkedText = _NOTHING) -> Passage:
    """Return the blocks of the lines in view, up to the line `end`.

    Where the text is `bare`, it may begin without a head, as annexes do; `held` are calls of notes above it.
    """
    lines = view.lines[:end]
    way = _Way(view=replace(view, lines=lines), heads=Heads(view=view, candidates=find_candidates(view)), bare=bare)
    way.flow.hold(held)
    way.walk()
    return Passage(blocks=tuple(way.flow.blocks), start=way.start, contents=way.contents, findings=tuple(way.findings))


@dataclass(slots=True, kw_only=True)
class _Way:
    """Goes through the lines once."""

    view: View
    heads: Heads
    bare: bool
    at: int = 0
    start: int = 0
    contents: int = 0
    in_article: bool = False
    findings: list[Finding] = field(default_factory=list)
    flow: Flow = field(default_factory=Flow)
    inner: Inner = field(init=False)

    def __post_init__(self) -> None:
        self.inner = Inner(heads=self.heads)
        self.in_article = self.bare

    def walk(self) -> None:
        """Write the blocks."""
        lines = self.view.lines
        while self.at < len(lines):
            line = lines[self.at]
            if line.table:
                self._table(line)
            elif not (self._division(line) or self._article(line) or self._inside(line)):
                self._run_on(line)
            self.at += 1
        self.flow.end(lines)
        if not self.flow.blocks:
            self.start = len(lines)

    @property
    def _begun(self) -> bool:
        return self.bare or bool(self.flow.blocks)

    def _place(self, line: Line) -> Place:
        # Lines of the cover are no sentences: after them only a line that must go on keeps a number from being a head.
        before = self.flow.before if self._begun else self.view.lines[self.at - 1].text if self.at else ""
        cover = not self._begun
        head = not cover and not self.flow.running
        ended = self.at > 0 and self.view.lines[self.at - 1].ends is True
        free = head or ended or (cover and line.blanks > 0)
        return Place(
            at=self.at,
            blank=line.blanks > 0 or line.page_break or cover or ended,
            ended=ended or ends_sentence(before),
            head=head,
            hanging=goes_on(before) and not free,
            referring=asks_number(before) and not (head or ended),
            joining=joins_on(before),
            tail=before[-1:],
        )

    def _division(self, line: Line) -> bool:
        found = self.heads.division(line, self._place(line))
        if found is None:
            return False
        if found.again and not (self.heads.in_text or self.bare):
            self._forget_contents()
        after = self._after(self.at + 1)
        rest = marked(line).tail(len(found.marker.rest))
        taken = found.more
        if taken is None:
            taken = heading_lines(rest.text, after, self.view.margin.width, ends=line.ends)
        self._head(
            Block(
                kind=BlockKind.DIVISION,
                line=line.number,
                num=found.marker.num,
                anchors=line.anchors,
                element=found.element,
                rank=found.rank,
            ),
            joined((rest, *map(marked, after[:taken]))),
            broken=found.broken,
        )
        if found.guessed:
            self.findings.append(finding("heading-guessed", line=line.number, text=cut(rest.text)))
        self.at += taken
        self.in_article = self.bare
        return True

    def _article(self, line: Line) -> bool:
        found = self.heads.article(self._place(line))
        if found is None:
            return False
        after = self._after(self.at + 1)
        rest = marked(line).tail(len(found.marker.rest))
        block = Block(kind=BlockKind.ARTICLE, line=line.number, num=found.marker.num, anchors=line.anchors)
        below = self._title_lines(rest.text, line, after)
        title = None if below is None else joined((rest, *map(marked, after[:below])))
        self._head(block, title, broken=found.broken)
        self.at += below or 0
        self.in_article = True
        if block.num.endswith(_FIRST):
            self.flow.head(self.inner.first(line))
        if title is None:
            self._rest(rest, line)
        return True

    def _title_lines(self, rest: str, line: Line, after: Sequence[Line]) -> int | None:
        """Return how many lines below an article's number hold its heading; None where the text begins beside it."""
        numbered = self._numbered_at(self.at + 1 + len(after))
        if rest:
            return (
                0 if self._heading(rest, line, self.at + 1) else self._wrapped(rest, after, numbered=numbered) or None
            )
        if not after:
            return 0
        if self._heading(after[0].text, after[0], self.at + 2):
            return 1
        more = self._wrapped(after[0].text, after[1:], numbered=numbered)
        return 1 + more if more else 0

    def _wrapped(self, first: str, after: Sequence[Line], *, numbered: bool) -> int:
        return wrapped_heading(first, after, self.view.margin, numbered=numbered)

    def _head(self, block: Block, heading: MarkedText | None, *, broken: bool) -> None:
        if not self.flow.blocks and not self.bare:
            self.start = self.at
        self.inner.enter()
        self.flow.head(block, heading)
        self._note(block, broken=broken)

    def _heading(self, text: str, line: Line, at: int) -> str:
        """Return the text on the line as the heading of an article, if it is one; the lines from `at` follow it."""
        numbered = self._numbered_at(at)
        after = self.view.lines[at : at + 1] if numbered else self._after(at)
        if numbered and after[0].text[0].isdigit() and "." in after[0].text.split()[0].rstrip("."):
            line = replace(line, ends=True)  # 3.1 below article 3 is no number of a sentence
        return article_heading(text, after, self.view.margin, line=line, numbered=numbered)

    def _numbered_at(self, at: int) -> bool:
        """Tell whether a paragraph's number begins the line, so that what stands before it is a heading.

        It may be written like a point's, as in `1. Le code lie.`, if a whole sentence follows.
        """
        if at >= len(self.view.lines):
            return False
        line = self.view.lines[at]
        found = read_paragraph(line.text)
        sentence = starts_sentence(line.text) and ends_sentence(line.text)
        points = read_points(line.text) if sentence and line.text[0].isdigit() else ()
        return bool(found and self.heads.is_paragraph(found)) or any(starts_sentence(one.rest) for one in points)

    def _inside(self, line: Line) -> bool:
        """Take a paragraph's or a point's number at the beginning of a line inside an article."""
        place = self._place(line)
        if not self.in_article or not self.view.is_open(self.at) or place.referring:
            return False
        return self._numbered(marked(line), line, place, inline=False)

    def _numbered(self, text: MarkedText, line: Line, place: Place, *, inline: bool) -> bool:
        found = self.inner.number(text.text, line, place, inline=inline)
        if found is None:
            return False
        left = _NUMBERS
        while found:
            left -= 1
            text = text.tail(len(found.rest))
            self.flow.head(found.block, None if text.text else text)
            self._note(found.block, broken=found.broken)
            more = text.text and left
            found = self.inner.number(text.text, line, self._place(line), inline=True) if more else None
        if text.text:
            self.flow.begin(text, line, self.inner.points.depth)
        return True

    def _rest(self, text: MarkedText, line: Line) -> None:
        """Take what follows a number on its own line: another number, as in `3.4. a)`, or text."""
        if not self._numbered(text, line, self._place(line), inline=True):
            self.flow.begin(text, line, self.inner.points.depth)

    def _run_on(self, line: Line) -> None:
        if not self._begun:
            return
        points = self.inner.points
        ended = self.at > 0 and self.view.lines[self.at - 1].ends is True
        if not self.flow.running:
            self.flow.begin(marked(line), line, points.depth)
        elif not (self._begins_alinea(line, ended=ended) or self._wraps_up(line, ended=ended)):
            self.flow.add(marked(line))
        elif self._wraps_up(line, ended=ended):
            # What goes on in small letters after a list ends the sentence that the list stands in.
            points.close_left_of(line.indent)
            self.flow.begin(marked(line), line, points.depth, BlockKind.WRAP_UP)
        else:
            if not self._is_deep(line):
                points.close()
            self.flow.begin(marked(line), line, points.depth)

    def _wraps_up(self, line: Line, *, ended: bool) -> bool:
        """Tell whether the line goes on in small letters after a list, where a paragraph is known to have ended."""
        apart = line.blanks > 0 and not self.view.margin.loose and self.flow.before.endswith((",", ";"))
        return (
            bool(self.inner.points.depth) and (ended or apart) and line.text[:1].islower() and not self._is_deep(line)
        )

    def _is_deep(self, line: Line) -> bool:
        return line.indent > self.inner.points.indent + 1

    def _begins_alinea(self, line: Line, *, ended: bool) -> bool:
        if ended:
            return True
        if not (self.view.is_open(self.at) and starts_sentence(line.text)):
            return False
        if self._is_cut_short(line):
            return bool(self.inner.points.depth) or ends_sentence(self.flow.before)
        return (line.blanks > 0 or self.view.unwrapped) and ends_sentence(self.flow.before)

    def _is_cut_short(self, line: Line) -> bool:
        """Tell whether its writer ended the line before long before the margin, where no sentence goes on."""
        before = self.view.lines[self.at - 1]
        if line.blanks or before.ends is not None or goes_on(before.text) or self._is_deep(line):
            return False
        return self.view.margin.is_far(before.indent + len(before.text), self._after(self.at))

    def _table(self, line: Line) -> None:
        if self._begun:
            self.flow.table(line, self.inner.points.depth)

    def _forget_contents(self) -> None:
        """Give the lines read so far to the cover: a series that restarts before any article was a contents list."""
        self.flow.forget()
        self.findings.clear()
        self.contents = self.at

    def _after(self, start: int) -> Sequence[Line]:
        """Return the lines from there, up to one that begins with a number of its own."""
        after: list[Line] = []
        for at in range(start, min(start + _HEADING_LINES, len(self.view.lines))):
            line = self.view.lines[at]
            if line.table or self.view.is_head(at) or read_paragraph(line.text) or any(read_points(line.text)):
                break
            after.append(line)
        return after

    def _note(self, block: Block, *, broken: bool) -> None:
        if broken:
            self.findings.append(finding("number-series", line=block.line, num=block.num))
