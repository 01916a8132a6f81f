"""Marked words set in lines of a terminal: [-deleted-] and {+inserted+}, wrapped at words, coloured where wanted."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from codetool.diff.changes import Op, Segment
from codetool.render.redline_lines import Mark, marks_of

RED, GREEN, BOLD, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_MARKS = {Op.DELETE: ("[-", "-]", RED), Op.INSERT: ("{+", "+}", GREEN)}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys instead of printing; a text has no business to hold them."""

_HELD = re.compile(r"(?<=[«‹]) | (?=[»›:;!?%])")
"""Spaces at which French breaks no line; labels have plain ones."""

_HOLD = "\x1f"
_INSTEAD = "\ufffd"
_NO_BREAKS = re.compile("(?<=[\u00a0\u202f])")
"""Where a line breaks before it breaks a word: behind no-break spaces, if a line cannot hold what they join."""

_JOINER, _PICTURE = "\u200d", "\ufe0f"
"""What joins two pictures into one, and what makes a picture, twice as wide, of the sign before it."""


class Wrapped(NamedTuple):
    """A line as it is printed, and the columns that it takes up: colours take none."""

    text: str
    width: int


class _Word(NamedTuple):
    text: str
    color: str
    spaced: bool


def wrap_segments(line: Iterable[Segment], width: int, *, color: bool = False) -> Iterator[Wrapped]:
    """Yield a line of segments set in lines of `width` columns; marks and colours do not straddle lines.

    >>> equal, gone = Segment(op=Op.EQUAL, text="Il "), Segment(op=Op.DELETE, text="peut")
    >>> [one.text for one in wrap_segments([equal, gone, Segment(op=Op.INSERT, text="doit")], 12)]
    ['Il [-peut-]', '{+doit+}']
    """
    return _set((word for one in marks_of(line) for word in _words(one)), width, color=color)


def hang(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    """Return a text set in lines of `width` columns, the first behind one margin, the others behind another.

    >>> hang("délai : « deux mois »", 12, "! ", "    ")
    ['! délai :', '    « deux', '    mois »']
    """
    held = _HELD.sub(_HOLD, _CONTROL.sub(_INSTEAD, text))
    words = (_Word(word, "", spaced=True) for word in held.split(" ") if word)
    room, begun = width - columns_of(later), columns_of(first) - columns_of(later)
    lines = [one.text.replace(_HOLD, " ") for one in _set(words, max(room, 1), begun=begun)]
    return [f"{first}{lines[0]}", *(f"{later}{line}" for line in lines[1:])] if lines else []


def _set(words: Iterable[_Word], width: int, *, color: bool = False, begun: int = 0) -> Iterator[Wrapped]:
    """Yield words set in lines; `begun` columns of the first one are taken already."""
    text, used, space = "", begun, 0
    for run in _runs(words):
        size = sum(columns_of(word.text) for word in run)
        fits = size <= width
        fresh = text and used + space + size > width and fits
        for word in run if fits else [piece for whole in run for piece in _cut(whole, width)]:
            if fresh or (text and used + space + columns_of(word.text) > width):
                yield Wrapped(text, used)
                text, used, space, fresh = "", 0, 0, False
            colored = color and word.color and word.text
            text += " " * space + (f"{word.color}{word.text}{PLAIN}" if colored else word.text)
            used += space + columns_of(word.text)
            space = int(word.spaced)
    if text:
        yield Wrapped(text, used)


def _runs(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Yield the words in runs without a space inside: "[-avril-]{+mai+}." is not parted, if a line can hold it."""
    run: list[_Word] = []
    for word in words:
        run.append(word)
        if word.spaced:
            yield run
            run = []
    if run:
        yield run


def _words(one: Mark) -> Iterator[_Word]:
    """Yield the words of a segment with its marks, and whether a space follows each."""
    begin, end, code = _MARKS.get(one.op, ("", "", ""))
    words = f"{begin}{_CONTROL.sub(_INSTEAD, one.text)}{end}".split(" ")
    for i, word in enumerate(words):
        spaced = i + 1 < len(words) or bool(one.after)
        # What stands behind the last space is no word; before the first one it is: the space parts it from another.
        if word or spaced:
            yield _Word(word, code, spaced)
    # The edge of a cell that stands behind a change is no part of it, and is printed too.
    for word in one.after.split():
        yield _Word(word, "", spaced=True)


def _cut(word: _Word, width: int) -> Iterator[_Word]:
    """Yield a word that stands in a run longer than a line in pieces that a line can hold."""
    pieces = [piece for part in _NO_BREAKS.split(word.text) for piece in _narrow(part, width)]
    for piece in pieces[:-1]:
        yield _Word(piece, word.color, spaced=False)
    yield word._replace(text=pieces[-1] if pieces else "")


def _narrow(text: str, width: int) -> Iterator[str]:
    """Yield a text in pieces of so many columns at most; a letter and its accents stay together."""
    begin = used = 0
    for at, size in enumerate(_sizes(text)):
        if size and used + size > width and at > begin:
            yield text[begin:at]
            begin, used = at, 0
        used += size
    yield text[begin:]


def columns_of(text: str) -> int:
    r"""Return how many columns a text takes up on a terminal.

    >>> columns_of("alinéa"), columns_of("aline\u0301a"), columns_of("法律"), columns_of("👩\u200d⚖\ufe0f")
    (6, 6, 4, 2)
    """
    return len(text) if text.isascii() else sum(_sizes(text))


def _sizes(text: str) -> Iterator[int]:
    """Yield the columns of each character, none of what is part of the one before it."""
    for before, letter, behind in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if before == _JOINER or (_is_skin(letter) and not before.isascii() and _column(before) > 1):
            yield 0
        else:
            yield 2 if behind == _PICTURE and _column(letter) == 1 and not letter.isascii() else _column(letter)


def _is_skin(letter: str) -> bool:
    return "\U0001f3fb" <= letter <= "\U0001f3ff"


def _column(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
