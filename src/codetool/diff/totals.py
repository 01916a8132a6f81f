"""What a comparison found, in numbers: how many articles have each kind, and how many words came and went."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from codetool.diff.kinds import Kind


class Counted(Protocol):
    """What is counted of a row."""

    @property
    def name(self) -> str:
        """Return the name of the element that it is about."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return what happened."""

    @property
    def consequential(self) -> bool:
        """Tell whether it only follows a renumbering."""

    @property
    def markup(self) -> bool:
        """Tell whether the markup alone changed."""

    @property
    def words_inserted(self) -> int:
        """Return how many words came."""

    @property
    def words_deleted(self) -> int:
        """Return how many words went."""


def count_rows(articles: Sequence[Counted], others: Sequence[Counted], stale: int) -> dict[str, int]:
    """Return the counts of a comparison, under the names that they have in its JSON."""
    kinds = Counter(kind for row in articles for kind in row.kinds)
    counts = {kind.value: kinds[kind] for kind in _IN_ORDER}
    counts["words_inserted"] = sum(row.words_inserted for row in articles)
    counts["words_deleted"] = sum(row.words_deleted for row in articles)
    counts["consequential"] = sum(row.consequential for row in articles)
    counts["markup"] = sum(row.markup for row in articles)
    changed = [row for row in others if row.kinds != _NOTHING or row.markup]
    counts["others"] = len(changed)
    counts["stale_references"] = stale
    return counts | _counts_outside(changed)


def _counts_outside(changed: Sequence[Counted]) -> dict[str, int]:
    """Return what the rows outside articles that changed are, and how many words; metadata are no words of a text."""
    read = [row for row in changed if row.name != "meta"]
    counts = {f"{OUTSIDE}{name}": count for name, count in Counter(row.name for row in changed).items()}
    inserted, deleted = (sum(row.words_inserted for row in read), sum(row.words_deleted for row in read))
    return {"others_words_inserted": inserted, "others_words_deleted": deleted} | counts


OUTSIDE = "other_"
"""Begins the name of a count of what changed outside articles; the name of the element follows."""


def counts_changes(counts: Mapping[str, int]) -> bool:
    """Tell whether counts are of two texts that differ anywhere.

    >>> counts_changes({"unchanged": 3, "modified": 0, "words_inserted": 0})
    False
    """
    return any(count for name, count in counts.items() if name not in ("unchanged", "stale_references"))


_NOTHING = (Kind.UNCHANGED,)
_IN_ORDER = (
    Kind.UNCHANGED,
    Kind.TYPOGRAPHIC,
    Kind.MODIFIED,
    Kind.RENUMBERED,
    Kind.MOVED,
    Kind.INSERTED,
    Kind.REMOVED,
    Kind.SPLIT,
    Kind.MERGED,
)
