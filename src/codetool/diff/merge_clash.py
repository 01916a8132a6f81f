"""What a merge marks in a text in the making, and the kinds of what contradicts itself."""

from dataclasses import dataclass
from enum import StrEnum

from codetool.diff.merge_tree import Side

KEY, COPY, NAMED, INSIDE = "\ue000key", "\ue000copy", "\ue000named", "\ue000inside"
STRAY = "\ue000stray"
"""Attributes of elements in the making: their key, whether they are the other choice, whether they need an eId.

INSIDE, the eId that an element had, is there inside what stands whole as one side has it; STRAY in what stands where
theirs has it, and keeps the number that it has there.
"""


class ClashKind(StrEnum):
    """What two sides did that contradicts itself."""

    WORDS = "words"
    REMOVED = "removed"
    ADDED = "added"
    MARKUP = "markup"
    PLACE = "place"
    REFERENCE = "reference"
    STRUCTURE = "structure"
    PARTS = "parts"
    TWICE = "twice"
    NUMBER = "number"
    STALE = "stale"


ALONE = frozenset({ClashKind.ADDED, ClashKind.STRUCTURE, ClashKind.PARTS, ClashKind.TWICE})
"""Conflicts of whole provisions, beside which nothing that stands in them is told."""

WHOLE = ALONE | {ClashKind.REMOVED}
"""Conflicts in which each side's text stands whole: there is no text that both have but for some words."""


@dataclass(slots=True, kw_only=True, eq=False)
class Clashing:
    """A conflict in the making: what it is about, and at which key the choice stands."""

    kind: ClashKind
    key: int
    base: str = ""
    ours: str = ""
    theirs: str = ""
    removed_by: Side | None = None
    choice: int = -1
    is_left: bool = False


NOTED = frozenset({ClashKind.NUMBER, ClashKind.STALE})
"""What is told and is no conflict: a rule decides it, or nothing proves that it must change."""
