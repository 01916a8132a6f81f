"""What two sequences of words have in common: their longest common subsequence, with work that stays bounded.

Up to a few thousand words on either side the answer is exact. Longer sequences are cut first where four words in a row
stand once on both sides, in the same order; what has no such place between two others is not looked into.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from codetool.diff.order import longest_rising

MOST_CELLS = 25_000_000
"""Pairs of words that are compared at most: five thousand words on either side."""

_GRAM = 4
_APART = 1000
"""Words between two cuts, at least."""


class Step(NamedTuple):
    """A run: `old` words deleted and `new` ones inserted, or as many equal ones on both sides."""

    equal: bool
    old: int
    new: int


def likeness(old: Sequence[str], new: Sequence[str], least: float = 0.0) -> float:
    """Return twice the words common to both, in order, over all their words; 0 where that is below `least`.

    Of very long sequences it is the words common to both in any order.

    >>> likeness(["un", "deux"], ["un", "trois"])
    0.5
    """
    if len(old) * len(new) <= MOST_CELLS:
        return float(Indel.normalized_similarity(old, new, score_cutoff=least))
    share = 2 * sum((Counter(old) & Counter(new)).values()) / (len(old) + len(new))
    return share if share >= least else 0.0


def held(part: Sequence[str], whole: Sequence[str]) -> float:
    """Return the share of the words of `part` that `whole` has in the same order.

    >>> held(["un", "deux", "trois", "quatre"], ["zéro", "un", "deux", "et", "quatre"])
    0.75
    """
    if not part:
        return 0.0
    if len(part) * len(whole) <= MOST_CELLS:
        return LCSseq.similarity(part, whole) / len(part)
    return sum((Counter(part) & Counter(whole)).values()) / len(part)


def steps_between(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return the steps that lead from one sequence to the other; equal and changed ones take turns.

    >>> steps_between(["un", "deux", "trois"], ["un", "deux", "et", "trois"])
    [Step(equal=True, old=2, new=2), Step(equal=False, old=0, new=1), Step(equal=True, old=1, new=1)]
    """
    steps: list[Step] = []
    for step in _steps(old, new):
        if steps and steps[-1].equal == step.equal:
            last = steps.pop()
            steps.append(Step(step.equal, last.old + step.old, last.new + step.new))
        else:
            steps.append(step)
    return steps


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    if len(old) * len(new) <= MOST_CELLS:
        yield from _exact(old, new)
        return
    at_old = at_new = 0
    for mine, yours in [*_cuts(old, new), (len(old), len(new))]:
        a, b = old[at_old:mine], new[at_new:yours]
        yield from _exact(a, b) if len(a) * len(b) <= MOST_CELLS else (Step(False, len(a), len(b)),)  # noqa: FBT003
        at_old, at_new = mine, yours


def _exact(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    for found in Indel.opcodes(old, new):
        yield Step(found.tag == "equal", found.src_end - found.src_start, found.dest_end - found.dest_start)


def _cuts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield places, in order on both sides and well apart, at which the same four words begin and stand once."""
    ours, theirs = _once(old), _once(new)
    both = sorted((place, theirs[gram]) for gram, place in ours.items() if gram in theirs)
    kept = longest_rising([new_place for _, new_place in both])
    last = (0, 0)
    for position, (mine, yours) in enumerate(both):
        if position in kept and (mine - last[0] >= _APART or yours - last[1] >= _APART):
            last = (mine, yours)
            yield last


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    grams = list(zip(*(words[i:] for i in range(_GRAM)), strict=False))
    counts = Counter(grams)
    return {gram: place for place, gram in enumerate(grams) if counts[gram] == 1}
