"""Who acts in a sentence: its subject, the agent of its passive, and those who stand beside them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from codetool.diff.changes import Ground
from codetool.diff.lexicon import Lexicon, Word
from codetool.diff.marks import Mark

_ARTICLES = 2
"""Words that a noun may have before it for itself: "tous les membres"."""
_LINK = 20
"""Characters that may stand between two who act together."""


def acting(words: Sequence[Word], marks: Iterable[Mark], lexicon: Lexicon) -> dict[int, bool]:
    """Return where those stand who act in a sentence, each with whether another one acts beside.

    >>> from codetool.diff.lexicon import load_lexicon, words_of
    >>> from codetool.diff.marks import read_marks
    >>> lexicon, text = load_lexicon("fra"), "Le ministre ou son délégué entend le directeur."
    >>> acting(words_of(text), read_marks(text, lexicon, {}), lexicon)
    {3: True, 19: True}
    """
    found: dict[int, bool] = {}
    last: Mark | None = None
    for mark in marks:
        # Whoever stands at the very end, without so much as a full stop, is named by a heading.
        if mark.ground is not Ground.ADDRESSEE or mark.end == words[-1].end:
            continue
        at = bisect_left(words, mark.start, key=_START)
        if last and links(words, last, mark, lexicon):
            found[last.start] = found[mark.start] = True
        elif mark.subject or _leads(words, at, lexicon):
            found[mark.start] = False
        last = mark if mark.start in found else None
    return found


_START = attrgetter("start")


def links(words: Sequence[Word], first: Mark, last: Mark, lexicon: Lexicon) -> bool:
    """Tell whether two nouns stand side by side: nothing but "et", "ou", a comma and articles between them."""
    if last.start - first.end > _LINK:
        return False
    between = words[bisect_left(words, first.end, key=_START) : bisect_left(words, last.start, key=_START)]
    joins = [word.form in lexicon.joining or word.form == "," for word in between]
    return any(joins) and all(join or word.form in lexicon.little for word, join in zip(between, joins, strict=True))


def _leads(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun is the first of its sentence or of its main clause, or stands after "par"."""
    head = at
    while head and at - head < _ARTICLES and words[head - 1].form in lexicon.little:
        head -= 1
    if not head or at <= 1 or words[head - 1].form in lexicon.agents:
        return True
    # "Dans les huit jours, le bureau …": the main clause begins after the first comma.
    opens = words[head - 1].form == "," and words[0].form in lexicon.clauses
    return opens and all(word.form != "," for word in words[: head - 1])
