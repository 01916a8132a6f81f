"""Three texts to one: two drafts of the same base, their changes together (`docs/explanation/merging.md`)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from codetool.akn.schema import check_schema
from codetool.akn.write import digest_of, write_expression
from codetool.diff.merge_build import Builder, Clashing, ClashKind
from codetool.diff.merge_finish import Finished, finish
from codetool.diff.merge_layout import Layout, lay_out_merge, walk_layout
from codetool.diff.merge_tree import KEY_MARK, Side, Trees, grow_trees
from codetool.findings import Finding
from codetool.model.expression import Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What ours and theirs did that contradicts itself, and the eIds of the choice that was left in the text.

    `alternative` is empty where ours was kept and nothing of theirs stands in the text: in the metadata, say.
    `removed_by` is the side that removed what the other changed.
    """

    kind: ClashKind
    eid: str
    num: str = ""
    name: str = ""
    base: str = ""
    ours: str = ""
    theirs: str = ""
    alternative: bool = False
    removed_by: Side | None = None
    in_meta: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedUnit:
    """An article of the merged text, and what it is called on each side; empty where a side does not have it."""

    eid: str
    num: str
    base: str = ""
    ours: str = ""
    theirs: str = ""


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
    layout = lay_out_merge(trees)
    apart = frozenset(_torn(trees, layout))
    made = _make(ours, trees, layout, apart)
    if faults := _new_faults(made.expression, (base, ours, theirs)):
        # Both sides built an article anew, each in its way: the schema has no place for both at once.
        made = _make(ours, trees, layout, apart.union(_articles_at(faults, made.finished, trees)))
    found = [_conflict(clash, trees, made.finished) for clash in made.clashes]
    found += _dead_references(trees, made.finished)
    return Merge(
        expression=_untouched(base, ours, theirs) or made.expression,
        units=tuple(_units(trees, layout, made.finished)),
        conflicts=tuple(one for one in found if not one.in_meta),
        notes=tuple(one for one in found if one.in_meta),
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
    clashes: list[Clashing]


def _make(ours: Expression, trees: Trees, layout: Layout, apart: frozenset[int]) -> _Made:
    builder = Builder(trees, layout, apart)
    finished = finish(builder.build_root(), trees)
    return _Made(replace(ours, root=finished.root), finished, builder.clashes)


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


def _dead_references(trees: Trees, finished: Finished) -> Iterator[Conflict]:
    """Yield a conflict for each reference to a provision that the other side removed."""
    keys = {eid: key for key, eid in finished.eids.items()}
    for key, places in finished.lost.items():
        versions = trees.versions(key)
        twig = next(iter(versions.values()))
        base, ours, theirs = (twig.num or twig.eid if side in versions else "" for side in Side)
        removed_by = next((side for side in (Side.OURS, Side.THEIRS) if side not in versions), None)
        for eid in dict.fromkeys(places):
            yield Conflict(
                kind=ClashKind.REFERENCE,
                eid=eid,
                num=finished.numbers.get(keys.get(eid, -1), ""),
                name=twig.name,
                base=base,
                ours=ours,
                theirs=theirs,
                removed_by=removed_by,
            )


def _conflict(clash: Clashing, trees: Trees, finished: Finished) -> Conflict:
    twig = next(iter(trees.versions(clash.key).values()))
    named = next((one for one in (twig, *twig.ancestors()) if one.num or one.key in finished.eids), twig)
    key = clash.choice if clash.choice in finished.eids else named.key
    return Conflict(
        kind=clash.kind,
        eid=finished.eids.get(key, ""),
        num=finished.numbers.get(named.key, named.num),
        name=named.name,
        base=_readable(clash.base, finished),
        ours=_readable(clash.ours, finished),
        theirs=_readable(clash.theirs, finished),
        alternative=clash.is_left,
        removed_by=clash.removed_by,
        in_meta=any(one.name == "meta" for one in (twig, *twig.ancestors())),
    )


def _readable(text: str, finished: Finished) -> str:
    """Return a text with eIds for the keys in it."""
    return KEY_MARK.sub(lambda found: finished.eids.get(int(found[1]), "?"), text)


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
            here = one in finished.eids
            num = finished.numbers.get(one) or next(iter(trees.versions(one).values())).num
            yield MergedUnit(eid=finished.eids[one] if here else "", num=num, **labels)


def _labels(trees: Trees, side: Side) -> dict[int, str]:
    """Return what a comparison calls the articles of one side: their eId, else `#n`."""
    units = (twig for twig in trees[side].root.walk() if twig.key in trees.units)
    return {twig.key: twig.eid or f"#{place}" for place, twig in enumerate(units, 1)}
