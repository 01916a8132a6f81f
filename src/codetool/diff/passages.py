"""A row's segments cut into passages: the sentences in which something changed, with the changes in them.

What a change does is read in its sentence, never in the loose words: "ne" alone says nothing, "ne peut" forbids.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codetool.diff.changes import Correspondence, Op, Segment

_SENTENCE = re.compile(
    r"[.!?;](?:(?<=;)\s+|(?<!;)(?<!\b\d.)(?<!\b\d\d.)[»”\")]*\s+(?=[«“„\"(]?\s*[^\W\d_a-zà-ÿ]|\(\d))"
)
"""Where a sentence or a member of a list ends: "art. 5" and "1. Januar" end none."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One change: what was replaced by what, as offsets in the two texts of its passage, and its segment's place."""

    old: tuple[int, int]
    new: tuple[int, int]
    segment: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence on both sides with the changes in it; one side is empty where it came or went whole."""

    old: str
    new: str
    hunks: tuple[Hunk, ...]
    sizes: tuple[tuple[int, int], ...]
    """How many words each change took out and put in."""

    @property
    def is_whole(self) -> bool:
        """Tell whether the passage stands on one side only."""
        return not self.old.strip() or not self.new.strip()

    def counterpart(self, start: int, end: int) -> int | None:
        """Return where unchanged words of the old text begin in the new one; None if a change touches them."""
        # Most words stand before the first change or after the last one.
        if end <= self.hunks[0].old[0]:
            return start
        last = self.hunks[-1]
        if start >= last.old[1]:
            return start + last.new[1] - last.old[1]
        at = bisect_right(self.hunks, start, key=lambda hunk: hunk.old[0]) - 1
        before = self.hunks[at] if at >= 0 else None
        after = self.hunks[at + 1] if at + 1 < len(self.hunks) else None
        if (before and start < before.old[1]) or (after and after.old[0] < end):
            return None
        return start + (before.new[1] - before.old[1] if before else 0)

    def nearest(self, start: int, end: int, *, new: bool) -> int:
        """Return the place of the change that is nearest to some words of one side."""
        if len(self.hunks) == 1:
            return 0

        def distance(hunk: Hunk) -> int:
            first, last = hunk.new if new else hunk.old
            return max(first - end, start - last, 0)

        at = bisect_right(self.hunks, start, key=lambda hunk: (hunk.new if new else hunk.old)[0])
        near = range(max(at - 2, 0), min(at + 2, len(self.hunks)))
        return min(near, key=lambda i: distance(self.hunks[i]))

    def between(self, start: int, end: int, *, new: bool) -> range:
        """Return the places of the changes that lie wholly or partly within some words of one side."""
        if len(self.hunks) == 1:
            begin, stop = self.hunks[0].new if new else self.hunks[0].old
            return range(int(stop <= start), int(begin < end))
        first = bisect_right(self.hunks, start, key=lambda hunk: (hunk.new if new else hunk.old)[1])
        return range(first, bisect_left(self.hunks, end, key=lambda hunk: (hunk.new if new else hunk.old)[0]))


def changed_passages(row: Correspondence) -> Iterator[Passage]:
    """Yield the passages of a row in which something changed; those that stay as they are cost nothing more."""
    texts = [row.text(new=new) for new in (False, True)]
    begins = [_begins(text, places) for text, places in zip(texts, (row.old, row.new), strict=True)]
    building = _Building()
    old = new = 0
    for i, segment in enumerate(row.segments):
        if segment.op is not Op.EQUAL:
            # A change that begins with a space begins with the sentence or block behind it.
            if segment.text[:1] == " " and all(
                at == len(text) or at + 1 in points for at, text, points in zip((old, new), texts, begins, strict=True)
            ):
                yield from building.taken()
            building.add(segment, i)
            old += len(segment.text) if segment.op is Op.DELETE else 0
            new += len(segment.text) if segment.op is Op.INSERT else 0
            continue
        cuts = _common(begins[0], begins[1], old, new, len(segment.text))
        for start, end in zip([0, *cuts], [*cuts, len(segment.text)], strict=True):
            if start in cuts:
                yield from building.taken()
            building.add(Segment(op=Op.EQUAL, text=segment.text[start:end]), i)
        old, new = old + len(segment.text), new + len(segment.text)
    yield from building.taken()


def _begins(text: str, places: Sequence[object]) -> list[int]:
    # A cell says something of its own, as a block does: numbers in two cells are no one number.
    edges = [point for place in places[:1] for name in ("breaks", "cells") for point in getattr(place, name, ())]
    return sorted({0, *(found.end() for found in _SENTENCE.finditer(text)), *edges})


def _common(old: list[int], new: list[int], at_old: int, at_new: int, length: int) -> list[int]:
    """Return the offsets within an equal segment at which a sentence begins on both sides."""
    mine = {point - at_old for point in old[bisect_right(old, at_old - 1) : bisect_right(old, at_old + length)]}
    yours = {point - at_new for point in new[bisect_right(new, at_new - 1) : bisect_right(new, at_new + length)]}
    return sorted(mine & yours)


class _Building:
    """A passage while its pieces are gathered."""

    def __init__(self) -> None:
        self._pieces: list[tuple[Segment, int]] = []

    def add(self, segment: Segment, index: int) -> None:
        if segment.text:
            self._pieces.append((segment, index))

    def taken(self) -> Iterator[Passage]:
        """Yield the passage that the pieces make if anything in it changed, and begin another."""
        pieces, self._pieces = self._pieces, []
        if any(segment.op is not Op.EQUAL for segment, _ in pieces):
            yield _passage(pieces)


def _passage(pieces: Sequence[tuple[Segment, int]]) -> Passage:
    old = new = ""
    hunks: list[Hunk] = []
    open_hunk = False
    for segment, index in pieces:
        at_old, at_new = len(old), len(new)
        old += segment.text if segment.op is not Op.INSERT else ""
        new += segment.text if segment.op is not Op.DELETE else ""
        if segment.op is Op.EQUAL:
            open_hunk = False
        elif open_hunk:
            hunks[-1] = Hunk((hunks[-1].old[0], len(old)), (hunks[-1].new[0], len(new)), hunks[-1].segment)
        else:
            hunks.append(Hunk((at_old, len(old)), (at_new, len(new)), index))
            open_hunk = True
    sizes = tuple((_size(old[slice(*hunk.old)]), _size(new[slice(*hunk.new)])) for hunk in hunks)
    return Passage(old, new, tuple(hunks), sizes)


def _size(text: str) -> int:
    return sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in text.split())
