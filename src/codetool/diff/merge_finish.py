"""A merged text finished: numbers, eIds and references written for the keys that stood for them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from operator import is_

from codetool.diff.merge_clash import COPY, INSIDE, KEY, NAMED, STRAY
from codetool.diff.merge_markers import count_notes
from codetool.diff.merge_numbers import Numbering
from codetool.diff.merge_tree import KEY_MARK, PRINTED_KEY, Side, Trees, Twig
from codetool.model.eid import HIERARCHY, make_eid, number_part, own_part
from codetool.model.markup import Attributes, Element, Node
from codetool.model.provision import num_of
from codetool.model.text import text_of

_OWN = frozenset({KEY, COPY, NAMED, INSIDE, STRAY})


@dataclass(slots=True, kw_only=True, eq=False)
class Finished:
    """The finished text, the eId and number of each key, and the keys that are cited and are no more, with where.

    `labels` are what the articles are called: their eId, else `#n`; `disputed` those that each side numbered otherwise.
    """

    root: Element
    eids: Mapping[int, str]
    numbers: Mapping[int, str]
    labels: Mapping[int, str]
    disputed: tuple[int, ...]
    lost: Mapping[int, list[str]]


def finish(root: Element, trees: Trees) -> Finished:
    """Return the text with its numbers, eIds and references."""
    keys = dict(_keys(root, -1))
    numbering = Numbering(trees, keys, {key_of(one) for one in root.descendants() if one.get(STRAY)})
    articles = (key for key in keys if key in trees.units)
    namer = _Namer(trees=trees, numbers=numbering.printed)
    numbered = _numbered(count_notes(root, trees), numbering.printed)
    named = namer.name_copies(namer.name(numbered, "", copied=False), "")
    pointing = _Pointing(trees=trees, eids=namer.eids, numbers=numbering.printed, taken=namer.taken)
    return Finished(
        root=_clean(pointing.point(named, "")),
        eids=namer.eids,
        numbers=numbering.printed,
        labels={key: namer.eids.get(key) or f"#{place}" for place, key in enumerate(articles, 1)},
        disputed=tuple(numbering.disputed),
        lost=pointing.lost,
    )


def key_of(element: Element) -> int:
    """Return the key of an element in the making, -1 where it has none."""
    return int(element.get(KEY) or -1)


def _keys(element: Element, above: int) -> Iterator[tuple[int, int]]:
    """Yield the keys in the order of the text, copies left out, each with that of what it stands in."""
    key = key_of(element)
    if key >= 0:
        yield key, above
    inside = key if key >= 0 else above
    for child in element.children:
        if isinstance(child, Element) and not child.get(COPY):
            yield from _keys(child, inside)


def _numbered(element: Element, numbers: Mapping[int, str]) -> Element:
    """Return the element with the numbers written where they are others than it has."""
    wanted = None if element.get(INSIDE) or element.get(STRAY) else numbers.get(key_of(element))
    children = tuple(_numbered(child, numbers) if isinstance(child, Element) else child for child in element.children)
    if wanted is not None and element.name in HIERARCHY and num_of(element) != wanted:
        children = tuple(
            replace(child, children=_renumbered(child, wanted))
            if isinstance(child, Element) and child.name == "num"
            else child
            for child in children
        )
    return _remade(element, element.attributes, children)


def _renumbered(num: Element, wanted: str) -> tuple[Node, ...]:
    """Return the children of a number that print the wanted one, in the emphasis that the old one had."""
    texts = [child for child in num.children if not isinstance(child, str) or child.strip()]
    only = texts[0] if len(texts) == 1 else None
    if isinstance(only, Element) and text_of(only) == text_of(num):
        return (replace(only, children=_renumbered(only, wanted)),)
    return (wanted,)


@dataclass(slots=True, kw_only=True, eq=False)
class _Namer:
    """Gives eIds in the order of the text."""

    trees: Trees
    numbers: Mapping[int, str]
    eids: dict[int, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)

    def name(self, element: Element, above: str, *, copied: bool) -> Element:
        """Return the element with its eId and those of all below it; `above` is the nearest eId above it.

        Where a choice is, the other choice is left: its eId goes by that of ours, which may stand after it.
        """
        if element.get(COPY) and not copied:
            return element
        eid = self._eid(element, above)
        if eid:
            self.taken.add(eid)
            if not copied:
                self.eids.setdefault(key_of(element), eid)
        children = tuple(
            self.name(child, eid or above, copied=copied) if isinstance(child, Element) else child
            for child in element.children
        )
        return _remade(element, self._identified(element, eid, copied=copied), children)

    def name_copies(self, element: Element, above: str) -> Element:
        """Return the element with the eIds of the other choices in it."""
        if element.get(COPY):
            return self.name(element, above, copied=True)
        above = element.eid or above
        children = (self.name_copies(one, above) if isinstance(one, Element) else one for one in element.children)
        return _remade(element, element.attributes, tuple(children))

    def _eid(self, element: Element, above: str) -> str:
        key = key_of(element)
        twig = self._source(key)
        if had := element.get(INSIDE):
            return self._free(f"{above}__{own_part(had)}" if above else own_part(had))
        if element.get(STRAY) and (had := self.trees.theirs.twigs[key].eid):
            return self._free(had)
        if element.get(COPY) and self.eids.get(key):
            return self._free(f"{self.eids[key]}-dup2")
        if twig and twig.eid:
            return self._free(self._wanted(twig, above))
        if element.get(NAMED):
            return next(one for one in self._places(element.name, above) if one not in self.taken)
        return ""

    @staticmethod
    def _places(name: str, above: str) -> Iterator[str]:
        return (make_eid(name, str(place), above) for place in count(1))

    def _source(self, key: int) -> Twig | None:
        """Return the twig that the eId is taken from: that of the side that changed it."""
        found = self.trees.versions(key)
        base, ours, theirs = (found.get(side) for side in Side)
        if ours is None or theirs is None:
            return ours or theirs
        return theirs if base and base.eid == ours.eid else ours

    def _wanted(self, twig: Twig, above: str) -> str:
        own = own_part(twig.eid)
        prefix = twig.eid.removesuffix(own).removesuffix("__")
        number, wanted = number_part(twig.num), number_part(self.numbers.get(twig.key, twig.num))
        if number and number != wanted and own.endswith(f"_{number}"):
            own = own.removesuffix(number) + wanted
        follows = prefix and prefix == next((one.eid for one in twig.ancestors() if one.eid), "")
        prefix = above if follows else prefix
        return f"{prefix}__{own}" if prefix else own

    def _free(self, eid: str) -> str:
        """Return an id that nothing has: what counts places counts on, what bears a number is marked."""
        if eid not in self.taken:
            return eid
        stem, _, last = eid.rpartition("-dup")
        stem = stem if last.isdecimal() else eid
        return next(one for one in (f"{stem}-dup{time}" for time in count(2)) if one not in self.taken)

    def _identified(self, element: Element, eid: str, *, copied: bool) -> Attributes:
        """Return the attributes with the eId, and with the identity where it is another (NC 5.3)."""
        kept = [pair for pair in element.attributes if pair[0] not in {"eId", "wId"}]
        if not eid:
            return tuple(kept)
        twig = self._source(key_of(element))
        names = [name for name, _ in twig.node.attributes] if twig and isinstance(twig.node, Element) else []
        before = set(names[: names.index("eId")]) if "eId" in names else set()
        at = sum(1 for name, _ in kept if name in before or name == KEY)
        wid = "" if copied else self._wid(element, eid)
        ids = (("eId", eid), ("wId", wid)) if wid else (("eId", eid),)
        return (*kept[:at], *ids, *kept[at:])

    def _wid(self, element: Element, eid: str) -> str:
        """Return the wId to write: that of the element, unless another has it; an empty string where the eId is one."""
        given = element.get("wId")
        others = (f"{given}-{time}" for time in count(2))
        wid = next(one for one in chain((given,), others) if one not in self.identities)
        if not given or wid == eid:
            return ""
        self.identities.add(wid)
        return wid


@dataclass(slots=True, kw_only=True, eq=False)
class _Pointing:
    """Writes what stands for keys: addresses and printed numbers; `lost` are keys that are cited and are no more."""

    trees: Trees
    eids: Mapping[int, str]
    numbers: Mapping[int, str]
    taken: set[str]
    lost: dict[int, list[str]] = field(default_factory=dict)

    def point(self, element: Element, above: str) -> Element:
        """Return the element with addresses and printed numbers; `above` is the nearest eId above it."""
        above = element.eid or above
        attributes = tuple(
            (name, KEY_MARK.sub(lambda found: self._eid(int(found[1]), above), value))
            for name, value in element.attributes
        )
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, Element):
                children.append(self.point(child, above))
            else:
                children.append(PRINTED_KEY.sub(self._number, child) if isinstance(child, str) else child)
        return _remade(element, attributes, tuple(children))

    def _eid(self, key: int, above: str) -> str:
        if key in self.eids:
            return self.eids[key]
        twig = next(iter(self.trees.versions(key).values()))
        self.lost.setdefault(key, []).append(above)
        # What another provision is called now must not be taken for the one that is no more.
        return twig.eid if twig.eid not in self.taken else f"{twig.eid}-removed"

    def _number(self, found: re.Match[str]) -> str:
        key, printed = int(found[1]), found[2]
        number = self.numbers.get(key, "")
        if not number or number_part(number) == number_part(printed):
            return printed
        return _bare(number)


def _bare(num: str) -> str:
    r"""Return a number as a reference prints it: "Art. 12 bis. –" is 12 bis."""
    return re.sub(r"^\W*(?:[^\W\d]{2,}\W+)*|[\W]+$", "", num)


def _clean(element: Element) -> Element:
    """Return the element without the attributes of the making."""
    attributes = tuple(pair for pair in element.attributes if pair[0] not in _OWN)
    children = tuple(_clean(child) if isinstance(child, Element) else child for child in element.children)
    return _remade(element, attributes, children)


def _remade(element: Element, attributes: Attributes, children: tuple[Node, ...]) -> Element:
    """Return the element with these attributes and children; itself where it has them."""
    if attributes == element.attributes and all(map(is_, children, element.children)):
        return element
    return Element(
        name=element.name,
        attributes=attributes,
        children=children,
        prefix=element.prefix,
        namespaces=element.namespaces,
        line=element.line,
    )
