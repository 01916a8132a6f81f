"""Two texts compared block by block, then word by word: a paragraph or point is matched before its words are.

Blocks that are the same anchor the comparison; between two anchors, blocks are paired in order by the words they share,
and a pair that shares too little is a deletion and an insertion: nobody reads a salad of single words.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from codetool.diff.changes import Op, Segment
from codetool.diff.order import best_pairs
from codetool.diff.words import diff_words, words_of

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
    if old == new:
        return (Segment(op=Op.EQUAL, text=old),) if old else ()
    segments = [s for s in _aligned(_blocks(old, old_breaks), _blocks(new, new_breaks)) if s.text]
    return tuple(
        Segment(op=op, text="".join(segment.text for segment in run))
        for op, run in groupby(segments, key=lambda segment: segment.op)
    )


def _blocks(text: str, breaks: Sequence[int]) -> list[str]:
    points = [0, *breaks, len(text)]
    return [text[start:end] for start, end in pairwise(points) if start < end]


def _aligned(old: list[str], new: list[str]) -> Iterator[Segment]:
    at_old = at_new = 0
    for mine, yours in [*_anchors(old, new), (len(old), len(new))]:
        yield from _between(old[at_old:mine], new[at_new:yours])
        if mine < len(old) and yours < len(new):
            yield from diff_words(old[mine], new[yours])
        at_old, at_new = mine + 1, yours + 1


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the places of blocks that are the same but for the space at their ends, in order on both sides."""
    bare_old, bare_new = [block.strip() for block in old], [block.strip() for block in new]
    found: list[tuple[int, int]] = []
    for step in Indel.opcodes(bare_old, bare_new):
        if step.tag == "equal":
            found += zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
    return found


def _between(old: list[str], new: list[str]) -> Iterator[Segment]:
    """Yield the segments of a run without anchors: similar blocks in order, the rest deleted and inserted."""
    at_old = at_new = 0
    for mine, yours in [*_pairs(old, new), (len(old), len(new))]:
        yield Segment(op=Op.DELETE, text="".join(old[at_old:mine]))
        yield Segment(op=Op.INSERT, text="".join(new[at_new:yours]))
        if mine < len(old) and yours < len(new):
            yield from diff_words(old[mine], new[yours])
        at_old, at_new = mine + 1, yours + 1


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return the pairs of similar blocks, in order on both sides, that share most in all."""
    if not old or not new:
        return []
    mine, yours = [words_of(block) for block in old], [words_of(block) for block in new]
    if len(old) * len(new) > _MOST_PAIRS:
        return [(i, i) for i in range(min(len(old), len(new))) if _likeness(mine[i], yours[i])]
    return best_pairs([[_likeness(one, two) for two in yours] for one in mine])


def _likeness(old: list[str], new: list[str]) -> float:
    return float(Indel.normalized_similarity(old, new, score_cutoff=READABLE))
