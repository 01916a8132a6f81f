"""Pairs made by where provisions stand: the last thing to go by, where words prove little or nothing."""

from bisect import bisect
from collections.abc import Callable, Sequence

from codetool.diff.changes import Reason
from codetool.diff.gaps import grouped, name_of
from codetool.diff.matching import Match, Matching
from codetool.diff.units import Unit


def pair_little(matching: Matching) -> None:
    """Pair by number what says little on either side, where the same numbers stand between the same neighbours.

    So article 2 that was repealed and article 3 that came back are not the one article that moved.
    """
    for mine, yours in matching.runs():
        numbers = [name_of(unit) for unit in mine]
        if "" in numbers or numbers != [name_of(unit) for unit in yours]:
            continue
        for old, new in zip(mine, yours, strict=True):
            if (matching.says_little(old) or matching.says_little(new)) and matching.may_pair(old, new):
                matching.pair(old, new, _by_place(matching, old, new), Reason.PLACE)


def pair_by_place(matching: Matching) -> None:
    """Pair what is left where the same number (else id) stands between the same neighbours: its text was replaced."""
    by_old = sorted(matching.pairs, key=_old_index)
    by_new = sorted(matching.pairs, key=_new_index)
    places = [_old_index(match) for match in by_old], [_new_index(match) for match in by_new]
    left = grouped(matching.new.values(), name_of)
    for old in list(matching.old.values()):
        same = left.get(name_of(old), []) if name_of(old) else []
        if len(same) != 1 or old.tracked or same[0].tracked or not matching.may_pair(old, same[0]):
            continue
        new = same[0]
        around = _around(by_old, bisect(places[0], old.index)), _around(by_new, bisect(places[1], new.index))
        # Asked from either side, so that exchanged they say the same.
        if _is_between(new.index, around[0], _new_index) and _is_between(old.index, around[1], _old_index):
            matching.pair(old, new, _by_place(matching, old, new), Reason.PLACE)
            left.pop(name_of(old))


def _by_place(matching: Matching, old: Unit, new: Unit) -> float:
    """Return how sure it is that two are the same by their place; what they have in common adds to it."""
    return 0.3 + 0.5 * matching.vocabulary.likeness(old, new)


_Around = tuple[Match | None, Match | None]


def _old_index(match: Match) -> int:
    return match.old.index


def _new_index(match: Match) -> int:
    return match.new.index


def _around(anchors: Sequence[Match], at: int) -> _Around:
    """Return the paired neighbours before and after a place between anchors."""
    return (anchors[at - 1] if at else None, anchors[at] if at < len(anchors) else None)


def _is_between(place: int, around: _Around, index: Callable[[Match], int]) -> bool:
    """Tell whether a unit stands between the neighbours of its counterpart, in a stretch that was not numbered anew.

    Neighbours that crossed prove nothing; and where their numbers moved on, the same number is a coincidence.
    """
    before, after = around
    first, last = index(before) if before else -1, index(after) if after else place + 1
    if not (before or after) or (first <= last and not first < place < last):
        return False
    numbered = [match for match in (before, after) if match and name_of(match.old)]
    return not numbered or any(name_of(match.old) == name_of(match.new) for match in numbered)


def pair_silent(matching: Matching) -> None:
    """Pair what says nothing itself (a level that only holds others) where it stands between the same neighbours."""
    gaps = matching.gaps
    silent = [[unit for unit in side.values() if not unit.text] for side in (matching.old, matching.new)]
    ours, theirs = (grouped(units, lambda unit: unit.name) for units in silent)
    for name in (name for name in ours if name in theirs):
        for mine, yours in gaps.pairs_of(ours[name], theirs[name]):
            if matching.may_pair(mine, yours):
                matching.pair(mine, yours, 0.8, Reason.PLACE)
