"""A survey of the whole text: how it numbers its articles, how wide it runs, what its headings look like."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from codetool.importers.enclosure import enclosed_lines
from codetool.importers.headings import Margin, is_capitals
from codetool.importers.lines import Line, MarkKind
from codetool.importers.markers import (
    ELEMENTS,
    ArticleStyle,
    DivisionMarker,
    Marker,
    read_article,
    read_division,
    read_points,
)
from codetool.importers.numbers import Fit, fit_of
from codetool.importers.sentences import starts_sentence

_LEADERS = re.compile(r"(?:\.[ ]?){4,}[ivxlc\d]*$|…[ ]*[\divxlc]+$|_{3,}[ ]*\d*$")
"""The dots of a table of contents."""
_END = 300
"""Characters at the end of a line in which such dots are looked for: a line may be a megabyte long."""
SEPARATED = ("–", "—", "-", ":", ".")
"""What a number ends with that is set apart from the text after it."""
_FOR_CERTAIN = (ArticleStyle.NAMED, ArticleStyle.DECIMAL, ArticleStyle.SIGN)
BY_WORD = (ArticleStyle.NAMED, ArticleStyle.WORDED)
"""Styles of articles that a word tells."""
_MOST = 9
"""Of ten lines of a text, those that are no longer than its width; the others stick out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a heading is set: its outline level, or where it has none, how it stands on the page."""

    level: int = 0
    centered: bool = False
    bold: bool = False
    size: float = 0.0
    capitals: bool = False


def look_of(line: Line) -> Look | None:
    """Return how a line is set if that tells it from running text, else None.

    >>> look_of(Line(text="Un", number=1, level=2)), look_of(Line(text="Un", number=1))
    (Look(level=2, centered=False, bold=False, size=0.0, capitals=False), None)
    """
    if line.level:
        return Look(level=line.level)
    if line.ends is None or not (line.bold or line.centered):
        return None
    return Look(centered=line.centered, bold=line.bold, size=line.size, capitals=is_capitals(line.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is known of a text before it is read.

    `margin` is how wide its lines are, `unwrapped` tells that it seems to have a line for each paragraph; `sample` is
    the line of its first article; `ranks` are those of divisions by the look of their headings, `capitals` those of
    divisions whose headings stand in capitals.
    """

    lines: Sequence[Line]
    enclosed: frozenset[int]
    style: ArticleStyle
    depth: int
    margin: Margin
    unwrapped: bool
    sample: Line | None = None
    ranks: Mapping[Look, int] = field(default_factory=dict)
    capitals: frozenset[int] = frozenset()

    def is_open(self, at: int) -> bool:
        """Tell whether a number on that line may count: outside quotations, brackets and tables of contents."""
        line = self.lines[at]
        return at not in self.enclosed and not line.contents and not _is_entry(line, self.style)

    def is_head(self, at: int) -> bool:
        """Tell whether the line reads as the head of a division or an article, whatever stands before it."""
        text = self.lines[at].text
        return self.is_open(at) and bool(read_division(text) or self.article_at(at))

    def article_at(self, at: int) -> Marker | None:
        """Return the article's number that the line begins with, in the text's own style; None below the last line."""
        if at >= len(self.lines):
            return None
        line = self.lines[at]
        marker = read_article(line.text, self.style)
        if self.style is ArticleStyle.WORDED and not (self.sample and _word(line) == _word(self.sample)):
            return None
        if not marker or (self.style is ArticleStyle.DECIMAL and len(marker.number.parts) != self.depth):
            return None
        return marker if self.style in BY_WORD or self._stands_like_the_first(line) else None

    def _stands_like_the_first(self, line: Line) -> bool:
        """Tell whether the line stands in the list, or has the level, that the first article has, if that is known."""
        if self.sample is None:
            return True
        same_list = line.depth == self.sample.depth or -1 in (line.depth, self.sample.depth)
        return same_list and bool(line.level) == bool(self.sample.level)


def survey(lines: Sequence[Line], styles: Sequence[ArticleStyle] = tuple(ArticleStyle)) -> View:
    """Return what is known of a text before it is read; its articles are numbered in one of the styles."""
    enclosed = enclosed_lines(lines)
    first = _first_article(lines, enclosed, frozenset(styles))
    lengths = sorted(len(line.text) for line in lines)
    unknown = [len(line.text) for line in lines if line.ends is None]
    return View(
        lines=lines,
        enclosed=enclosed,
        style=first.style,
        depth=first.depth,
        margin=Margin(width=lengths[len(lengths) * _MOST // 10] if lengths else 0, loose=_is_loose(lines)),
        unwrapped=max(unknown, default=0) > _LINE,
        sample=first.line,
        ranks=_ranks(lines, first.style),
        capitals=frozenset(found.rank for found in map(_capital_division, lines) if found),
    )


_LINE = 200
"""No page is as wide: a text with such a line has a line for each paragraph."""


def _ranks(lines: Sequence[Line], style: ArticleStyle) -> dict[Look, int]:
    """Return the rank of each look that headings of divisions have: the outermost, where it has several."""
    ranks: dict[Look, int] = {}
    for line in lines:
        look, marker = look_of(line), read_division(line.text)
        if look and marker:
            ranks[look] = min(marker.rank, ranks.get(look, marker.rank))
    levels = {look.level: rank for look, rank in ranks.items() if look.level}
    for level in _unranked(lines, style, levels):
        ranks[Look(level=level)] = levels[level] = _between(level, levels)
    return ranks


def _unranked(lines: Sequence[Line], style: ArticleStyle, ranked: Mapping[int, int]) -> list[int]:
    """Return the levels above the articles' that only headings without a number have; a lone first one is the title."""
    heads = [line for line in lines if line.level]
    articles = min((line.level for line in heads if read_article(line.text, style)), default=_NO_LEVEL)
    counts = Counter(line.level for line in heads if line.level < articles and line.level not in ranked)
    return sorted(level for level, times in counts.items() if times > 1 or level != heads[0].level)


def _between(level: int, levels: Mapping[int, int]) -> int:
    above = [rank for other, rank in levels.items() if other < level]
    below = [rank for other, rank in levels.items() if other > level]
    if above:
        return min(max(above) + 1, len(ELEMENTS) - 1)
    return max(min(below) - 1, 0) if below else _OUTERMOST


_OUTERMOST = ELEMENTS.index("chapter")
"""The rank of headings without number where none has one: chapters."""
_NO_LEVEL = 100


def _capital_division(line: Line) -> DivisionMarker | None:
    found = read_division(line.text)
    return found if found and is_capitals(found.rest or found.num) else None


def _is_entry(line: Line, style: ArticleStyle) -> bool:
    """Tell whether the line is one of a table of contents: it ends in dots, or is a link as a whole."""
    if _LEADERS.search(line.text[-_END:]):
        # Dots are also all that is left of a repealed article.
        repealed = read_article(line.text.rstrip(". …"), style)
        return repealed is None or bool(repealed.rest)
    return any(
        mark.kind is MarkKind.LINK and mark.target.startswith("#") and mark.end - mark.start >= len(line.text)
        for mark in line.marks
    )


def _is_loose(lines: Sequence[Line]) -> bool:
    """Tell whether blank lines stand inside sentences too."""
    return any(
        after.blanks
        and after.text[:1].islower()
        and before.text[-1:] not in ":;,."
        and before.ends is None
        and not any(read_points(after.text))
        for before, after in pairwise(lines)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _First:
    style: ArticleStyle = ArticleStyle.NAMED
    depth: int = 1
    line: Line | None = None


def _first_article(lines: Sequence[Line], enclosed: frozenset[int], allowed: frozenset[ArticleStyle]) -> _First:
    """Return the style of the first number that can be an article's; bare figures only where there is no other."""
    possible = [
        line
        for at, line in enumerate(lines)
        if at not in enclosed and not line.contents and not _LEADERS.search(line.text[-_END:])
    ]
    worded = _worded_article(possible) if ArticleStyle.WORDED in allowed else None
    for styles, from_one, capital in (
        (_FOR_CERTAIN, True, True),
        ((ArticleStyle.WORDED,) if worded else (), True, True),
        ((ArticleStyle.INTEGER,), True, True),
        ((ArticleStyle.DECIMAL, ArticleStyle.SIGN), False, True),  # a part of a text, which begins anywhere
        ((ArticleStyle.DECIMAL,), True, False),
    ):
        for line, style in product(possible, [style for style in styles if style in allowed]):
            first = read_article(line.text, style)
            from_first = from_one and style is not ArticleStyle.NAMED
            if (
                first
                and (line is worded or style is not ArticleStyle.WORDED)
                and _may_be_first(first, from_one=from_first, capital=capital)
            ):
                return _First(style=style, depth=len(first.number.parts), line=line)
    return _First()


def _worded_article(lines: Sequence[Line]) -> Line | None:
    """Return the first of the lines that a word other than “article” numbers, if that is how the articles are told.

    Their series goes on through the whole text; where bare figures count the articles, the word is a heading's.
    """
    for word in {_word(line): None for line in lines if read_article(line.text, ArticleStyle.WORDED)}:
        found = [line for line in lines if _word(line) == word]
        numbers = [marker.number for line in found if (marker := read_article(line.text, ArticleStyle.WORDED))]
        running = all(fit_of(number, last) is Fit.NEXT for last, number in pairwise(numbers))
        if len(numbers) > 1 and running and numbers[0].parts == (1,) and not _counts_once(lines):
            return found[0]
    return None


def _counts_once(lines: Sequence[Line]) -> bool:
    """Tell whether bare figures count once through the text, as articles do and the points of lists do not."""
    numbers = [marker.number for line in lines if (marker := read_article(line.text, ArticleStyle.INTEGER))]
    return len(numbers) > 1 and sum(1 for number in numbers if number.parts == (1,)) == 1


def _word(line: Line) -> str:
    return line.text.partition(" ")[0].casefold()


def _may_be_first(marker: Marker, *, from_one: bool, capital: bool) -> bool:
    if from_one and marker.number.parts[-1] != 1:
        return False
    return not capital or not marker.rest or starts_sentence(marker.rest) or marker.num.endswith(SEPARATED)
