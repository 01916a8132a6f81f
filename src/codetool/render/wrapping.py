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
    text, used, space = "", 0, 0
    for run in _runs(piece for one in marks_of(line) for whole in _words(one) for piece in _cut(whole, width)):
        size = sum(columns_of(word.text) for word in run)
        fresh = text and used + space + size > width >= size
        for word in run:
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
    words = f"{begin}{_CONTROL.sub(chr(0xFFFD), one.text)}{end}".split(" ")
    for i, word in enumerate(words):
        yield _Word(word, code, i + 1 < len(words) or bool(one.after))


def _cut(word: _Word, width: int) -> Iterator[_Word]:
    """Yield a word, cut where it is longer than a line."""
    rest = word.text
    while columns_of(rest) > width:
        at = next(i for i in range(len(rest), 0, -1) if columns_of(rest[:i]) <= width or i == 1)
        yield _Word(rest[:at], word.color, spaced=False)
        rest = rest[at:]
    yield word._replace(text=rest)


def columns_of(text: str) -> int:
    r"""Return how many columns a text takes up on a terminal.

    >>> columns_of("alinéa"), columns_of("aline\u0301a"), columns_of("法律")
    (6, 6, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_column(character) for character in text)


def _column(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
