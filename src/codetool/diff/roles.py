"""Who acts instead of whom, where no list knows both: "le délégué" and "le gardien", two ministers, two tribunals."""

from collections.abc import Sequence

from codetool.diff.actors import acting
from codetool.diff.changes import Effect, Ground
from codetool.diff.lexicon import Lexicon, Word, weight_of
from codetool.diff.marks import Mark
from codetool.diff.passages import Hunk, Passage
from codetool.diff.sides import Reading

_MOST = 4
"""Words of the longest run that names somebody."""


def other_role(passage: Passage, hunk: Hunk, sides: tuple[Reading, Reading], lexicon: Lexicon) -> Effect | None:
    """Return the effect of a change that puts somebody else in the place of one who acts, None where it does not."""
    if not all(0 < size <= _MOST for size in passage.sizes[passage.hunks.index(hunk)]):
        return None
    if not any(mark.ground is Ground.ADDRESSEE for side in sides for mark in side.marks):
        return None
    spans = (hunk.old, hunk.new)
    starts = _stands_in(sides, spans, lexicon) or _complements(sides, spans, lexicon)
    if not starts:
        return None
    old, new = passage.old[starts[0] : hunk.old[1]].strip(), passage.new[starts[1] : hunk.new[1]].strip()
    weight = weight_of(Ground.ADDRESSEE, "changed")
    return Effect(ground=Ground.ADDRESSEE, weight=weight, old=old, new=new, segment=hunk.segment)


Spans = tuple[tuple[int, int], tuple[int, int]]


def _stands_in(sides: tuple[Reading, Reading], spans: Spans, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return where both begin if one who acts is known, and a noun of which nothing is known took that place."""
    for mine, yours, span, other in ((*sides, *spans), (*sides[::-1], *spans[::-1])):
        known = [mark for mark in _inside(mine.marks, span) if mark.ground is Ground.ADDRESSEE]
        if not known or _inside(yours.marks, other) or not _is_noun(_words(yours, other), lexicon):
            continue
        elsewhere = any((mark.ground, mark.meaning) == (known[0].ground, known[0].meaning) for mark in yours.marks)
        if not elsewhere and known[0].start in acting(mine.words, mine.marks, lexicon):
            return spans[0][0], spans[1][0]
    return None


def _complements(sides: tuple[Reading, Reading], spans: Spans, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return where both begin if the same one acts, of another office: le ministre de la Justice, des Finances."""
    starts = []
    for side, span in zip(sides, spans, strict=True):
        before = [mark for mark in side.marks if mark.ground is Ground.ADDRESSEE and mark.end <= span[0]]
        run = _words(side, (before[-1].end, span[1])) if before else []
        bare = [word for word in run if word.form not in lexicon.little]
        between = [word for word in bare if word.start < span[0]]
        if not run or run[0].form not in lexicon.genitives or between or not _is_noun(_words(side, span), lexicon):
            return None
        starts.append(before[-1])
    acts = all(one.start in acting(side.words, side.marks, lexicon) for one, side in zip(starts, sides, strict=True))
    return (starts[0].start, starts[1].start) if acts and not _inside(sides[0].marks, spans[0]) else None


def _inside(marks: Sequence[Mark], span: tuple[int, int]) -> list[Mark]:
    return [mark for mark in marks if span[0] <= mark.start and mark.end <= span[1]]


def _words(side: Reading, span: tuple[int, int]) -> list[Word]:
    return [word for word in side.words if span[0] <= word.start and word.end <= span[1]]


def _is_noun(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether some words may name somebody: a noun with little beside it, no clause, no figure."""
    spared = ("-", *lexicon.genitives)  # porte-parole
    own = [word.form for word in words if word.form not in lexicon.little and word.form not in spared]
    return bool(own) and all(form[0].isalpha() and form not in lexicon.clauses for form in own)
