"""A ChangeSet as a page shows it: rows under the headings of the new text, texts in lines, labels in its language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Op, Place, Segment, StaleReference, Weight
from codetool.model.expression import Expression
from codetool.render.counts import COUNTED, redline_labels
from codetool.render.reasons import Reason, reasons_of
from codetool.render.templates import labels_for

QUIET = frozenset({Kind.UNCHANGED, Kind.TYPOGRAPHIC})
"""Kinds that a reader looks for only on demand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One correspondence: its anchor, what is printed as its name, its kinds, and its text in lines of segments.

    `reasons` say what its change does, the weightiest first.
    """

    anchor: str
    name: str
    heading: str
    kinds: tuple[Kind, ...]
    lines: tuple[tuple[Segment, ...], ...]
    change: Correspondence
    became: str = ""
    came_from: str = ""
    is_quiet: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def weight(self) -> Weight:
        """Return the weight of what changed."""
        return self.change.weight

    @property
    def change_name(self) -> str:
        """Return the name of the element that the row is about."""
        return (self.change.new or self.change.old)[0].name

    @property
    def is_hidden(self) -> bool:
        """Tell whether the row is shown on demand only: no word, number or place changed."""
        return self.is_quiet and len(self.kinds) == 1 and not self.change.markup

    @property
    def is_folded(self) -> bool:
        """Tell whether only the row's number changed: its text is shown on demand."""
        return self.kinds == (Kind.UNCHANGED, Kind.RENUMBERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A title or chapter of the new text, with the row of its own heading, and the rows of its articles."""

    own: Row | None
    rows: tuple[Row, ...]

    @property
    def is_hidden(self) -> bool:
        """Tell whether nothing in the section is shown but on demand."""
        return all(row.is_hidden for row in (*self.rows, *((self.own,) if self.own else ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineView:
    """All that a rendering of a comparison prints."""

    old_name: str
    new_name: str
    labels: Mapping[str, str]
    front: tuple[Row, ...]
    meta: tuple[Row, ...]
    sections: tuple[Section, ...]
    stale: tuple[StaleReference, ...]
    language: str
    summary: Mapping[str, int]
    counts: tuple[tuple[str, int], ...]
    words: tuple[int, int]
    old_iri: str = ""
    new_iri: str = ""
    has_changes: bool = True

    @property
    def weightiest(self) -> tuple[Row, ...]:
        """Return the rows of high weight as they stand: what a reader who has five minutes must see."""
        rows = (row for section in self.sections for row in ((section.own,) if section.own else ()) + section.rows)
        return tuple(row for row in (*rows, *self.front) if row.weight is Weight.HIGH)


def name_version(expression: Expression, language: str) -> str:
    """Return what a version is called in a comparison: its title, what its state says, its date in words."""
    level = expression.identification.expression
    parts = [
        expression.title,
        level.version_number or expression.status.strip("- "),
        labels_for(language).date(level.date),
    ]
    return " – ".join(part for part in parts if part)


def view_redline(changes: ChangeSet, language: str, *, old_name: str = "", new_name: str = "") -> RedlineView:
    """Return the view of a comparison with labels in `language`; names say which texts were compared."""
    labels = redline_labels(language)
    others = {row.new[0].eid: row for row in changes.others if row.new}
    names = {row.old[0].eid: _named(row.old[0]) for row in changes.others if row.old}
    sections = tuple(_sections(changes, others, labels, names))
    shown = {section.own.change.new[0].eid for section in sections if section.own and section.own.change.new}
    around = [
        _row(row, labels, names)
        for row in changes.others
        if not (row.new and row.new[0].eid in shown) and (row.segments or row.is_change)
    ]
    summary = changes.summary()
    return RedlineView(
        old_name=old_name or changes.old.title or labels["old"],
        new_name=new_name or changes.new.title or labels["new"],
        labels=labels,
        front=tuple(row for row in around if row.change_name != "meta"),
        meta=tuple(_only_changes(row) for row in around if row.change_name == "meta" and not row.is_quiet),
        sections=sections,
        stale=tuple(replace(one, was=_stripped(one.was), now=_stripped(one.now)) for one in changes.stale),
        language=language,
        summary=summary,
        counts=tuple((name, summary[name]) for name in COUNTED if summary[name]),
        words=(summary["words_inserted"], summary["words_deleted"]),
        old_iri=changes.old.iri,
        new_iri=changes.new.iri,
        has_changes=changes.has_changes,
    )


def _sections(
    changes: ChangeSet, others: dict[str, Correspondence], labels: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Section]:
    places: list[str] = []
    for row in changes.articles:
        # A removed article is told where it stood: under the heading that was open then.
        above = row.new[0].parents if row.new else ()
        places.append(above[-1] if above else places[-1] if places and not row.new else "")
    for eid, run in groupby(zip(places, changes.articles, strict=True), key=lambda pair: pair[0]):
        own = others.get(eid)
        rows = tuple(_row(row, labels, names) for _, row in run)
        yield Section(own=_row(own, labels, names) if own else None, rows=rows)


def _row(row: Correspondence, labels: Mapping[str, str], names: Mapping[str, str]) -> Row:
    place = (row.new or row.old)[0]
    renumbered = Kind.RENUMBERED in row.kinds and bool(row.old) and bool(row.new)
    above = row.old[0].parents[-1] if row.old and row.old[0].parents else ""
    moved = Kind.MOVED in row.kinds and bool(above)
    return Row(
        anchor=("old-" if not row.new else "") + place.eid,
        name=place.num or labels.get(place.name, place.eid),
        heading=place.heading,
        kinds=row.kinds,
        lines=tuple(tuple(line) for line in _lines(row)),
        change=row,
        became=labels["became"].format(old=_bare(row.old[0]), new=_bare(row.new[0])) if renumbered else "",
        came_from=labels["from_place"].format(place=names.get(above, above)) if moved else "",
        is_quiet=row.kinds[0] in QUIET,
        reasons=reasons_of(row.effects, labels),
    )


def _only_changes(row: Row) -> Row:
    """Return a row without the lines in which nothing changed: metadata are statements, not a text to read."""
    lines = tuple(line for line in row.lines if any(segment.op is not Op.EQUAL for segment in line))
    return replace(row, lines=lines)


def _bare(place: Place) -> str:
    return _stripped(place.num) or place.eid


def _named(place: Place) -> str:
    return " ".join(part for part in (_stripped(place.num), place.heading) if part) or place.eid


def _stripped(num: str) -> str:
    return num.rstrip(" .–-")


def _lines(row: Correspondence) -> Iterator[list[Segment]]:
    """Yield the segments line by line: a line ends where a block begins on the side that the words stand on."""
    begins = {Op.DELETE: _offsets(row, new=False), Op.INSERT: _offsets(row, new=True)}
    at = {Op.DELETE: 0, Op.INSERT: 0}
    line: list[Segment] = []
    for segment in row.segments:
        side, other = (Op.DELETE, Op.INSERT) if segment.op is Op.DELETE else (Op.INSERT, Op.DELETE)
        for start, piece in _cut(segment.text, at[side], begins[side]):
            # A word replaced where a block begins stays on its line: only a whole block on the other side ends it.
            whole = at[other] in begins[other] or any(part.op is not other and part.text.strip() for part in line)
            if start in begins[side] and whole and any(part.text.strip() for part in line):
                yield _trimmed(line)
                line = []
            line.append(Segment(op=segment.op, text=piece))
        at[side] += len(segment.text)
        at[other] += len(segment.text) if segment.op is Op.EQUAL else 0
    if any(part.text.strip() for part in line):
        yield _trimmed(line)


def _trimmed(line: list[Segment]) -> list[Segment]:
    """Return a line without the space that joins it to the next: on paper the line's end is that space."""
    trimmed = list(line)
    while trimmed and not trimmed[-1].text.strip():
        trimmed.pop()
    trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip(" "))
    return trimmed


def _offsets(row: Correspondence, *, new: bool) -> frozenset[int]:
    """Return the offsets in one side's text at which a block begins, and its end."""
    places = row.new if new else row.old
    return frozenset((0, *places[0].breaks, len(row.text(new=new)))) if places else frozenset()


def _cut(text: str, offset: int, breaks: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a text that begins at `offset`, each with its own offset, cut at the breaks."""
    inside = sorted(point - offset for point in breaks if offset < point < offset + len(text))
    for start, end in zip((0, *inside), (*inside, len(text)), strict=True):
        yield offset + start, text[start:end]
