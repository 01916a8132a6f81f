"""Footnotes: rows at a page's foot that begin with what is printed, raised, in the text above."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from codetool.importers.readers.pdf.columns import Region
from codetool.importers.readers.pdf.page import RAISED, Page, Row, Word

_SMALLER = 0.94
_LABEL = re.compile(r"[(\[]?(?P<label>\d{1,3}|\*{1,4}|[a-z]|[†‡§])[)\].]{0,2}")
_UNIT = re.compile(r"(?:[mckd]|km|cm|mm|dm)", re.IGNORECASE)
_SHORT_RULE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Where a note is called: characters `start` up to `end` of a word are its label."""

    start: int
    end: int
    key: str


@dataclass(slots=True, kw_only=True)
class FoundNote:
    """A note with its rows, the first without its label; `printed` is that label as it stands there."""

    key: str
    label: str
    printed: str
    rows: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A row of the text that may begin a note, since a raised sign above has its number."""

    page: int
    word: str
    text: str


@dataclass(slots=True, kw_only=True)
class Notes:
    """The notes of a document, and the calls in its words, by the word's identity."""

    found: list[FoundNote] = field(default_factory=list)
    calls: dict[int, list[Call]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    """The text of each call, by its key."""
    doubts: list[Doubt] = field(default_factory=list)
    waiting: list[tuple[Word, int, int]] = field(default_factory=list)
    """What may call a note on the page before, where none was found: long notes are moved on."""

    def take(self, page: Page, regions: Sequence[Region], size: float) -> tuple[Region, ...]:
        """Return the regions of a page without the notes at their foot, which are kept here; `size` is the text's."""
        feet = [min(_foot(region, page, size), _raised_foot(region)) for region in regions]
        above = [row for region, foot in zip(regions, feet, strict=True) for row in region.rows[:foot] if not row.grid]
        calls = [*self.waiting, *_raised(above)]
        kept: list[Region] = []
        opened = bool(self.found) and self.found[-1].rows[-1].page == page.number - 1
        for region, foot in zip(regions, feet, strict=True):
            rest = list(self._take_rows(region.rows[foot:], calls, opened=opened)) if foot < len(region.rows) else []
            rows = (*region.rows[:foot], *rest)
            if rows:
                kept.append(Region(rows=rows, columned=region.columned))
        here = {id(word) for row in above for word in row.words}
        self.waiting = [call for call in calls if id(call[0]) in here]
        self.doubts += _doubts(kept, page.number)
        return tuple(kept)

    def _take_rows(self, rows: Sequence[Row], calls: list[tuple[Word, int, int]], *, opened: bool) -> Iterator[Row]:
        """Yield the rows that belong to no note; a page's first rows may go on with the note of the page before."""
        inside = opened
        for row in rows:
            begun = None if row.grid else self._begin(row, calls)
            if begun:
                self.found.append(begun)
                inside = True
            elif inside and not row.grid and _label_of(row) is None:
                self.found[-1].rows.append(row)
            else:
                inside = False
                yield row

    def _begin(self, row: Row, calls: list[tuple[Word, int, int]]) -> FoundNote | None:
        labelled = _label_of(row)
        if labelled is None:
            return None
        label, printed, rest = labelled
        at = _find_call(label, calls)
        if at is None or not rest:
            return None
        word, start, end = calls[at]
        del calls[: at + 1]
        key = f"n{len(self.found) + 1}"
        self.calls.setdefault(id(word), []).append(Call(start=start, end=end, key=key))
        self.printed[key] = word.text[start:end]
        return FoundNote(key=key, label=label, printed=printed, rows=[Row(page=row.page, words=rest)])


def _foot(region: Region, page: Page, size: float) -> int:
    """Return from which row on the region may be notes: small print to its end, or what stands below a short rule."""
    rows = region.rows
    foot = len(rows)
    while foot and not rows[foot - 1].grid and rows[foot - 1].size < _SMALLER * size:
        foot -= 1
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    for rule in page.rules:
        short = rule.height <= 3 and 20 <= rule.width <= _SHORT_RULE * max(right - left, 1)  # noqa: PLR2004 - points
        below = next((at for at, row in enumerate(rows) if row.top > rule.top - 1), len(rows))
        if short and abs(rule.left - left) < 2 * size and 0 < below < foot:
            foot = below
    return foot


def _raised_foot(region: Region) -> int:
    """Return from which row on notes stand that nothing but their raised number shows: one that is called above."""
    rows = region.rows
    for at, row in enumerate(rows):
        labelled = None if row.grid or not at or not _begins_raised(row) else _label_of(row)
        if labelled and _find_call(labelled[0], list(_raised(one for one in rows[:at] if not one.grid))) is not None:
            return at
    return len(rows)


def _begins_raised(row: Row) -> bool:
    return bool(row.words[0].runs) and row.words[0].runs[0].shift == RAISED


def _doubts(regions: Sequence[Region], page: int) -> Iterator[Doubt]:
    """Yield the rows in the lower part of a page's regions that begin with the number of what is raised above."""
    for region in regions:
        rows = [row for row in region.rows if not row.grid]
        for at, row in enumerate(rows):
            labelled = _label_of(row) if at else None
            calls = [call for call in _raised(rows[:at]) if call[0].runs[-1].shift == RAISED] if labelled else []
            found = _find_call(labelled[0], calls) if labelled else None
            if found is not None and labelled and labelled[2] and at >= len(rows) // 2:
                yield Doubt(page=page, word=calls[found][0].text, text=row.text)


def _raised(rows: Iterable[Row]) -> Iterator[tuple[Word, int, int]]:
    """Yield what is raised in the rows and may call a note: the word, and from where up to where."""
    before = ""
    for row in rows:
        for word in row.words:
            for run in word.runs:
                if run.shift != RAISED or not _LABEL.fullmatch(word.text[run.start : run.end]):
                    continue
                base = word.text[: run.start] or before
                if not _UNIT.fullmatch(base):
                    yield word, run.start, run.end
            before = word.text


def _find_call(label: str, calls: Sequence[tuple[Word, int, int]]) -> int | None:
    for at, (word, start, end) in enumerate(calls):
        found = _LABEL.fullmatch(word.text[start:end])
        if found and found["label"] == label:
            return at
    return None


def _label_of(row: Row) -> tuple[str, str, tuple[Word, ...]] | None:
    """Return the label that a row begins with, how it is printed, and the words after it."""
    first = row.words[0]
    if first.runs and first.runs[0].shift == RAISED and first.runs[0].end < len(first.text):
        end = first.runs[0].end
        found = _LABEL.fullmatch(first.text[:end])
        if found:
            return found["label"], first.text[:end], (cut_word(first, end), *row.words[1:])
    found = _LABEL.fullmatch(first.text)
    if found and (not found["label"].isalpha() or any(run.shift for run in first.runs)):
        return found["label"], first.text, row.words[1:]
    return None


def cut_word(word: Word, start: int) -> Word:
    """Return the word from a character on."""
    runs = tuple(
        type(run)(
            start=max(run.start - start, 0), end=run.end - start, bold=run.bold, italic=run.italic, shift=run.shift
        )
        for run in word.runs
        if run.end > start
    )
    share = (word.right - word.left) * start / len(word.text)
    return replace(word, text=word.text[start:], left=word.left + share, runs=runs)
