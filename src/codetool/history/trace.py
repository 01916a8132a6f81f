"""Consecutive versions to the trail of each article: the rows of their comparisons, one behind the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from codetool.diff.changes import ChangeSet, Correspondence, Place, Span
from codetool.diff.changeset import compare
from codetool.diff.overrides import Overrides
from codetool.history.trails import Dated, History, State, Trail

NONE_DECIDED: Mapping[tuple[str, str], Overrides] = MappingProxyType({})


def trace_articles(versions: Sequence[Dated], decided: Mapping[tuple[str, str], Overrides] = NONE_DECIDED) -> History:
    """Return what became of every article over the versions, which are in order; each pair is compared once.

    `decided` has what a reviewer decided about the matches of two consecutive versions, by their labels.
    """
    # One version has a history too: nothing happened yet.
    pairs = list(pairwise(versions)) or [(one, one) for one in versions]
    return trace_changes(
        versions,
        (
            compare(old.expression, new.expression, decided.get((old.label, new.label), Overrides()))
            for old, new in pairs
        ),
    )


def trace_changes(versions: Sequence[Dated], changes: Iterable[ChangeSet]) -> History:
    """Return the same from comparisons that are made already, one for each pair of consecutive versions, in order.

    A single version needs its comparison with itself. Raises ValueError where there are too few or too many.
    """
    tracing = _Tracing(versions=tuple(versions))
    expected = range(1, max(len(versions), 2)) if versions else ()
    for version, found in zip(expected, changes, strict=True):
        if version == 1:
            tracing.begin(found)
        if version < len(versions):
            tracing.step(found, version)
    return tracing.history()


@dataclass(slots=True, eq=False)
class _Growing:
    """A trail that is being laid."""

    id: str
    states: list[State]
    end: Correspondence | None = None

    def frozen(self) -> Trail:
        return Trail(id=self.id, states=tuple(self.states), end=self.end)


_Key = tuple[str, Span]
"""What an article of one version is known by in both comparisons of it: its eId, and where its markup stands."""


def _key(place: Place) -> _Key:
    return place.eid, place.at


@dataclass(slots=True, kw_only=True, eq=False)
class _Tracing:
    """All trails so far, and which article of the last version is on which, by its place in `trails`."""

    versions: tuple[Dated, ...]
    trails: list[_Growing] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    wids: dict[int, Mapping[str, str]] = field(default_factory=dict)
    here: dict[_Key, int] = field(default_factory=dict)
    order: list[tuple[int, ...]] = field(default_factory=list)
    index: list[Mapping[str, int]] = field(default_factory=list)

    def begin(self, changes: ChangeSet) -> None:
        """Lay the trails of the first version's articles, which are the old side of a comparison."""
        states = [
            State(first=0, last=0, place=place, text=text)
            for row in changes.articles
            for place, text in zip(row.old, _texts(row, new=False), strict=True)
        ]
        for state in sorted(states, key=lambda state: state.place.at):
            self._open(state)
        self._close_version()

    def step(self, changes: ChangeSet, version: int) -> None:
        """Lay all trails on, through the comparison of a version with the one before it."""
        before, self.here = self.here, {}
        for row in changes.articles:
            on = [before[_key(place)] for place in row.old]
            mine, yours = _going_on(row)
            for i, state in enumerate(_states(row, version)):
                if i == yours:
                    self._go_on(on[mine], state)
                else:
                    self._open(state)
            for i, trail in enumerate(on):
                if i != mine:
                    self.trails[trail].end = row
        self._close_version()

    def _go_on(self, trail: int, state: State) -> None:
        states = self.trails[trail].states
        self.here[_key(state.place)] = trail
        if state.row and _is_state(state.row):
            states.append(state)
        else:
            states[-1] = replace(states[-1], last=state.last)

    def _open(self, state: State) -> None:
        self.here[_key(state.place)] = len(self.trails)
        self.trails.append(_Growing(self._name(state), [state]))

    def _name(self, state: State) -> str:
        """Return a name that no other trail has."""
        if state.first not in self.wids:
            self.wids[state.first] = _wids(self.versions[state.first])
        plain = self.wids[state.first].get(state.eid) or state.eid.replace("#", "article-")
        later = f"{plain}@{self.versions[state.first].label}"
        name, count = plain, 1
        while name in self.names:
            name, count = (later if count == 1 else f"{later}-{count}"), count + 1
        self.names.add(name)
        return name

    def _close_version(self) -> None:
        """Keep which articles the version has, in the order of its text."""
        found = sorted(self.here.items(), key=lambda one: one[0][1])
        self.order.append(tuple(trail for _, trail in found))
        # Where an eId stands twice, it names the first.
        self.index.append(MappingProxyType({eid: trail for (eid, _), trail in reversed(found)}))

    def history(self) -> History:
        """Return all trails as values."""
        return History(
            versions=self.versions,
            trails=tuple(trail.frozen() for trail in self.trails),
            order=tuple(self.order),
            index=tuple(self.index),
        )


def _states(row: Correspondence, version: int) -> Iterator[State]:
    """Yield what the articles of a row are from a version on; where they go on as they were, no text is cut out."""
    texts = _texts(row, new=True) if _is_state(row) else ("",)
    for part, (place, text) in enumerate(zip(row.new, texts, strict=False)):
        yield State(first=version, last=version, place=place, text=text, row=row, part=part)


def _is_state(row: Correspondence) -> bool:
    """Tell whether anything of the article became another: its words, number, place, eId, or the markup in it."""
    return row.is_change or row.old[0].eid != row.new[0].eid


def _going_on(row: Correspondence) -> tuple[int, int]:
    """Return which old article goes on in which new one, by their places in the row; -1 where none does."""
    if not (row.old and row.new):
        return -1, -1
    pairs = [(i, k) for i in range(len(row.old)) for k in range(len(row.new))]

    def rank(pair: tuple[int, int]) -> tuple[bool, bool, int]:
        old, new = row.old[pair[0]], row.new[pair[1]]
        return old.eid != new.eid, old.num != new.num or not old.num, -old.size - new.size

    return min(pairs, key=rank)


def _texts(row: Correspondence, *, new: bool) -> tuple[str, ...]:
    """Return the text of each article on one side of a row."""
    whole, texts, at = row.text(new=new), list[str](), 0
    for place in row.new if new else row.old:
        at += bool(at and place.size)  # the texts of several are one space apart
        texts.append(whole[at : at + place.size])
        at += place.size
    return tuple(texts)


def _wids(version: Dated) -> Mapping[str, str]:
    """Return the wId of each article of a version that has one, by its eId."""
    articles = version.expression.articles()
    return {article.eid: wid for article in articles if (wid := article.element.get("wId"))}
