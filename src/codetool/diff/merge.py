"""Three texts to one: two drafts of the same base, their changes together (`docs/explanation/merging.md`)."""

from dataclasses import dataclass, replace

from codetool.akn.write import digest_of
from codetool.diff.changes import ChangeSet
from codetool.diff.compare import compare
from codetool.diff.merge_build import Builder, Clashing, ClashKind
from codetool.diff.merge_finish import Finished, finish
from codetool.diff.merge_layout import lay_out_merge
from codetool.diff.merge_tree import Side, Trees, grow_trees
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
    digests = {side: digest_of(text) for side, text in zip(Side, (base, ours, theirs), strict=True)}
    trees = grow_trees(base, ours, theirs)
    layout = lay_out_merge(trees)
    builder = Builder(trees, layout)
    finished = finish(builder.build_root(), trees)
    merged = replace(ours, root=finished.root)
    if digests[Side.OURS] in (digests[Side.BASE], digests[Side.THEIRS]):
        merged = theirs
    elif digests[Side.THEIRS] == digests[Side.BASE]:
        merged = ours
    found = [_conflict(clash, trees, finished) for clash in builder.clashes]
    return Merge(
        expression=merged,
        units=tuple(_units(trees, finished)),
        conflicts=tuple(one for one in found if not one.in_meta),
        notes=tuple(one for one in found if one.in_meta),
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
        base=clash.base,
        ours=clash.ours,
        theirs=clash.theirs,
        alternative=clash.is_left,
        removed_by=clash.removed_by,
        in_meta=any(one.name == "meta" for one in (twig, *twig.ancestors())),
    )


def _units(trees: Trees, finished: Finished):  # type: ignore[no-untyped-def]  # noqa: ANN202
    for key in trees.keys():  # noqa: SIM118
        if key in trees.units:
            labels = {side.value: twig.eid for side, twig in trees.versions(key).items()}
            yield MergedUnit(eid=finished.eids.get(key, ""), num=finished.numbers.get(key, ""), **labels)
