"""Headings without a number: divisions all the same, where the look that they have is that of divisions elsewhere."""

import re
from dataclasses import dataclass

from codetool.importers.headings import is_capitals, reads_as_heading
from codetool.importers.markers import read_division, read_paragraph, read_points
from codetool.importers.sentences import ends_sentence
from codetool.importers.survey import View, look_of

_REPEALED = re.compile(
    r"abrogée?s?\b|supprimée?s?\b|opgeheven|geschrapt|aufgehoben|gestrichen|repealed|deleted", re.IGNORECASE
)
"""What is left of an alinéa is no heading."""
_PREAMBLE = frozenset(
    # Headings of what stands before the first article.
    """préambule preambule preamble aanhef präambel considérants considerants considerans overwegingen erwägungsgründe
    recitals""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The text of a paragraph, and of how many lines it is."""

    text: str
    lines: int


def paragraph_at(view: View, at: int) -> Paragraph:
    """Return the paragraph that begins with the line: up to where one ends for certain, or above an empty line."""
    end = at + 1
    while end < min(at + _LINES, len(view.lines)) and view.lines[end - 1].ends is not True:
        after = view.lines[end]
        if after.blanks or after.table or (view.lines[end - 1].ends is None and view.is_head(end)):
            break
        end += 1
    return Paragraph(text=" ".join(line.text for line in view.lines[at:end]), lines=end - at)


_LINES = 8
"""Lines that a heading may have, more than anybody writes."""
_TOLD_WORDS = 60
"""Words that a heading may have where its format tells that it is one."""
_ALONE_WORDS = 40
"""Words that one may have which stands alone above an article."""


def unnumbered_rank(view: View, at: int, heading: Paragraph, *, begun: bool) -> int | None:
    """Return the rank of the division that the line is the heading of, None where it is none, or may be none.

    A heading that its format tells has the rank of its look; articles must follow it. In plain text only a line in
    capitals right above an article counts, where all other headings in capitals are of one rank.
    """
    line = view.lines[at]
    words = _TOLD_WORDS if line.level else None
    if not reads_as_heading(heading.text, words) or not view.is_open(at):
        return None
    if heading.text.casefold().strip(" .:") in _PREAMBLE:
        return None
    look = look_of(line)
    if look is None:
        return _rank_of_capitals(view, at) if begun and line.ends is None else None
    rank = view.ranks.get(look)
    return rank if rank is not None and _leads_to_article(view, at, heading, told=begun and bool(line.level)) else None


def heads_article(view: View, at: int, heading: Paragraph) -> bool:
    """Tell whether a paragraph without a look of its own stands like a heading: alone between two articles.

    The text before it is complete, it has no end mark itself, and an article follows at once; in plain text there are
    empty lines around it.
    """
    line, below = view.lines[at], at + heading.lines
    listed = line.label or line.depth >= 0 or view.article_at(at) or any(read_points(line.text))
    if listed or read_paragraph(line.text) or _REPEALED.search(heading.text) or below >= len(view.lines):
        return False
    last = view.lines[below - 1]
    apart = last.ends is True or (last.ends is None and line.blanks > 0 and view.lines[below].blanks > 0)
    alone = ends_sentence(view.lines[at - 1].text) and view.article_at(below) is not None and view.is_open(below)
    return apart and alone and view.is_open(at) and reads_as_heading(heading.text, _ALONE_WORDS, verbless=True)


def capitals_below(view: View, at: int, heading: Paragraph) -> bool:
    """Tell whether a paragraph in capitals has others further down that stand alone between articles.

    Then one above the first article is a heading too, and no end of the cover.
    """
    if not is_capitals(heading.text) or view.article_at(at + heading.lines) is None:
        return False
    return any(
        is_capitals(view.lines[other].text) and heads_article(view, other, paragraph_at(view, other))
        for other in range(at + heading.lines + 1, len(view.lines))
    )


def _rank_of_capitals(view: View, at: int) -> int | None:
    """Return the rank in plain text of a line in capitals, set apart, right above an article."""
    line = view.lines[at]
    alone = line.blanks > 0 and is_capitals(line.text) and len(max(line.text.split(), key=len)) >= _WORD
    if not alone or at + 1 >= len(view.lines) or not view.lines[at + 1].blanks or not view.article_at(at + 1):
        return None
    return next(iter(view.capitals)) if len(view.capitals) == 1 else None


_WORD = 4
"""Letters of the longest word of a heading, at least: an abbreviation in capitals is none."""


_FAR = 300
"""Lines of text that a division may have before its first article, and more."""


def _leads_to_article(view: View, at: int, heading: Paragraph, *, told: bool) -> bool:
    """Tell whether the next line, other headings apart, is an article; with a heading's level, text may come first."""
    own = look_of(view.lines[at])
    for later in range(at + heading.lines, min(at + 1 + _FAR, len(view.lines))):
        line = view.lines[later]
        if view.article_at(later) and view.is_open(later):
            return True
        look = look_of(line)
        if look is None or not (line.level or read_division(line.text)):
            if not told:
                return False
        elif told and own and line.level and line.level <= own.level:
            return False
    return False
