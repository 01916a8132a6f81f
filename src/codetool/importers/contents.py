"""Tables of contents typed by hand: heads without their text, which come again in the same order elsewhere."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from codetool.findings import Finding, finding
from codetool.importers.layout import has_pages
from codetool.importers.lines import Line
from codetool.importers.markers import ArticleStyle, read_article, read_division
from codetool.importers.sentences import ends_sentence

_TITLE = re.compile(
    r"(?:table (?:des|analytique des) mati[èe]res|sommaire|plan(?: du (?:code|texte))?|table des articles"
    r"|inhoud(?:sopgave|stafel|sopgaaf)?|inhalt(?:sverzeichnis|sübersicht)?"
    r"|(?:table of )?contents|arrangement of sections)"
    r"\s*[.:]?",
    re.IGNORECASE,
)
_S = r"[ \u00a0\u202f]"
_PAGE = re.compile(rf"(?:{_S}|[.…_·])+(?:p(?:age|ag)?\.?{_S}?)?(?P<page>\d{{1,3}})$", re.IGNORECASE)
_TAIL = 300
"""Characters at the end of a line in which the number of a page is looked for."""
_FEWEST = 3
"""Entries of a table of contents that has no title; one that has may have two."""
_SHARE = 0.6
"""How many of its lines come again word for word, at least, where it has no title."""
_HEAD = 4
"""Lines over which a heading may be wrapped."""
_LONGEST = 400
"""Characters that an entry may have."""
_TRIED = 100
"""Places of one number that are tried: more often no series begins anew."""
_KEY = 8
"""Letters of a heading without a number by which its place is looked up."""

_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What a line would be as a head: a number with the letters after it, or letters alone."""

    key: _Key
    letters: str


def mark_contents(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, those told that belong to a table of contents typed by hand, with its title.

    >>> texts = ("Sommaire", "Titre 1 Un 3", "Titre 2 Deux 5", "Titre 1 Un", "Art. 1. Il agit.", "Titre 2 Deux")
    >>> lines = [Line(text=text, number=number) for number, text in enumerate(texts, start=1)]
    >>> [line.contents for line in mark_contents(lines)]
    [True, True, True, False, False, False]
    """
    told = list(lines)
    for found in _Search(lines=lines).tables():
        for at in found:
            told[at] = replace(lines[at], contents=True)
    return tuple(told)


def contents_kept(lines: Sequence[Line]) -> Iterator[Finding]:
    """Yield a finding for each table of contents among the lines."""
    for told, run in groupby(lines, key=lambda line: line.contents):
        entries = list(run)
        if told:
            yield finding("contents-kept", line=entries[0].number, count=len(entries), last=entries[-1].number)


@dataclass(slots=True, kw_only=True)
class _Search:
    """Looks for runs of lines that are the heads of what stands elsewhere, in their order."""

    lines: Sequence[Line]
    heads: Sequence[_Head | None] = ()
    places: dict[_Key, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.heads = [None if line.table else _head(_text(line)[:_LONGEST]) for line in self.lines]
        for at, head in enumerate(self.heads):
            if head:
                self.places.setdefault(head.key, []).append(at)

    def tables(self) -> Iterator[range]:
        """Yield the lines of each table of contents."""
        at = 0
        while at < len(self.lines):
            titled = _TITLE.fullmatch(self.lines[at].text) is not None
            found = self._titled(at) if titled else self._untitled(at)
            if found:
                yield found
            at = found.stop if found else at + 1

    def _titled(self, at: int) -> range:
        below = self.lines[at + 1].table if at + 1 < len(self.lines) else None
        if below and has_pages(below):
            return range(at, at + 2)
        end = self._run(at + 1, len(self.lines)) or self._run(at + 1, at)
        return range(at, end) if end else range(0)

    def _untitled(self, at: int) -> range:
        before = self.lines[at - 1].text if at else ""
        if self._place(at, at + 1, len(self.lines)) < 0 or read_division(before):
            return range(0)
        end = self._run(at, len(self.lines), _FEWEST, _SHARE)
        return range(at, end) if end else range(0)

    def _run(self, start: int, until: int, fewest: int = 1, share: float = 0.0) -> int:
        """Return where the run ends whose heads come again below it, or above where `until` is; 0 if there is none.

        As many as `fewest` of its lines have a number that heads have; that `share` of them comes again word for word,
        the others end in rising numbers of pages.
        """
        stop = len(self.lines)
        above = until < stop
        at, last, page, found, numbered = start, -1, 0, 0, 0
        while at < stop:
            place = self._place(at, max(last, -1 if above else at) + 1, until)
            if place >= 0:
                stop = stop if above or found else min(stop, place)
                last, found = place, found + 1
            elif not (self._wraps(at, last) or _page(self.lines[at].text) >= max(page, 1)):
                break
            numbered += any(len(entry.key) > 1 for entry in self._readings(at))
            page = max(page, _page(self.lines[at].text))
            at += 1
        return at if at > start + 1 and numbered >= fewest and found >= share * (at - start) else 0

    def _place(self, at: int, first: int, until: int) -> int:
        """Return the first line from `first` up to `until` that the line is the entry of, -1 if there is none."""
        for entry in self._readings(at):
            places = self.places.get(entry.key, [])
            begin = bisect_left(places, first)
            for place in places[begin : begin + _TRIED]:
                if place < until and self._is_entry_of(entry, place):
                    return place
        return -1

    def _readings(self, at: int) -> Iterator[_Head]:
        """Yield what the line is the entry of: the head as it stands, and without the number of a page at its end."""
        text = _text(self.lines[at])
        if self.lines[at].table or len(text) > _LONGEST:
            return
        unpaged = _unpaged(text)
        for head, entry in ((self.heads[at], text), (_head(unpaged) if unpaged != text else None, unpaged)):
            if head and (not head.letters or not ends_sentence(entry)):
                yield head

    def _is_entry_of(self, entry: _Head, place: int) -> bool:
        head = self.heads[place]
        numbered = len(entry.key) > 1
        letters = head.letters if head else ""
        for line in self.lines[place + 1 : place + _HEAD]:
            if len(letters) >= len(entry.letters):
                break
            letters += _letters(line.text[:_LONGEST])
        return letters.startswith(entry.letters) if numbered else letters == entry.letters

    def _wraps(self, at: int, place: int) -> bool:
        """Tell whether the line goes on with the entry before it, whose head stands at `place`."""
        if place < 0 or self.lines[at].table or self.lines[at].blanks:
            return False
        whole = _letters(" ".join(line.text[:_LONGEST] for line in self.lines[place : place + _HEAD]))
        begun, rest = (_letters(_unpaged(line.text)) for line in self.lines[at - 1 : at + 1])
        return bool(rest) and whole.startswith(begun + rest)


def _head(text: str) -> _Head | None:
    division = read_division(text)
    if division:
        return _Head(key=(division.rank, division.number), letters=_letters(division.rest))
    for style in ArticleStyle:
        if article := read_article(text, style):
            return _Head(key=(style, article.number), letters=_letters(article.rest))
    letters = _letters(text)
    return _Head(key=(letters[:_KEY],), letters=letters) if any(map(str.isalpha, letters)) else None


def _text(line: Line) -> str:
    """Return the text of a line without the sign or number that its list gives it, unless that is a head's."""
    bare = line.text[len(line.label) :].lstrip() if line.label and line.text.startswith(line.label) else line.text
    return bare if bare and (read_division(bare) or read_article(bare, ArticleStyle.NAMED)) else line.text


def _page(text: str) -> int:
    found = _PAGE.search(text[-_TAIL:])
    return int(found["page"]) if found else 0


def _unpaged(text: str) -> str:
    return text[:-_TAIL] + _PAGE.sub("", text[-_TAIL:])


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
