"""Numbers of lines in the margin, as parliaments print them: found because they count the rows, never by one alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from codetool.importers.readers.pdf.page import Page, Word

_NUMBER = re.compile(r"\d{1,4}")
_STEPS = (1, 2, 5, 10)
_FEWEST = {1: 8, 2: 5, 5: 3, 10: 3}
"""So many numbers in succession on a page count its rows, by their step."""
_ASIDE = 2.5
_GAP = 0.6
_FULL = 0.85
"""A line that reaches so far to the right is full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A number at the edge of the text, beside row `at` of its page."""

    at: int
    value: int
    word: Word


def line_numbers(page: Page) -> tuple[Word, ...]:
    """Return the words of a page that number its lines: alone in a strip beside the text, each as many rows on."""
    for marks in sorted(_strips(page), key=len, reverse=True):
        texts = _texts(page, marks)
        step = _step(marks)
        if not step or not texts or len(marks) < _FEWEST[step]:
            continue
        places = [_beside(mark, texts) for mark in marks]
        prose = step > 1 or _is_prose([texts[at] for at in places], texts, page.width)
        if prose and _counts_rows(places, step):
            return tuple(mark.word for mark in marks)
    return ()


def without_words(page: Page, words: Sequence[Word]) -> Page:
    """Return the page without some words."""
    names = {id(word) for word in words}
    if not names:
        return page
    kept = ((row, tuple(word for word in row.words if id(word) not in names)) for row in page.rows)
    return replace(page, rows=tuple(replace(row, words=left) for row, left in kept if left))


def _strips(page: Page) -> Iterator[list[_Mark]]:
    """Yield the numbers that stand below each other at one edge, with nothing else in their strip."""
    for side in (0, -1):
        marks = [
            _Mark(at=at, value=int(row.words[side].text), word=row.words[side])
            for at, row in enumerate(page.rows)
            if not row.turned and not row.grid and _NUMBER.fullmatch(row.words[side].text)
        ]
        for edge in (_left, _right):
            places = Counter(round(edge(mark.word)) for mark in marks)
            for place, _count in places.most_common(3):
                strip = [mark for mark in marks if abs(edge(mark.word) - place) <= _ASIDE]
                if len(strip) >= min(_FEWEST.values()) and _is_free(page, strip):
                    yield strip


def _left(word: Word) -> float:
    return word.left


def _right(word: Word) -> float:
    return word.right


def _is_free(page: Page, strip: Sequence[_Mark]) -> bool:
    own = {id(mark.word) for mark in strip}
    left, right = min(mark.word.left for mark in strip), max(mark.word.right for mark in strip)
    rows = page.rows[strip[0].at : strip[-1].at + 1]
    return all(
        id(word) in own or word.right < left - _GAP * word.size or word.left > right + _GAP * word.size
        for row in rows
        if not row.turned
        for word in row.words
    )


def _step(marks: Sequence[_Mark]) -> int:
    steps = Counter(two.value - one.value for one, two in pairwise(marks))
    (step, count), *_ = steps.most_common(1)
    even = step == 1 or all(mark.value % step == 0 for mark in marks)
    return step if step in _STEPS and count == len(marks) - 1 and even else 0


def _texts(page: Page, marks: Sequence[_Mark]) -> list[tuple[Word, ...]]:
    """Return the rows of the text without the numbers."""
    own = {id(mark.word) for mark in marks}
    rows = (tuple(word for word in row.words if id(word) not in own) for row in page.rows if not row.turned)
    return [words for words in rows if words]


def _beside(mark: _Mark, texts: Sequence[tuple[Word, ...]]) -> int:
    """Return the row of the text that a number stands beside: its baseline need not be the same."""
    return min(range(len(texts)), key=lambda at: abs(texts[at][0].base - mark.word.base), default=0)


def _counts_rows(places: Sequence[int], step: int) -> bool:
    """Tell whether each number stands as many rows below the one before as it is higher."""
    rows = [two - one for one, two in pairwise(places)]
    return sum(1 for count in rows if abs(count - step) <= step // 5) >= 0.8 * len(rows)


def _is_prose(numbered: Sequence[tuple[Word, ...]], texts: Sequence[tuple[Word, ...]], width: float) -> bool:
    """Tell whether nearly all lines are numbered, most are full, and sentences go on from one to the next.

    Single lines with a number each, such as names, are a list.
    """
    running = sum(1 for one, two in pairwise(numbered) if one[-1].text[-1].isalnum() and two[0].text[:1].islower())
    widest = max(words[-1].right - words[0].left for words in texts)
    full = sum(1 for words in numbered if words[-1].right - words[0].left > _FULL * widest)
    return (
        widest >= 0.5 * width
        and running >= 0.3 * len(numbered)
        and full >= 0.5 * len(numbered)
        and len(numbered) >= 0.8 * len(texts)
    )
