"""The Markdown edition: plain CommonMark with tables and footnotes, in which text is text and never markup.

It has the words of the version and no others, without typographic spaces: imported again, it gives them back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from codetool.model.expression import Expression
from codetool.model.text import unturned
from codetool.render.docx.story import NOTE, NUMBER, Line, Story, Style, Table, TableRow
from codetool.render.docx.walk import cover_story, text_story
from codetool.render.redline_markdown import escape
from codetool.render.view import view_of

_LOWEST = 6
"""The lowest level of a heading that Markdown has."""

_TAGS = {"b": "**", "i": "*"}
_LISTED = re.compile(r"(\d{1,9}[.)]|-)\t")
"""The number of a point, or its dash, that Markdown knows as the beginning of an item of a list."""

_LEADS = {Style.QUOTE: ("> ", "> "), Style.ITEM: ("- ", "  ")}
"""What a block begins with, and each further line of it."""

_NUMBERED = frozenset({Style.RUN_IN, Style.ARTICLE})
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s()<>]+", re.IGNORECASE)


def render_markdown(expression: Expression) -> str:
    """Return the edition as Markdown; what marks a draft stands in a comment, and on its cover as it is printed."""
    view = view_of(expression, spaced=False)
    text = text_story(view.blocks)
    looks = [item.look for item in text.items if isinstance(item, Line)]
    levels = [look.level for look in looks if look.style is Style.HEADING]
    runs_in = any(look.style is Style.RUN_IN for look in looks)
    writer = _Writer(articles=max(levels, default=0) + 2, runs_in=runs_in)
    mark = [f"<!-- {view.mark.replace('--', '- -')} -->"] if view.mark else []
    blocks = [*mark, *writer.story(cover_story(view.cover)), *writer.story(text), *writer.notes()]
    return unturned("\n\n".join(blocks)) + "\n"


@dataclass(slots=True)
class _Writer:
    """Writes stories: `articles` is the level of all articles' headings, `called` are the notes called, in order.

    `runs_in` tells that the numbers of articles stand before their first words; then one that stands alone is no
    heading either.
    """

    articles: int
    runs_in: bool
    called: list[Story] = field(default_factory=list)

    def story(self, story: Story) -> Iterator[str]:
        """Yield the blocks of a story."""
        for item in story.items:
            if isinstance(item, Table):
                yield self._table(item)
            elif item.text:
                yield self._block(item)

    def notes(self) -> Iterator[str]:
        """Yield the notes; one that calls another is followed by it."""
        at = 0
        while at < len(self.called):
            first, *more = [*self.story(self.called[at]), ""]
            yield "\n\n".join([f"[^{at + 1}]: {first}", *(_indented(block) for block in more if block)])
            at += 1

    def _block(self, line: Line) -> str:
        style, level = line.look.style, self._level(line)
        if level:
            return f"{'#' * min(level, _LOWEST)} {self._flat(line)}"
        if style is Style.POINT and (found := _LISTED.match(line.text)):
            return f"{found[1]} {self._text(line, found.end())}".replace("\n", "\n   ")
        lead, later = _LEADS.get(style, ("", ""))
        return f"{lead}{self._text(line)}".replace("\n", f"\n{later}")

    def _level(self, line: Line) -> int:
        """Return the level of the heading that a line is, 0 for running text."""
        match line.look.style:
            case Style.TITLE:
                return 1
            case Style.HEADING | Style.ANNEX:
                return line.look.level + 1
            case Style.ARTICLE if not (self.runs_in and _is_number(line)):
                return self.articles
        return 0

    def _flat(self, line: Line) -> str:
        return self._text(line).replace("\\\n", " ")

    def _text(self, line: Line, start: int = 0) -> str:
        """Return the text of a line from `start`, its breaks as breaks."""
        rows = [start, *(at + 1 for at in range(start, len(line.text)) if line.text[at] == "\n"), len(line.text) + 1]
        return "\\\n".join(self._row(line, first, last - 1) for first, last in pairwise(rows))

    def _row(self, line: Line, start: int, end: int) -> str:
        edges = {place for one in (*line.emphases, *line.links) for place in one[:2] if start < place < end}
        told = "".join(
            self._stretch(line, first, last, begins=first == start)
            for first, last in pairwise(sorted({start, end} | edges))
        )
        return told.replace("\t", " ")

    def _stretch(self, line: Line, start: int, end: int, *, begins: bool) -> str:
        marks = {mark for first, last, held in line.emphases if first <= start and end <= last for mark in held}
        is_head = NUMBER in marks and line.look.style in _NUMBERED and not self._level(line)
        marks = (marks | {"b"} if is_head else marks) - {NUMBER}
        text = self._words(line, start, end, begins=begins and not is_head)
        around = line.text[start - 1 : start] if start else "", line.text[end : end + 1]
        marked = _emphasised(text, sorted(marks), *around)
        href = next((one.href for one in line.links if one.start <= start and end <= one.end), "")
        return f"[{marked}]({href})" if _ADDRESS.fullmatch(href) and marked.strip() else marked

    def _words(self, line: Line, start: int, end: int, *, begins: bool) -> str:
        """Return the words of a stretch as words, the notes that they call called."""
        text, at = "", start
        for piece in re.split(f"({NOTE})", line.text[start:end]):
            if piece == NOTE and at in line.notes:
                self.called.append(line.notes[at])
                text += f"[^{len(self.called)}]"
            else:
                text += escape(piece, begins=begins and not text)
            at += len(piece)
        return text

    # --- tables -------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> str:
        width = table.width
        first, *rows = table.rows
        headed = all(cell.is_head for cell in first.cells)
        head = first if headed else TableRow()
        below = rows if headed else table.rows
        rule = "|" + "---|" * width
        return "\n".join([self._cells(head, width), rule, *(self._cells(row, width) for row in below)])

    def _cells(self, row: TableRow, width: int) -> str:
        told: list[str] = []
        for cell in row.cells:
            lines = (item for item in cell.story.items if isinstance(item, Line) and item.text)
            told.append("<br>".join(self._flat(line) for line in lines))
            told += [""] * (cell.columns - 1)
        return f"| {' | '.join([*told, *[''] * (width - len(told))])} |"


def _is_number(line: Line) -> bool:
    return any(NUMBER in marks and (start, end) == (0, len(line.text)) for start, end, marks in line.emphases)


def _emphasised(text: str, marks: Sequence[str], before: str = "", after: str = "") -> str:
    """Return a text with marks of emphasis: asterisks where Markdown is sure to read them, else elements of HTML.

    `before` and `after` are the characters around it, empty at the ends of a line.

    >>> _emphasised("mot", ["b"]), _emphasised("(mot)", ["i"], "a", "b"), _emphasised("2", ["sup"])
    ('**mot**', '<i>(mot)</i>', '<sup>2</sup>')
    """
    inside = text.strip()
    if not inside:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    opens = inside[0].isalnum() or not (lead or before).strip()
    closes = inside[-1].isalnum() or not (trail or after).strip()
    for mark in marks:
        sure = mark in _TAGS and opens and closes
        inside = f"{_TAGS[mark]}{inside}{_TAGS[mark]}" if sure else f"<{mark}>{inside}</{mark}>"
    return f"{lead}{inside}{trail}"


def _indented(block: str) -> str:
    return "\n".join(f"    {row}" for row in block.split("\n"))
