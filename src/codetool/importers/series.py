"""Heads of divisions and articles: a number opens one only where it continues its series and no sentence needs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from codetool.importers.enclosure import enclosed_lines
from codetool.importers.headings import Margin, is_capitals
from codetool.importers.lines import Line
from codetool.importers.markers import (
    ArticleStyle,
    DivisionMarker,
    Marker,
    read_article,
    read_division,
    read_headed,
    read_points,
)
from codetool.importers.numbers import Fit, Number, fit_of
from codetool.importers.sentences import starts_sentence

_LEADERS = re.compile(r"(?:\.[ ]?){4,}[ivxlc\d]*$|…[ ]*[\divxlc]+$|_{3,}[ ]*\d*$")
"""The dots of a table of contents."""
_END = 300
_DIVISION_WORDS = 40
_HEADED_WORDS = 15
_AHEAD = 8
_HEADED_RANK = 7
_SEPARATED = ("–", "—", "-", ":", ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What stands before a line: a blank line, the end of a sentence, a head without text.

    `tail` is the last character before it; `hanging` tells that the text before cannot end there,
    `referring` that its last word asks for a number.
    """

    at: int
    blank: bool
    ended: bool
    head: bool
    hanging: bool
    referring: bool
    tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head that was accepted; `broken`: its number does not follow the one before; `again`: its series restarts."""

    marker: Marker
    element: str = "article"
    rank: int = 0
    broken: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is known of the whole text before it is read: its width, its quotations, how it numbers its articles."""

    lines: Sequence[Line]
    enclosed: frozenset[int]
    style: ArticleStyle
    depth: int
    margin: Margin
    longest: int

    def is_open(self, at: int) -> bool:
        """Tell whether a number on that line may count: outside quotations, brackets and tables of contents."""
        return at not in self.enclosed and not _LEADERS.search(self.lines[at].text[-_END:])

    def is_head(self, at: int) -> bool:
        """Tell whether the line reads as the head of a division or an article, whatever stands before it."""
        text = self.lines[at].text
        return self.is_open(at) and bool(read_division(text) or self.article_at(at))

    def article_at(self, at: int) -> Marker | None:
        """Return the article's number that the line begins with, in the text's own style."""
        marker = read_article(self.lines[at].text, self.style)
        return (
            marker
            if marker and (self.style is not ArticleStyle.DECIMAL or len(marker.number.parts) == self.depth)
            else None
        )


def survey(lines: Sequence[Line]) -> View:
    """Return what is known of a text before it is read."""
    enclosed = enclosed_lines(lines)
    style, depth = _style_of(lines, enclosed)
    lengths = sorted(len(line.text) for line in lines)
    return View(
        lines=lines,
        enclosed=enclosed,
        style=style,
        depth=depth,
        margin=Margin(width=lengths[len(lengths) * 9 // 10] if lengths else 0, loose=_is_loose(lines)),
        longest=lengths[-1] if lengths else 0,
    )


def _is_loose(lines: Sequence[Line]) -> bool:
    """Tell whether blank lines stand inside sentences too."""
    return any(
        after.blanks and after.text[0].islower() and before.text[-1] not in ":;,." and not any(read_points(after.text))
        for before, after in pairwise(lines)
    )


def _style_of(lines: Sequence[Line], enclosed: frozenset[int]) -> tuple[ArticleStyle, int]:
    """Return the style of the first number that can be an article's; bare figures only where there is no other."""
    possible = [line for at, line in enumerate(lines) if at not in enclosed and not _LEADERS.search(line.text[-_END:])]
    for styles, from_one, capital in (
        ((ArticleStyle.NAMED, ArticleStyle.DECIMAL, ArticleStyle.SIGN), True, True),
        ((ArticleStyle.INTEGER,), True, True),
        ((ArticleStyle.DECIMAL, ArticleStyle.SIGN), False, True),  # a part of a text, which begins anywhere
        ((ArticleStyle.DECIMAL,), True, False),
    ):
        for line, style in product(possible, styles):
            first = read_article(line.text, style)
            from_first = from_one and style is not ArticleStyle.NAMED
            if first and _may_be_first(first, from_one=from_first, capital=capital):
                return style, len(first.number.parts)
    return ArticleStyle.NAMED, 1


def _may_be_first(marker: Marker, *, from_one: bool, capital: bool) -> bool:
    if from_one and marker.number.parts[-1] != 1:
        return False
    return not capital or not marker.rest or starts_sentence(marker.rest) or marker.num.endswith(_SEPARATED)


@dataclass(slots=True, kw_only=True)
class Heads:
    """The series of divisions and articles as far as the text was read."""

    view: View
    _divisions: dict[int, Number] = field(default_factory=dict)
    _through: dict[int, Number] = field(default_factory=dict)
    _article: Number | None = None
    _fresh: Number | None = None

    def division(self, line: Line, place: Place) -> Head | None:
        """Return the head of a division that stands on the line, None where there is none."""
        if not self.view.is_open(place.at) or place.hanging:
            return None
        marker = read_division(line.text)
        if marker is None:
            return self._headed(line, place)
        fit = self._division_fit(marker.number, marker.rank)
        if not _reads_as_division(marker, place, fit):
            return None
        self._enter(marker.number, marker.rank)
        broken, again = fit in (Fit.GAP, Fit.BACK), fit is Fit.RESTART
        return Head(marker=marker, element=marker.element, rank=marker.rank, broken=broken, again=again)

    def article(self, place: Place) -> Head | None:
        """Return the head of an article that stands on the line, None where there is none."""
        if not self.view.is_open(place.at):
            return None
        marker = self.view.article_at(place.at)
        if marker is None:
            return None
        fit = self._article_fit(marker.number)
        unfinished = place.blank and fit is Fit.NEXT and marker.num.endswith(_SEPARATED) and not place.referring
        if place.hanging and not unfinished:
            return None
        if not self._reads_as_article(marker, place, fit):
            return None
        self._article, self._fresh = marker.until or marker.number, None
        return Head(marker=marker, broken=fit in (Fit.GAP, Fit.BACK, Fit.RESTART))

    def is_paragraph(self, marker: Marker) -> bool:
        """Tell whether the number may be one of a paragraph of the article that is open."""
        if marker.num.startswith("§"):
            return self.view.style is not ArticleStyle.SIGN
        if marker.num.startswith("("):
            return True
        article = self._article.parts if self._article else ()
        return marker.number.parts[:-1] == article

    def _division_fit(self, number: Number, rank: int) -> Fit:
        fit = fit_of(number, self._divisions.get(rank))
        if rank in self._through and fit_of(number, self._through[rank]) is Fit.NEXT:
            return Fit.NEXT
        return fit

    def _enter(self, number: Number, rank: int) -> None:
        self._divisions = {other: last for other, last in self._divisions.items() if other < rank}
        self._divisions[rank] = self._through[rank] = number
        self._fresh = number

    def _headed(self, line: Line, place: Place) -> Head | None:
        """Return a heading numbered without a word, if its number continues a series and an article follows it."""
        marker = read_headed(line.text)
        if marker is None or not (place.blank or place.head or place.ended):
            return None
        roman = marker.num[0].isalpha()
        fit = fit_of(marker.number, self._divisions.get(_HEADED_RANK))
        short = len(marker.rest.split()) <= _HEADED_WORDS and marker.rest[:1].isupper()
        if (
            not short
            or fit not in (Fit.FIRST, Fit.NEXT)
            or (marker.rest[-1] in ".;:," and not is_capitals(marker.rest))
        ):
            return None
        following = self._next_article(place.at)
        decimal = (
            self.view.style is ArticleStyle.DECIMAL
            and following
            and following.number.parts[0] == marker.number.parts[0]
        )
        if not following or not (decimal or roman):
            return None
        self._enter(marker.number, _HEADED_RANK)
        return Head(marker=marker, element="section", rank=_HEADED_RANK)

    def _next_article(self, at: int) -> Marker | None:
        for later in range(at + 1, min(at + 1 + _AHEAD, len(self.view.lines))):
            if self.view.is_open(later) and (found := self.view.article_at(later)):
                return found
        return None

    def _article_fit(self, number: Number) -> Fit:
        if self._fresh is not None and number.parts[-1] == 1:
            return Fit.FIRST
        return fit_of(number, self._article)

    def _reads_as_article(self, marker: Marker, place: Place, fit: Fit) -> bool:
        named = self.view.style is ArticleStyle.NAMED
        apart = place.ended or place.head or (place.blank and place.tail not in (",", ":", ";"))
        # Art. 6 (nouveau), Art. 7 [abrogé], Art. 8 a) Il voit
        listed = any(starts_sentence(point.rest) for point in read_points(marker.rest))
        noted = apart and (marker.rest[:1] in ("(", "[") or listed)
        separated = named and marker.num.endswith(_SEPARATED)
        capital = not marker.rest or starts_sentence(marker.rest) or separated or noted
        match fit:
            case Fit.NEXT | Fit.FIRST:
                return capital or (apart and not named)
            case Fit.RESTART:
                return capital and apart and named
            case Fit.GAP | Fit.BACK:
                near = self._article is None or marker.number.parts[:-1] == self._article.parts[:-1]
                return capital and apart and (near or place.blank or place.head)


def _reads_as_division(marker: DivisionMarker, place: Place, fit: Fit) -> bool:
    if len(marker.rest.split()) > _DIVISION_WORDS or marker.rest.endswith((",", ";", ":")):
        return False
    separated = marker.num.endswith(_SEPARATED)
    if marker.rest and not separated and not starts_sentence(marker.rest):
        return False
    if place.ended or place.head or place.blank:
        return True
    return fit is Fit.NEXT and (is_capitals(marker.rest or marker.num) or separated)
