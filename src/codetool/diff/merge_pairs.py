"""Which element of a side was which element of the base: articles and titles first, then what stands in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codetool.diff.groups import Group, match_articles
from codetool.diff.match import match_units
from codetool.diff.moves import match_containers
from codetool.diff.order import longest_rising
from codetool.diff.units import Unit, units_of
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import INLINE

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
    """By the `id` of an element of one side, the element of the base that it was; and what was divided or joined."""

    pairs: dict[int, Element]
    groups: tuple[Group, ...]


def pair_elements(base: Expression, side: Expression) -> Paired:
    """Return which element of `side` was which of `base`; both texts are unfolded."""
    before, after = units_of(base), units_of(side)
    matching = match_articles(before.articles, after.articles)
    leading = matching.leading()
    containers = match_containers(before.containers, after.containers, leading).matches
    units = (*before.articles, *before.containers, *after.articles, *after.containers)
    pairing = _Pairing(frozenset(id(unit.element) for unit in units))
    pairing.pair(base.root, side.root)
    for match in (*leading, *containers):
        pairing.pair(match.old.opened, match.new.opened)
    for match in matching.pairs:
        if not match.same:
            pairing.pair_strays((match.old,), (match.new,))
    for group in matching.groups:
        pairing.pair_strays(group.old, group.new)
    return Paired(pairs=pairing.pairs, groups=matching.groups)


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
    found = list(_by_value(old, new))
    found += _by_words(old, new, {i for i, _ in found}, {j for _, j in found})
    found += _in_gaps(found, len(old), len(new))
    yield from ((old[i], new[j]) for i, j in found)


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
