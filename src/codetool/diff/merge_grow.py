"""Three texts grown to three trees with one set of keys: what became of one provision has its key on every side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import cast

from codetool.akn.read import unfold_expression
from codetool.diff.groups import Group
from codetool.diff.merge_new import Parts, pair_new
from codetool.diff.merge_pairs import Opened, is_line, pair_elements
from codetool.diff.merge_tree import Regrouped, Side, Tree, Trees, Twig
from codetool.diff.units import Unit, units_of
from codetool.errors import SourceError
from codetool.model.expression import Expression
from codetool.model.markup import Comment, Element, Instruction

_DRAFTS = (Side.OURS, Side.THEIRS)


def grow_trees(base: Expression, ours: Expression, theirs: Expression) -> Trees:
    """Return the trees of three texts, with the same key for what is the same provision."""
    fresh = count()
    opened = {side: _open(text) for side, text in zip(Side, (base, ours, theirs), strict=True)}
    roots = {side: _grow(text.root) for side, text in opened.items()}
    grown = {side: {id(twig.node): twig for twig in root.walk()} for side, root in roots.items()}
    articles = {side: _twigs_of(text.units.articles, grown[side]) for side, text in opened.items()}
    for twig in grown[Side.BASE].values():
        twig.key = next(fresh)
    groups: dict[Side, tuple[Group, ...]] = {}
    same: dict[Side, frozenset[int]] = {}
    for side in _DRAFTS:
        paired = pair_elements(opened[Side.BASE], opened[side])
        groups[side] = paired.groups
        for new, old in paired.pairs.items():
            grown[side][new].key = grown[Side.BASE][id(old)].key
        same[side] = frozenset(grown[side][one].key for one in paired.same)
        _pair_asides(roots[Side.BASE], roots[side])
    parts = {side: list(_parts(groups[side], grown[Side.BASE], grown[side])) for side in _DRAFTS}
    found = pair_new(roots, parts, frozenset(id(twig) for twigs in articles.values() for twig in twigs), fresh)
    for side in _DRAFTS:
        for twig in grown[side].values():
            twig.key = twig.key if twig.key >= 0 else next(fresh)
    trees = {side: Tree(side, root) for side, root in roots.items()}
    return Trees(
        base=trees[Side.BASE],
        ours=trees[Side.OURS],
        theirs=trees[Side.THEIRS],
        units=frozenset(twig.key for twigs in articles.values() for twig in twigs),
        above=frozenset(one.key for twigs in articles.values() for one in _above(twigs)),
        alike=found.alike,
        held=found.held,
        regrouped=tuple(_regrouped(groups, grown)),
        same=same[Side.OURS] & same[Side.THEIRS],
        fresh=fresh,
    )


def _twigs_of(units: Iterable[Unit], grown: Mapping[int, Twig]) -> list[Twig]:
    """Return the twigs of articles; raise SourceError for one within a line or the metadata, which are merged whole."""
    found = []
    for unit in units:
        if id(unit.element) not in grown:
            raise SourceError(
                "an article stands where none may",
                "Move it to where articles stand, or take it out. See codetool validate.",
                place=unit.label,
            )
        found.append(grown[id(unit.element)])
    return found


def _grow(node: Element | Comment | Instruction, parent: Twig | None = None) -> Twig:
    twig = Twig(node=node, parent=parent)
    if not isinstance(node, Element) or is_line(node) or node.name.startswith("{"):
        twig.is_line = isinstance(node, Element)
        return twig
    lead = ""
    for child in node.children:
        if isinstance(child, str):
            lead += child
            continue
        grown = _grow(cast("Element | Comment | Instruction", child), twig)
        grown.lead, lead = lead, ""
        twig.twigs.append(grown)
    twig.tail = lead
    return twig


def _open(expression: Expression) -> Opened:
    """Return the text opened, every element made anew: two equal ones may be one object, and have one place each."""
    whole = unfold_expression(expression)
    whole = replace(whole, root=_copied(whole.root))
    return Opened(closed=units_of(expression), units=units_of(whole), root=whole.root)


def _copied(element: Element) -> Element:
    return Element(
        name=element.name,
        attributes=element.attributes,
        children=tuple(_copied(child) if isinstance(child, Element) else child for child in element.children),
        prefix=element.prefix,
        namespaces=element.namespaces,
        line=element.line,
    )


def _above(twigs: Iterable[Twig]) -> Iterator[Twig]:
    """Yield what stands above the twigs, once."""
    found: set[int] = set()
    for twig in twigs:
        for one in twig.ancestors():
            if id(one) in found:
                break
            found.add(id(one))
            yield one


def _pair_asides(base: Twig, side: Twig) -> None:
    """Give comments and instructions the keys of the same ones in the same element of the base."""
    known = {twig.key: twig for twig in base.walk() if any(not one.name for one in twig.twigs)}
    for twig in side.walk() if known else ():
        before = known.get(twig.key)
        left = [one for one in before.twigs if not one.name] if before and isinstance(twig.node, Element) else []
        for one in (one for one in twig.twigs if not one.name):
            same = next((other for other in left if other.node == one.node), None)
            if same:
                left.remove(same)
                one.key = same.key


def _parts(groups: Sequence[Group], base: Mapping[int, Twig], side: Mapping[int, Twig]) -> Iterator[Parts]:
    """Yield what each article of the base was divided into on one side, the first part left out."""
    for group in groups:
        if len(group.old) == 1:
            new = tuple(side[id(unit.element)] for unit in group.new)
            yield Parts(whole=base[id(group.old[0].element)], parts=tuple(twig for twig in new if twig.key == -1))


def _regrouped(groups: Mapping[Side, Sequence[Group]], grown: Mapping[Side, Mapping[int, Twig]]) -> Iterator[Regrouped]:
    for side, found in groups.items():
        for group in found:
            old = (grown[Side.BASE][id(unit.element)].key for unit in group.old)
            new = (grown[side][id(unit.element)].key for unit in group.new)
            yield Regrouped(side=side, old=tuple(old), new=tuple(new))
