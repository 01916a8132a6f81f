"""Three texts as three trees with one set of keys: the same key is the same provision, whatever its id and number.

Ids are left out of the comparison, and what points at a provision points at its key: so an article that was only
renumbered, and a reference that only followed it, did not change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count

from codetool.akn.read import unfold_expression
from codetool.diff.match import match_units
from codetool.diff.merge_pairs import is_line, pair_elements
from codetool.diff.units import Unit, units_of
from codetool.model.eid import number_part
from codetool.model.expression import Expression
from codetool.model.markup import Attributes, Comment, Element, Instruction, Node
from codetool.model.provision import UNITS, num_of


class Side(StrEnum):
    """One of the three texts of a merge."""

    BASE = "base"
    OURS = "ours"
    THEIRS = "theirs"

    @property
    def other(self) -> "Side":
        """Return the other draft."""
        return Side.THEIRS if self is Side.OURS else Side.OURS


KEY_MARK = re.compile("\ue000(\\d+)\ue001")
"""What stands for a key in attributes and words."""


def mark_key(key: int) -> str:
    """Return what stands for a key."""
    return f"\ue000{key}\ue001"


@dataclass(slots=True, eq=False)
class Twig:
    """An element (comment, instruction) of one text at its place; a line and what holds nothing have no twigs."""

    node: Element | Comment | Instruction
    parent: "Twig | None" = None
    lead: str = ""
    tail: str = ""
    key: int = -1
    is_line: bool = False
    twigs: list["Twig"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the element's name, an empty string for a comment or an instruction."""
        return self.node.name if isinstance(self.node, Element) else ""

    @property
    def num(self) -> str:
        """Return the number as printed."""
        return num_of(self.node) if isinstance(self.node, Element) else ""

    @property
    def eid(self) -> str:
        """Return the eId."""
        return self.node.eid if isinstance(self.node, Element) else ""

    def walk(self) -> Iterator["Twig"]:
        """Yield the twig and all below it in document order."""
        yield self
        for twig in self.twigs:
            yield from twig.walk()

    def ancestors(self) -> Iterator["Twig"]:
        """Yield the twigs above, the nearest first."""
        found = self.parent
        while found:
            yield found
            found = found.parent


def _grow(node: Element | Comment | Instruction, parent: Twig | None = None) -> Twig:
    twig = Twig(node=node, parent=parent)
    if not isinstance(node, Element) or is_line(node) or node.name.startswith("{"):
        twig.is_line = isinstance(node, Element)
        return twig
    lead = ""
    for child in node.children:
        if isinstance(child, Element | Comment | Instruction):
            grown = _grow(child, twig)
            grown.lead, lead = lead, ""
            twig.twigs.append(grown)
        elif isinstance(child, str):
            lead += child
    twig.tail = lead
    return twig


class Tree:
    """One text: its twigs by key, and the keys of its eIds."""

    def __init__(self, side: Side, root: Twig) -> None:
        """Take the twigs of a text whose keys are given."""
        self.side = side
        self.root = root
        self.twigs = {twig.key: twig for twig in root.walk()}
        self._cited: dict[str, int] | None = None
        self.keys = {twig.eid: twig.key for twig in reversed(list(root.walk())) if twig.eid}

    def pointing(self, value: str) -> str:
        """Return an attribute's value with keys for the eIds that it points at."""
        if "#" not in value:
            return value
        return _POINTER.sub(lambda found: f"#{self._key(found[1])}", value)

    def _key(self, eid: str) -> str:
        return mark_key(self.keys[eid]) if eid in self.keys else eid

    def cited(self, number: str) -> int | None:
        """Return the key of the one article with a number: what a citation without a link means."""
        if self._cited is None:
            found: dict[str, list[Twig]] = defaultdict(list)
            for twig in self.root.walk():
                if twig.name in UNITS and twig.num:
                    found[number_part(twig.num)].append(twig)
            self._cited = {part: twigs[0].key for part, twigs in found.items() if len(twigs) == 1}
        return self._cited.get(number_part(number))

    def plain(self, node: Node) -> Node:
        """Return a node with keys for what its attributes point at; ids stay."""
        if not isinstance(node, Element):
            return node
        return replace(
            node,
            attributes=tuple((key, self.pointing(value)) for key, value in node.attributes),
            children=tuple(map(self.plain, node.children)),
        )

    def attributes(self, element: Element) -> Attributes:
        """Return the attributes without the eId, with keys for what they point at."""
        return tuple((key, self.pointing(value)) for key, value in element.attributes if key != "eId")

    def numbers(self, href: str) -> Mapping[str, int]:
        """Return, for an address with a key, the number parts that name what it leads to and what that stands in."""
        found = KEY_MARK.fullmatch(href.removeprefix("#"))
        twig = self.twigs.get(int(found[1])) if found else None
        numbers: dict[str, int] = {}
        for one in (twig, *twig.ancestors()) if twig else ():
            if part := number_part(one.num):
                numbers.setdefault(part, one.key)
        return numbers


_POINTER = re.compile(r"(?<!\S)#(\S+)")


@dataclass(frozen=True, slots=True)
class Trees:
    """The three trees, the keys of their articles, and a source of new keys.

    `alike` are the keys of what both sides put in under one number in other words.
    """

    base: Tree
    ours: Tree
    theirs: Tree
    units: frozenset[int]
    alike: frozenset[int]
    fresh: Iterator[int]

    def __getitem__(self, side: Side) -> Tree:
        """Return the tree of a side."""
        match side:
            case Side.BASE:
                return self.base
            case Side.OURS:
                return self.ours
            case Side.THEIRS:
                return self.theirs

    def versions(self, key: int) -> dict[Side, Twig]:
        """Return the twigs of a key, by side."""
        return {side: twig for side in Side if (twig := self[side].twigs.get(key))}

    def above_units(self) -> frozenset[int]:
        """Return the keys of what stands above articles."""
        return frozenset(
            above.key
            for side in Side
            for key in self.units & self[side].twigs.keys()
            for above in self[side].twigs[key].ancestors()
        )

    def keys(self) -> Iterator[int]:
        """Yield every key once: those of the base, then what ours and theirs have besides."""
        yield from dict.fromkeys(key for side in Side for key in self[side].twigs)


def grow_trees(base: Expression, ours: Expression, theirs: Expression) -> Trees:
    """Return the trees of three texts, with the same key for what is the same provision."""
    fresh = count()
    whole = {side: _anew(text) for side, text in zip(Side, (base, ours, theirs), strict=True)}
    roots = {side: _grow(text.root) for side, text in whole.items()}
    ids = {}
    for twig in roots[Side.BASE].walk():
        twig.key = next(fresh)
        ids[id(twig.node)] = twig.key
    for side in (Side.OURS, Side.THEIRS):
        pairs = pair_elements(whole[Side.BASE], whole[side])
        _give_keys(roots[side], {key: ids[id(element)] for key, element in pairs.items() if id(element) in ids})
        _pair_asides(roots[Side.BASE], roots[side])
    alike = _pair_new(roots[Side.OURS], roots[Side.THEIRS], fresh)
    for side in (Side.OURS, Side.THEIRS):
        for twig in roots[side].walk():
            twig.key = twig.key if twig.key >= 0 else next(fresh)
    articles = {id(unit.element) for text in whole.values() for unit in units_of(text).articles}
    units = frozenset(twig.key for root in roots.values() for twig in root.walk() if id(twig.node) in articles)
    base_tree, ours_tree, theirs_tree = (Tree(side, roots[side]) for side in Side)
    return Trees(base_tree, ours_tree, theirs_tree, units=units, alike=alike, fresh=fresh)


def _anew(expression: Expression) -> Expression:
    """Return the text unfolded, every element made anew: two equal ones may be one object, and have one place each."""
    whole = unfold_expression(expression)
    return replace(whole, root=_copied(whole.root))


def _copied(element: Element) -> Element:
    children = tuple(_copied(child) if isinstance(child, Element) else child for child in element.children)
    return replace(element, children=children)


def _give_keys(root: Twig, keys: Mapping[int, int]) -> None:
    for twig in root.walk():
        twig.key = keys.get(id(twig.node), -1)


def _pair_asides(base: Twig, side: Twig) -> None:
    """Give comments and instructions the keys of the same ones in the same element of the base."""
    known = {twig.key: twig for twig in base.walk()}
    for twig in side.walk():
        before = known.get(twig.key)
        left = [one for one in before.twigs if not one.name] if before and isinstance(twig.node, Element) else []
        for one in (one for one in twig.twigs if not one.name):
            same = next((other for other in left if other.node == one.node), None)
            if same:
                left.remove(same)
                one.key = same.key


def _pair_new(ours: Twig, theirs: Twig, fresh: Iterator[int]) -> frozenset[int]:
    """Give what both sides put in at one place one key, where it is the same or alike; return those of the alike."""
    others = {twig.key: twig for twig in theirs.walk() if twig.key >= 0}
    waiting = [(twig, others[twig.key]) for twig in ours.walk() if twig.key in others]
    alike: set[int] = set()
    while waiting:
        mine, yours = waiting.pop()
        theirs_new = _new(yours)
        for place, twigs in _new(mine).items():
            for one, two in list(_same_insertions(twigs, theirs_new.get(place, []))):
                if _says(one) == _says(two):
                    _share(one, two, fresh)
                else:
                    one.key = two.key = next(fresh)
                    alike.add(one.key)
                    waiting.append((one, two))
    return frozenset(alike)


def _share(one: Twig, two: Twig, fresh: Iterator[int]) -> None:
    """Give two twigs that say the same, and all that stands in them, one key each."""
    one.key = two.key = next(fresh)
    for mine, yours in zip(one.twigs, two.twigs, strict=False):
        if mine.name == yours.name and mine.key == yours.key == -1:
            _share(mine, yours, fresh)


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


def _same_insertions(mine: Sequence[Twig], yours: Sequence[Twig]) -> Iterator[tuple[Twig, Twig]]:
    """Yield what both sides put in: the same, or alike under the same number."""
    if len(mine) == len(yours) == 1 and mine[0].name in _ONCE:
        yield mine[0], yours[0]
        return
    left, rest = list(yours), list[Twig]()
    for twig in mine:
        same = next((other for other in left if _says(other) == _says(twig)), None)
        if same:
            left.remove(same)
            yield twig, same
        else:
            rest.append(twig)
    ours, theirs = ([twig for twig in twigs if twig.num] for twigs in (rest, left))
    matches = match_units(_units(ours), _units(theirs)) if ours and theirs else ()
    for one, two in ((ours[match.old.index], theirs[match.new.index]) for match in matches):
        if number_part(one.num) == number_part(two.num):
            yield one, two


def _units(twigs: Sequence[Twig]) -> list[Unit]:
    # Without ids and numbers: what stands in no other text is the same provision by its words only.
    return [Unit(i, "", replace(element_of(twig), attributes=())) for i, twig in enumerate(twigs)]


def element_of(twig: Twig) -> Element:
    """Return the twig's node, which must be an element."""
    if not isinstance(twig.node, Element):
        raise TypeError(twig.node)
    return twig.node


def _says(twig: Twig) -> object:
    """Return what a twig says, its number, ids and the space between elements left out."""
    node = twig.node
    if isinstance(node, Element):
        node = replace(node, children=tuple(child for child in node.children if getattr(child, "name", "") != "num"))
    return _said(node)


def _said(node: Node) -> object:
    if not isinstance(node, Element):
        return " ".join(node.split()) if isinstance(node, str) else node
    attributes = tuple(sorted(pair for pair in node.attributes if pair[0] not in {"eId", "wId", "GUID"}))
    return node.name, attributes, tuple(said for child in node.children if (said := _said(child)) != "")
