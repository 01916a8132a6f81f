"""A merge as its report prints it: names, kinds in words, texts cut to what changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from codetool.diff.changes import Correspondence, Kind, Op, Segment
from codetool.diff.merge_clash import NOTED, ClashKind
from codetool.diff.merge_conflicts import Conflict
from codetool.diff.merge_told import Taken, ToldMerge, ToldUnit
from codetool.render.counts import agreed, redline_labels
from codetool.render.redline_lines import CELL, lines_of
from codetool.resources import load_table

_CONTEXT = 10
"""Words of unchanged text on either side of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSide:
    """What one draft did to an article: kinds in words, and the lines that it changed; empty where it did nothing."""

    kinds: tuple[str, ...] = ()
    lines: tuple[tuple[Segment, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """An article as the report shows it."""

    anchor: str
    name: str
    taken: Taken
    mark: str
    was: str
    ours: DraftSide
    theirs: DraftSide
    conflicts: tuple["ConflictRow", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """A conflict as the report shows it: where, what, the three texts, and what stands in the merged text."""

    anchor: str
    name: str
    what: str
    texts: tuple[tuple[str, str], ...]
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeView:
    """All that a report of a merge prints."""

    labels: Mapping[str, str]
    names: Mapping[str, str]
    summary: tuple[str, ...]
    conflicts: tuple[ConflictRow, ...]
    notes: tuple[ConflictRow, ...]
    rows: tuple[MergeRow, ...]
    others: tuple[MergeRow, ...]


def merge_labels(language: str) -> Mapping[str, str]:
    """Return the words of the report in a language (fr, nl, de, en), the English ones for any other."""
    table = load_table("templates/merge/labels.toml")
    found: Mapping[str, str] = table.get(language, table["en"])
    return found


def view_merge(told: ToldMerge, language: str, names: Mapping[str, str]) -> MergeView:
    """Return the view of a merge; `names` say what base, ours and theirs are called."""
    labels = merge_labels(language)
    counts = told.summary()
    from_whom = {"from_ours": "ours", "from_theirs": "theirs", "from_both": "both", "unchanged": "none"}
    return MergeView(
        labels=labels,
        names=names,
        summary=tuple(labels[label].format(count=counts[key]) for label, key in from_whom.items() if counts[key]),
        conflicts=tuple(_conflict(one, labels) for one in told.merge.conflicts),
        notes=tuple(_conflict(one, labels) for one in told.merge.notes),
        rows=tuple(_row(unit, labels, language) for unit in told.units),
        others=tuple(_row(unit, labels, language) for unit in told.others),
    )


def tell_conflict(one: Conflict, labels: Mapping[str, str]) -> tuple[str, str]:
    """Return what contradicts itself, and what stands in the merged text, in words."""
    return labels[f"conflict_{_case(one)}"], _left(one, labels)


def name_conflict(one: Conflict) -> str:
    """Return the number of the place with those of what it stands in: "5, b)"; its eId where there is no number."""
    return ", ".join(filter(None, map(_bare, (*one.within, one.num)))) or one.eid or one.name


def _case(one: Conflict) -> str:
    """Return the kind of a conflict as its labels are called."""
    if one.kind is ClashKind.REMOVED and one.removed_by:
        return f"removed_{'' if one.base else 'around_'}{one.removed_by.value}"
    if one.kind is ClashKind.PLACE and not one.base:
        return "place_new"
    if one.kind is ClashKind.NUMBER and not (one.ours and one.theirs):
        return "number_taken"
    return one.kind.value


def _conflict(one: Conflict, labels: Mapping[str, str]) -> ConflictRow:
    what, left = tell_conflict(one, labels)
    told = {side: getattr(one, side) for side in ("base", "ours", "theirs")}
    if one.kind is ClashKind.PLACE:
        told = {side: text and _place(text, labels) for side, text in told.items()}
    elif one.kind in NOTED:
        told = {side: text for side, text in told.items() if text}
    return ConflictRow(
        anchor=one.eid,
        name=name_conflict(one),
        what=what,
        texts=tuple((labels[side], text or labels["nothing"]) for side, text in told.items()),
        left=left,
    )


def _place(text: str, labels: Mapping[str, str]) -> str:
    """Return a place in words: "TITRE II › 5." is in title II, after article 5."""
    inside, is_behind, before = (part.strip() for part in text.partition("›"))
    where = (labels["place_after"].format(num=_bare(before)) if before else labels["place_first"]) if is_behind else ""
    return ", ".join(filter(None, (_bare(inside), where)))


def _left(one: Conflict, labels: Mapping[str, str]) -> str:
    if one.kind in {ClashKind.STALE, ClashKind.REFERENCE, ClashKind.NUMBER}:
        return labels[f"left_{one.kind.value}"].format(num=_bare(one.num))
    if not one.alternative:
        return labels["kept_changed" if one.removed_by else "kept_ours"]
    together = labels["together"].format(eids=", ".join((one.eid, *one.together))) if one.together else ""
    return labels["left_in_text"].format(eid=one.eid) + together


def _row(told: ToldUnit, labels: Mapping[str, str], language: str) -> MergeRow:
    unit = told.unit
    old = [place for row in (told.ours, told.theirs) if row for place in row.old]
    before = next((place.num for place in old if place.eid == unit.base), old[0].num if old else "")
    moved_on = bool(unit.base and not unit.is_gone and _bare(before) != _bare(unit.num))
    return MergeRow(
        anchor=unit.eid,
        name=_bare(unit.num) or unit.eid or unit.base,
        taken=told.taken,
        mark=labels[f"taken_{told.taken.value}"],
        was=labels["was"].format(num=_bare(before)) if moved_on else labels["gone"] if unit.is_gone else "",
        ours=_side(told.ours, unit.ours, language),
        theirs=_side(told.theirs, unit.theirs, language),
        conflicts=tuple(_conflict(one, labels) for one in told.conflicts),
    )


def _side(row: Correspondence | None, label: str, language: str) -> DraftSide:
    """Return what a draft did to an article that it calls by a label."""
    if row is None or not row.is_change:
        return DraftSide()
    named = [kind.value for kind in row.kinds if kind is not Kind.UNCHANGED]
    named += [one for one in ("markup", "consequential") if getattr(row, one)]
    name, several = (row.new or row.old)[0].name, len(row.old) > 1
    return DraftSide(
        kinds=tuple(agreed(one, redline_labels(language), language, name=name, several=several) for one in named),
        # Metadata are statements, not a text to read; what they say stands in the JSON.
        lines=tuple(_lines(row, label)) if name != "meta" else (),
    )


def _lines(row: Correspondence, label: str) -> Iterator[tuple[Segment, ...]]:
    """Yield the changed lines, of an article that was divided those of the part in question."""
    parts = [part for part, place in enumerate(row.new) if place.eid == label] if len(row.new) > 1 else []
    for line in lines_of(row):
        if line.is_changed and (not parts or line.part in parts):
            yield tuple(replace(one, text=one.text.replace(CELL, " | ")) for one in _shortened(line.segments))


def _shortened(segments: tuple[Segment, ...]) -> Iterator[Segment]:
    """Yield the segments with long unchanged runs cut to the words around the changes."""
    last = len(segments) - 1
    for i, segment in enumerate(segments):
        words = re.findall(r"\S+\s*", segment.text)
        most = _CONTEXT * ((i > 0) + (i < last))
        if segment.op is not Op.EQUAL or len(words) <= most + 2:
            yield segment
            continue
        # The space before the first word parts it from the change before it.
        lead = segment.text[: len(segment.text) - len(segment.text.lstrip())]
        head = lead + "".join(words[:_CONTEXT]) if i else ""
        tail = "".join(words[-_CONTEXT:]) if i < last else ""
        yield Segment(op=Op.EQUAL, text=f"{head}… {tail}")


def _bare(num: str) -> str:
    return num.rstrip(" .–-")
