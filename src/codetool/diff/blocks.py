"""Two texts compared block by block, then word by word: a paragraph or point is matched before its words are.

Blocks that are the same anchor the comparison; between two anchors, blocks are paired in order by the words they share,
and a pair that shares too little is a deletion and an insertion: nobody reads a salad of single words. Where one block
became two, or two one, they are compared together.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise

from codetool.diff.changes import Op, Segment
from codetool.diff.common import held, likeness, steps_between
from codetool.diff.order import best_pairs
from codetool.diff.tokens import Words, words_of
from codetool.diff.words import Runs, add_words, common_ends, replaced_words

READABLE = 0.35
"""Share of words in common below which two blocks are told as one deleted and one inserted."""

PART = 0.6
"""Share of a block's words that a block of the other side must have to have been one with its neighbour there."""

_CONTAINED = 0.9
"""Share of the shorter block's words that the longer one holds, from which they are the same block."""

_LEAST_PART = 8
"""Words that a block has at least to be known as a part of another one."""

_OVER_ONE = 2
"""How far apart two blocks are that have one between them."""

_SAME = 0.6
"""Share of the longer of two blocks that both begin and end with, from which their words need not be counted."""

_LEAST_WHOLE = 4
"""The same of a block all of whose words are there."""

_MOST_REPLACED = 3
"""Blocks beside as many others that are told as they stand if each had but a few words replaced: no other pairs of so
few can share more."""

_MOST_PAIRS = 250_000
"""Pairs of blocks that are weighed between two anchors; larger runs are paired in order, so that work stays bounded."""


Between = Callable[[Runs, str, str], None]
"""What adds the segments that lead from one stretch of text to another."""


def diff_blocks(
    old: str, old_breaks: Sequence[int], new: str, new_breaks: Sequence[int], add: Between = add_words
) -> tuple[Segment, ...]:
    """Return the segments that lead from one text to the other; joined by side they give both texts back.

    The breaks are the offsets at which blocks begin, the first one left out; `add` compares two stretches that belong
    together.

    >>> [(s.op.value, s.text) for s in diff_blocks("Un. Deux.", (4,), "Un. Et trois. Deux.", (4, 14))]
    [('equal', 'Un. '), ('insert', 'Et trois. '), ('equal', 'Deux.')]
    """
    runs = Runs()
    if old == new:
        runs.add(Op.EQUAL, old)
    else:
        _add_blocks(runs, _blocks(old, old_breaks), _blocks(new, new_breaks), add)
    return runs.segments()


def _blocks(text: str, breaks: Sequence[int]) -> list[str]:
    points = [0, *breaks, len(text)]
    return [text[start:end] for start, end in pairwise(points) if start < end]


def _add_blocks(runs: Runs, old: list[str], new: list[str], add: Between) -> None:
    at_old = at_new = begun_old = begun_new = 0
    if len(old) == len(new) == 1:
        _add_between(runs, old, new, add)
        return
    # Blocks that are the same but for the space at their ends, in order on both sides, hold the others apart.
    for step in steps_between([block.strip() for block in old], [block.strip() for block in new]):
        begun_old, begun_new = at_old, at_new
        at_old, at_new = at_old + step.old, at_new + step.new
        if not step.equal:
            _add_between(runs, old[begun_old:at_old], new[begun_new:at_new], add)
            continue
        for mine, yours in zip(old[begun_old:at_old], new[begun_new:at_new], strict=True):
            add(runs, mine, yours)


def _add_between(runs: Runs, old: list[str], new: list[str], add: Between) -> None:
    """Add a stretch without equal blocks: similar blocks in order, the rest deleted and inserted."""
    if len(old) == len(new) <= _MOST_REPLACED:
        replaced = [replaced_words(mine, yours) for mine, yours in zip(old, new, strict=True)]
        if None not in replaced:
            runs.extend(chain.from_iterable(filter(None, replaced)))
            return
    if len(old) == len(new) == 1 and sum(common_ends(old[0], new[0])) >= _SAME * max(len(old[0]), len(new[0])):
        add(runs, old[0], new[0])
        return
    at_old = at_new = 0
    for mine, yours in _runs(old, new):
        runs.add(Op.DELETE, "".join(old[at_old : mine.start]))
        runs.add(Op.INSERT, "".join(new[at_new : yours.start]))
        add(runs, "".join(old[mine.start : mine.stop]), "".join(new[yours.start : yours.stop]))
        at_old, at_new = mine.stop, yours.stop
    runs.add(Op.DELETE, "".join(old[at_old:]))
    runs.add(Op.INSERT, "".join(new[at_new:]))


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[range, range]]:
    """Yield the runs of blocks that belong together, in order: one and one, several where one was cut or joined."""
    ours, theirs = [_said(block) for block in old], [_said(block) for block in new]
    pairs = _pairs(ours, theirs)
    begun_old = begun_new = 0
    for place, (i, j) in enumerate(pairs):
        end_old, end_new = pairs[place + 1] if place + 1 < len(pairs) else (len(old), len(new))
        yours = _grown(ours[i], theirs, j, range(begun_new, end_new))
        mine = _grown(theirs[j], ours, i, range(begun_old, end_old)) if len(yours) == 1 else range(i, i + 1)
        yield mine, yours
        begun_old, begun_new = mine.stop, yours.stop


def _said(block: str) -> Words:
    """Return the words of a block without the number that it begins with: a point is known by what it says."""
    return words_of(block[found.end() :] if (found := _LABEL.match(block)) else block)


_LABEL = re.compile(
    r"""(?:§+[ \u00a0\u202f]?)?\(?(?:\d{1,3}(?:er|bis|ter|quater)?|[a-z]{1,2}|[ivxl]{1,5})
        (?:°[ \u00a0\u202f]?\)?|\)|\.)[ \u00a0\u202f]+(?=\w)""",
    re.VERBOSE | re.IGNORECASE,
)


def _grown(one: Words, blocks: Sequence[Words], at: int, room: range) -> range:
    """Return the blocks around `at`, within `room`, that say together what one block of the other side says."""
    if len(room) == 1:
        return room
    kept = _kept(one, [blocks[place] for place in room])
    parts = [place for place in room if place == at or _is_part(blocks[place], kept[place - room.start])]
    first = last = parts.index(at)
    while last + 1 < len(parts) and _are_near(blocks, parts[last], parts[last + 1]):
        last += 1
    while first > 0 and _are_near(blocks, parts[first - 1], parts[first]):
        first -= 1
    return range(parts[first], parts[last] + 1)


def _are_near(blocks: Sequence[Words], one: int, other: int) -> bool:
    """Tell whether nothing stands between two blocks but one that is too short to tell, as a heading put in there."""
    return other - one == 1 or (other - one == _OVER_ONE and len(blocks[one + 1]) < _LEAST_PART)


def _kept(one: Words, blocks: Sequence[Words]) -> list[int]:
    """Return how many words each of several blocks has in common with one, in the order of them all."""
    kept = [0] * len(blocks)
    owners = [place for place, words in enumerate(blocks) for _ in words]
    at = 0
    for step in steps_between(one, [*chain.from_iterable(blocks)]):
        if step.equal:
            for owner in owners[at : at + step.new]:
                kept[owner] += 1
        at += step.new
    return kept


def _is_part(words: Words, kept: int) -> bool:
    # Few words prove little, unless all of them are there.
    return kept >= PART * len(words) and len(words) >= (_LEAST_WHOLE if kept == len(words) else _LEAST_PART)


def _pairs(mine: list[Words], yours: list[Words]) -> list[tuple[int, int]]:
    """Return the pairs of similar blocks, in order on both sides, that share most in all."""
    if not mine or not yours:
        return []
    if len(mine) * len(yours) > _MOST_PAIRS:
        return [(i, i) for i in range(min(len(mine), len(yours))) if likeness(mine[i], yours[i], READABLE)]
    return best_pairs([[_alike(one, two) for two in yours] for one in mine])


def _alike(old: Words, new: Words) -> float:
    """Return how alike two blocks are, 0 where they are told apart; one may have lost most of its words."""
    if found := likeness(old, new, READABLE):
        return found
    short, long = sorted((old, new), key=len)
    contained = len(short) >= _LEAST_PART and held(short, long) >= _CONTAINED
    return likeness(old, new) if contained else 0.0
