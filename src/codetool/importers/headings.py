"""Where a heading ends: headings of divisions and articles that are wrapped, or stand below their number."""

from collections.abc import Sequence

from codetool.importers.lines import Line
from codetool.importers.sentences import goes_on, starts_sentence

_WORDS = 20
_ARTICLE_WORDS = 12
_SHORT = 0.75
"""A line that ends before this part of the text's width was ended by its writer, not by the margin."""


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals.

    >>> is_capitals("D'ACTION DE L'ASSISTANT"), is_capitals("L'assistant"), is_capitals("12")
    (True, False, False)
    """
    return text.isupper()


def heading_lines(first: str, after: Sequence[Line], width: int) -> int:
    """Return how many of the lines `after` a division's head belong to its heading; `first` stands on the head's line.

    >>> heading_lines("AUTONOMIE ET", [Line(text="RESPONSABILITE", number=2), Line(text="Il agit.", number=3)], 80)
    1
    """
    if not first:
        return _heading_below(after, width)
    taken, text = 0, first
    for line in after:
        if line.blanks and not goes_on(text):
            break
        capitals = is_capitals(text) and is_capitals(line.text)
        if not capitals and (starts_sentence(line.text) or text.endswith((".", ":", ";"))) and not goes_on(text):
            break
        taken += 1
        text = line.text
        if taken > _WORDS:
            break
    return taken


def _heading_below(after: Sequence[Line], width: int) -> int:
    if not after or not _reads_as_heading(after[0].text, _WORDS):
        return 0
    lines = 1 + heading_lines(after[0].text, after[1:], width)
    if lines < len(after) and not after[lines].blanks and len(after[lines - 1].text) > _SHORT * width:
        return 0
    return lines


def article_heading(rest: str, after: Sequence[Line], width: int, *, numbered: bool = False) -> str:
    """Return the heading that stands on the line of an article's number, an empty string where it is the text.

    `numbered` tells that the article's first paragraph, such as § 1er., stands on the next line.

    >>> article_heading("Définitions", [Line(text="Au sens du présent code, on entend :", number=2)], 80)
    'Définitions'
    >>> article_heading("L'assistant social respecte", [Line(text="la dignité.", number=2)], 30)
    ''
    """
    if not rest or not _reads_as_heading(rest, _ARTICLE_WORDS):
        return ""
    if numbered:
        return rest
    if not after:
        return ""
    if is_capitals(rest) and len(rest) > 1:
        return rest
    following = after[0]
    ended = bool(following.blanks) or len(rest) < _SHORT * width
    return rest if ended and starts_sentence(following.text) else ""


def _reads_as_heading(text: str, words: int) -> bool:
    return (
        len(text.split()) <= words
        and not text.endswith((",", ";", ":", "!", "?"))
        and not goes_on(text)
        and (not text.endswith(".") or is_capitals(text))
        and text.lstrip('«"“( –-')[:1].isupper()
    )
