"""What both sides put in: the same or alike, at one place or at two, and the parts of one article that both divided."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codetool.diff.common import likeness
from codetool.diff.match import match_units
from codetool.diff.merge_tree import Side, Twig, element_of
from codetool.diff.tokens import tokenize
from codetool.diff.units import Unit
from codetool.model.eid import HIERARCHY, LATIN_WORDS, number_part
from codetool.model.markup import Element, Node
from codetool.model.provision import UNITS
from codetool.model.text import text_of

ALIKE = 0.75
"""Share of words in common from which two new articles with other numbers or places are two drafts of one."""

PART = 0.5
"""The same for two parts that both sides cut out of one article."""

TELLING, MANY = 5, 8
"""Words that a new provision has at least to be known again at another place: "Abrogé." stands at many.

The greater number is for parts of two articles.
"""


_DRAFTS = (Side.OURS, Side.THEIRS)

Links = Mapping[str, int]
"""The keys that are known, by eId."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An article of the base that one side divided, and the parts of it that are new provisions there."""

    whole: Twig
    parts: tuple[Twig, ...]


@dataclass(slots=True, kw_only=True)
class NewPairs:
    """Keys of what both put in, alike but not the same; and of what one side has as the base had it.

    `held` tells for those whose words hold: the side that changed something.
    """

    alike: set[int] = field(default_factory=set)
    held: dict[int, Side] = field(default_factory=dict)


def pair_new(
    roots: Mapping[Side, Twig],
    parts: Mapping[Side, Sequence[Parts]],
    articles: frozenset[int],
    fresh: Iterator[int],
) -> NewPairs:
    """Give what both sides put in one key, where it is the same or alike; return which is not the same.

    `articles` are the identities of the twigs of articles.
    """
    links = [{twig.eid: twig.key for twig in roots[side].walk() if twig.eid and twig.key >= 0} for side in _DRAFTS]
    pairing = _Pairing(fresh, *links)
    pairing.pair_parts(parts[Side.OURS], parts[Side.THEIRS])
    pairing.pair_at_one_place(roots[Side.OURS], roots[Side.THEIRS])
    pairing.pair_elsewhere(roots[Side.OURS], roots[Side.THEIRS], articles)
    return pairing.found


class _Pairing:
    def __init__(self, fresh: Iterator[int], ours: Links, theirs: Links) -> None:
        self.fresh = fresh
        self.ours, self.theirs = ours, theirs
        self.found = NewPairs()

    def _are_same(self, ours: Twig, theirs: Twig) -> bool:
        return says(ours, self.ours) == says(theirs, self.theirs)

    # Parts of one article that both sides divided ---------------------------------------------------------------------

    def pair_parts(self, ours: Sequence[Parts], theirs: Sequence[Parts]) -> None:
        """Pair the parts of what both divided, whatever their numbers are."""
        others = {one.whole.key: one for one in theirs}
        for mine in ours:
            yours = others.get(mine.whole.key)
            left = list(yours.parts) if yours else []
            for part in mine.parts:
                shares = [likeness(_words(part), _words(other), PART) for other in left]
                if any(shares):
                    self._pair_part(mine.whole, part, left.pop(shares.index(max(shares))))

    def _pair_part(self, whole: Twig, mine: Twig, yours: Twig) -> None:
        if self._are_same(mine, yours):
            self._share(mine, yours)
            return
        mine.key = yours.key = next(self.fresh)
        words = f" {' '.join(_words(whole))} "
        kept = [f" {' '.join(_words(part))} " in words for part in (mine, yours)]
        if kept[0] != kept[1]:
            self.found.held[mine.key] = Side.THEIRS if kept[0] else Side.OURS
        else:
            self.found.alike.add(mine.key)

    def _share(self, one: Twig, two: Twig) -> None:
        """Give two twigs that say the same, and all that stands in them, one key each."""
        one.key = two.key = next(self.fresh)
        for mine, yours in zip(one.twigs, two.twigs, strict=False):
            if mine.name == yours.name and mine.key == yours.key == -1:
                self._share(mine, yours)

    # At one place -----------------------------------------------------------------------------------------------------

    def pair_at_one_place(self, ours: Twig, theirs: Twig) -> None:
        """Pair what both put in behind the same provision."""
        others = {twig.key: twig for twig in theirs.walk() if twig.key >= 0}
        waiting = [(twig, others[twig.key]) for twig in ours.walk() if twig.key in others]
        while waiting:
            mine, yours = waiting.pop()
            theirs_new = _new(yours)
            for place, twigs in _new(mine).items():
                for one, two in list(self._same_insertions(twigs, theirs_new.get(place, []))):
                    if self._are_same(one, two):
                        self._share(one, two)
                    else:
                        one.key = two.key = next(self.fresh)
                        self.found.alike.add(one.key)
                        waiting.append((one, two))

    def _same_insertions(self, mine: Sequence[Twig], yours: Sequence[Twig]) -> Iterator[tuple[Twig, Twig]]:
        """Yield what both sides put in: the same, or alike under the same number, or all but the same under another."""
        if len(mine) == len(yours) == 1 and mine[0].name in _ONCE:
            yield mine[0], yours[0]
            return
        left, rest = list(yours), list[Twig]()
        for twig in mine:
            same = next((other for other in left if self._are_same(twig, other)), None)
            if same:
                left.remove(same)
                yield twig, same
            else:
                rest.append(twig)
        ours, theirs = ([twig for twig in twigs if twig.num] for twigs in (rest, left))
        matches = match_units(_units(ours), _units(theirs)) if ours and theirs else ()
        for one, two in ((ours[match.old.index], theirs[match.new.index]) for match in matches):
            if number_part(one.num) == number_part(two.num) or _is_one(one, two):
                yield one, two

    def pair_elsewhere(self, ours: Twig, theirs: Twig, articles: frozenset[int]) -> None:
        """Pair the same new provision at two places, where it says enough and stands once on either side."""
        mine, yours = (list(_put_in(side)) for side in (ours, theirs))
        said = _by_words(mine, self.ours), _by_words(yours, self.theirs)
        for words, twigs in said[0].items():
            others = said[1].get(words, [])
            if len(twigs) == len(others) == 1 and _is_telling(twigs[0], others[0], articles):
                self._share(twigs[0], others[0])
        rest = [[twig for twig in side if twig.key == -1 and id(twig) in articles] for side in (mine, yours)]
        for one in rest[0]:
            two = next((two for two in rest[1] if two.key == -1 and _is_one(one, two)), None)
            if two:
                one.key = two.key = next(self.fresh)
                self.found.alike.add(one.key)


def _put_in(root: Twig) -> Iterator[Twig]:
    """Yield the provisions that are new in what is not."""
    for twig in root.walk():
        if twig.key == -1 and twig.name in HIERARCHY and twig.parent and twig.parent.key != -1:
            yield twig


def _is_telling(one: Twig, two: Twig, articles: frozenset[int]) -> bool:
    """Tell whether the same words at two places are one provision: few words may well stand in two articles."""
    inside = {next((above.key for above in twig.ancestors() if above.key != -1), -1) for twig in (one, two)}
    return id(one) in articles or len(inside) == 1 or len(_words(one)) >= MANY


def _words(twig: Twig) -> list[str]:
    return [token.word for token in tokenize(text_of(element_of(twig), without=frozenset({"num"}))) if token.word]


def _by_words(twigs: Sequence[Twig], keys: Links) -> dict[object, list[Twig]]:
    found: dict[object, list[Twig]] = defaultdict(list)
    for twig in twigs:
        if len(text_of(element_of(twig)).split()) >= TELLING:
            found[says(twig, keys)].append(twig)
    return found


def _new(parent: Twig) -> dict[tuple[str, int], list[Twig]]:
    """Return what was put in, by its name and by what stands before it in the base."""
    found: dict[tuple[str, int], list[Twig]] = defaultdict(list)
    before = -1
    for twig in parent.twigs:
        if twig.key == -1:
            found[twig.name, -1 if twig.name in _ONCE else before].append(twig)
        else:
            before = twig.key
    return found


_ONCE = frozenset({"num", "heading", "subheading"})
"""Lines that an element has once at the most."""


def _is_one(one: Twig, two: Twig) -> bool:
    """Tell whether two new articles with different numbers are two drafts of one."""
    words = _words(one), _words(two)
    return (
        one.name == two.name and one.name in UNITS and min(map(len, words)) >= TELLING and likeness(*words, ALIKE) > 0
    )


def _units(twigs: Sequence[Twig]) -> list[Unit]:
    # Without ids and numbers: what stands in no other text is the same provision by its words only.
    return [Unit(i, "", replace(element_of(twig), attributes=())) for i, twig in enumerate(twigs)]


def says(twig: Twig, keys: Links) -> object:
    """Return what a twig says, its number, ids and the space between elements left out.

    `keys` are those of the eIds of its text: a reference says what it leads to, whatever number that has there.
    """
    node = twig.node
    if isinstance(node, Element):
        node = replace(node, children=tuple(child for child in node.children if getattr(child, "name", "") != "num"))
    return _said(node, keys)


def _said(node: Node, keys: Links) -> object:
    if not isinstance(node, Element):
        return " ".join(node.split()) if isinstance(node, str) else node
    target = keys.get(node.get("href").removeprefix("#"))
    attributes = tuple(sorted(pair for pair in node.attributes if pair[0] not in {"eId", "wId", "GUID"}))
    if target is not None:
        attributes = (*(pair for pair in attributes if pair[0] != "href"), ("href", str(target)))
    said = [said for child in node.children if (said := _said(child, keys)) != ""]
    if target is not None:
        said = [_COUNTED.sub("0", one) if isinstance(one, str) else one for one in said]
    return node.name, attributes, tuple(said)


_COUNTED = re.compile(rf"\w*\d[\w.]*(?:\s(?:{LATIN_WORDS})\b)?")
