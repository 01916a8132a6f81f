"""The merged text put together: each element from the sides that have it, and a choice where they contradict.

Ours stands in its place, theirs behind it with `alternativeTo`: the article, paragraph or point around the words in
question, else the paragraph of running text, else the words themselves in a `span`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from codetool.diff.merge_clash import ALONE, COPY, INSIDE, KEY, NAMED, STRAY, WHOLE, Clashing, ClashKind
from codetool.diff.merge_followed import mark_followed
from codetool.diff.merge_layout import Layout
from codetool.diff.merge_lines import lines_of_text
from codetool.diff.merge_pairs import LABELS
from codetool.diff.merge_pieces import Piece, children_of, pieces_of
from codetool.diff.merge_sentences import disputes_of
from codetool.diff.merge_tree import Side, Trees, Twig, element_of, mark_key
from codetool.diff.merge_words import Merged, ended, marked, merge_pieces, merge_without_base, resolved
from codetool.model.eid import HIERARCHY
from codetool.model.markup import Attributes, Element, Node, with_attribute


@dataclass(frozen=True, slots=True)
class _Lean:
    """How contradictions are resolved: in favour of which side, and whether a choice is left where they are."""

    side: Side = Side.OURS
    is_open: bool = True


@dataclass(slots=True, eq=False)
class Builder:
    """Puts the merged text together; `clashes` are the conflicts.

    `apart` are articles in which both sides' changes do not go together, and why: there, each stands whole. `known` are
    articles that were built before and stay as they are.
    """

    trees: Trees
    layout: Layout
    apart: Mapping[int, ClashKind] = field(default_factory=dict)
    clashes: list[Clashing] = field(default_factory=list)
    _pending: list[Clashing] = field(default_factory=list)
    _above: frozenset[int] = frozenset()
    known: dict[int, tuple[list[Node], list[Clashing]]] = field(default_factory=dict)
    _strays: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    _inside_choice: int = 0
    _in_meta: int = 0

    def __post_init__(self) -> None:
        """Find what stands above articles, and where theirs has what both sides moved."""
        self._above = self.trees.above
        for key, place in self.layout.strayed.items():
            # Parts of articles are no choice of their own: there, the articles stand whole.
            if key in self.trees.units or key in self._above:
                self._strays.setdefault(place.parent, {}).setdefault(place.behind, []).append(key)

    def build_root(self) -> Element:
        """Return the merged text, its elements marked with their keys."""
        root = cast("Element", self._build(self.trees.base.root.key, _Lean()))
        self.clashes += self._pending
        return root

    def _emit(self, key: int, lean: _Lean) -> list[Node]:
        """Return an element, and the other choice behind it where there is one; articles are kept in `known`."""
        if key not in self.trees.units or key in self._above or not lean.is_open:
            return self._emitted(key, lean)
        if key not in self.known:
            told = len(self.clashes)
            nodes = self._emitted(key, lean)
            self.known[key] = nodes, self.clashes[told:]
            return nodes
        nodes, clashes = self.known[key]
        self.clashes += clashes
        return nodes

    def _emitted(self, key: int, lean: _Lean) -> list[Node]:
        disputed = self.layout.disputed.get(key)
        if not lean.is_open or not self._is_choice(key):
            if disputed and self._inside_choice and disputed is lean.side:
                self._dispute(key, disputed)
                return []
            if disputed:
                self._dispute(key, disputed)
            return [self._build(key, lean)]
        before, self._pending = list(self._pending), []
        self._inside_choice += 1
        told = len(self.clashes)
        if disputed:
            self._dispute(key, disputed)
        if key in self.apart or key in self.trees.alike:
            texts = {side: _text(twig) for side, twig in self.trees.versions(key).items()}
            kind = self.apart.get(key, ClashKind.ADDED)
            self._clash(kind, key, [texts.get(side, "") for side in Side])
        ours = self._build(key, _Lean())
        found, self._pending = self._pending, list(before)
        nodes = [ours]
        if any(disputed or clash.kind in WHOLE for clash in found):
            # Each side's text stands whole: no choice is left in it, and nothing that stands in it is told.
            del self.clashes[told:]
            nodes = self._whole_choice(key, disputed)
        elif found:
            nodes = [ours, self._build(key, _Lean(Side.THEIRS, is_open=False))]
            self._pending = before  # the same conflicts, seen from the other side
        self._inside_choice -= 1
        return self._told_choice(key, found, nodes) if found else nodes

    def _told_choice(self, key: int, found: list[Clashing], nodes: list[Node]) -> list[Node]:
        found = [clash for clash in found if clash.kind in ALONE and clash.key == key][:1] or found
        for clash in found:
            clash.choice, clash.is_left = key, True
        self.clashes += found
        ours, theirs = nodes
        return [_marked(ours, NAMED), _alternative(theirs, key)]

    def _whole_choice(self, key: int, disputed: Side | None) -> list[Node]:
        """Return the whole texts of ours and theirs; an empty place for one that is gone."""
        found = self.trees.versions(key)
        sides = (Side.OURS, Side.THEIRS) if not disputed else (disputed.other,)
        copies = {side: self._copy(found[side], side) for side in sides if side in found}
        some = next(iter(copies.values()))
        return [copies.get(side) or _gone(some) for side in (Side.OURS, Side.THEIRS)]

    def _is_choice(self, key: int) -> bool:
        if self._in_meta:
            return False
        names = {twig.name for twig in self.trees.versions(key).values()}
        if names & HIERARCHY:
            return key not in self._above
        return bool(names & {"p"}) and not self._inside_choice

    def _dispute(self, key: int, removed_by: Side) -> None:
        said = {side: self._said(twig) for side, twig in self.trees.versions(key).items()}
        above = next(iter(self.trees.versions(key).values())).parent
        if self.layout.disputed.get(above.key if above else -1) is not removed_by or key in self.trees.units:
            self._clash(ClashKind.REMOVED, key, [said.get(side, "") for side in Side], removed_by)

    def _said(self, twig: Twig) -> str:
        """Return what a provision says, of a division its number and heading: articles in it are a matter apart."""
        if twig.key not in self._above:
            return _text(twig)
        return " ".join(_text(one) for one in twig.twigs if one.name in LABELS)

    def _clash(self, kind: ClashKind, key: int, texts: Sequence[str], removed_by: Side | None = None) -> None:
        """Keep in mind a conflict; `texts` are what base, ours and theirs say."""
        base, ours, theirs = texts
        self._pending.append(Clashing(kind=kind, key=key, base=base, ours=ours, theirs=theirs, removed_by=removed_by))

    # One element ------------------------------------------------------------------------------------------------------

    def _build(self, key: int, lean: _Lean) -> Node:
        if side := self.trees.held.get(key):
            return self._copy(self.trees[side].twigs[key], side)
        found = self.trees.versions(key)
        first = next(found[side] for side in (Side.OURS, Side.THEIRS, Side.BASE) if side in found)
        if not isinstance(first.node, Element):
            return first.node
        self._in_meta += first.name == "meta"
        attributes = self._attributes(key, found, lean)
        if any(twig.is_line for twig in found.values()):
            children = self._line(key, found, lean)
        else:
            children = tuple(self._children(key, first, lean))
        self._in_meta -= first.name == "meta"
        return replace(first.node, attributes=((KEY, str(key)), *attributes), children=children)

    def _attributes(self, key: int, found: Mapping[Side, Twig], lean: _Lean) -> Attributes:
        sides = {side: self.trees[side].attributes(element_of(twig)) for side, twig in found.items()}
        ours, theirs = sides.get(Side.OURS), sides.get(Side.THEIRS)
        if ours is None or theirs is None:
            return ours or theirs or ()
        base = dict(sides.get(Side.BASE, ()))
        merged: list[tuple[str, str]] = []
        for name in dict.fromkeys(name for name, _ in (*ours, *theirs)):
            values = base.get(name), dict(ours).get(name), dict(theirs).get(name)
            chosen = values[2] if values[1] in {values[0], values[2]} else values[1]
            if len(set(values)) == len(values) or (Side.BASE not in found and values[1] != values[2]):
                chosen = self._clashing_attribute(key, name, values, lean)
            if chosen is not None:
                merged.append((name, chosen))
        return tuple(merged)

    def _clashing_attribute(
        self, key: int, name: str, values: tuple[str | None, str | None, str | None], lean: _Lean
    ) -> str | None:
        if name != "wId":
            told = [f'{name}="{value}"' if value is not None else "" for value in values]
            self._clash(ClashKind.MARKUP, key, told)
        return values[1] if lean.side is Side.OURS else values[2]

    def _children(self, key: int, first: Twig, lean: _Lean) -> Iterator[Node]:
        lead = "\n"
        strays = self._strays.get(key, {})
        for member in (-1, *self.layout.children.get(key, [])):
            versions = self.trees.versions(member)
            if versions:
                lead = next(versions[side].lead for side in (Side.OURS, Side.THEIRS, Side.BASE) if side in versions)
                for node in self._emit(member, lean):
                    yield from (lead, node) if lead else (node,)
            for stray in strays.get(member, ()):
                yield from (lead, self._stray(stray))
        if first.tail:
            yield first.tail

    def _stray(self, key: int) -> Node:
        """Return a copy of what both sides moved, where theirs has it."""
        twig = self.trees.theirs.twigs[key]
        self._clash(ClashKind.PLACE, key, _places(self.trees.versions(key)))
        self._pending[-1].choice, self._pending[-1].is_left = key, True
        return _marked(_alternative(self._copy(twig, Side.THEIRS), key), STRAY)

    # One line ---------------------------------------------------------------------------------------------------------

    def _line(self, key: int, found: Mapping[Side, Twig], lean: _Lean) -> tuple[Node, ...]:
        ours, theirs = found.get(Side.OURS), found.get(Side.THEIRS)
        if not ours or not theirs:
            side = Side.OURS if ours else Side.THEIRS
            return children_of(pieces_of(element_of(found[side]), self.trees[side])) if not found[side].twigs else ()
        if ours.twigs or theirs.twigs or ours.name.startswith("{"):
            return self._whole(key, found, lean)
        if _is_same(list(found.values())):
            return element_of(ours).children
        if ours.name == "num":
            # Numbers are made consecutive when everything stands in its place.
            base = found.get(Side.BASE)
            side = Side.THEIRS if base and element_of(base).children == element_of(ours).children else Side.OURS
            return children_of(pieces_of(element_of(found[side]), self.trees[side]))
        lines = self._lines(found)
        merged = _merged_line(lines)
        disputes = list(disputes_of(merged))
        for one in disputes:
            kind = ClashKind.WORDS if Side.BASE in found else ClashKind.ADDED
            self._clash(ClashKind.MARKUP if one.is_markup else kind, key, (one.base, one.ours, one.theirs))
        if disputes and lean.is_open and not self._inside_choice and not self._in_meta:
            return children_of(ended(marked(merged, self._span_maker(key, len(disputes))), lines.values()))
        return children_of(ended(resolved(merged, lean.side), lines.values()))

    def _lines(self, found: Mapping[Side, Twig]) -> dict[Side, list[Piece]]:
        lines = {side: pieces_of(element_of(twig), self.trees[side]) for side, twig in found.items() if not twig.twigs}
        return mark_followed(lines, self.trees)

    def _span_maker(self, key: int, count: int) -> Callable[[Side], Element]:
        """Return what makes the spans around the words of either side."""
        for clash in self._pending[-count:]:
            clash.choice, clash.is_left = key, True
        fresh: list[int] = []

        def wrap(side: Side) -> Element:
            if side is Side.OURS:
                fresh.append(next(self.trees.fresh))
                return Element(name="span", attributes=((KEY, str(fresh[-1])), (NAMED, "1")))
            return Element(name="span", attributes=(("alternativeTo", f"#{mark_key(fresh[-1])}"),))

        return wrap

    def _whole(self, key: int, found: Mapping[Side, Twig], lean: _Lean) -> tuple[Node, ...]:
        """Return the children of what cannot be merged word by word: one side's, whole."""
        sides = {side: self.trees[side].plain(element_of(twig)) for side, twig in found.items()}
        said = {side: cast("Element", node).children for side, node in sides.items()}
        ours, theirs, base = said[Side.OURS], said[Side.THEIRS], said.get(Side.BASE)
        if ours in (theirs, base):
            return theirs
        if theirs == base:
            return ours
        texts = {side: _text(twig) for side, twig in found.items()}
        self._clash(ClashKind.WORDS, key, [texts.get(side, "") for side in Side])
        return said[lean.side]

    def _copy(self, twig: Twig, side: Side, *, inside: bool = False) -> Element:
        """Return one side's element as it is, with its keys; what stands `inside` keeps its numbers and eIds."""
        tree, node = self.trees[side], element_of(twig)
        children: list[Node] = []
        for child in twig.twigs:
            copied = self._copy(child, side, inside=True) if isinstance(child.node, Element) else child.node
            children += [child.lead, copied] if child.lead else [copied]
        if twig.tail:
            children.append(twig.tail)
        if not twig.twigs:
            children = list(children_of(pieces_of(node, tree)))
        marks = ((KEY, str(twig.key)), (INSIDE, node.eid)) if inside else ((KEY, str(twig.key)),)
        return replace(node, attributes=(*marks, *tree.attributes(node)), children=tuple(children))


def _merged_line(lines: Mapping[Side, Sequence[Piece]]) -> Merged:
    ours, theirs = lines[Side.OURS], lines[Side.THEIRS]
    return merge_pieces(lines[Side.BASE], ours, theirs) if Side.BASE in lines else merge_without_base(ours, theirs)


def _is_same(twigs: Sequence[Twig]) -> bool:
    """Tell whether every side has the same line, and no link in it that could lead elsewhere."""
    first = element_of(twigs[0])
    same = all(element_of(twig).children == first.children for twig in twigs[1:])
    return same and not any("#" in value for one in first.descendants() for _, value in one.attributes)


def _text(twig: Twig) -> str:
    return lines_of_text(twig.node) if isinstance(twig.node, Element) else ""


def _places(found: Mapping[Side, Twig]) -> list[str]:
    """Return what something stands in on each side; where both drafts have it in the same, also what stands before it.

    "TITRE II › 5." is behind article 5 in title II; "› 5." behind article 5 in what it stood in in the base too.
    """
    above = {side: twig.parent for side, twig in found.items()}
    keys = {side: parent.key for side, parent in above.items() if parent}
    if keys[Side.OURS] != keys[Side.THEIRS]:
        return [_name(above.get(side)) for side in Side]
    before = {side: _name(_sibling(twig)) for side, twig in found.items()}
    inside = {side: _name(above[side]) if len(set(keys.values())) > 1 else "" for side in before}
    before = {side: f"{inside[side]} › {name}".strip() for side, name in before.items()}
    return [before.get(side, "") for side in Side]


def _sibling(twig: Twig) -> Twig | None:
    siblings = twig.parent.twigs if twig.parent else []
    before = reversed(siblings[: siblings.index(twig)])
    return next((one for one in before if one.name not in LABELS), None)


def _name(twig: Twig | None) -> str:
    return (twig.num or twig.eid or twig.name) if twig else ""


def _marked(node: Node, mark: str) -> Element:
    element = cast("Element", node)
    return replace(element, attributes=(*element.attributes, (mark, "1")))


def _alternative(node: Node, key: int) -> Element:
    element = cast("Element", node)
    attributes = with_attribute(element.attributes, "alternativeTo", f"#{mark_key(key)}")
    return _marked(replace(element, attributes=attributes), COPY)


def _gone(element: Element) -> Element:
    """Return the place of an element that is no more: its number, and that it was removed."""
    nums = tuple(child for child in element.children if isinstance(child, Element) and child.name == "num")
    empty = (Element(name="content", children=(Element(name="p"),)),) if element.name in HIERARCHY else ()
    children = (*nums, *empty) if element.name in HIERARCHY else ()
    return replace(element, attributes=with_attribute(element.attributes, "status", "removed"), children=children)
