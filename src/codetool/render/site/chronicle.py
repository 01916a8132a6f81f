"""A series with all that was found out about it: its comparisons, the history of its articles, its names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from codetool.diff import ChangeSet, Overrides, compare
from codetool.history import Dated, History, State, Trail, trace_changes
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded
from codetool.render.redline_rows import Row
from codetool.render.redline_view import RedlineView, name_version, view_redline
from codetool.render.site.addresses import Rooms
from codetool.render.site.labels import SiteLabels, site_labels
from codetool.render.site.series import Series, Standing, Version
from codetool.render.typography import plain

_UNSAFE = re.compile(r"[^\w@.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two versions that follow each other, and what happened between them."""

    old: Version
    new: Version
    changes: ChangeSet = field(repr=False)
    view: RedlineView = field(repr=False)
    rows: Mapping[int, Row] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """A series, the steps between its versions, and the trail of each article with the name of its page.

    `anchors` are the eIds that the page of each version has.
    """

    series: Series
    steps: tuple[Step, ...]
    history: History = field(repr=False)
    anchors: tuple[frozenset[str], ...] = field(repr=False)
    identities: Mapping[int, str] = field(repr=False)

    @property
    def labels(self) -> SiteLabels:
        """Return the words around its texts."""
        return site_labels(self.series.tag)

    @property
    def rooms(self) -> Rooms:
        """Return the addresses of its pages."""
        return Rooms(self.series)

    @property
    def title(self) -> str:
        """Return the title of the version that is shown first."""
        text = self.series.shown.expression
        return plain(text.title, self.series.tag) or self.series.work

    def name(self, version: Version) -> str:
        """Return what a version is called in a sentence: its day, that it is a draft, what sets it apart that day."""
        draft = self.labels["draft_short"] if version.standing is Standing.DRAFT else ""
        return self._named(version, draft, version.stored.variant)

    def day(self, version: Version) -> str:
        """Return what a version is called where what it is stands beside it: its day, and what sets it apart."""
        return self._named(version, version.stored.variant)

    def _named(self, version: Version, *marks: str) -> str:
        told, day = ", ".join(filter(None, marks)), self.labels.date(version.date)
        return f"{day} ({told})" if told else day

    def step_to(self, version: Version) -> Step | None:
        """Return the step that led to a version, None for the first one."""
        return next((step for step in self.steps if step.new is version), None)

    def step_from(self, version: Version) -> Step | None:
        """Return the step that leads on from a version, None for the last one."""
        return next((step for step in self.steps if step.old is version), None)

    def row_of(self, state_row: object, version: int) -> Row | None:
        """Return how a row of the comparison that led to a version (by its place) is shown."""
        return self.steps[version - 1].rows.get(id(state_row)) if version else None

    @property
    def shown(self) -> int:
        """Return the place of the version that is shown first."""
        return self.series.versions.index(self.series.shown)

    def state_of(self, trail: Trail) -> State:
        """Return what an article is in the version that is shown first, else what it was or is to be last."""
        return trail.state_at(self.shown) or trail.states[-1]

    def read_in(self, state: State) -> int:
        """Return the place of the version in which a state is read: the one shown first if it has it, else its last.

        So a text that is in force leads to the version in force, and not to a draft that leaves it as it is.
        """
        return self.shown if state.first <= self.shown <= state.last else state.last

    def anchor_of(self, state: State) -> str:
        """Return the id of an article on the page of the version in which a state is read, empty where it has none."""
        return state.eid if state.eid in self.anchors[self.read_in(state)] else ""

    def page_of(self, trail: Trail) -> str:
        """Return the page of an article."""
        return self.rooms.article(self.identities[id(trail)])


def chronicle_of(series: Series) -> Chronicle:
    """Return what was found out about a series; each pair of consecutive versions is compared once."""
    dated = [Dated(expression=one.expression, label=one.label, date=one.date) for one in series.versions]
    steps = tuple(_step(old, new, series) for old, new in pairwise(series.versions))
    only = series.latest.expression
    changes = [step.changes for step in steps] or [compare(only, only)]
    history = trace_changes(dated, changes)
    return Chronicle(
        series=series,
        steps=steps,
        history=history,
        anchors=tuple(_anchors(one.expression) for one in series.versions),
        identities=_identities(history),
    )


def _anchors(expression: Expression) -> frozenset[str]:
    """Return the eIds that the page has: what stands beside the document itself, or on its cover, is not among them."""
    blocks = (block for block in expression.document.elements() if block.name not in _NO_ANCHORS)
    return frozenset(eid for block in blocks for eid in _eids(block) if eid)


_NO_ANCHORS = frozenset({"meta", "coverPage", "preface"})


def _eids(element: Element | Folded) -> Iterator[str]:
    yield element.eid
    for child in element.elements() if isinstance(element, Element) else ():
        yield from _eids(child)


def _step(old: Version, new: Version, series: Series) -> Step:
    language = series.tag
    decided = series.decided.get((old.label, new.label), Overrides())
    changes = compare(old.expression, new.expression, decided)
    view = view_redline(
        changes,
        language,
        old_name=name_version(old.expression, language),
        new_name=name_version(new.expression, language),
        on_page=True,
    )
    rows = MappingProxyType({id(row.change): row for row in view.rows})
    return Step(old=old, new=new, changes=changes, view=view, rows=rows)


def _identities(history: History) -> Mapping[int, str]:
    """Return a name for the page of each trail, by its `id`: no other has it on a disk that does not tell a from A."""
    taken: set[str] = set()
    found = {id(trail): _free(_UNSAFE.sub("-", trail.id).strip("-.") or "article", taken) for trail in history.trails}
    return MappingProxyType(found)


def _free(name: str, taken: set[str]) -> str:
    found, count = name, 1
    while found.casefold() in taken:
        count += 1
        found = f"{name}-{count}"
    taken.add(found.casefold())
    return found
