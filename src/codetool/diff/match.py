"""Which provision became which: by wId, by identical content, by similar content, and last by place.

The design is told in `docs/explanation/comparison.md`.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from codetool.diff.bare import are_same, bare, figureless
from codetool.diff.changes import Reason
from codetool.diff.common import held
from codetool.diff.gaps import grouped, name_of, once
from codetool.diff.likeness import Index, Vocabulary
from codetool.diff.match_place import pair_by_place, pair_little, pair_silent
from codetool.diff.matching import LITTLE, Match, Matching
from codetool.diff.order import best_pairs
from codetool.diff.overrides import Settled
from codetool.diff.units import Unit, read_units

SIMILAR = 0.5
"""Share of words in common from which two articles are the same one, whatever their numbers say."""

SURE = 0.6
"""The same between neighbours that are paired: there, no better counterpart is looked for elsewhere."""

CONTAINED = 0.8
"""Share of the shorter one's words that the longer one holds, from which they are the same article."""

_LEAST_CONTAINED = 4
"""Words that an article has at least to be known again in a longer one."""

_MOST_WEIGHED = 400
"""Pairs that are weighed between two paired neighbours; in longer runs the index finds the counterparts."""

NOTHING_SETTLED = Settled()


def match_units(
    old: Sequence[Unit],
    new: Sequence[Unit],
    known: Sequence[Match] = (),
    *,
    vocabulary: Vocabulary | None = None,
    settled: Settled = NOTHING_SETTLED,
) -> tuple[Match, ...]:
    """Return the pairs, in the order of the new side, `known` ones among them; a unit is in at most one of them.

    The words that are read on the way are kept in `vocabulary`; no pair is made that is `settled` not to be one.
    """
    matching = Matching(old, new, known, vocabulary or Vocabulary(), settled)
    _pair_tracked(matching)
    matching.pair_unique(bare, Reason.CONTENT, same=True)
    _pair_unread(matching)
    read_units((*matching.old.values(), *matching.new.values()))
    matching.pair_unique(matching.said, Reason.CONTENT)
    pair_little(matching)
    matching.pair_repeated(matching.said, Reason.CONTENT)
    _pair_in_gaps(matching)
    _pair_similar(matching)
    _pair_in_long_gaps(matching)
    _pair_contained(matching)
    pair_by_place(matching)
    matching.pair_repeated(matching.said, Reason.CONTENT, last=True)
    pair_silent(matching)
    return tuple(sorted(matching.pairs, key=lambda match: match.new.index))


def _pair_tracked(matching: Matching) -> None:
    """Pair by wId (NC 5.3): it is a proof where at least one side carries it and both sides know the id once.

    A new text without any wId beside an old one that has some never took part in their lineage, as a draft that comes
    from outside: its eIds are numbers and prove nothing.
    """
    if not any(unit.tracked for unit in matching.new.values()):
        return
    ours, theirs = (grouped(side.values(), lambda unit: unit.identity) for side in (matching.old, matching.new))
    for identity, units in ours.items():
        others = theirs.get(identity, [])
        if not identity or len(units) != 1 or len(others) != 1 or not matching.may_pair(units[0], others[0]):
            continue
        if units[0].tracked or others[0].tracked:
            matching.pair(units[0], others[0], 1.0, Reason.WID, same=are_same(units[0], others[0]))


def _pair_unread(matching: Matching) -> None:
    """Pair what can be told to be the same without reading it, at the same place between paired neighbours.

    Most of it cites another number. Only where as many stand there on both sides, so that nothing else can be meant.
    """
    for mine, yours in matching.runs():
        if len(mine) != len(yours):
            continue
        for old, new in zip(mine, yours, strict=True):
            if not matching.may_pair(old, new):
                continue
            if are_same(old, new):
                matching.pair(old, new, 0.95, Reason.CONTENT, same=True)
            elif (said := figureless(old)) and said == figureless(new):
                matching.keep(Match(old=old, new=new, confidence=_BUT_FIGURES, reason=Reason.SIMILARITY, figures=True))


_BUT_FIGURES = 0.99
"""How sure it is that what is the same but for figures, and at the same place, is the same."""


def _pair_in_gaps(matching: Matching) -> None:
    """Pair what is alike between the same paired neighbours, in order."""
    for mine, yours in matching.runs():
        if len(mine) * len(yours) <= _MOST_WEIGHED:
            sure = [[_weight(matching, old, new, SURE) for new in yours] for old in mine]
            weights = sure
            if max(len(mine), len(yours)) > 1:
                # What lost most of its words is paired later, but nothing else is to take its place.
                weights = [
                    [sure[i][j] or _weight_contained(matching, old, new) for j, new in enumerate(yours)]
                    for i, old in enumerate(mine)
                ]
            for i, j in _crossed(sure) or best_pairs(weights):
                if sure[i][j]:
                    matching.pair(mine[i], yours[j], sure[i][j], Reason.SIMILARITY)


def _crossed(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of articles that changed places; none where they may stand in their order.

    They did where each of them is by far more like one of the other side than like any other one, and it like no other.
    """
    columns = list(zip(*weights, strict=True))
    most = [max(range(len(row)), key=row.__getitem__) for row in weights]
    pairs = [(i, j) for i, j in enumerate(most) if _stands_out(weights[i], j) and _stands_out(columns[j], i)]
    in_order = all(one[1] < other[1] for one, other in pairwise(pairs))
    return [] if in_order or len(pairs) < min(len(weights), len(columns)) else pairs


def _stands_out(weights: Sequence[float], at: int) -> bool:
    others = (weight for i, weight in enumerate(weights) if i != at)
    return weights[at] > 0 and weights[at] >= max(others, default=0.0) + _FAR_MORE


_FAR_MORE = 0.05
"""How much more alike two units must be than either is to any other between the same neighbours, to cross others."""


def _pair_in_long_gaps(matching: Matching) -> None:
    """Pair what is alike in runs too long to weigh all of it, where no rare phrase told more: by number, then in order.

    So it is where many articles repeat each other and all were amended in the same words.
    """
    for mine, yours in matching.runs():
        if len(mine) * len(yours) <= _MOST_WEIGHED:
            continue
        named = once(yours, name_of)
        pairs = [(old, new) for old in mine if name_of(old) and (new := named.get(name_of(old)))]
        _pair_alike(matching, pairs)
        left = (
            [unit for unit in side if unit.index in free]
            for side, free in ((mine, matching.old), (yours, matching.new))
        )
        _pair_alike(matching, list(zip(*left, strict=False)))


def _pair_alike(matching: Matching, pairs: Iterable[tuple[Unit, Unit]]) -> None:
    for old, new in pairs:
        if share := _weight(matching, old, new, SURE):
            matching.pair(old, new, share, Reason.SIMILARITY)


def _weight(matching: Matching, old: Unit, new: Unit, least: float) -> float:
    return matching.vocabulary.likeness(old, new, least) if matching.may_pair(old, new) else 0.0


def _pair_similar(matching: Matching) -> None:
    """Pair by shared words, best pairs first; ids, numbers and order only decide between equals."""
    vocabulary = matching.vocabulary
    index = Index((unit.index, vocabulary.of(unit)) for unit in matching.old.values())
    scored = sorted(
        (-score, _distance(old, new), new.index, old.index)
        for new in matching.new.values()
        if not matching.says_little(new)
        for old in (matching.old[key] for key in index.alike(vocabulary.of(new)))
        if (score := _weight(matching, old, new, SIMILAR))
    )
    for negative, _, new_index, old_index in scored:
        if old_index in matching.old and new_index in matching.new:
            matching.pair(matching.old[old_index], matching.new[new_index], -negative, Reason.SIMILARITY)


def _pair_contained(matching: Matching) -> None:
    """Pair, between the same paired neighbours, what lost or gained most of its words with what is left of it."""
    for mine, yours in matching.runs():
        if len(mine) * len(yours) > _MOST_WEIGHED:
            continue
        for old, new in ((old, new) for new in yours for old in mine):
            free = old.index in matching.old and new.index in matching.new
            if free and (share := _weight_contained(matching, old, new)):
                matching.pair(old, new, share, Reason.SIMILARITY)


def _weight_contained(matching: Matching, old: Unit, new: Unit) -> float:
    """Return how alike two units are of which one holds nearly all that the other says, 0 where it does not."""
    short, long = sorted((matching.vocabulary.of(old), matching.vocabulary.of(new)), key=len)
    # Few words prove little, unless the number says the same.
    enough = _LEAST_CONTAINED if name_of(old) != name_of(new) else LITTLE
    if len(short) < enough or not matching.may_pair(old, new) or held(short, long) < CONTAINED:
        return 0.0
    return matching.vocabulary.likeness(old, new)


def _distance(old: Unit, new: Unit) -> tuple[bool, bool, int]:
    return (old.identity != new.identity, old.num != new.num, abs(old.index - new.index))
