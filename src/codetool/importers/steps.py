"""What a citation is made of: steps from the outside in, each of which names a provision."""

from dataclasses import dataclass
from enum import Enum, auto

from codetool.importers.vocabulary import Kind


class How(Enum):
    """How a step leads to a provision."""

    NUMBER = auto()
    ORDINAL = auto()
    SELF = auto()
    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One provision named in a citation: `number` as printed; `start` is -1 where another branch names it.

    `count` is how many are meant by “the two articles before”; `word` is the word used, in small letters.
    """

    kind: Kind
    how: How = How.NUMBER
    number: str = ""
    form: str = "plain"
    word: str = ""
    count: int = 1
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One provision that a citation leads to, by steps from the outside in.

    `until` tells that the citation means all from here to the next branch; `weak`, that what was read as a number of
    the list may be something else: article 5 or 10 days.
    """

    steps: tuple[Step, ...]
    until: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A stretch of a text that names provisions."""

    start: int
    end: int
    branches: tuple[Branch, ...]
