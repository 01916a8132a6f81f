"""Tracked changes that nobody has decided on yet: how many a source holds, and the finding that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from codetool.findings import Finding, finding
from codetool.importers.reading import Tracked

_CODES = {Tracked.ACCEPT: "changes-accepted", Tracked.REJECT: "changes-rejected"}


@dataclass(slots=True, kw_only=True)
class Pending:
    """How many changes are tracked in a source; `line` is where the first of them stands.

    `ends` are the ends of paragraphs that were put in or taken out, `numbers` the automatic numbers that were changed.
    """

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    ends: int = 0
    numbers: int = 0
    line: int = 0

    def add(self, more: "Pending") -> None:
        """Count those of another part too."""
        self.insertions += more.insertions
        self.deletions += more.deletions
        self.moves += more.moves
        self.ends += more.ends
        self.numbers += more.numbers

    def told(self, side: Tracked) -> Iterator[Finding]:
        """Yield the finding that the changes were accepted or rejected, where there are any."""
        if self.insertions or self.deletions or self.moves or self.ends or self.numbers:
            yield finding(
                _CODES[side],
                line=self.line,
                insertions=self.insertions,
                deletions=self.deletions,
                moves=self.moves,
                ends=self.ends,
                numbers=self.numbers,
            )
