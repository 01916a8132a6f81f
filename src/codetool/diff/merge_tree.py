"""Three texts as three trees with one set of keys: the same key is the same provision, whatever its id and number.

Ids are left out of the comparison, and what points at a provision points at its key: so an article that was only
renumbered, and a reference that only followed it, did not change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import cast

from codetool.model.eid import number_part
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


PRINTED_KEY = re.compile("\ue003(\\d+)\ue004([^\ue005]*)\ue005")
"""What stands for a key where a number was printed, with that number."""


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
    _num: str | None = None

    @property
    def name(self) -> str:
        """Return the element's name, an empty string for a comment or an instruction."""
        return self.node.name if isinstance(self.node, Element) else ""

    @property
    def num(self) -> str:
        """Return the number as printed."""
        if self._num is None:
            self._num = num_of(self.node) if isinstance(self.node, Element) else ""
        return self._num

    @property
    def eid(self) -> str:
        """Return the eId."""
        return self.node.eid if isinstance(self.node, Element) else ""

    def walk(self) -> Iterator["Twig"]:
        """Yield the twig and all below it in document order."""
        waiting = [self]
        while waiting:
            twig = waiting.pop()
            yield twig
            waiting += reversed(twig.twigs)

    def ancestors(self) -> Iterator["Twig"]:
        """Yield the twigs above, the nearest first."""
        found = self.parent
        while found:
            yield found
            found = found.parent


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """The keys of an article that one side divided, or of several that it joined, and of what they became there."""

    side: Side
    old: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def keys(self) -> frozenset[int]:
        """Return all keys."""
        return frozenset((*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class Trees:
    """The three trees, the keys of their articles and of what stands above them, and a source of new keys.

    `alike` are the keys of what both sides put in in other words; `held` of parts that only one side changed when
    both divided one article, with that side. `regrouped` tells what either side divided or joined; `same` are the
    articles that say on both sides what they said in the base.
    """

    base: Tree
    ours: Tree
    theirs: Tree
    units: frozenset[int]
    above: frozenset[int]
    alike: AbstractSet[int]
    held: Mapping[int, Side]
    regrouped: tuple[Regrouped, ...]
    same: frozenset[int]
    fresh: Iterator[int]
    _versions: dict[int, Mapping[Side, Twig]] = field(default_factory=dict)

    def __getitem__(self, side: Side) -> Tree:
        """Return the tree of a side."""
        if side is Side.BASE:
            return self.base
        return self.ours if side is Side.OURS else self.theirs

    def versions(self, key: int) -> Mapping[Side, Twig]:
        """Return the twigs of a key, by side."""
        if key not in self._versions:
            self._versions[key] = {side: twig for side in Side if (twig := self[side].twigs.get(key))}
        return self._versions[key]

    def keys(self) -> Iterator[int]:
        """Yield every key once: those of the base, then what ours and theirs have besides."""
        yield from dict.fromkeys(key for side in Side for key in self[side].twigs)


def element_of(twig: Twig) -> Element:
    """Return the node of a twig that is an element."""
    return cast("Element", twig.node)
