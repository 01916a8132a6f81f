"""What becomes of each provision in a merge: what one side removed is gone, unless the other changed or moved it."""

from collections.abc import Iterable

from codetool.diff.merge_followed import mark_followed
from codetool.diff.merge_pairs import LABELS
from codetool.diff.merge_pieces import pieces_of, shape_of
from codetool.diff.merge_tree import Side, Trees, Twig, element_of

_DRAFTS = (Side.OURS, Side.THEIRS)


class Fates:
    """What is `kept`, and what is `disputed`, with the side that removed it."""

    def __init__(self, trees: Trees) -> None:
        """Judge what either draft has."""
        self.trees = trees
        self.above = trees.above
        self.kept: set[int] = set()
        self.disputed: dict[int, Side] = {}
        self._touched: dict[tuple[Side, int], bool] = {}
        for side in _DRAFTS:
            for twig in trees[side].root.walk():
                self._judge(side, twig)

    def keep(self, keys: Iterable[int]) -> None:
        """Keep what only one side has still, as disputed."""
        for side in _DRAFTS:
            for key in keys:
                # What one side put in is kept anyway.
                before = key in self.trees.base.twigs and key in self.trees[side].twigs
                if before and key not in self.trees[side.other].twigs:
                    self.kept.add(key)
                    self.disputed[key] = side.other

    def _judge(self, side: Side, twig: Twig) -> None:
        base, other = self.trees.base.twigs, self.trees[side.other].twigs
        if twig.key not in base or twig.key in other:
            self.kept.add(twig.key)
            if is_orphan(self.trees, side, twig) and neighbour(self.trees, side, twig) is None:
                self.disputed[twig.key] = side.other
            return
        above = twig.parent.key if twig.parent else -1
        inside = above in self.disputed and above not in other and (above not in self.above or twig.name in LABELS)
        if self._is_touched(side, twig) or self._is_moved(twig) or inside:
            self.kept.add(twig.key)
            self.disputed[twig.key] = side.other

    def _is_touched(self, side: Side, twig: Twig) -> bool:
        """Tell whether a side changed what the other removed, beyond its number."""
        known = (side, twig.key)
        if known not in self._touched:
            self._touched[known] = self._find_touched(side, twig)
        return self._touched[known]

    def _is_moved(self, twig: Twig) -> bool:
        before = self.trees.base.twigs[twig.key]
        return bool(twig.parent and before.parent and twig.parent.key != before.parent.key)

    def _find_touched(self, side: Side, twig: Twig) -> bool:
        before = self.trees.base.twigs[twig.key]
        if twig.name == "num":
            return False
        if differs(self.trees, side, twig.key):
            return True
        if twig.key not in self.above and _keys_below(before) != _keys_below(twig):
            return True
        for child in (one for one in twig.twigs if one.name != "num"):
            was = self.trees.base.twigs.get(child.key)
            # An article or a division inside is a matter of its own.
            apart = child.key in self.above or child.key in self.trees.units
            if was is None and apart and twig.key in self.above:
                continue
            if was is None or was.parent is None or was.parent is not before:
                return True
            if not apart and child.key not in self.trees[side.other].twigs and self._is_touched(side, child):
                return True
        return False


def is_orphan(trees: Trees, side: Side, twig: Twig) -> bool:
    """Tell whether one side put an article or a division into a division that the other side removed."""
    base, other = trees.base.twigs, trees[side.other].twigs
    is_new = twig.key not in base and twig.key not in other and (twig.key in trees.units or twig.key in trees.above)
    above = twig.parent.key if twig.parent else -1
    return is_new and above in trees.above and above in base and above not in other


def neighbour(trees: Trees, side: Side, twig: Twig) -> int | None:
    """Return the nearest article before it in its division that the other side kept, elsewhere; None without one."""
    siblings = twig.parent.twigs if twig.parent else []
    before = reversed(siblings[: siblings.index(twig)])
    other = trees[side.other].twigs
    return next((one.key for one in before if one.key in trees.units and one.key in other), None)


def _keys_below(twig: Twig) -> set[int]:
    """Return what stands in an element, its number left out: that is no change of it."""
    return {one.key for one in twig.twigs if one.name != "num"}


def differs(trees: Trees, side: Side, key: int) -> bool:
    """Tell whether a side changed an element of the base itself: its attributes or, in a line, its words."""
    mine, before = trees[side].twigs[key], trees.base.twigs[key]
    if not mine.name:
        # A comment or an instruction is the same one where it says the same.
        return False
    ours, theirs = (dict(trees[one].attributes(element_of(twig))) for one, twig in ((side, mine), (Side.BASE, before)))
    for found in (ours, theirs):
        found.pop("wId", None)
    if ours != theirs:
        return True
    if mine.twigs or before.twigs:
        return False
    lines = {one: pieces_of(element_of(twig), trees[one]) for one, twig in ((Side.BASE, before), (side, mine))}
    said = mark_followed(lines, trees)
    return shape_of(said[side]) != shape_of(said[Side.BASE])
