"""What the lines of a text are, one after the other: heads of divisions and articles, numbers, running text, tables."""

from dataclasses import dataclass
from enum import Enum, auto

from codetool.importers.lines import Mark, Table

LISTS = ("ul", "ol")
"""Elements of lists whose items have no numbers of their own."""


class BlockKind(Enum):
    """What a block is."""

    DIVISION = auto()
    ARTICLE = auto()
    PARAGRAPH = auto()
    POINT = auto()
    TEXT = auto()
    WRAP_UP = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A head with its number and heading, an alinéa of running text, the end of a sentence after a list, or a table.

    `element` and `rank` are a division's; an item of a list without numbers is a point with one of LISTS as `element`.
    `depth` is a point's level, from 0, or the level that a text or a table belongs to: a text of depth 1 stands in a
    point of depth 0, and so does a list that a wrap-up of depth 1 closes. `more` tells that a text goes on with the
    alinéa of the block before it. `line` is the source's, `anchors` are its names there. `marks` are counted in `text`,
    `heading_marks` in `heading`.
    """

    kind: BlockKind
    line: int
    num: str = ""
    heading: str = ""
    heading_marks: tuple[Mark, ...] = ()
    text: str = ""
    marks: tuple[Mark, ...] = ()
    anchors: tuple[str, ...] = ()
    element: str = ""
    rank: int = 0
    depth: int = 0
    more: bool = False
    table: Table | None = None
