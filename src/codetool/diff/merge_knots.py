"""Articles that are decided together: what one side divided or joined, and what would have one passage twice.

Each is left as a choice between the whole articles of either side, so that no words stand in two of them at once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from codetool.diff.merge_clash import COPY, KEY, Clashing
from codetool.diff.merge_layout import moved_inside
from codetool.diff.merge_new import says
from codetool.diff.merge_tree import PRINTED_KEY, Side, Trees, element_of
from codetool.model.markup import Element
from codetool.model.text import text_of

PASSAGE = 8
"""Words in a row that no text has twice by chance."""

_DRAFTS = (Side.OURS, Side.THEIRS)
_Passage = tuple[str, ...]


class Knots:
    """Which articles are decided together: `first` of a knot stands for all."""

    def __init__(self, trees: Trees) -> None:
        """Tie what either side divided or joined, and between what it moved words."""
        self.trees = trees
        self.passages = Passages(trees)
        self._above: dict[int, int] = {}
        self._contrary: set[int] = set()
        for one in trees.regrouped:
            self.tie(one.keys)
        for keys, is_contrary in self.passages.moved():
            self.tie(keys)
            self._contrary |= keys if is_contrary else set()

    def tie(self, keys: Iterable[int]) -> None:
        """Make articles one knot."""
        firsts = sorted({self.first(key) for key in keys})
        self._above.update(dict.fromkeys(firsts, firsts[0]))

    def first(self, key: int) -> int:
        """Return the key that stands for a knot."""
        while (above := self._above.get(key, key)) != key:
            key = above
        return key

    def members(self, key: int) -> frozenset[int]:
        """Return the articles of a knot."""
        return frozenset(one for one in (key, *self._above) if self.first(one) == self.first(key))

    def contrary(self) -> Iterator[int]:
        """Yield articles that one side joined to another one, or words of them, and that the other removed or moved."""
        yield from self._contrary
        joined = {(one.side, key): one.new for one in self.trees.regrouped for key in one.old[1:]}
        for (side, key), new in joined.items():
            other = self.trees[side.other].twigs
            if key not in self.trees[side].twigs and joined.get((side.other, key)) != new:
                parent = self.trees.base.twigs[key].parent
                if key not in other or (parent and key in moved_inside(self.trees, side.other, parent.key)):
                    yield key

    def touched(self, clashes: Iterable[Clashing]) -> Iterator[int]:
        """Yield the articles in which there are conflicts."""
        for clash in clashes:
            for twig in self.trees.versions(clash.key).values():
                yield from (one.key for one in (twig, *twig.ancestors()) if one.key in self.trees.units)

    def choices(self, touched: Iterable[int], *, least: int) -> frozenset[int]:
        """Return what must be a choice where some articles are touched: what differs in their knots.

        Where fewer than `least` do, it is no matter of the whole knot, and nothing is returned.
        """
        firsts = {self.first(key) for key in touched}
        found: dict[int, list[int]] = defaultdict(list)
        for key in self._above:
            if self.first(key) in firsts and self._differs(key):
                found[self.first(key)].append(key)
        return frozenset(key for keys in found.values() if len(keys) >= least for key in keys)

    def _differs(self, key: int) -> bool:
        found = self.trees.versions(key)
        ours, theirs = (found.get(side) for side in _DRAFTS)
        if not ours or not theirs:
            return bool(ours or theirs)
        return says(ours, self.trees.ours.keys) != says(theirs, self.trees.theirs.keys)


# Passages -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """The passages of one text, and where each stands."""

    counts: Counter[_Passage]
    places: Mapping[_Passage, set[int]]

    def place(self, passage: _Passage) -> int:
        """Return where a passage stands that stands once, -1 for any other."""
        return next(iter(self.places[passage])) if self.counts[passage] == 1 else -1


class Passages:
    """What the articles say that either side changed, in runs of words."""

    def __init__(self, trees: Trees) -> None:
        """Read what either side changed."""
        self.trees = trees
        self.changed = trees.units - trees.same
        self._read: dict[str, list[_Passage]] = {}
        self.sides = {
            side: self._said({key: _bare(trees, side, key) for key in sorted(self.changed) if key in trees[side].twigs})
            for side in Side
        }

    def _said(self, texts: Mapping[int, str]) -> _Said:
        places: dict[_Passage, set[int]] = defaultdict(set)
        counts: Counter[_Passage] = Counter()
        for key, text in texts.items():
            # What one side left as it was is read once.
            if text not in self._read:
                self._read[text] = list(_passages(text))
            found = self._read[text]
            counts.update(found)
            for passage in found:
                places[passage].add(key)
        return _Said(counts, places)

    def moved(self) -> Iterator[tuple[frozenset[int], bool]]:
        """Yield the articles between which one side moved words, and whether the other side did otherwise with them."""
        base = self.sides[Side.BASE]
        # A part that both sides cut out is theirs to word: what one of them changed in it holds.
        shared = self.changed & self.trees.ours.twigs.keys() & self.trees.theirs.twigs.keys()
        shared -= self.trees.base.twigs.keys()
        for side in _DRAFTS:
            mine, yours = self.sides[side], self.sides[side.other]
            for passage in mine.counts:
                before, after, other = (said.place(passage) for said in (base, mine, yours))
                if before not in {after, -1} and after != -1:
                    yield frozenset((before, after)), other not in {before, after} and after not in shared

    def doubled(self, root: Element) -> Iterator[frozenset[int]]:
        """Yield articles that together have a passage more often than either side has it.

        `root` is the merged text in the making.
        """
        merged = self._said(dict(_texts(root, self.changed)))
        base, ours, theirs = (self.sides[side].counts for side in Side)
        for passage, times in merged.counts.items():
            before, most = base[passage], max(1, base[passage], ours[passage], theirs[passage])
            # A formula that each side used once more is no move: there, the changes of both simply add up.
            if times > most and (not before or times > ours[passage] + theirs[passage] - before):
                yield frozenset(merged.places[passage])


def _bare(trees: Trees, side: Side, key: int) -> str:
    return text_of(element_of(trees[side].twigs[key]), without=frozenset({"num"}))


def _texts(element: Element, keys: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Yield the texts of articles as they read with ours wherever there is a choice."""
    key = int(element.get(KEY) or -1)
    if key in keys:
        yield key, PRINTED_KEY.sub(r"\2", text_of(_ours(element), without=frozenset({"num"})))
    for child in element.children:
        if isinstance(child, Element) and not child.get(COPY):
            yield from _texts(child, keys)


def _ours(element: Element) -> Element:
    children = (
        _ours(child) if isinstance(child, Element) else child
        for child in element.children
        if not (isinstance(child, Element) and child.get("alternativeTo"))
    )
    return replace(element, children=tuple(children))


def _passages(text: str) -> Iterator[_Passage]:
    words = ["0" if word[0].isdecimal() else word.lower() for word in re.findall(r"\w+", text)]
    yield from zip(*(words[i:] for i in range(PASSAGE)), strict=False)
