"""All numbers that may be articles', before any is taken: whether a series that breaks here goes on further down."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from codetool.importers.markers import Marker, read_division
from codetool.importers.numbers import Fit, Number, fit_of
from codetool.importers.sentences import starts_sentence
from codetool.importers.survey import SEPARATED, View

_AHEAD = 1000
"""Numbers that are looked at, at most: more articles than a text quotes in one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The places of the numbers, outside quotations, in their order; `divisions` have a place, a rank and a number."""

    places: tuple[int, ...]
    numbers: tuple[Number, ...]
    divisions: tuple[tuple[int, int, Number], ...] = ()

    def resumes(self, at: int, last: Number) -> Number | None:
        """Return the number with which the series that stood at `last` goes on below that line, unless one begins anew.

        None where it does not go on.
        """
        for number in self._below(at):
            match fit_of(number, last):
                case Fit.NEXT:
                    return number
                case Fit.RESTART:
                    return None
        return None

    def passes(self, at: int, number: Number) -> bool:
        """Tell whether the next number below that line is a higher one."""
        following = next(iter(self._below(at)), None)
        return following is not None and following > number

    def division_passes(self, at: int, rank: int, number: Number) -> bool:
        """Tell whether the next division of that rank below the line has a higher number."""
        following = next((other for place, level, other in self.divisions if place > at and level == rank), None)
        return following is not None and following > number

    def _below(self, at: int) -> "islice[Number]":
        first = bisect_right(self.places, at)
        return islice(self.numbers, first, first + _AHEAD)


def find_candidates(view: View) -> Candidates:
    """Return the numbers at the beginning of lines that may be articles', in the text's own style."""
    found = [
        (at, marker.number)
        for at in range(len(view.lines))
        if (marker := view.article_at(at)) and view.is_open(at) and reads_as_head(marker)
    ]
    divisions = tuple(
        (at, marker.rank, marker.number)
        for at, line in enumerate(view.lines)
        if (marker := read_division(line.text)) and view.is_open(at)
    )
    return Candidates(
        places=tuple(at for at, _ in found), numbers=tuple(number for _, number in found), divisions=divisions
    )


def reads_as_head(marker: Marker) -> bool:
    """Tell whether what follows the number begins like a text of its own."""
    return not marker.rest or starts_sentence(marker.rest) or marker.num.endswith(SEPARATED)
