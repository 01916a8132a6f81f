"""eIds filled in where there is none, and set right where they break the Naming Convention (NC 5.4).

What is right stays. A provision whose eId is set right keeps its identity: the old eId becomes its wId, and what points
at it follows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count

from codetool.akn.read import unfold_expression
from codetool.model.eid import ABBREVIATIONS, IDENTIFIED, ORDINALS, SINGLE, is_eid, make_eid, number_part, own_part
from codetool.model.expression import Expression
from codetool.model.markup import Attributes, Element, Node, with_attribute
from codetool.model.provision import num_of

APART = frozenset({"meta", "quotedStructure", "embeddedStructure"})
"""What stands in these has ids of its own, which are not ours to give."""

_THROUGH = frozenset({"article", "title", "book", "tome", "attachment"})
"""Numbered through the whole code: their ids need no prefix."""

_NUMBER = re.compile(r"(?:\d\w*|[IVXLCDM]+(?:bis|ter|quater)?|[A-Za-z]{1,2})(?:-\d\w*)*")
"""Numbers that an eId has to repeat; "annexe unique" and the like are words."""

_OWN_IDS = frozenset({"eId", "wId", "GUID"})


def fill_missing_eids(expression: Expression) -> Expression:
    """Return the Expression, unfolded, with an eId on every provision; those that are there stay, right or wrong."""
    whole = unfold_expression(expression)
    kept = [bool(element.eid) for element in _named(whole.root)]
    return _named_anew(whole, kept, apart=set(_all_eids(whole.root)))


def repair_eids(expression: Expression, *, strict: bool) -> Expression:
    """Return the Expression, unfolded, with eIds that are ids, each given once, and references that follow them.

    `strict` also asks that each fits its element, its number and what it stands in: the profile of our codes.
    """
    whole = unfold_expression(expression)
    apart = set(_eids_apart(whole.root))
    judge = _Judge(seen=set(apart), strict=strict)
    kept = list(judge.judge(whole.root, {}))
    return _named_anew(whole, kept, apart=apart)


def _named(element: Element) -> Iterator[Element]:
    """Yield, in document order, the elements that have an eId or should have one."""
    for child in _children(element):
        if child.eid or child.name in IDENTIFIED:
            yield child
        yield from _named(child)


def _children(element: Element) -> Iterator[Element]:
    if element.name not in APART:
        yield from (child for child in element.children if isinstance(child, Element) and child.name != "meta")


def _all_eids(element: Element) -> Iterator[str]:
    return (one.eid for one in element.descendants() if one.eid)


def _eids_apart(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, Element):
            inside = child.name in APART
            yield from chain.from_iterable(map(_all_eids, _elements(child))) if inside else _eids_apart(child)


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


@dataclass(slots=True, kw_only=True)
class _Judge:
    """Decides which eIds stay; `seen` are those that cannot be given again."""

    seen: set[str]
    strict: bool

    def judge(self, element: Element, above: Mapping[str, bool]) -> Iterator[bool]:
        """Yield for each named element whether its eId stays; `above` tells that of those it stands in."""
        for child in _children(element):
            inside = above
            if child.eid or child.name in IDENTIFIED:
                right = self._is_right(child, above)
                if right:
                    self.seen.add(child.eid)
                yield right
                inside = {**above, child.eid: right} if child.eid else above
            yield from self.judge(child, inside)

    def _is_right(self, element: Element, above: Mapping[str, bool]) -> bool:
        eid = element.eid
        prefix = eid.rpartition("__")[0]
        if not is_eid(eid) or eid in self.seen or not above.get(prefix, True):
            return False
        if not self.strict:
            return True
        if prefix and prefix not in above:
            return False
        return element.name not in IDENTIFIED or _fits(element, own_part(eid))


def _fits(element: Element, own: str) -> bool:
    """Tell whether the last part of an eId has the word for its element and the number that is printed."""
    ref, _, number = own.partition("_")
    if element.name != "hcontainer" and ref != ABBREVIATIONS.get(element.name, element.name):
        return False
    wanted = number_part(num_of(element))
    if not _NUMBER.fullmatch(wanted) or str(ORDINALS.get(number.casefold())) == wanted:
        return True
    return bool(re.fullmatch(rf"{re.escape(wanted)}(?:-(?:dup)?\d+)?", number))


def _named_anew(whole: Expression, kept: list[bool], apart: set[str]) -> Expression:
    right = {element.eid for element, keep in zip(_named(whole.root), kept, strict=True) if keep}
    namer = _Namer(kept=iter(kept), owned=frozenset(apart | right))
    root = namer.name_below(whole.root, "")
    return replace(whole, root=_repointed(root, namer.renamed) if namer.renamed else root)


class _Namer:
    """Gives eIds in document order: to each named element its own, or a new one; `owned` are those that stay."""

    def __init__(self, *, kept: Iterator[bool], owned: frozenset[str]) -> None:
        self.kept = kept
        self.owned = owned
        self.taken = set(owned)
        self.renamed: dict[str, str] = {}

    def name_below(self, element: Element, prefix: str) -> Element:
        """Return the element with an eId on all that is named below it."""
        if element.name in APART:
            return element
        counts: dict[str, int] = {}
        children: list[Node] = []
        for child in element.children:
            if not isinstance(child, Element) or child.name == "meta":
                children.append(child)
                continue
            counts[child.name] = counts.get(child.name, 0) + 1
            named = self._name(child, prefix, counts[child.name])
            # A prefix that is no id would spoil all below it.
            children.append(self.name_below(named, named.eid if is_eid(named.eid) else prefix))
        return replace(element, children=tuple(children))

    def _name(self, child: Element, prefix: str, ordinal: int) -> Element:
        if not child.eid and child.name not in IDENTIFIED:
            return child
        if next(self.kept):
            return child
        eid = next(one for one in _candidates(child, prefix, ordinal) if one not in self.taken)
        self.taken.add(eid)
        if eid == child.eid:  # it fits what it stands in, now that this has its right id
            return child
        # An eId that came twice means one of them only, for those that point at it and for later versions.
        sole = child.eid not in self.owned and child.eid not in self.renamed
        if child.eid and sole:
            self.renamed[child.eid] = eid
        return replace(child, attributes=_renamed(child, eid, tracked=sole))


def _candidates(element: Element, prefix: str, ordinal: int) -> Iterator[str]:
    """Yield eIds that would do, the best first."""
    own, number = own_part(element.eid), number_part(num_of(element))
    if own and is_eid(own) and (element.name not in IDENTIFIED or _fits(element, own)):
        # Only what it stands in was wrong.
        yield own if element.name in _THROUGH or not prefix else f"{prefix}__{own}"
    if number or element.name in SINGLE:
        if element.name in _THROUGH:
            yield make_eid(element.name, number)
        eid = make_eid(element.name, number, prefix)
        # `art_1-2` would be the id of article 1.2, so what comes again is marked by a word that no number has.
        yield from chain([eid], (f"{eid}-dup{time}" for time in count(2)))
    if element.name in _THROUGH:
        yield make_eid(element.name, str(ordinal))
    yield from (make_eid(element.name, str(place), prefix) for place in count(ordinal))


def _renamed(element: Element, eid: str, *, tracked: bool) -> Attributes:
    if not element.eid:
        return (("eId", eid), *(pair for pair in element.attributes if pair[0] != "eId"))
    attributes = with_attribute(element.attributes, "eId", eid)
    if element.get("wId") or not tracked or not is_eid(element.eid):
        return attributes
    at = 1 + [key for key, _ in attributes].index("eId")
    return (*attributes[:at], ("wId", element.eid), *attributes[at:])


def _repointed(element: Element, renamed: Mapping[str, str]) -> Element:
    """Return the element with all that points at a renamed eId pointing at its new one; quoted texts are left."""
    children = element.children
    if element.name not in APART - {"meta"}:
        children = tuple(_repointed(child, renamed) if isinstance(child, Element) else child for child in children)
    attributes = tuple((key, _followed(key, value, renamed)) for key, value in element.attributes)
    return replace(element, attributes=attributes, children=children)


def _followed(key: str, value: str, renamed: Mapping[str, str]) -> str:
    if key in _OWN_IDS or "#" not in value:
        return value
    return re.sub(r"(?<!\S)#(\S+)", lambda found: f"#{renamed.get(found[1], found[1])}", value)
