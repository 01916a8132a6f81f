"""Where a provision that moved stood, and where it stands: in what, or behind which other one of the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Place, Span
from codetool.render.redline_lines import bare_number, stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """What is asked to tell a move: what provisions that hold others are called, and what each place stands behind."""

    names: Mapping[str, str]
    old: Mapping[Span, Place]
    new: Mapping[Span, Place]

    @classmethod
    def of(cls, changes: ChangeSet) -> "Origins":
        """Return those of a comparison."""
        rows = (changes.articles, changes.others)
        return cls(
            names=_names(changes),
            old=_forerunners([[place for row in part for place in row.old] for part in rows]),
            new=_forerunners([[place for row in part for place in row.new] for part in rows]),
        )

    def told(self, row: Correspondence, labels: Mapping[str, str], *, of_new: bool = False) -> str:
        """Return where a provision that moved came from, or where it went; empty where it did not move."""
        if Kind.MOVED not in row.kinds or not (row.old and row.new):
            return ""
        where, behind = ("to_place", "to_behind") if of_new else ("from_place", "from_behind")
        places, forerunners = (row.new, self.new) if of_new else (row.old, self.old)
        old, new = ([self.names.get(eid, eid) for eid in side[0].parents[-1:]] for side in (row.old, row.new))
        above = new if of_new else old
        if above and old != new:
            return labels[where].format(place=above[0])
        before = forerunners.get(places[0].at)
        return labels[behind].format(place=bare_number(before)) if before else ""


def _forerunners(parts: Iterable[Sequence[Place]]) -> dict[Span, Place]:
    """Return what each place stands behind, by where it stands; the first of its like stands behind nothing."""
    found: dict[Span, Place] = {}
    for part in parts:
        in_order = sorted(part, key=lambda place: place.at)
        found.update((place.at, before) for before, place in pairwise(in_order) if before.name == place.name)
    return found


def _names(changes: ChangeSet) -> dict[str, str]:
    """Return what provisions that hold others are called, by eId; the old text's name where an eId has two."""
    sides = [row.new for row in changes.others] + [row.old for row in changes.others]
    return {side[0].eid: named for side in sides if side and (named := _named(side[0]))}


def _named(place: Place) -> str:
    return " ".join(part for part in (stripped(place.num), place.heading) if part)
