"""Identities carried from version to version: what is the same provision keeps its wId, whatever its number (NC 5.3).

A provision is known by its wId, else by its eId. Which one became which is found by what they say, never by their ids:
articles and the divisions around them as `codetool.diff` matches them, and what stands in a matched provision by its
content, its number, its order. A wId is written only where the identity is not the eId.

What is new keeps its eId as identity, unless that is, or was, another's: then the date of its version marks it, as in
`art_3-20210101`. What stands in a provision takes its mark, or its former number, along: `art_3-20210101__point_a`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from codetool.akn.read import unfold_expression
from codetool.diff.match import match_units
from codetool.diff.moves import match_containers
from codetool.diff.units import Unit, units_of
from codetool.model.eid import is_eid
from codetool.model.expression import Expression
from codetool.model.markup import Attributes, Element, with_attribute
from codetool.model.provision import num_of
from codetool.model.text import text_of

QUOTED = frozenset({"quotedStructure", "embeddedStructure"})
"""What stands in these belongs to another text, and so do its ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text without its wIds, and the wIds that its elements had, by the elements' `id`."""

    expression: Expression
    wids: Mapping[int, str]

    def identity(self, element: Element | None) -> str:
        """Return what the element was known by, an empty string where there is no element."""
        return (self.wids.get(id(element)) or element.eid) if element else ""


def carry_wids(
    new: Expression, old: Expression, *, retired: frozenset[str] = frozenset(), repair: bool = False
) -> Expression:
    """Return `new`, unfolded, with a wId on each element whose identity is not its eId; `old` is the version before it.

    `retired` are identities that versions before `old` used. wIds that `new` has stay as they are, unless `repair`
    asks to replace those that are no ids, come twice, or contradict an old provision with the same text.
    """
    whole = unfold_expression(new)
    after, before = _without_wids(whole), _without_wids(unfold_expression(old))
    pairs = _pairs(before.expression, after.expression)
    inherited = {key: before.identity(element) for key, element in pairs.items()}
    reserved = retired | identities_of(old)
    kept = _right_wids(after, inherited, reserved) if repair else after.wids
    mark = whole.identification.expression.date.replace("-", "") or "new"
    found = _Naming(reserved=reserved, mark=mark, used=_ids_of_meta(whole) | set(kept.values())).name_all(
        after.expression, kept, inherited
    )
    return replace(whole, root=_with_wids(whole.root, after.expression.root, found))


def carry_lineage(new: Expression, earlier: Sequence[Expression], *, repair: bool = False) -> Expression:
    """Return `new` with the identities of the last of the earlier versions; without any, `new` as it is."""
    if not earlier:
        return new
    retired = frozenset(chain.from_iterable(identities_of(one) for one in earlier[:-1]))
    return carry_wids(new, earlier[-1], retired=retired, repair=repair)


def identities_of(expression: Expression) -> frozenset[str]:
    """Return what the elements of a text are known by: wIds, else eIds."""
    whole = unfold_expression(expression)
    return frozenset(element.identity for element, _ in _tracked(whole.root, None))


def _without_wids(expression: Expression) -> _Text:
    wids: dict[int, str] = {}
    return _Text(expression=replace(expression, root=_bare(expression.root, wids)), wids=wids)


def _bare(element: Element, wids: dict[int, str]) -> Element:
    # Every element is made anew: two equal ones may be one object, and here each has a place of its own.
    inside = element.name == "meta" or element.name in QUOTED
    children = element.children
    if not inside:
        children = tuple(_bare(child, wids) if isinstance(child, Element) else child for child in children)
    attributes = tuple(pair for pair in element.attributes if pair[0] != "wId")
    made = replace(element, attributes=attributes, children=children)
    if wid := element.get("wId"):
        wids[id(made)] = wid
    return made


def _tracked(element: Element, parent: Element | None) -> Iterator[tuple[Element, Element | None]]:
    """Yield each element that has an id, with the nearest above it that has one; quoted texts are not entered."""
    for child in element.children:
        if not isinstance(child, Element) or child.name == "meta":
            continue
        has_id = bool(child.identity)
        if has_id:
            yield child, parent
        if child.name not in QUOTED:
            yield from _tracked(child, child if has_id else parent)


def _ids_of_meta(expression: Expression) -> set[str]:
    meta = expression.meta
    return {element.eid for element in meta.descendants() if element.eid} if meta else set()


# Which element became which ------------------------------------------------------------------------------------------


def _pairs(old: Expression, new: Expression) -> dict[int, Element]:
    """Return, by the `id` of an element of `new`, the element of `old` that it was."""
    before, after = units_of(old), units_of(new)
    articles = match_units(before.articles, after.articles)
    containers = match_containers(before.containers, after.containers, articles).matches
    units = (*before.articles, *before.containers, *after.articles, *after.containers)
    rows = frozenset(id(unit.element) for unit in units)
    waiting = [(match.old.opened, match.new.opened) for match in (*articles, *containers)]
    pairs = {id(yours): mine for mine, yours in waiting}
    waiting.append((old.root, new.root))
    while waiting:
        mine, yours = waiting.pop()
        for one, two in _matched(_below(mine, rows), _below(yours, rows)):
            pairs[id(two)] = one
            waiting.append((one, two))
    return pairs


def _below(element: Element, rows: frozenset[int]) -> list[Element]:
    """Return the nearest elements below with an id; articles and divisions are matched by themselves."""
    found: list[Element] = []
    for child in element.children:
        if not isinstance(child, Element) or child.name == "meta" or id(child) in rows:
            continue
        if child.eid:
            found.append(child)
        elif child.name not in QUOTED:
            found += _below(child, rows)
    return [] if element.name in QUOTED else found


def _matched(old: list[Element], new: list[Element]) -> Iterator[tuple[Element, Element]]:
    if [_said(element) for element in old] == [_said(element) for element in new]:
        yield from zip(old, new, strict=True)
        return
    for name in dict.fromkeys(element.name for element in new):
        mine, yours = (_units(element for element in side if element.name == name) for side in (old, new))
        matches = match_units(mine, yours)
        yield from ((match.old.opened, match.new.opened) for match in matches)
        taken = {id(unit) for match in matches for unit in (match.old, match.new)}
        yield from _in_order(*([unit for unit in side if id(unit) not in taken] for side in (mine, yours)))


def _in_order(old: list[Unit], new: list[Unit]) -> Iterator[tuple[Element, Element]]:
    """Yield what is left without a number as it stands, where as many are left on both sides: its text was replaced."""
    if len(old) == len(new) and not any(unit.num for unit in (*old, *new)):
        yield from ((mine.opened, yours.opened) for mine, yours in zip(old, new, strict=True))


def _said(element: Element) -> tuple[str, str, str]:
    return element.name, num_of(element), text_of(element)


def _units(elements: Iterator[Element]) -> list[Unit]:
    return [Unit(i, element.eid, element, num_of(element)) for i, element in enumerate(elements)]


# What each is known by -----------------------------------------------------------------------------------------------


def _right_wids(text: _Text, inherited: Mapping[int, str], reserved: frozenset[str]) -> dict[int, str]:
    """Return the wIds that can stay: ids, each once, and none that hides what the element was before."""
    right: dict[str, int] = {}
    for element, _ in _tracked(text.expression.root, None):
        wid, was = text.wids.get(id(element), ""), inherited.get(id(element), "")
        if is_eid(wid) and (wid in reserved or not was):
            right.setdefault(wid, id(element))
    return {key: wid for wid, key in right.items()}


@dataclass(slots=True, kw_only=True)
class _Naming:
    """Gives identities: `reserved` are those of earlier versions, `used` those given in this one."""

    reserved: frozenset[str]
    mark: str
    used: set[str]

    def name_all(self, text: Expression, kept: Mapping[int, str], inherited: Mapping[int, str]) -> dict[int, str]:
        """Return the identity of each element that has an eId, by its `id`."""
        found = dict(kept)
        tracked = list(_tracked(text.root, None))
        for element, _ in tracked:
            was = inherited.get(id(element), "")
            if was and id(element) not in found and was not in self.used:
                found[id(element)] = was
                self.used.add(was)
        for element, parent in tracked:
            if id(element) not in found:
                found[id(element)] = self._own(element, parent, found)
                self.used.add(found[id(element)])
        return found

    def _own(self, element: Element, parent: Element | None, found: Mapping[int, str]) -> str:
        eid = element.eid
        return next(one for one in self._candidates(eid, parent, found) if self._is_free(one))

    def _candidates(self, eid: str, parent: Element | None, found: Mapping[int, str]) -> Iterator[str]:
        yield eid
        if parent and eid.startswith(f"{parent.eid}__"):
            yield found[id(parent)] + eid[len(parent.eid) :]
        yield f"{eid}-{self.mark}"
        yield from (f"{eid}-{self.mark}-{time}" for time in count(2))

    def _is_free(self, identity: str) -> bool:
        return identity not in self.used and identity not in self.reserved


def _with_wids(element: Element, bare: Element, found: Mapping[int, str]) -> Element:
    """Return the element with the identities found for its bare copy, which has the same shape."""
    children = tuple(
        _with_wids(child, other, found) if isinstance(child, Element) and isinstance(other, Element) else child
        for child, other in zip(element.children, bare.children, strict=True)
    )
    attributes = _identified(element, found[id(bare)]) if bare.eid and id(bare) in found else element.attributes
    return replace(element, attributes=attributes, children=children)


def _identified(element: Element, identity: str) -> Attributes:
    """Return the attributes with the identity as wId behind the eId; one that only repeats the eId is not written."""
    if identity == element.identity:
        return element.attributes
    if element.get("wId"):
        return with_attribute(element.attributes, "wId", "" if identity == element.eid else identity)
    at = 1 + [key for key, _ in element.attributes].index("eId")
    return (*element.attributes[:at], ("wId", identity), *element.attributes[at:])
