"""Where a heading ends: headings of divisions and articles that are wrapped, or stand below their number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from codetool.importers.lines import Line
from codetool.importers.sentences import goes_on, last_word, starts_sentence

_WORDS = 20
_ARTICLE_WORDS = 12
_SHORT = 0.75
"""A line that ends before this part of the text's width was ended by its writer, not by the margin."""
_PAGE = 50
"""Characters that the lines of a page have, at least."""
_NEAR = 2
_OPENERS = "«\"“„‘'([ \u00a0\u202f"
_VERBS = frozenset(
    # Words that end no heading: after them a sentence goes on.
    """est sont était étaient sera seront a ont avait aura auront fait font peut peuvent pourra pourront doit doivent
    devra devront dure durent reste restent agit veille veillent respecte respectent exerce exercent prend prennent
    donne donnent ne pas
    is zijn was waren wordt worden heeft hebben kan kunnen mag mogen moet moeten zal zullen duurt duren niet
    ist sind war waren wird werden hat haben kann können darf dürfen muss müssen soll sollen dauert nicht
    are were has have can may must shall will lasts not""".split()
)


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals.

    >>> is_capitals("D'ACTION DE L'ASSISTANT"), is_capitals("L'assistant"), is_capitals("12")
    (True, False, False)
    """
    return text.isupper()


def heading_lines(first: str, after: Sequence[Line], width: int, *, ends: bool | None = None) -> int:
    """Return how many of the lines `after` a division's head belong to its heading; `first` stands on the head's line.

    `ends` is what the format knows of the end of the head's line.

    >>> heading_lines("AUTONOMIE ET", [Line(text="RESPONSABILITE", number=2), Line(text="Il agit.", number=3)], 80)
    1
    """
    if not first:
        return _heading_below(after, width)
    taken, text = 0, first
    for line in after:
        if (line.blanks or ends) and not goes_on(text):
            break
        capitals = is_capitals(text) and is_capitals(line.text)
        if not capitals and (starts_sentence(line.text) or text.endswith((".", ":", ";"))) and not goes_on(text):
            break
        taken += 1
        text, ends = line.text, line.ends
        if taken > _WORDS:
            break
    return taken


def _heading_below(after: Sequence[Line], width: int) -> int:
    if not after:
        return 0
    lines = 1 + heading_lines(after[0].text, after[1:], width, ends=after[0].ends)
    whole = " ".join(line.text for line in after[:lines])
    if not (after[0].level or _reads_as_heading(whole if goes_on(after[0].text) else after[0].text, _WORDS)):
        return 0
    last = after[lines - 1]
    if lines < len(after) and not (after[lines].blanks or last.ends) and len(last.text) > _SHORT * width:
        return 0
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """How wide the text runs, and whether its blank lines also stand inside sentences and so end none."""

    width: int
    loose: bool = False

    def is_short(self, reach: int, after: Sequence[Line]) -> bool:
        """Tell whether a line that reaches so far was ended by its writer: the next word had room on it.

        >>> after = [Line(text="la dignité.", number=2)]
        >>> Margin(width=30).is_short(28, after), Margin(width=30).is_short(20, after)
        (False, True)
        """
        near = list(takewhile(lambda line: not line.blanks, after[1:]))
        # Lines wrapped more narrowly than the rest of the text say so themselves, if there are a few.
        width = max(len(line.text) for line in (after[0], *near)) if len(near) >= _NEAR else self.width
        return reach + 1 + len(after[0].text.split(" ")[0]) <= min(width, self.width)

    def is_far(self, reach: int, after: Sequence[Line]) -> bool:
        """Tell whether a line ends so far from the margin that there was room for much more."""
        wide = self.width >= _PAGE  # narrower, it was no margin that ended the lines
        return wide and bool(after) and reach <= _SHORT * self.width and self.is_short(reach, after)

    def reaching(self, line: Line) -> "Margin":
        """Return the margin with room for a line of the text: what fits on it would have fitted on the one above."""
        return replace(self, width=max(self.width, len(line.text)))


def article_heading(
    rest: str,
    after: Sequence[Line],
    margin: Margin,
    *,
    line: Line | None = None,
    numbered: bool = False,
) -> str:
    """Return the heading that stands on the line of an article's number, an empty string where it may be the text.

    `line` is that line, if more than the heading stands on it, `after` are the next ones; `numbered` tells that the
    article's first paragraph, such as § 1er., begins there. In doubt there is no heading: a sentence torn in two is
    worse.

    >>> article_heading("Définitions", [Line(text="Au sens du présent code, on entend :", number=2)], Margin(width=80))
    'Définitions'
    >>> article_heading("L'assistant social respecte", [Line(text="La Personne.", number=2)], Margin(width=30))
    ''
    """
    if rest and line and _is_set_as_heading(rest, line, after):
        return rest
    if after and _is_bracketed(rest) and starts_sentence(after[0].text):
        return rest
    if not after or not rest or not _reads_as_heading(rest, _ARTICLE_WORDS) or last_word(rest) in _VERBS:
        return ""
    following = after[0]
    ended = line is not None and line.ends is True
    certain = is_capitals(rest) and len(rest.split()) > 1
    if not (numbered or certain or following.text.lstrip(_OPENERS)[:1].isupper()):
        return ""
    apart = ended or (following.blanks > 0 and not margin.loose)
    reach = line.indent + len(line.text) if line else len(rest)
    shown = margin if numbered else margin.reaching(following)
    return rest if apart or shown.is_short(reach, after) else ""


def wrapped_heading(first: str, after: Sequence[Line], margin: Margin, *, numbered: bool = False) -> int:
    """Return how many lines of `after` an article's heading goes on with; `numbered` tells that a number follows them.

    They begin in small letters, make no sentence, and an empty line stands between them and the text.

    >>> below = [Line(text="et retraits", number=2), Line(text="Il va.", number=3, blanks=1)]
    >>> wrapped_heading("Des ajouts", below, Margin(width=60))
    1
    """
    more = list(takewhile(lambda line: not line.blanks and line.ends is None and line.text[:1].islower(), after))
    following = after[len(more)] if len(more) < len(after) else None
    apart = numbered if following is None else following.blanks > 0 and starts_sentence(following.text)
    whole = " ".join((first, *(line.text for line in more)))
    reads = bool(first) and reads_as_heading(whole, verbless=True)
    return len(more) if apart and reads and not margin.loose else 0


def _is_bracketed(rest: str) -> bool:
    """Tell whether a text stands in brackets as a whole, as in `Art. 5 (nouveau)`."""
    inside = rest[1:-1]
    around = (rest[:1], rest[-1:]) in (("(", ")"), ("[", "]"))
    return around and inside[-1:].isalnum() and not any(mark in inside for mark in "()[]")


def _is_set_as_heading(rest: str, line: Line, after: Sequence[Line]) -> bool:
    """Tell whether the line is a paragraph that is set as a heading, above text that is not."""
    if not line.ends or len(rest.split()) > _WORDS:
        return False
    if line.level:
        # Some give a heading's level to whole articles, which then have no other text.
        return not rest.endswith((".", ";", ":")) or bool(after and not after[0].level)
    sentence = rest.endswith((".", ";", ":", ",")) and not is_capitals(rest)
    apart = bool(after) and (line.bold, line.centered) != (after[0].bold, after[0].centered)
    return (line.bold or line.centered) and apart and not sentence


def reads_as_heading(text: str, words: int | None = None, *, verbless: bool = False) -> bool:
    """Tell whether a text may be a heading: short (`words` at most), with a capital first, and no sentence.

    With `verbless`, no verb that headings seldom have may stand in it.

    >>> reads_as_heading("DISPOSITIONS FINALES"), reads_as_heading("Il agit.")
    (True, False)
    """
    if verbless and not _VERBS.isdisjoint(text.casefold().split()):
        return False
    return _reads_as_heading(text, words or _WORDS) and last_word(text) not in _VERBS


def _reads_as_heading(text: str, words: int) -> bool:
    return (
        len(text.split()) <= words
        and not text.endswith((",", ";", ":", "!", "?"))
        and not goes_on(text)
        and (not text.endswith(".") or is_capitals(text))
        and text.lstrip('«"“( –-')[:1].isupper()
    )
