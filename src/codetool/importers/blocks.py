"""What the lines of a text are, one after the other: heads of divisions and articles, numbers, running text."""

from dataclasses import dataclass
from enum import Enum, auto


class BlockKind(Enum):
    """What a block is."""

    COVER = auto()
    DIVISION = auto()
    ARTICLE = auto()
    PARAGRAPH = auto()
    POINT = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A head with its number and heading, or an alinéa of running text.

    `element` and `rank` are a division's; `depth` is a point's level, from 0, or the level that a text belongs to:
    a text of depth 1 stands in a point of depth 0. `line` is the source's.
    """

    kind: BlockKind
    line: int
    num: str = ""
    heading: str = ""
    text: str = ""
    element: str = ""
    rank: int = 0
    depth: int = 0
