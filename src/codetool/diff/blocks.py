"""Two texts compared block by block, then word by word: a paragraph or point is matched before its words are.

Blocks that are the same anchor the comparison; between two anchors, blocks are paired in order by the words they share,
and a pair that shares too little is a deletion and an insertion: nobody reads a salad of single words.
"""

from collections.abc import Sequence
from itertools import pairwise

from codetool.diff.changes import Op, Segment
from codetool.diff.common import likeness, steps_between
from codetool.diff.order import best_pairs
from codetool.diff.words import Runs, add_words, words_of

READABLE = 0.35
"""Share of words in common below which two blocks are told as one deleted and one inserted."""

_MOST_PAIRS = 250_000
"""Pairs of blocks that are weighed between two anchors; larger runs are paired in order, so that work stays bounded."""


def diff_blocks(old: str, old_breaks: Sequence[int], new: str, new_breaks: Sequence[int]) -> tuple[Segment, ...]:
    """Return the segments that lead from one text to the other; joined by side they give both texts back.

    The breaks are the offsets at which blocks begin, the first one left out.

    >>> [(s.op.value, s.text) for s in diff_blocks("Un. Deux.", (4,), "Un. Et trois. Deux.", (4, 14))]
    [('equal', 'Un. '), ('insert', 'Et trois. '), ('equal', 'Deux.')]
    """
    runs = Runs()
    if old == new:
        runs.add(Op.EQUAL, old)
    else:
        _add_blocks(runs, _blocks(old, old_breaks), _blocks(new, new_breaks))
    return runs.segments()


def _blocks(text: str, breaks: Sequence[int]) -> list[str]:
    points = [0, *breaks, len(text)]
    return [text[start:end] for start, end in pairwise(points) if start < end]


def _add_blocks(runs: Runs, old: list[str], new: list[str]) -> None:
    at_old = at_new = begun_old = begun_new = 0
    # Blocks that are the same but for the space at their ends, in order on both sides, hold the others apart.
    for step in steps_between([block.strip() for block in old], [block.strip() for block in new]):
        begun_old, begun_new = at_old, at_new
        at_old, at_new = at_old + step.old, at_new + step.new
        if not step.equal:
            _add_between(runs, old[begun_old:at_old], new[begun_new:at_new])
            continue
        for mine, yours in zip(old[begun_old:at_old], new[begun_new:at_new], strict=True):
            add_words(runs, mine, yours)


def _add_between(runs: Runs, old: list[str], new: list[str]) -> None:
    """Add a stretch without equal blocks: similar blocks in order, the rest deleted and inserted."""
    at_old = at_new = 0
    for mine, yours in _pairs(old, new):
        runs.add(Op.DELETE, "".join(old[at_old:mine]))
        runs.add(Op.INSERT, "".join(new[at_new:yours]))
        add_words(runs, old[mine], new[yours])
        at_old, at_new = mine + 1, yours + 1
    runs.add(Op.DELETE, "".join(old[at_old:]))
    runs.add(Op.INSERT, "".join(new[at_new:]))


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of similar blocks, in order on both sides, that share most in all."""
    if not old or not new:
        return []
    mine, yours = [words_of(block) for block in old], [words_of(block) for block in new]
    if len(old) * len(new) > _MOST_PAIRS:
        return [(i, i) for i in range(min(len(old), len(new))) if likeness(mine[i], yours[i], READABLE)]
    return best_pairs([[likeness(one, two, READABLE) for two in yours] for one in mine])
