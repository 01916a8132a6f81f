"""The list of contents: entries with a page number at their end, whose words come again in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from codetool.importers.readers.pdf.page import Row

_TITLE = re.compile(
    r"(?:table\s+des\s+mati[èe]res|tables?|sommaire|index|contents|table\s+of\s+contents|inhoud(?:s(?:opgave|tafel))?|"
    r"inhalt(?:sverzeichnis)?|inhaltsübersicht)\W*",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:[.·…_]\s?){3,}\s*(?:\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)
_PAGE = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)
_WIDE = 1.5
_BETWEEN = 4
"""Rows that may stand between two entries: the rest of a long one, or what the part holds."""
_ENTRIES = 3
_KNOWN = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """Rows `start` up to `end` are a list of contents."""

    start: int
    end: int


def find_contents(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows that are a list of contents: none unless its entries stand in the text too."""
    found: list[Row] = []
    at = 0
    while at < len(rows):
        titled = _is_title(rows[at])
        if titled or _has_leaders(rows[at]):
            block = _block(rows, at, titled=titled)
            if block:
                found.extend(rows[block.start : block.end])
                at = block.end
                continue
        at += 1
    return tuple(found)


def _is_title(row: Row) -> bool:
    return not row.grid and bool(_TITLE.fullmatch(row.text))


def _has_leaders(row: Row) -> bool:
    return not row.grid and bool(_LEADERS.search(row.text))


def _is_entry(row: Row, *, titled: bool) -> bool:
    if row.grid or len(row.words) < 2:  # noqa: PLR2004 - a text and a page
        return False
    last, before = row.words[-1], row.words[-2]
    wide = titled and bool(_PAGE.fullmatch(last.text)) and last.left - before.right > _WIDE * row.size
    return wide or _has_leaders(row)


def _block(rows: Sequence[Row], start: int, *, titled: bool) -> _List | None:
    entries: list[int] = []
    at = start + 1 if titled else start
    while at < len(rows) and at - (entries[-1] if entries else start) <= _BETWEEN:
        if _is_entry(rows[at], titled=titled):
            entries.append(at)
        at += 1
    if len(entries) < (_ENTRIES - 1 if titled else _ENTRIES):
        return None
    end = _after(rows, start, entries)
    return _List(start=start, end=end) if _comes_again(rows, entries, end) else None


def _after(rows: Sequence[Row], start: int, entries: Sequence[int]) -> int:
    """Return where the list ends: what follows its last entry and looks like what follows the others is its own."""
    own = {_look(rows[at]) for at in range(start + 1, entries[-1]) if at not in entries}
    own -= {_look(rows[at]) for at in entries}
    end = entries[-1] + 1
    same_page = end < len(rows) and rows[end].page == rows[end - 1].page
    return end + 1 if same_page and not rows[end].grid and _look(rows[end]) in own else end


def _look(row: Row) -> tuple[float, int]:
    return (0.0, 0) if row.grid else (row.size, round(row.left))


def _comes_again(rows: Sequence[Row], entries: Sequence[int], end: int) -> bool:
    pages = [_number(rows[at]) for at in entries]
    if any(two < one for one, two in pairwise(pages)):
        return False
    rest = _letters(" ".join(row.text for row in rows[end:] if not row.grid))
    known = sum(1 for at in entries if _letters(_entry_text(rows[at])) in rest)
    return known >= _KNOWN * len(entries)


def _number(row: Row) -> int:
    digits = re.search(r"\d+$", row.text)
    return int(digits[0]) if digits else 0


def _entry_text(row: Row) -> str:
    text = _LEADERS.sub("", row.text)
    return text if text != row.text else " ".join(word.text for word in row.words[:-1])


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
