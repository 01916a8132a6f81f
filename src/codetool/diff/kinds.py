"""The words for what happened to a provision, why it was known again, and what a change weighs and does."""

from enum import StrEnum


class Kind(StrEnum):
    """What happened to a provision; the first seven exclude each other, the last two come besides (`cli.md`)."""

    UNCHANGED = "unchanged"
    TYPOGRAPHIC = "typographic"
    MODIFIED = "modified"
    INSERTED = "inserted"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    RENUMBERED = "renumbered"
    MOVED = "moved"


class Op(StrEnum):
    """What a segment of text is: on both sides, only on the old one, only on the new one."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Reason(StrEnum):
    """Why two provisions were taken for the same one."""

    PINNED = "pinned by a reviewer"
    WID = "wId"
    CONTENT = "identical content"
    SIMILARITY = "similar content"
    PLACE = "same number at the same place"
    NONE = "no counterpart"


class Weight(StrEnum):
    """How much a change matters to whoever must obey the text, the weightiest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"

    @property
    def rank(self) -> int:
        """Return a number to sort by: 0 for the weightiest."""
        return _RANKS[self.value]


_RANKS = {weight.value: rank for rank, weight in enumerate(Weight)}


class Ground(StrEnum):
    """Why a change weighs what it weighs: what its words do in a legal text."""

    # Grounds are looked up by the ten thousand; an enum's own hash is a call into Python.
    __hash__ = str.__hash__

    OBLIGATION = "obligation"
    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    EXEMPTION = "exemption"
    RESTRICTION = "restriction"
    NEGATION = "negation"
    ADDRESSEE = "addressee"
    SANCTION = "sanction"
    REPEAL = "repeal"
    DEFINITION = "definition"
    TIME_LIMIT = "time_limit"
    AMOUNT = "amount"
    DATE = "date"
    MOMENT = "moment"
    CONJUNCTION = "conjunction"
    ENUMERATION = "enumeration"
    QUANTIFIER = "quantifier"
    EXCEPTION = "exception"
    CONDITION = "condition"
    FORM = "form"
    DEFINED_TERM = "defined_term"
    REFERENCE = "reference"
    NUMBER = "number"
    PROVISION = "provision"
    WORDING = "wording"
    TYPOGRAPHY = "typography"
