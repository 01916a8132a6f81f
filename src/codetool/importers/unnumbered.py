"""Headings without a number: divisions all the same, where the look that they have is that of divisions elsewhere."""

import re

from codetool.importers.headings import is_capitals, reads_as_heading
from codetool.importers.markers import read_division
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


def unnumbered_rank(view: View, at: int, *, begun: bool) -> int | None:
    """Return the rank of the division that the line is the heading of, None where it is none, or may be none.

    A heading that its format tells has the rank of its look; articles must follow it. In plain text only a line in
    capitals right above an article counts, where all other headings in capitals are of one rank.
    """
    line = view.lines[at]
    if not reads_as_heading(line.text) or not view.is_open(at) or line.text.casefold().strip(" .:") in _PREAMBLE:
        return None
    look = look_of(line)
    if look is None:
        return _rank_of_capitals(view, at) if begun and line.ends is None else None
    rank = view.ranks.get(look)
    return rank if rank is not None and _leads_to_article(view, at, told=begun and bool(line.level)) else None


def heads_article(view: View, at: int) -> bool:
    """Tell whether a paragraph without a look of its own stands like a heading: alone between two articles.

    The text before it is complete, it has no end mark itself, and an article follows at once.
    """
    line = view.lines[at]
    listed = line.label or line.depth >= 0 or view.article_at(at) or _REPEALED.search(line.text)
    if line.ends is not True or listed or at + 1 >= len(view.lines):
        return False
    alone = ends_sentence(view.lines[at - 1].text) and view.article_at(at + 1) is not None and view.is_open(at + 1)
    return alone and view.is_open(at) and reads_as_heading(line.text)


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


def _leads_to_article(view: View, at: int, *, told: bool) -> bool:
    """Tell whether the next line, other headings apart, is an article; with a heading's level, text may come first."""
    own = look_of(view.lines[at])
    for later in range(at + 1, min(at + 1 + _FAR, len(view.lines))):
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
