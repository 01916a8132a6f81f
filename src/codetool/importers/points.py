"""Points of lists: which of the readings of a number continues a list that is open, or begins one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from codetool.importers.markers import SURE_BULLETS, Counting, PointMarker
from codetool.importers.numbers import Fit, Number, fit_of

_DEEPEST = 10
"""Lists that may stand in each other; what is numbered below counts as one of the deepest."""
_JUMP = 3
"""Numbers that a draft may have left out between two points; further on it is no series any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What stands before a possible point.

    `colon` announces a list, `apart` ends a sentence or a point, `hanging` asks for more words, `joining` with “and” or
    “or”; `inline` is a number on the same line, `series` tells that the next number begins a line below. `certain` is
    an automatic number, `depth` the level of its list, -1 where nobody knows.
    """

    colon: bool = False
    apart: bool = False
    hanging: bool = False
    joining: bool = False
    inline: bool = False
    certain: bool = False
    series: bool = False
    depth: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A point and its depth, from 0; `broken` tells that its number does not follow the one before."""

    marker: PointMarker
    depth: int
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    counting: Counting
    frame: str
    number: Number
    indent: int
    depth: int


@dataclass(slots=True, kw_only=True)
class PointStack:
    """The lists that are open, outermost first."""

    _levels: list[_Level] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Return how many lists are open."""
        return len(self._levels)

    @property
    def indent(self) -> int:
        """Return where the innermost point begins on its line."""
        return self._levels[-1].indent if self._levels else 0

    def close(self) -> None:
        """Forget the open lists: an alinéa, a paragraph or an article begins."""
        self._levels.clear()

    def close_left_of(self, indent: int) -> None:
        """Forget the outermost list whose points do not begin left of that indent, and all lists in it."""
        outermost = next((at for at, level in enumerate(self._levels) if level.indent >= indent), 0)
        del self._levels[outermost:]

    def place(self, readings: Sequence[PointMarker], indent: int, lead: Lead) -> Placement | None:
        """Return where the point stands, None where the number belongs to the sentence; open lists follow it."""
        if lead.depth >= 0 and readings and (lead.certain or lead.apart or lead.colon):
            placed = self._known(readings, lead)
        else:
            placed = (
                self._continued(readings, indent, lead) or self._begun(readings, lead) or self._jumped(readings, lead)
            )
        if placed:
            marker = placed.marker
            del self._levels[placed.depth :]
            self._levels.append(
                _Level(
                    counting=marker.counting, frame=marker.frame, number=marker.number, indent=indent, depth=lead.depth
                )
            )
        return placed

    def _known(self, readings: Sequence[PointMarker], lead: Lead) -> Placement | None:
        """Return the place of a point of which the format knows the level of its list."""
        inner = len(self._levels)
        while inner and self._levels[inner - 1].depth > lead.depth:
            inner -= 1
        for depth in range(inner - 1, -1, -1):
            level = self._levels[depth]
            same = [marker for marker in readings if _same_list(marker, level)]
            if level.depth == lead.depth or (level.depth < 0 and same):
                best = next((marker for marker in same if _follows(marker, level)), None)
                # A list of the same level that counts anew, or in another way, is another list in the same place.
                fresh = next((marker for marker in readings if _is_first(marker)), None)
                marker = best or fresh or readings[0]
                return Placement(marker=marker, depth=depth, broken=best is None and fresh is None)
        marker = next((marker for marker in readings if _is_first(marker)), readings[0])
        return Placement(marker=marker, depth=min(inner, _DEEPEST), broken=not _is_first(marker))

    def _continued(self, readings: Sequence[PointMarker], indent: int, lead: Lead) -> Placement | None:
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            for marker in readings:
                if not _same_list(marker, level):
                    continue
                if marker.counting is Counting.BULLETS:
                    nested = lead.colon and indent > level.indent
                    fits = not nested and (lead.apart or lead.colon or _goes_on(marker, indent == level.indent, lead))
                else:
                    fits = fit_of(marker.number, level.number) is Fit.NEXT
                if fits:
                    return Placement(marker=marker, depth=depth)
        return None

    def _begun(self, readings: Sequence[PointMarker], lead: Lead) -> Placement | None:
        for marker in readings:
            if not _is_first(marker):
                continue
            announced = lead.colon or lead.inline or lead.series
            if not announced and (not lead.apart or lead.hanging or _is_initial(marker)):
                continue
            again = next((at for at, level in enumerate(self._levels) if _same_list(marker, level)), None)
            if announced or again is None:
                return Placement(marker=marker, depth=min(len(self._levels), _DEEPEST))
            return Placement(marker=marker, depth=again, broken=True)
        return None

    def _jumped(self, readings: Sequence[PointMarker], lead: Lead) -> Placement | None:
        if not lead.apart:
            return None
        for depth in range(len(self._levels) - 1, -1, -1):
            last = self._levels[depth].number.parts[0]
            for marker in readings:
                ahead = marker.number.parts[0] - last
                if _same_list(marker, self._levels[depth]) and 0 <= ahead <= _JUMP:
                    return Placement(marker=marker, depth=depth, broken=True)
        return None


def _goes_on(marker: PointMarker, aligned: bool, lead: Lead) -> bool:  # noqa: FBT001
    """Tell whether a bullet goes on with a list whose points end in no mark."""
    return marker.frame in SURE_BULLETS or (aligned and (lead.joining or not lead.hanging))


def _follows(marker: PointMarker, level: _Level) -> bool:
    return marker.counting is Counting.BULLETS or fit_of(marker.number, level.number) is Fit.NEXT


def _is_first(marker: PointMarker) -> bool:
    return marker.counting is Counting.BULLETS or marker.number == Number(parts=(1,))


def _same_list(marker: PointMarker, level: _Level) -> bool:
    return marker.counting is level.counting and marker.frame == level.frame


def _is_initial(marker: PointMarker) -> bool:
    """Tell whether the number may be somebody's initial, as in `A. Dupont`, or a numeral that ended a sentence."""
    return marker.frame == "." and marker.counting is not Counting.FIGURES
