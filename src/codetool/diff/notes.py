"""Where footnotes are called in the text of a unit, and where they stand in it.

A text as it is compared has each footnote behind the block that calls it, and nothing at the call: it parts no
sentence. Who shows the text to a reader needs to know both places.
"""

from collections.abc import Sequence
from typing import NamedTuple

from codetool.diff.markup_change import Note
from codetool.diff.markup_read import Reading
from codetool.diff.units import Unit

_NAME = b"authorialNote"


class _Read(NamedTuple):
    """A footnote as it is read: the letters of the text before its call, its own letters, its marker."""

    call: int
    letters: str
    marker: str


def notes_of(unit: Unit) -> tuple[Note, ...]:
    """Return the footnotes of a unit in the order of its text; none where they stand in each other."""
    if unit.name == "meta" or _NAME not in unit.own.xml:
        return ()
    reading = Reading.of(unit, {})
    letters = reading.letters
    spans = [span for span in reading.spans if span.key.name == _NAME.decode()]
    if any(span.key.stream for span in spans):
        return ()
    read = [
        _Read(span.key.start, letters[number], span.element.get("marker") or str(number))
        for number, span in enumerate(spans, 1)
    ]
    return _placed(unit.blocks, letters[0], read)


def _placed(blocks: Sequence[str], text: str, notes: Sequence[_Read]) -> tuple[Note, ...]:
    """Return where footnotes stand among the blocks of a text."""
    found: list[Note] = []
    left = list(reversed(notes))
    at = done = place = 0
    while place < len(blocks):
        block = blocks[place]
        size = len(_letters(block))
        if not text.startswith(_letters(block), done):
            break  # not laid out as it was read: what was found is right all the same
        begun, place, at = at, place + 1, at + len(block) + 1
        while left and left[-1].call <= done + size and (count := _count(blocks[place:], left[-1].letters)):
            note = left.pop()
            end = at + len(" ".join(blocks[place : place + count]))
            found.append(Note(call=begun + _offset(block, note.call - done), start=at, end=end, marker=note.marker))
            place, at = place + count, end + 1
        done += size
    return tuple(found)


def _letters(text: str) -> str:
    return "".join(text.split())


def _count(blocks: Sequence[str], letters: str) -> int:
    """Return how many blocks say what a footnote says, 0 where the next ones do not."""
    size = 0
    for count, block in enumerate(blocks, 1):
        part = _letters(block)
        if not letters.startswith(part, size):
            return 0
        size += len(part)
        if size == len(letters):
            return count
    return 0


def _offset(block: str, letters: int) -> int:
    """Return where in a block so many of its letters have been read."""
    for at, char in enumerate(block):
        if not letters:
            return at
        letters -= not char.isspace()
    return len(block)
