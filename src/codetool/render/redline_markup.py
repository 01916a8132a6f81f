"""What changed in markup, each in a line of the reader's language: "reference to article 5 added: “the rule”"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from codetool.diff.changes import ChangeSet, Place
from codetool.diff.markup_change import MarkupChange
from codetool.render.redline_lines import stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The provisions that references lead to, by eId: those of the old text, and those of the new one."""

    old: Mapping[str, Place]
    new: Mapping[str, Place]
    became: Mapping[str, Place]

    @classmethod
    def of(cls, changes: ChangeSet) -> "Targets":
        """Return the targets of a comparison."""
        rows = (*changes.articles, *changes.others)
        return cls(
            old=_by_eid(row.old for row in rows),
            new=_by_eid(row.new for row in rows),
            became={row.old[0].eid: row.new[0] for row in rows if row.old and row.new},
        )


def _by_eid(sides: Iterable[Sequence[Place]]) -> dict[str, Place]:
    return {place.eid: place for side in sides for place in side}


def markup_lines(found: Iterable[MarkupChange], labels: Mapping[str, str], targets: Targets) -> tuple[str, ...]:
    """Return changes of markup as they are told."""
    return tuple(_told(one, labels, targets) for one in found)


def _told(one: MarkupChange, labels: Mapping[str, str], targets: Targets) -> str:
    old, new = one.old, one.new
    if one.what.startswith("reference"):
        now = targets.became.get(old.removeprefix("#"))
        old, new = _target(old, labels, targets.old), _target(new, labels, targets.new)
        if old == new and now and now.num:  # the same number, and not the same article
            old = labels["target_now"].format(target=old, num=stripped(now.num))
    elif one.what == "element_changed":
        old, new = element_name(old, labels), element_name(new, labels)
    elif one.what == "attribute":
        old, new = (value.partition("=")[2] or labels["nothing"] for value in (old, new))
    key = (one.old or one.new).partition("=")[0]
    told = labels[f"markup_{one.what}"].format(
        name=element_name(one.name, labels), where=one.where, old=old, new=new, key=key
    )
    return told if one.where else told.partition(labels["markup_about"])[0].rstrip(" \u00a0\u202f:")


def element_name(name: str, labels: Mapping[str, str]) -> str:
    """Return what an element is called, its own name where it has no other."""
    return labels.get(f"element_{name}") or labels.get(f"unit_{name}", name).lower()


def _target(href: str, labels: Mapping[str, str], places: Mapping[str, Place]) -> str:
    """Return where a reference leads: the number of a provision of the text, else the address as it is written."""
    eid = href.removeprefix("#")
    parts = eid.split("__")
    for size in range(len(parts), 0, -1):
        place = places.get("__".join(parts[:size]))
        if place and place.num:
            num = stripped(place.num)
            named = labels["target_article"].format(num=num) if num[0].isdecimal() else num
            return named if size == len(parts) else labels["within"].format(name=named, place=eid)
    return href
