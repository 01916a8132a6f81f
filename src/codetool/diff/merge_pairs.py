"""Which element of a side was which element of the base: articles and titles first, then what stands in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from codetool.diff.groups import Group, match_articles
from codetool.diff.match import match_units
from codetool.diff.matching import Match
from codetool.diff.moves import match_containers
from codetool.diff.order import longest_rising
from codetool.diff.units import Unit, Units
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import INLINE, text_of

LINES = frozenset(
    "block caption crossHeading docketNumber heading listIntroduction listWrapUp num p subheading tocItem".split()
)
"""Elements that hold running text, empty or not."""

LABELS = frozenset({"num", "heading", "subheading"})


def is_line(element: Element) -> bool:
    """Tell whether an element holds running text: it is merged word by word, all others child by child."""
    if element.name in LINES or element.name in INLINE:
        return True
    return any(
        bool(child.strip()) if isinstance(child, str) else isinstance(child, Element) and child.name in INLINE
        for child in element.children
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """By the `id` of an element of one side, the element of the base that it was; and what was divided or joined.

    `same` are the identities of articles of that side that say what they said in the base.
    """

    pairs: dict[int, Element]
    groups: tuple[Group, ...]
    same: frozenset[int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A text as it was read, for what need not be opened, and the same one with every element made anew."""

    closed: Units
    units: Units
    root: Element


def pair_elements(base: Opened, side: Opened) -> Paired:
    """Return which element of `side` was which of `base`."""
    matching = match_articles(base.closed.articles, side.closed.articles)
    leading = [_opened(match, base, side) for match in matching.leading()]
    containers = match_containers(base.units.containers, side.units.containers, leading).matches
    units = (*base.units.articles, *base.units.containers, *side.units.articles, *side.units.containers)
    pairing = _Pairing(frozenset(id(unit.element) for unit in units))
    pairing.pair(base.root, side.root)
    for match in (*leading, *containers):
        if match.same:
            pairing.pair_same(match.old.opened, match.new.opened)
        else:
            pairing.pair(match.old.opened, match.new.opened)
    pairs = [_opened(match, base, side) for match in matching.pairs]
    groups = tuple(
        replace(
            group,
            old=tuple(base.units.articles[unit.index] for unit in group.old),
            new=tuple(side.units.articles[unit.index] for unit in group.new),
        )
        for group in matching.groups
    )
    for match in pairs:
        if not match.same:
            pairing.pair_strays((match.old,), (match.new,))
    for group in groups:
        pairing.pair_strays(group.old, group.new)
    same = frozenset(id(match.new.element) for match in pairs if match.same)
    return Paired(pairs=pairing.pairs, groups=groups, same=same)


def _opened(match: Match, base: Opened, side: Opened) -> Match:
    """Return the pair of the opened units that stand where a pair of closed ones does."""
    return match._replace(old=base.units.articles[match.old.index], new=side.units.articles[match.new.index])


class _Pairing:
    """The pairs found so far; `rows` are the articles and divisions, which are matched by themselves."""

    def __init__(self, rows: frozenset[int]) -> None:
        self.rows = rows
        self.pairs: dict[int, Element] = {}
        self.taken: set[int] = set()

    def pair(self, old: Element, new: Element) -> None:
        """Pair two elements, and what stands in them."""
        waiting = [(old, new)]
        while waiting:
            mine, yours = waiting.pop()
            self.pairs[id(yours)] = mine
            self.taken.add(id(mine))
            if not is_line(mine) and not is_line(yours):
                waiting += _matched(self._inside(mine), self._inside(yours))

    def pair_same(self, old: Element, new: Element) -> None:
        """Pair two elements that say the same, numbers and ids aside, and what stands in them, as it stands."""
        self.pairs[id(new)] = old
        self.taken.add(id(old))
        if not is_line(old):
            mine, yours = ([one for one in self._inside(side) if one.name != "num"] for side in (old, new))
            nums = ([one for one in self._inside(side) if one.name == "num"] for side in (old, new))
            for one, two in (*zip(*nums, strict=False), *zip(mine, yours, strict=True)):
                self.pair_same(one, two)

    def _inside(self, element: Element) -> list[Element]:
        found = (child for child in element.children if isinstance(child, Element))
        return [child for child in found if id(child) not in self.rows and not child.name.startswith("{")]

    def pair_strays(self, old: Iterable[Unit], new: Iterable[Unit]) -> None:
        """Pair lines that left what they stood in: into a paragraph of its own, or the other half of an article."""
        mine = [line for unit in old for line in self._lines(unit.opened) if id(line) not in self.taken]
        yours = [line for unit in new for line in self._lines(unit.opened) if id(line) not in self.pairs]
        if mine and yours:
            for match in match_units(_units(mine), _units(yours)):
                self.pair(match.old.opened, match.new.opened)

    def _lines(self, element: Element) -> Iterator[Element]:
        for child in self._inside(element):
            if child.name in LINES - LABELS:
                yield child
            elif not is_line(child):
                yield from self._lines(child)


def _matched(old: Sequence[Element], new: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    if old == new:
        yield from zip(old, new, strict=True)
        return
    ours, theirs = _by_name(old), _by_name(new)
    for name in (name for name in ours if name in theirs):
        yield from match_alike(ours[name], theirs[name])


def match_alike(old: Sequence[Element], new: Sequence[Element]) -> Iterator[tuple[Element, Element]]:
    """Yield which of several elements of one name became which: by what they say, by their id, then as they stand."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    if _say_the_same(old, new):
        yield from zip(old, new, strict=True)
        return
    found = list(_by_value(old, new))
    found += _by_words(old, new, {i for i, _ in found}, {j for _, j in found})
    found += _in_gaps(found, len(old), len(new))
    yield from ((old[i], new[j]) for i, j in found)


def _say_the_same(old: Sequence[Element], new: Sequence[Element]) -> bool:
    """Tell whether both are the same texts in the same order, no text twice."""
    if len(old) != len(new):
        return False
    said = [text_of(element) for element in old]
    return len(set(said)) == len(said) and said == [text_of(element) for element in new]


_Places = tuple[int, int]


def _by_value(old: Sequence[Element], new: Sequence[Element]) -> Iterator[_Places]:
    """Yield the pairs of elements that hold attributes only: by their id, else the same ones in order."""
    left: dict[object, list[int]] = defaultdict(list)
    for j, element in enumerate(new):
        if not element.children:
            left[element.eid or element].append(j)
    for i, element in enumerate(old):
        if not element.children and left[element.eid or element]:
            yield i, left[element.eid or element].pop(0)


def _by_words(old: Sequence[Element], new: Sequence[Element], gone: set[int], come: set[int]) -> Iterator[_Places]:
    mine = [i for i, element in enumerate(old) if i not in gone and element.children]
    yours = [j for j, element in enumerate(new) if j not in come and element.children]
    if mine and yours:
        for match in match_units(_units(old[i] for i in mine), _units(new[j] for j in yours)):
            yield mine[match.old.index], yours[match.new.index]


def _in_gaps(found: Sequence[_Places], rows: int, columns: int) -> list[_Places]:
    """Return what is left between the same neighbours, where as many are left on both sides."""
    gone, come = {i for i, _ in found}, {j for _, j in found}
    ordered = sorted(found)
    kept = longest_rising([j for _, j in ordered])
    pairs: list[_Places] = []
    last = (-1, -1)
    for anchor in [*(pair for at, pair in enumerate(ordered) if at in kept), (rows, columns)]:
        mine = [i for i in range(last[0] + 1, anchor[0]) if i not in gone]
        yours = [j for j in range(last[1] + 1, anchor[1]) if j not in come]
        if len(mine) == len(yours):
            pairs += zip(mine, yours, strict=True)
        last = anchor
    return pairs


def _by_name(elements: Iterable[Element]) -> dict[str, list[Element]]:
    named: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        named[element.name].append(element)
    return named


def _units(elements: Iterable[Element]) -> list[Unit]:
    return [Unit(i, element.eid, element, num_of(element)) for i, element in enumerate(elements)]
