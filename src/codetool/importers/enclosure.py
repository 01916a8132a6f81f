"""Which lines begin inside brackets or quotation marks: a number there belongs to the sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codetool.importers.lines import Line

_CLOSING = {")": "(", "]": "[", "»": "«", "”": "“", "“": "„"}
_REACH = {"(": 15, "[": 15}
"""Lines that a bracket may hold; one that closes later was forgotten. Quotations are longer."""
_QUOTATION_REACH = 80
_DEPTH = 50
"""Marks that may be open at once; older ones were forgotten."""
_POINT = re.compile(r"(?:[\d.]+\s+)?\w{1,4}\)")
"""A number as `a)` at the beginning of a line, whose bracket was never opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    mark: str
    at: int


def enclosed_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places (from 0) of the lines that begin inside brackets or quotation marks that close further on.

    >>> texts = ('voir (cfr. "Secret', 'point', '2.2.) et', '2.3. Plus loin (sans fin', '2.4. Encore')
    >>> sorted(enclosed_lines([Line(text=text, number=i) for i, text in enumerate(texts)]))
    [1, 2]
    """
    enclosed: set[int] = set()
    opened: list[_Opened] = []
    for at, line in enumerate(lines):
        for mark, opens in _marks(line.text, opened):
            if opens:
                opened.append(_Opened(mark=mark, at=at))
                del opened[:-_DEPTH]
            else:
                enclosed.update(_close(opened, mark, at))
    return frozenset(enclosed)


def _marks(text: str, opened: Sequence[_Opened]) -> Iterator[tuple[str, bool]]:
    """Yield each opening mark, and each closing one as the mark that it closes."""
    point = _POINT.match(text)
    start = point.end() if point else 0
    for at, char in enumerate(text[start:], start=start):
        if char == '"':
            yield char, _opens(text, at)
        elif char in "([«„" or (char == "“" and not any(one.mark == "„" for one in opened)):
            yield char, True
        elif char in _CLOSING:
            yield _CLOSING[char], False


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([«'’") and not after.isspace()


def _close(opened: list[_Opened], mark: str, at: int) -> range:
    place = next((i for i in range(len(opened) - 1, -1, -1) if opened[i].mark == mark), -1)
    if place < 0:
        return range(0)
    found = opened[place]
    del opened[place:]
    reach = _REACH.get(mark, _QUOTATION_REACH)
    return range(found.at + 1, at + 1) if at - found.at <= reach else range(0)
