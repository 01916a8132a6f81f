"""Articles that are no more, and under which one a reader of a later version is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from codetool.diff.changes import Kind
from codetool.history import History, Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An article that was removed; `before` says that it stood before the one that it is told under."""

    trail: Trail
    before: bool = False


def gone_by(history: History, until: int) -> Mapping[str, tuple[Gone, ...]]:
    """Return the articles that were removed by a version, by the name of the trail that each stood behind.

    One that nothing of what is left stood before is told under the first article of the version.
    """
    found: dict[str, list[Gone]] = {}
    alive = history.order[until]
    for trail in history.trails:
        if trail.last < until and alive and trail.end and Kind.REMOVED in trail.end.kinds:
            before = _before(history, trail, until)
            under = history.trails[alive[0] if before is None else before]
            found.setdefault(under.id, []).append(Gone(trail=trail, before=before is None))
    return {name: tuple(gone) for name, gone in found.items()}


def _before(history: History, trail: Trail, until: int) -> int | None:
    """Return the trail, of those that a version still has, behind which another one last stood."""
    order = history.order[trail.last]
    at = next(place for place, found in enumerate(order) if history.trails[found] is trail)
    left = (found for found in reversed(order[:at]) if history.trails[found].last >= until)
    return next(left, None)
