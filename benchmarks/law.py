"""How well the comparison finds what became of the articles of real laws, amended at random in known ways.

`python -m benchmarks.law FOLDER --seeds 100`: each seed takes one of the laws in the folder (Akoma Ntoso, a folder for
each). The acts of the generator are drafted alike; these are not ours, and repeat what laws repeat.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from benchmarks.amend_law import AmendedLaw, amend
from benchmarks.measure import Score
from codetool.akn.read import read_expression
from codetool.diff import Correspondence, Kind, compare
from codetool.diff.changes import Place, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The scores of one law or of many."""

    pairs: Score
    splits: Score
    merges: Score

    def __add__(self, other: "Found") -> "Found":
        """Return both together."""
        return Found(
            pairs=self.pairs + other.pairs, splits=self.splits + other.splits, merges=self.merges + other.merges
        )


def measure_law(law: AmendedLaw) -> Found:
    """Return how much of what happened the comparison finds."""
    rows = compare(read_expression(law.old), read_expression(law.new)).articles
    olds = _names([place for row in rows for place in row.old], law.keys[0])
    news = _names([place for row in rows for place in row.new], law.keys[1])
    told = [(_keys(row.old, olds), _keys(row.new, news)) for row in rows]
    came: dict[str, set[str]] = defaultdict(set)
    for one, other in law.pairs():
        came[other].add(one)
    return Found(
        pairs=Score.of({(one, other) for old, new in told for one in old for other in new}, law.pairs()),
        splits=Score.of(_several(rows, told, Kind.SPLIT), _of_several(law.became)),
        merges=Score.of({pair[::-1] for pair in _several(rows, told, Kind.MERGED)}, _of_several(came)),
    )


Keys = frozenset[str]


def _names(places: Sequence[Place], keys: Sequence[str]) -> Mapping[Span, str]:
    """Return the keys of articles by where they stand in the canonical XML: in their order."""
    return dict(zip(sorted(place.at for place in places), keys, strict=True))


def _keys(places: Sequence[Place], names: Mapping[Span, str]) -> Keys:
    return frozenset(names[place.at] for place in places)


def _several(rows: Sequence[Correspondence], told: Sequence[tuple[Keys, Keys]], kind: Kind) -> set[tuple[Keys, Keys]]:
    return {keys for row, keys in zip(rows, told, strict=True) if row.kinds[0] is kind}


def _of_several(became: Mapping[str, set[str]]) -> set[tuple[Keys, Keys]]:
    return {(frozenset({one}), frozenset(others)) for one, others in became.items() if len(others) > 1}


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Measure the comparison on real laws, amended at random.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=100)
    options = parser.parse_args()
    laws = sorted(options.folder.glob("*/*.xml"))
    found = reduce(add, (measure_law(amend(seed, laws)) for seed in range(1, options.seeds + 1)))
    for name, score in (("pairs", found.pairs), ("splits", found.splits), ("merges", found.merges)):
        print(f"{name:8}precision {score.precision:.4f}  recall {score.recall:.4f}  ({score.sought} sought)")


if __name__ == "__main__":
    main()
