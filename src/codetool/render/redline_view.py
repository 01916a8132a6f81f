"""A ChangeSet as a page shows it: rows under the headings of the new text, texts in lines, labels in its language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from codetool.diff.changes import ChangeSet, Correspondence, Kind, Place, Weight
from codetool.model.expression import Expression
from codetool.render.concordance import Concordance, Stale, concordance_of, stale_of
from codetool.render.counts import COUNTED, counted, counts_outside, redline_labels
from codetool.render.reasons import reasons_of
from codetool.render.redline_lines import Part, Passage, bare_number, parts_of
from codetool.render.redline_markup import Targets, markup_lines
from codetool.render.redline_origin import Origins
from codetool.render.redline_rows import QUIET, Row, Section
from codetool.render.templates import labels_for
from codetool.render.typography import plain

MOST_WEIGHTY = 15
"""Rows of high weight that are told first; the rest is counted or folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineView:
    """All that a rendering of a comparison prints."""

    old_name: str
    new_name: str
    labels: Mapping[str, str]
    front: tuple[Row, ...]
    meta: tuple[Row, ...]
    sections: tuple[Section, ...]
    stale: tuple[Stale, ...]
    concordance: Concordance
    language: str
    summary: Mapping[str, int]
    counts: tuple[tuple[str, int], ...]
    words: tuple[int, int]
    old_iri: str = ""
    new_iri: str = ""
    has_changes: bool = True
    on_page: bool = False

    @property
    def has_articles(self) -> bool:
        """Tell whether either text has articles: without any, there is nothing to count."""
        return bool(self.counts)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return all rows but those of the metadata, in the order of the new text, what is outside articles last."""
        return (*(row for section in self.sections for row in section.all_rows), *self.front)

    @property
    def weightiest(self) -> tuple[Row, ...]:
        """Return the rows of high weight as they stand: what a reader who has five minutes must see."""
        return tuple(row for row in self.rows if row.weight is Weight.HIGH)

    @property
    def figures(self) -> tuple[tuple[str, int, bool], ...]:
        """Return the counts of articles under their labels' keys, and whether one is part of the one before."""
        follows = self.summary["consequential"]
        part = (("consequential", follows, True),) if follows else ()
        return tuple(
            figure
            for kind, count in self.counts
            for figure in ((kind, count, False), *(part if kind == Kind.MODIFIED else ()))
        )

    @property
    def told_figures(self) -> tuple[tuple[str, int, bool], ...]:
        """Return the same under the words themselves, which agree with the counts."""
        return tuple(
            (counted(name, count, self.labels, self.language), count, is_part) for name, count, is_part in self.figures
        )

    @property
    def outside(self) -> tuple[tuple[str, int], ...]:
        """Return what changed outside articles, each sort of thing under its own name, with how many there are."""
        return counts_outside(self.summary, self.labels)

    @property
    def first_weightiest(self) -> tuple[Row, ...]:
        """Return as many of the weightiest rows as are read at one go."""
        return self.weightiest[:MOST_WEIGHTY]

    @property
    def more_weightiest(self) -> tuple[Row, ...]:
        """Return the weightiest rows that are left."""
        return self.weightiest[MOST_WEIGHTY:]

    @property
    def typography(self) -> tuple[Row, ...]:
        """Return the articles in which only typography changed."""
        return tuple(row for section in self.sections for row in section.rows if row.is_typography)

    @property
    def changed(self) -> tuple[Section, ...]:
        """Return the sections in which something is shown without being asked for."""
        return tuple(section for section in self.sections if not section.is_hidden)

    @property
    def changed_front(self) -> tuple[Row, ...]:
        """Return what changed outside articles and headings."""
        return tuple(row for row in self.front if not row.is_hidden)

    @property
    def weights(self) -> tuple[tuple[Weight, int], ...]:
        """Return how many changes have each weight, the weightiest first; those that weigh nothing are left out."""
        found = [reason.effect.weight for row in self.rows for reason in row.told_once]
        return tuple((weight, found.count(weight)) for weight in Weight if weight is not Weight.NONE)

    @property
    def facets(self) -> tuple[tuple[str, str, int], ...]:
        """Return what rows can be filtered by, in words too, with the number of rows, in the order of the counts."""
        found = [facet for row in (*self.rows, *self.meta) if row.change.is_change for facet in row.facets]
        return tuple(
            (name, counted(name, found.count(name), self.labels, self.language), found.count(name))
            for name in (*COUNTED, "consequential")
            if name in found
        )


def name_version(expression: Expression, language: str) -> str:
    """Return what a version is called in a comparison: its title, what its state says, its date in words."""
    level = expression.identification.expression
    parts = [
        expression.title,
        level.version_number or expression.status.strip("- "),
        labels_for(language).date(level.date),
    ]
    return " – ".join(part for part in parts if part)


def view_redline(
    changes: ChangeSet, language: str, *, old_name: str = "", new_name: str = "", on_page: bool = False
) -> RedlineView:
    """Return the view of a comparison with labels in `language`; names say which texts were compared.

    `on_page` says that the labels have the spaces of a page, at which French breaks no line; else those of a terminal.
    """
    labels = redline_labels(language)
    if on_page:
        labels = {key: plain(words, language) for key, words in labels.items()}
    rows = _Rows(
        labels=labels,
        language=language,
        targets=Targets.of(changes),
        origins=Origins.of(changes),
    )
    others = {row.new[0].eid: row for row in changes.others if row.new}
    sections = tuple(_sections(changes, others, rows))
    shown = {section.own.change.new[0].eid for section in sections if section.own and section.own.change.new}
    around = [
        rows.view(row)
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
        stale=tuple(stale_of(one, labels) for one in changes.stale),
        concordance=concordance_of(row for section in sections for row in section.rows),
        language=language,
        summary=summary,
        counts=tuple((name, summary[name]) for name in COUNTED if summary[name]),
        words=(summary["words_inserted"], summary["words_deleted"]),
        old_iri=changes.old.iri,
        new_iri=changes.new.iri,
        has_changes=changes.has_changes,
        on_page=on_page,
    )


def _sections(changes: ChangeSet, others: dict[str, Correspondence], rows: "_Rows") -> Iterator[Section]:
    places: list[str] = []
    for row in changes.articles:
        # A removed article is told where it stood: under the heading that was open then.
        above = row.new[0].parents if row.new else ()
        places.append(above[-1] if above else places[-1] if places and not row.new else "")
    begun: set[str] = set()
    for eid, run in groupby(zip(places, changes.articles, strict=True), key=lambda pair: pair[0]):
        own = None if eid in begun else others.get(eid)
        begun.add(eid)
        yield Section(own=rows.view(own) if own else None, rows=tuple(rows.view(row) for _, row in run))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Makes rows of correspondences: with labels, the names of places where old articles stood, and the ids taken."""

    labels: Mapping[str, str]
    language: str
    targets: Targets
    origins: Origins
    taken: Counter[str] = field(default_factory=Counter)

    def view(self, row: Correspondence) -> Row:
        """Return the row of a correspondence."""
        place = (row.new or row.old)[0]
        return Row(
            anchor=self._anchor(("old-" if not row.new else "") + place.eid),
            name=self._name(place),
            heading=place.heading,
            kinds=row.kinds,
            parts=parts_of(row, self.labels),
            change=row,
            labels=self.labels,
            language=self.language,
            became=self._became(row),
            came_from=self.origins.told(row, self.labels),
            is_quiet=row.kinds[0] in QUIET,
            reasons=reasons_of(row.effects, self.labels),
            markups=markup_lines(row.markup_changes, self.labels, self.targets),
        )

    def _anchor(self, eid: str) -> str:
        """Return an id for the page: the eId, with a number where a faulty text has it twice.

        What has no eId is known by its place (`#3`); a link cannot lead to that sign.
        """
        eid = eid.replace("#", "~")
        self.taken[eid] += 1
        return eid if self.taken[eid] == 1 else f"{eid}~{self.taken[eid]}"

    def _name(self, place: Place) -> str:
        """Return the number as printed, else what the provision is, and its place or what it stands in."""
        if place.num:
            return place.num
        names = self.origins.names
        what = self.labels.get(f"unit_{place.name}", place.eid)
        above = next((names[eid] for eid in reversed(place.parents) if eid in names), "")
        where = place.eid if place.name == "article" else above
        return self.labels["within"].format(name=what, place=where) if where else what

    def _became(self, row: Correspondence) -> str:
        """Return what became of the numbers, empty where they stayed."""
        key = {Kind.SPLIT: "became_split", Kind.MERGED: "became_merged"}.get(row.kinds[0], "became")
        if not row.old or not row.new or (key == "became" and Kind.RENUMBERED not in row.kinds):
            return ""
        old, new = self._listed(map(bare_number, row.old)), self._listed(map(bare_number, row.new))
        if old == new:  # only the marks behind the number changed
            old, new = (self._listed(place.num or place.eid for place in side) for side in (row.old, row.new))
        return self.labels[key].format(old=old, new=new)

    def _listed(self, numbers: Iterable[str]) -> str:
        *before, last = numbers
        return self.labels["and"].format(before=", ".join(before), last=last) if before else last


def _only_changes(row: Row) -> Row:
    """Return a row without the lines in which nothing changed: metadata are statements, not a text to read."""
    lines = tuple(line for part in row.parts for line in part.lines if line.is_changed)
    return replace(row, parts=(Part(passages=(Passage(lines=lines),)),))
