"""What a Word document is made of before it is one: stories of lines and tables, each word known by its unit."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from codetool.model.text import fold_space

NOTE = "\ufffc"
"""Stands in a line's text where a note is called."""

NUMBER, HELD, ADDED = "number", "held", "added"
"""Marks beside those of emphasis: a provision's number; a space made one that does not break, and one put in."""

KIND = "?"
"""Begins a name of a line that says what element begins there; no eId begins so."""

SPACES = " \t\n\r"
"""White space as XML has it; a no-break space is a character like any other."""


class Style(StrEnum):
    """What a paragraph is; the values are the ids of the styles of the document."""

    TITLE = "Title"
    FRONT = "Front"
    HEADING = "Heading"
    ARTICLE = "Article"
    TEXT = "Text"
    POINT = "Point"
    ITEM = "Item"
    QUOTE = "Quotation"
    CAPTION = "Caption"
    CELL = "Cell"
    NOTE = "FootnoteText"
    DATE = "FrontDate"
    STATUS = "FrontStatus"
    AUTHOR = "FrontAuthor"
    PREAMBLE = "Preamble"
    RUN_IN = "ArticleText"
    PARAGRAPH = "Paragraph"
    WRAP_UP = "WrapUp"
    CLOSING = "Closing"
    ANNEX = "Annex"
    HEAD_CELL = "HeadCell"


class Look(NamedTuple):
    """How a paragraph looks: its style, the depth of a heading or the steps of an indent, a list that counts it."""

    style: Style = Style.TEXT
    level: int = 0
    counter: int = 0


class Span(NamedTuple):
    """A stretch of a line that holds text of a unit: `first` counts the unit's characters before it, spaces left out.

    A stretch of the unit's number has no `first`: the number is compared apart.
    """

    start: int
    end: int
    unit: int
    first: int | None


class Link(NamedTuple):
    """A stretch of a line that leads somewhere: `href` is that of the document."""

    start: int
    end: int
    href: str


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph: its text, whose text it is, where which marks of emphasis stand, and the notes that it calls.

    `names` are the eIds of what begins with it.
    """

    look: Look
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    emphases: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    notes: dict[int, "Story"] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table: what it holds, how many columns and rows it spans, whether it goes on from the row above."""

    story: "Story"
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    goes_on: bool = False


@dataclass(slots=True, eq=False)
class TableRow:
    """A row of a table."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def shape(self) -> tuple[tuple[int, int, bool], ...]:
        """Return what two rows must share to be shown as one."""
        return tuple((cell.columns, cell.rows, cell.goes_on) for cell in self.cells)


@dataclass(slots=True, eq=False)
class Table:
    """A table: its rows."""

    rows: list[TableRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Return the number of its columns."""
        return max((sum(cell.columns for cell in row.cells) for row in self.rows), default=1)


@dataclass(slots=True, eq=False)
class Story:
    """A text that runs on by itself: the document, a cell, a note. It has a line at its end."""

    items: list[Line | Table] = field(default_factory=list)

    def closed(self, look: Look) -> "Story":
        """Return the story, with an empty line at its end where a table or nothing stands there."""
        if not self.items or isinstance(self.items[-1], Table):
            self.items.append(Line(look))
        return self


def solid(text: str) -> str:
    r"""Return a text without white space: what two readings of the same words must agree on.

    >>> solid(" a\tb c ")
    'abc'
    """
    return "".join(text.split(" ")).translate(_GONE) if text else text


_GONE = dict.fromkeys(map(ord, SPACES))


def solid_lines(story: Story) -> list[str]:
    """Return the text of each line that has any, notes after the line that calls them, cells one by one."""
    found: list[str] = []
    for item in story.items:
        if isinstance(item, Line):
            found += line_texts(item)
        else:
            for row in item.rows:
                for cell in row.cells:
                    found += solid_lines(cell.story)
    return found


def line_texts(line: Line) -> list[str]:
    """Return the text of a line, then those of the notes that it calls."""
    notes = [text for _, note in sorted(line.notes.items()) for text in solid_lines(note)]
    text = fold_space(line.text)
    return [*([text] if text else []), *notes]
