"""What became of articles over many versions, as values: a History of Trails, each a run of States."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codetool.diff.changes import Correspondence, Kind, Place, Segment, Weight
from codetool.errors import VersionError
from codetool.model.expression import Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A version with the label that it is named by and its day (yyyy-mm-dd)."""

    expression: Expression = field(repr=False)
    label: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an article was from one change to the next: in the versions `first` to `last` of the History, by place.

    `row` is the comparison's row that led here, None in the first version of all; `part` is the article's place among
    `row.new`, which has several where the article was cut out of another one.
    """

    first: int
    last: int
    place: Place
    text: str = field(repr=False)
    row: Correspondence | None = field(default=None, repr=False)
    part: int = 0

    @property
    def eid(self) -> str:
        """Return the eId, else `#n`, the article's place among the articles of its version."""
        return self.place.eid

    @property
    def num(self) -> str:
        """Return the number as printed."""
        return self.place.num

    @property
    def heading(self) -> str:
        """Return the heading."""
        return self.place.heading

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return what happened to the article since the version before; empty in the first one."""
        return self.row.kinds if self.row else ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Return the change in words, of all articles that it is about: a split has several new ones."""
        return self.row.segments if self.row else ()

    @property
    def words_inserted(self) -> int:
        """Return how many words came, in all articles that the change is about."""
        return self.row.words_inserted if self.row else 0

    @property
    def words_deleted(self) -> int:
        """Return how many words went, in all articles that the change is about."""
        return self.row.words_deleted if self.row else 0

    @property
    def weight(self) -> Weight:
        """Return how much the change matters to whoever must obey the text."""
        return self.row.weight if self.row else Weight.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """One article through all versions that have it: its name, its states in order, and the row that ended it.

    `end` is None where the last version of all still has the article; else it says that it was removed, or into what it
    was merged.
    """

    id: str
    states: tuple[State, ...]
    end: Correspondence | None = field(default=None, repr=False)

    @property
    def first(self) -> int:
        """Return the place of the first version that has the article."""
        return self.states[0].first

    @property
    def last(self) -> int:
        """Return the place of the last version that has the article."""
        return self.states[-1].last

    @property
    def changes(self) -> tuple[State, ...]:
        """Return the states that a change led to; an eId that became another one, and nothing else, is none."""
        return tuple(state for state in self.states if state.row and state.row.is_change)

    def state_at(self, version: int) -> State | None:
        """Return what the article was in a version, by its place; None where that does not have it."""
        return next((state for state in self.states if state.first <= version <= state.last), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All versions in order, and the trails of all their articles in the order in which they first appear.

    `order` has, for each version, the places in `trails` of its articles in the order of its text; `index` the same by
    eId, or by `#n` where an article has none.
    """

    versions: tuple[Dated, ...]
    trails: tuple[Trail, ...] = field(repr=False)
    order: tuple[tuple[int, ...], ...] = field(repr=False)
    index: tuple[Mapping[str, int], ...] = field(repr=False)

    def place_of(self, label: str) -> int:
        """Return where the version of a label stands among the versions; raise VersionError where there is none."""
        labels = [version.label for version in self.versions]
        if label not in labels:
            raise VersionError(
                "there is no version {label} in this history", "Name one of {known}.",
                label=label, known=", ".join(labels) or "-",
            )  # fmt: skip
        return labels.index(label)

    def of(self, label: str, eid: str) -> Trail:
        """Return the trail of an article of a version; raise VersionError where there is no such article."""
        found = self.index[self.place_of(label)].get(eid)
        if found is None:
            raise VersionError(
                "version {label} has no article {eid}", "Name an article by its eId.", label=label, eid=eid
            )
        return self.trails[found]

    def at(self, label: str) -> tuple[Trail, ...]:
        """Return the trails of all articles of a version in the order of its text."""
        return tuple(self.trails[found] for found in self.order[self.place_of(label)])

    def origins(self, trail: Trail) -> tuple[Trail, ...]:
        """Return the trails of the articles that an article was cut out of; none where it began in another way."""
        row = trail.states[0].row
        return self._all(trail.first - 1, row.old) if row else ()

    def heirs(self, trail: Trail) -> tuple[Trail, ...]:
        """Return the trails of the articles that an article was merged into; none where it ended in another way."""
        return self._all(trail.last + 1, trail.end.new) if trail.end else ()

    def _all(self, version: int, places: tuple[Place, ...]) -> tuple[Trail, ...]:
        return tuple(self.trails[self.index[version][place.eid]] for place in places)
