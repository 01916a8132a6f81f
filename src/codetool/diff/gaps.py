"""The gaps between units that are paired: what is left stands between the same neighbours, or does not."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from codetool.diff.order import best_pairs, longest_rising
from codetool.diff.units import Unit
from codetool.model.eid import number_part

_MOST_PAIRS = 250_000
"""Pairs of repeated units that are weighed in one gap; more of them are paired as they stand."""


class Gaps:
    """The places between units that are paired and stand in the same order on both sides."""

    def __init__(self, pairs: Iterable[tuple[Unit, Unit]]) -> None:
        """Take the pairs."""
        anchors = sorted((old.index, new.index) for old, new in pairs)
        kept = longest_rising([new for _, new in anchors])
        self._old = [old for i, (old, _) in enumerate(anchors) if i in kept]
        self._new = [new for i, (_, new) in enumerate(anchors) if i in kept]

    def runs(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[list[Unit], list[Unit]]]:
        """Yield the units of either side that stand in the same gap, for each gap that has some on both."""
        ours = grouped(old, lambda unit: bisect(self._old, unit.index))
        theirs = grouped(new, lambda unit: bisect(self._new, unit.index))
        yield from ((ours[gap], theirs[gap]) for gap in ours if gap in theirs)

    def pairs_of(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
        """Yield as many pairs as each gap allows, in order; of those, the ones that keep most numbers."""
        for mine, yours in self.runs(old, new):
            if len(mine) * len(yours) > _MOST_PAIRS:
                yield from _long_pairs(mine, yours)
            else:
                kept = [[1.001 if name_of(one) == name_of(two) else 1.0 for two in yours] for one in mine]
                yield from ((mine[i], yours[j]) for i, j in best_pairs(kept))


def _long_pairs(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Return as many pairs as two long runs allow, in order: those of the same number if that leaves none over."""
    places = {name_of(unit): j for j, unit in enumerate(new)}
    named = [(i, places[name_of(unit)]) for i, unit in enumerate(old) if name_of(unit) in places]
    kept = longest_rising([j for _, j in named])
    pairs: list[tuple[Unit, Unit]] = []
    last = (0, 0)
    for i, j in [*(pair for at, pair in enumerate(named) if at in kept), (len(old), len(new))]:
        pairs += zip(old[last[0] : i], new[last[1] : j], strict=False)
        pairs += zip(old[i : i + 1], new[j : j + 1], strict=False)
        last = (i + 1, j + 1)
    in_order = list(zip(old, new, strict=False))
    return pairs if len(pairs) == len(in_order) else in_order


def grouped(units: Iterable[Unit], key: Callable[[Unit], Hashable]) -> dict[Hashable, list[Unit]]:
    """Return the units by their key."""
    groups: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in list(units):
        groups[key(unit)].append(unit)
    return groups


def once(units: Iterable[Unit], key: Callable[[Unit], Hashable]) -> dict[Hashable, Unit | None]:
    """Return the units by their key, None where several have it."""
    found: dict[Hashable, Unit | None] = {}
    for unit in units:
        name = key(unit)
        found[name] = None if name in found else unit
    return found


def name_of(unit: Unit) -> str:
    """Return what a unit is called: its number, else its identity; empty where it has neither."""
    # The number first: ids drift (art_37 comes back as art_37_20240201) while the number stays.
    number = number_part(unit.num)
    return f"{unit.name} {number}" if number else unit.identity
