"""What stands where in the merged text: what is kept, in which element, and in which order.

A move on one side holds; insertions at one place stand one after the other, ours first; what one side removed goes,
unless the other changed it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import cast

from codetool.diff.merge_fates import Fates, is_orphan, neighbour
from codetool.diff.merge_pairs import LABELS
from codetool.diff.merge_tree import Side, Trees, Twig
from codetool.diff.order import longest_rising

_DRAFTS = (Side.OURS, Side.THEIRS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The keys below each key, in order.

    `disputed` are what one side removed and the other changed, with the side that removed it; `strayed` what both
    moved or put in, each at another place, with where theirs has it; `standing` is all that stands somewhere.
    """

    children: dict[int, list[int]]
    disputed: dict[int, Side]
    strayed: dict[int, "Place"]
    standing: frozenset[int]


@dataclass(frozen=True, slots=True)
class Place:
    """In what something stands, and the key behind which it does; -1 where it is the first."""

    parent: int
    behind: int


def lay_out_merge(trees: Trees, apart: Iterable[int] = ()) -> Layout:
    """Return what stands where; `apart` are articles between whose texts there is a choice: none of them goes."""
    fates = Fates(trees)
    fates.keep(apart)
    parents = _Parents(trees, fates)
    children: dict[int, list[int]] = defaultdict(list)
    for key in trees.keys():  # noqa: SIM118 - no mapping
        if key in fates.kept and key in parents.of:
            children[parents.of[key]].append(key)
    follows = dict(chain(_parts(trees), _orphans(trees)))
    strayed = set(parents.strayed)
    ordered: dict[int, list[int]] = {}
    for above, members in children.items():
        ordered[above] = _behind(follows, _ordered(trees, above, members))
        strayed.update(_contested(trees, above))
    return Layout(
        children=ordered,
        disputed=fates.disputed,
        strayed={
            key: _place(key, parent, ordered) for key in sorted(strayed) if (parent := trees.theirs.twigs[key].parent)
        },
        standing=frozenset(key for key in parents.of if key in fates.kept),
    )


def _place(key: int, parent: Twig, ordered: Mapping[int, Sequence[int]]) -> Place:
    """Return where theirs has something."""
    siblings = [twig.key for twig in parent.twigs]
    standing = set(ordered.get(parent.key, ())) - {key}
    before = (one for one in reversed(siblings[: siblings.index(key)]) if one in standing)
    return Place(parent.key, next(before, -1))


class _Parents:
    """The key of what each key stands in; `strayed` are those that both sides moved, each to another place."""

    def __init__(self, trees: Trees, fates: Fates) -> None:
        self.strayed: set[int] = set()
        self.of: dict[int, int] = {}
        self.trees = trees
        for key in fates.kept:
            found = self._choose(key)
            if found is not None:
                self.of[key] = found
        for second, first in chain(_parts(trees), _orphans(trees)):
            self.of[second] = self.of.get(first, self.of[second])
        self._keep_from_circles()
        self._keep_alive(fates)

    def _choose(self, key: int) -> int | None:
        above = {side: twig.parent.key for side, twig in self.trees.versions(key).items() if twig.parent}
        base, ours, theirs = (above.get(side) for side in Side)
        if ours is None or theirs is None:
            return theirs if ours is None else ours
        if theirs in {ours, base}:
            return ours
        if ours != base:
            self.strayed.add(key)
            return ours
        return theirs

    def _keep_from_circles(self) -> None:
        """Put back in their places of ours what would stand in itself: both sides moved one into the other."""
        for key in list(self.of):
            seen = {key}
            above = self.of.get(key)
            while above is not None and above not in seen:
                seen.add(above)
                above = self.of.get(above)
            if above is not None:
                for one in seen & set(self.trees.ours.twigs):
                    # The root stands in no circle.
                    self.of[one] = cast("Twig", self.trees.ours.twigs[one].parent).key

    def _keep_alive(self, fates: Fates) -> None:
        """Keep what something that is kept stands in, with its number and heading."""
        waiting = [parent for parent in self.of.values() if parent not in fates.kept]
        while waiting:
            key = waiting.pop()
            found = None if key in fates.kept else self._choose(key)
            if found is not None:
                fates.kept.add(key)
                self.of[key] = found
                waiting.append(found)
                twig = next(iter(self.trees.versions(key).values()))
                labels = {one.key: key for one in twig.twigs if one.name in LABELS}
                fates.kept |= labels.keys()
                self.of |= labels


def _ordered(trees: Trees, parent: int, members: Sequence[int]) -> list[int]:
    """Return the members of one element in order: as ours has them, with what theirs put in or moved."""
    among = set(members)
    base, ours, theirs = (_inside(trees, side, parent, among) for side in Side)
    if theirs in (ours, base) and set(ours) == among:
        return ours
    if ours == base and set(theirs) == among:
        return theirs
    moved_ours, moved = _moved(base, ours), _moved(base, theirs) - _moved(base, ours)
    line = [key for key in ours if key not in moved]
    new = moved_ours | (set(ours) - set(base))
    found = _with_theirs(line, theirs, base, new)
    return [*found, *sorted(among.difference(found), key=members.index)]


def _contested(trees: Trees, parent: int) -> Iterator[int]:
    """Yield what both sides moved inside one element or put in there, each at another place."""
    found = [trees[side].twigs.get(parent) for side in Side]
    base, ours, theirs = ([twig.key for twig in one.twigs] if one else [] for one in found)
    if ours == theirs or base in (ours, theirs) or not set(ours) & set(theirs):
        return
    moved = _moved(base, ours), _moved(base, theirs)
    firm = set(base) & set(ours) & set(theirs) - moved[0] - moved[1]
    yours = set(theirs)
    places = {key: place for place, key in enumerate(base)}
    for key in ours:
        both = key in yours and (key not in places or (key in moved[0] and key in moved[1]))
        if both and _before(key, ours, firm) != _before(key, theirs, firm):
            yield key


def _before(key: int, line: Sequence[int], firm: AbstractSet[int]) -> int:
    """Return what stands before a key among what nobody moved."""
    return next((one for one in reversed(line[: line.index(key)]) if one in firm), -1)


def _parts(trees: Trees) -> Iterator[tuple[int, int]]:
    """Yield each part that one side cut out of an article, and the part of it that stands before it there."""
    for one in trees.regrouped:
        for first, second in pairwise(one.new if len(one.old) == 1 else ()):
            mine = trees[one.side].twigs
            above = mine[first].parent
            is_new = second not in trees.base.twigs and second not in trees[one.side.other].twigs
            siblings = [twig.key for twig in above.twigs] if above and above is mine[second].parent else []
            if is_new and siblings and siblings.index(second) == siblings.index(first) + 1:
                yield second, first


def _orphans(trees: Trees) -> Iterator[tuple[int, int]]:
    """Yield what one side put into a division that the other dissolved, and the article that it goes along with."""
    for side in _DRAFTS:
        for twig in trees[side].root.walk():
            if is_orphan(trees, side, twig) and (first := neighbour(trees, side, twig)) is not None:
                yield twig.key, first


def _behind(follows: Mapping[int, int], line: list[int]) -> list[int]:
    """Return the line with each part behind the one that it stood behind, wherever that was moved."""
    standing = set(line)
    for second, first in follows.items():
        if second in standing and first in standing:
            line.remove(second)
            line.insert(line.index(first) + 1, second)
    return line


def _inside(trees: Trees, side: Side, parent: int, among: set[int]) -> list[int]:
    twig = trees[side].twigs.get(parent)
    return [child.key for child in twig.twigs if child.key in among] if twig else []


def _moved(base: Sequence[int], side: Sequence[int]) -> set[int]:
    """Return what changed its place among what stood there before."""
    places = {key: place for place, key in enumerate(base)}
    common = [key for key in side if key in places]
    kept = longest_rising([places[key] for key in common])
    return {key for at, key in enumerate(common) if at not in kept}


def moved_inside(trees: Trees, side: Side, parent: int) -> set[int]:
    """Return what one side moved among what stands in an element of the base."""
    before, after = trees.base.twigs[parent], trees[side].twigs.get(parent)
    return _moved([twig.key for twig in before.twigs], [twig.key for twig in after.twigs]) if after else set()


def _with_theirs(line: list[int], theirs: Sequence[int], base: Sequence[int], behind: AbstractSet[int]) -> list[int]:
    """Return the line with what is only in theirs, each behind what stands before it there.

    What is in `behind`, because ours moved it or put it in, comes first; and so does what stood before it in the base.
    """
    places = {key: place for place, key in enumerate(base)}
    placed, added = set(line), set[int]()
    known = frozenset(theirs)
    last: int | None = None

    def goes_first(one: int, key: int) -> bool:
        return one in behind or (one not in known and places.get(one, len(base)) < places.get(key, -1))

    for key in theirs:
        if key not in placed:
            at = line.index(last) + 1 if last is not None else 0
            while last not in added and at < len(line) and goes_first(line[at], key):
                at += 1
            line.insert(at, key)
            placed.add(key)
            added.add(key)
        last = key
    return line


def walk_layout(layout: Layout, root: int) -> Iterator[int]:
    """Yield the keys of the merged text in document order."""
    yield root
    for key in layout.children.get(root, ()):
        yield from walk_layout(layout, key)
