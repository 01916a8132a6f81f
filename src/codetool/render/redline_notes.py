"""The calls of footnotes put into the words of a comparison, and the same sign before each footnote."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from codetool.diff.changes import Op, Place, Segment

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def call_sign(marker: str) -> str:
    """Return the sign of a footnote: its number raised, else its marker as it is, letters in brackets.

    >>> call_sign("12"), call_sign("*"), call_sign("a")
    ('¹²', '*', '(a)')
    """
    if marker.isdecimal():
        return marker.translate(_RAISED)
    return f"({marker})" if marker.isalnum() else marker


@dataclass(slots=True, kw_only=True)
class Signs:
    """The signs of footnotes on one side by their offsets: calls, and those that footnotes begin with."""

    size: int
    calls: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    ranges: list[range] = field(default_factory=list)

    def add(self, place: Place, at: int) -> None:
        """Add the footnotes of a provision whose text begins at an offset."""
        for note in place.notes:
            sign = call_sign(note.marker)
            self.calls[at + note.call] = self.calls.get(at + note.call, "") + sign
            self.heads[at + note.start] = f"{sign} "
            self.ranges.append(range(at + note.start, at + note.end))

    def holds(self, at: int) -> bool:
        """Tell whether an offset lies in a footnote."""
        return any(at in found for found in self.ranges)

    def take(self, start: int, end: int, *, is_equal: bool) -> dict[int, str]:
        """Return the calls in a stretch of text by their offsets in it, each call once.

        What stands at the very end of a changed stretch belongs to what follows: a sign that stayed is no change.
        """
        last = end + 1 if is_equal or end == self.size else end
        found = [at for at in self.calls if start <= at < last] if self.calls else []
        return {at - start: self.calls.pop(at) for at in sorted(found)}


class At(NamedTuple):
    """A place on one side: the signs of that side, and the offset."""

    signs: Signs
    offset: int


def signed(piece: Segment, mine: At, other: At | None = None) -> list[Segment]:
    """Return a piece of text with the signs in it; a sign that both sides have at the same place is equal too.

    `mine` is where the piece begins on its own side, the new one of an equal text; `other` is the old side's place.
    """
    if not mine.signs.heads and not (other and other.signs.heads):
        return [piece]
    found: list[Segment] = []
    for segment in filter(lambda one: one.text, _signed(piece, mine, other)):
        before = found.pop().text if found and found[-1].op is segment.op else ""
        found.append(replace(segment, text=before + segment.text))
    return found


def _signed(piece: Segment, mine: At, other: At | None) -> Iterator[Segment]:
    size, is_equal = len(piece.text), piece.op is Op.EQUAL
    come = mine.signs.take(mine.offset, mine.offset + size, is_equal=is_equal)
    gone = other.signs.take(other.offset, other.offset + size, is_equal=is_equal) if other else {}
    yield from _sign(piece.op, *(side.signs.heads.get(side.offset, "") if side else "" for side in (mine, other)))
    done = 0
    for place in sorted({*come, *gone}):
        yield replace(piece, text=piece.text[done:place])
        yield from _sign(piece.op, come.get(place, ""), gone.get(place, ""))
        done = place
    yield replace(piece, text=piece.text[done:])


def _sign(op: Op, come: str, gone: str) -> Iterator[Segment]:
    """Yield the segments of a sign: one where it is the same on both sides, or stands in a changed text."""
    if op is not Op.EQUAL or come == gone:
        yield Segment(op=op, text=come)
        return
    yield Segment(op=Op.DELETE, text=gone)
    yield Segment(op=Op.INSERT, text=come)
