"""Three texts to one: two drafts of the same base, their changes together (`docs/explanation/merging.md`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from codetool.akn.schema import check_schema
from codetool.akn.write import digest_of, write_expression
from codetool.diff.merge_build import Builder
from codetool.diff.merge_clash import Clashing, ClashKind
from codetool.diff.merge_conflicts import Conflict, conflicts_of, dead_references
from codetool.diff.merge_finish import Finished, finish
from codetool.diff.merge_grow import grow_trees
from codetool.diff.merge_knots import Knots
from codetool.diff.merge_layout import Layout, lay_out_merge, walk_layout
from codetool.diff.merge_notes import notes_of
from codetool.diff.merge_tree import Side, Trees
from codetool.findings import Finding
from codetool.model.expression import Expression
from codetool.model.markup import Element, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedUnit:
    """An article of the merged text, and what it is called on each side; empty where a side does not have it.

    It is called by its eId, or `#n` where it has none; what `is_gone` has no name in the merged text.
    """

    eid: str
    num: str
    base: str = ""
    ours: str = ""
    theirs: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merged text: what became of each article, and where both sides contradict each other."""

    expression: Expression
    units: tuple[MergedUnit, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[Conflict, ...] = ()


def merge(base: Expression, ours: Expression, theirs: Expression) -> Merge:
    """Return what both drafts made of their base, in one text.

    Where one draft is the base, or both are the same, the merged text is the other one, byte for byte.
    """
    trees = grow_trees(base, ours, theirs)
    knots = Knots(trees)
    apart = dict.fromkeys(knots.choices(knots.contrary(), least=1), ClashKind.PARTS)
    layout = lay_out_merge(trees)
    apart |= dict.fromkeys(_torn(trees, layout), ClashKind.STRUCTURE)
    made = _make(ours, trees, apart, knots, layout)
    if faults := _new_faults(made.expression, (base, ours, theirs)):
        # Both sides built an article anew, each in its way: the schema has no place for both at once.
        apart = dict.fromkeys(_articles_at(faults, made.finished, trees), ClashKind.STRUCTURE) | apart
        made = _make(ours, trees, apart, knots, made.layout)
    found = [*conflicts_of(made.clashes, trees, made.finished, knots), *dead_references(trees, made.finished)]
    return Merge(
        expression=_untouched(base, ours, theirs) or made.expression,
        units=tuple(_units(trees, made.layout, made.finished)),
        conflicts=tuple(one for one in found if not one.is_note),
        notes=(*(one for one in found if one.is_note), *notes_of(trees, made.layout, made.finished)),
    )


def _torn(trees: Trees, layout: Layout) -> Iterator[int]:
    """Yield the articles of which both sides moved a part, each to another place: they stand whole, one by one."""
    for key in layout.strayed:
        for twig in trees.versions(key).values():
            inside = next((one.key for one in twig.ancestors() if one.key in trees.units), None)
            if inside is not None:
                yield inside


def _untouched(base: Expression, ours: Expression, theirs: Expression) -> Expression | None:
    """Return the draft that alone differs from the base, None where both do, each in its way."""
    digests = [digest_of(text) for text in (base, ours, theirs)]
    if digests[1] in (digests[0], digests[2]):
        return theirs
    return ours if digests[2] == digests[0] else None


@dataclass(frozen=True, slots=True)
class _Made:
    expression: Expression
    finished: Finished
    layout: Layout
    clashes: list[Clashing]


_Apart = dict[int, ClashKind]


def _make(ours: Expression, trees: Trees, apart: _Apart, knots: Knots, layout: Layout) -> _Made:
    """Put the text together, again as long as that shows articles that must stand whole."""
    known: dict[int, tuple[list[Node], list[Clashing]]] = {}
    while True:
        if apart.keys() - layout.standing:
            layout = lay_out_merge(trees, apart)
        builder = Builder(trees, layout, apart, known={key: it for key, it in known.items() if key not in apart})
        root = builder.build_root()
        more = _found_apart(root, knots, builder)
        if not more.keys() - apart.keys():
            finished = finish(root, trees)
            return _Made(replace(ours, root=finished.root), finished, layout, builder.clashes)
        known, apart = builder.known, more | apart


def _found_apart(root: Element, knots: Knots, builder: Builder) -> _Apart:
    """Return articles that must stand whole: what one side divided is in conflict, or a passage would be doubled."""
    more = dict.fromkeys(knots.choices(knots.touched(builder.clashes), least=2), ClashKind.PARTS)
    twice: set[int] = set()
    for keys in knots.passages.doubled(root):
        knots.tie(keys)
        twice |= keys
    return dict.fromkeys(knots.choices(twice, least=1), ClashKind.TWICE) | more


def _new_faults(merged: Expression, sides: tuple[Expression, ...]) -> tuple[Finding, ...]:
    """Return where the merged text breaks the schema, nothing where one of the three texts does too."""
    found = tuple(check_schema(write_expression(merged)))
    if found and any(next(check_schema(write_expression(side)), None) for side in sides):
        return ()
    return found


def _articles_at(faults: Iterable[Finding], finished: Finished, trees: Trees) -> Iterator[int]:
    keys = {eid: key for key, eid in finished.eids.items() if key in trees.units}
    for fault in faults:
        names = fault.eid.split("__")
        yield from (keys[name] for i in range(len(names)) if (name := "__".join(names[: i + 1])) in keys)


def _units(trees: Trees, layout: Layout, finished: Finished) -> Iterator[MergedUnit]:
    """Yield the articles in the order of the merged text, each that is gone behind what stood before it."""
    kept = [key for key in walk_layout(layout, trees.base.root.key) if key in trees.units]
    standing = set(kept)
    named = {side: _labels(trees, side) for side in Side}
    gone: dict[int, list[int]] = {}
    before = -1
    for key in (key for key in trees.base.twigs if key in trees.units):
        if key in standing:
            before = key
        else:
            gone.setdefault(before, []).append(key)
    for key in (-1, *kept):
        for one in ([] if key == -1 else [key]) + gone.get(key, []):
            labels = {side.value: named[side][one] for side in trees.versions(one)}
            num = finished.numbers.get(one) or next(iter(trees.versions(one).values())).num
            here = one in finished.labels
            yield MergedUnit(eid=finished.labels.get(one, ""), num=num, is_gone=not here, **labels)


def _labels(trees: Trees, side: Side) -> dict[int, str]:
    """Return what a comparison calls the articles of one side: their eId, else `#n`."""
    units = (twig for twig in trees[side].root.walk() if twig.key in trees.units)
    return {twig.key: twig.eid or f"#{place}" for place, twig in enumerate(units, 1)}
