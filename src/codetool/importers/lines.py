"""Lines: what every reader of a format gives. The words, and beside them what the format knows of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class MarkKind(Enum):
    """What a stretch of a line is, beside its words."""

    BOLD = auto()
    ITALIC = auto()
    UNDERLINE = auto()
    SUPERSCRIPT = auto()
    SUBSCRIPT = auto()
    LINK = auto()  # target: "#anchor" of a line of the same source, or an address
    NOTE = auto()  # an empty stretch where a footnote is called; target: the note's key


class Role(Enum):
    """What a paragraph of a document of our own making says that it is."""

    COVER = auto()
    PREAMBLE = auto()
    DIVISION = auto()
    ARTICLE = auto()  # the head of an article, on a line of its own
    RUN_IN = auto()  # the number of an article, and its first words
    PARAGRAPH = auto()
    POINT = auto()
    ITEM = auto()
    TEXT = auto()
    QUOTATION = auto()
    WRAP_UP = auto()
    CLOSING = auto()
    ANNEX = auto()


MORE = "more"
"""Stands for an element's name where a paragraph goes on with the alinéa of the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document of our own making says of a paragraph.

    `depth` is the level of a heading from 1, else the number of points around the text; `num` is the number that the
    text begins with, `element` the name of the provision that begins there, where it is told. `known` tells that the
    paragraph was in the document when it was made, and is what it says; another one may only look so. `date` is the
    day (yyyy-mm-dd) that a date on the cover stood for.
    """

    role: Role
    depth: int = 0
    num: str = ""
    element: str = ""
    known: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text, from `start` up to `end`, counted in characters; a note's is empty."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table with its paragraphs, and how many columns and rows it covers."""

    lines: tuple["Line", ...] = ()
    columns: int = 1
    rows: int = 1
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, row by row; a cell that covers several rows stands in the first of them only."""

    rows: tuple[tuple[Cell, ...], ...]

    def lines(self) -> Iterator["Line"]:
        """Yield the lines of all cells, row by row; those of tables in cells too."""
        for row in self.rows:
            for cell in row:
                for line in cell.lines:
                    yield from line.table.lines() if line.table else (line,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line or a paragraph with words in it, white space folded, or a table in their place.

    `number` counts the lines, or the paragraphs of a format that has no lines, from 1; `page` is 0 where a format has
    no pages. `indent` is counted in characters; `blanks` are the empty lines before it; `page_break` tells that a new
    page begins with it.

    `ends` is what the format knows of the line's end: True, a paragraph ends there; False, the sentence goes on with
    the next line; None, nobody knows, as in plain text.

    `level` is the outline level of a heading from 1, 0 for running text; `label` is the automatic number that `text`
    begins with, and `depth` the level of its list, from 0, else -1. `style` is the style's name in small letters.
    `contents` tells that the line belongs to a table of contents: what it names stands elsewhere.
    `anchors` are the names by which links and cross-references of the source point at the line. `told` is what a
    document of our own making says of it.
    """

    text: str
    number: int
    indent: int = 0
    blanks: int = 0
    page_break: bool = False
    page: int = 0
    ends: bool | None = None
    level: int = 0
    label: str = ""
    depth: int = -1
    style: str = ""
    centered: bool = False
    bold: bool = False
    size: float = 0.0
    contents: bool = False
    anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    table: Table | None = None
    told: Told | None = None
