"""A merge told article by article: what each draft did to the base, and what the merged text took from whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from codetool.diff.changes import ChangeSet, Correspondence
from codetool.diff.changeset import compare
from codetool.diff.merge import Merge, MergedUnit
from codetool.diff.merge_conflicts import Conflict
from codetool.model.expression import Expression


class Taken(StrEnum):
    """Whose change the merged text has."""

    NONE = "none"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldUnit:
    """An article of the merged text, or one that is gone: what either draft did to it, and the conflicts in it."""

    unit: MergedUnit
    taken: Taken
    ours: Correspondence | None = None
    theirs: Correspondence | None = None
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMerge:
    """A merge with both comparisons; `others` are the changes outside articles, the base's place, ours and theirs."""

    merge: Merge
    ours: ChangeSet
    theirs: ChangeSet
    units: tuple[ToldUnit, ...]
    others: tuple[ToldUnit, ...]

    def summary(self) -> dict[str, int]:
        """Return how many articles the merged text has from whom, and how many conflicts there are."""
        counts = {taken.value: sum(unit.taken is taken for unit in self.units) for taken in Taken}
        counts["conflict"] = len(self.merge.conflicts)
        return counts | {"notes": len(self.merge.notes)}


def tell_merge(merge: Merge, base: Expression, ours: Expression, theirs: Expression) -> ToldMerge:
    """Return what a merge did."""
    mine, yours = compare(base, ours), compare(base, theirs)
    return ToldMerge(
        merge=merge,
        ours=mine,
        theirs=yours,
        units=tuple(_units(merge, mine, yours)),
        others=tuple(_others(merge, mine, yours)),
    )


def _units(merge: Merge, ours: ChangeSet, theirs: ChangeSet) -> Iterator[ToldUnit]:
    mine, yours = _by_label(ours.articles), _by_label(theirs.articles)
    for unit in merge.units:
        row = mine.get(("new", unit.ours)) or mine.get(("old", unit.base))
        other = yours.get(("new", unit.theirs)) or yours.get(("old", unit.base))
        yield _told(unit, row, other, merge.conflicts)


def _others(merge: Merge, ours: ChangeSet, theirs: ChangeSet) -> Iterator[ToldUnit]:
    """Yield what changed outside articles; a title that both changed stands once."""
    yours = {_label(row): row for row in theirs.others if row.is_change}
    for row in ours.others:
        other = yours.pop(_label(row), None) if row.old else None
        if row.is_change or other:
            place = (row.new or row.old)[0]
            yield _told(MergedUnit(eid=place.eid, num=place.num), row, other, merge.conflicts)
    for other in yours.values():
        place = (other.new or other.old)[0]
        yield _told(MergedUnit(eid=place.eid, num=place.num), None, other, merge.conflicts)


def _label(row: Correspondence) -> tuple[str, str]:
    return ("old", row.old[0].eid) if row.old else ("new", row.new[0].eid)


def _by_label(rows: Sequence[Correspondence]) -> Mapping[tuple[str, str], Correspondence]:
    found: dict[tuple[str, str], Correspondence] = {}
    for row in rows:
        found.update({("old", place.eid): row for place in row.old})
        found.update({("new", place.eid): row for place in row.new})
    return found


def _told(
    unit: MergedUnit, ours: Correspondence | None, theirs: Correspondence | None, conflicts: Sequence[Conflict]
) -> ToldUnit:
    # What stands outside articles is called by its own eId, in whatever text.
    eids = {place.eid for row in (ours, theirs) if row for place in (*row.old, *row.new)} | {unit.eid} - {""}
    inside = tuple(one for one in conflicts if unit.eid in one.articles or (not one.articles and one.eid in eids))
    mine, yours = bool(ours and ours.is_change), bool(theirs and theirs.is_change)
    taken = {(True, True): Taken.BOTH, (True, False): Taken.OURS, (False, True): Taken.THEIRS}.get((mine, yours))
    taken = Taken.CONFLICT if inside else taken or Taken.NONE
    return ToldUnit(unit=unit, taken=taken, ours=ours, theirs=theirs, conflicts=inside)
