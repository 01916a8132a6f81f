"""What an amendment truly did, as values: which article became which, and which words came and went."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Numbering(StrEnum):
    """How an amendment numbers: everything anew, what is new as 12bis, or with numbers from the end."""

    ALL = "all"
    BIS = "bis"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Old articles and the new ones that they became, by their places, with the words that went and came.

    `consequential` tells that only the numbers of cited articles changed; `moved` that it stands elsewhere.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    deleted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    consequential: bool = False
    moved: bool = False

    @property
    def is_pair(self) -> bool:
        """Tell whether one article became one."""
        return len(self.old) == len(self.new) == 1

    @property
    def modified(self) -> bool:
        """Tell whether words changed."""
        return bool(self.deleted or self.inserted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """All rows, in the order of the new text; removed articles come last."""

    rows: tuple[Row, ...]

    def pairs(self) -> set[tuple[int, int]]:
        """Return the articles that became one article: places in the old text and in the new one."""
        return {(row.old[0], row.new[0]) for row in self.rows if row.is_pair}

    def splits(self) -> set[tuple[int, tuple[int, ...]]]:
        """Return the articles that were cut, with what they became."""
        return {(row.old[0], row.new) for row in self.rows if len(row.new) > 1}

    def merges(self) -> set[tuple[tuple[int, ...], int]]:
        """Return the articles that were joined, with what they became."""
        return {(row.old, row.new[0]) for row in self.rows if len(row.old) > 1}

    def inserted(self) -> set[int]:
        """Return the places of new articles that were none before."""
        return {row.new[0] for row in self.rows if not row.old}

    def removed(self) -> set[int]:
        """Return the places of old articles that are no more."""
        return {row.old[0] for row in self.rows if not row.new}

    def moved(self) -> set[tuple[int, int]]:
        """Return the pairs that stand elsewhere."""
        return {(row.old[0], row.new[0]) for row in self.rows if row.moved}

    def modified(self) -> set[tuple[int, int]]:
        """Return the pairs in which words changed, consequential ones too."""
        return {(row.old[0], row.new[0]) for row in self.rows if row.is_pair and row.modified}

    def consequential(self) -> set[tuple[int, int]]:
        """Return the pairs in which only the numbers of cited articles changed."""
        return {(row.old[0], row.new[0]) for row in self.rows if row.is_pair and row.consequential}

    def changed_words(self) -> int:
        """Return how many words came or went in all."""
        return sum(len(row.deleted) + len(row.inserted) for row in self.rows)

    def told(self) -> Iterator[dict[str, object]]:
        """Yield each row that is more than an unchanged pair, ready for JSON."""
        for row in self.rows:
            if not row.is_pair or row.modified or row.moved:
                yield {name: getattr(row, name) for name in Row.__slots__}
