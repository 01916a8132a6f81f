"""What a comparison tells of markup, as values: a change around words that are the same, and where a footnote is."""

from dataclasses import dataclass
from enum import StrEnum


class MarkupKind(StrEnum):
    """What happened to the markup around words that are the same."""

    REFERENCE_ADDED = "reference_added"
    REFERENCE_REMOVED = "reference_removed"
    REFERENCE_CHANGED = "reference_changed"
    EMPHASIS_ADDED = "emphasis_added"
    EMPHASIS_REMOVED = "emphasis_removed"
    NOTE_MOVED = "note_moved"
    DIVIDED = "divided"
    JOINED = "joined"
    LIST_MADE = "list_made"
    LIST_UNMADE = "list_unmade"
    TABLE_MADE = "table_made"
    TABLE_UNMADE = "table_unmade"
    ELEMENT_ADDED = "element_added"
    ELEMENT_REMOVED = "element_removed"
    ELEMENT_CHANGED = "element_changed"
    ATTRIBUTE = "attribute"
    ARRANGED = "arranged"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupChange:
    """One thing that happened to markup: to which element, the words that it is about, and what was and is.

    `old` and `new` are where a reference leads, the words before the call of a note, an attribute with its value, or
    the names of elements; empty where there is nothing to say on that side.
    """

    what: MarkupKind
    name: str = ""
    where: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote in the text of a provision: the offset of its call, where its own text begins and ends, its marker."""

    call: int
    start: int
    end: int
    marker: str
