"""TOML that somebody wrote: read within limits, every fault of it one kind of error."""

import re
import tomllib
from typing import Any

LIMIT = 1024 * 1024
"""Bytes of a table at most: what a person writes is small, whatever bears its name."""

DOTS = 2000
"""Dots of a line at most: the time for a name of many parts (a.a.a…) grows with the square of their number."""


class NoTableError(ValueError):
    """A text that is no TOML, or none that is read; `line` is where, 0 where that is not known."""

    def __init__(self, line: int = 0) -> None:
        """Keep the line."""
        super().__init__(line)
        self.line = line


def parse_table(text: str) -> dict[str, Any]:
    """Return the table that a text in TOML holds; raise NoTableError for whatever is none.

    >>> parse_table("a = 1")
    {'a': 1}
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > DOTS:
            raise NoTableError(number)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also of a number: Python reads no more than 4,300 digits
        line = re.search(r"\(at line (\d+)", str(error))
        raise NoTableError(int(line[1]) if line else 0) from error
