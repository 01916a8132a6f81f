"""The lines of a Markdown source as typed: what stands before the words of each."""

import re
from dataclasses import dataclass

_TAB = 4
"""Columns that a tab stands for, as CommonMark counts."""
_BEFORE = re.compile(r"[ \t\f>]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The source's lines; the signs of quotes count as the white space that they make on paper."""

    rows: tuple[str, ...]

    def indent(self, row: int) -> int:
        """Return the columns before the words of a line, counted from 0.

        >>> Rows(rows=("  > mot",)).indent(0)
        4
        """
        before = _BEFORE.match(self.rows[row])
        return len(before[0].replace("\f", "").expandtabs(_TAB)) if before else 0

    def before(self, row: int) -> tuple[int, bool]:
        r"""Return how many empty lines stand before a line, and whether a new page begins with it.

        >>> Rows(rows=("un", "", "\fdeux")).before(2)
        (1, True)
        """
        blanks, broken = 0, "\f" in _begin(self.rows[row])
        while blanks < row and not self.rows[row - blanks - 1].strip("> \t\f\v"):
            blanks += 1
            broken = broken or "\f" in self.rows[row - blanks]
        above = self.rows[row - blanks - 1] if blanks < row else ""
        return blanks, broken or above.endswith("\f")


def _begin(row: str) -> str:
    before = _BEFORE.match(row)
    return before[0] if before else ""
