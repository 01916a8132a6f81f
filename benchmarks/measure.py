"""How well a comparison agrees with the truth: precision and recall of what became what, and of the words it marks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.acts import Act
from benchmarks.truth import Row, Truth
from codetool.diff import ChangeSet, Correspondence, Kind, Op

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many were found rightly, found in all, and to be found."""

    right: int
    found: int
    sought: int

    @classmethod
    def of(cls, found: Iterable[Any], sought: Iterable[Any]) -> "Score":
        """Return the score of what was found against what was to be found.

        >>> Score.of({1, 2, 3}, {2, 3, 4, 5}).f1 == 2 * 2 / (3 + 4)
        True
        """
        found, sought = set(found), set(sought)
        return cls(right=len(found & sought), found=len(found), sought=len(sought))

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what was to be found that was; 1 where there was nothing."""
        return self.right / self.sought if self.sought else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.found + self.sought
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: "Score") -> "Score":
        """Return the score of both together."""
        return Score(right=self.right + other.right, found=self.found + other.found, sought=self.sought + other.sought)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How many words truly changed, how many were marked, and how many of the former among the latter."""

    changed: int
    marked: int
    right: int

    @property
    def ratio(self) -> float:
        """Return marked words by truly changed ones."""
        return self.marked / self.changed if self.changed else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the truly changed words that is marked."""
        return self.right / self.changed if self.changed else 1.0

    def __add__(self, other: "Words") -> "Words":
        """Return the words of both together."""
        return Words(
            changed=self.changed + other.changed, marked=self.marked + other.marked, right=self.right + other.right
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All scores of one comparison.

    `words` counts all articles; `words_in_pairs` only those that became one article and were rightly matched.
    """

    pairs: Score
    splits: Score
    merges: Score
    inserted: Score
    removed: Score
    moved: Score
    modified: Score
    consequential: Score
    words: Words
    words_in_pairs: Words


def measure(changes: ChangeSet, truth: Truth, old: Act, new: Act) -> Measured:
    """Return how well the changes agree with the truth of what led from the one act to the other."""
    ours = _Found(changes, old, new)
    known = {(row.old, row.new): row for row in truth.rows}
    in_pairs = {sides: row for sides, row in ours.rows.items() if sides in known and known[sides].is_pair}
    return Measured(
        pairs=Score.of(ours.like(1, 1), truth_sides(truth, 1, 1)),
        splits=Score.of(ours.like(1, 2), truth_sides(truth, 1, 2)),
        merges=Score.of(ours.like(2, 1), truth_sides(truth, 2, 1)),
        inserted=Score.of(ours.like(0, 1), truth_sides(truth, 0, 1)),
        removed=Score.of(ours.like(1, 0), truth_sides(truth, 1, 0)),
        moved=Score.of(ours.having(Kind.MOVED), (sides for sides, row in known.items() if row.moved)),
        modified=Score.of(
            ours.having(Kind.MODIFIED), (sides for sides, row in known.items() if row.is_pair and row.modified)
        ),
        consequential=Score.of(
            (sides for sides, row in ours.rows.items() if row.consequential),
            (sides for sides, row in known.items() if row.consequential),
        ),
        words=_words(ours.rows, known),
        words_in_pairs=_words(in_pairs, {sides: known[sides] for sides in in_pairs}),
    )


_Sides = tuple[tuple[int, ...], tuple[int, ...]]


class _Found:
    """The rows of a ChangeSet by the places of their articles."""

    def __init__(self, changes: ChangeSet, old: Act, new: Act) -> None:
        ours, theirs = ({eid: i for i, eid in enumerate(act.eids())} for act in (old, new))
        self.rows: dict[_Sides, Correspondence] = {
            (tuple(ours[place.eid] for place in row.old), tuple(theirs[place.eid] for place in row.new)): row
            for row in changes.articles
        }

    def like(self, old: int, new: int) -> set[_Sides]:
        """Return the rows with so many articles on either side; 2 stands for several."""
        return {sides for sides in self.rows if _shape(sides) == (old, new)}

    def having(self, kind: Kind) -> set[_Sides]:
        """Return the rows of a kind."""
        return {sides for sides, row in self.rows.items() if kind in row.kinds}


def truth_sides(truth: Truth, old: int, new: int) -> set[_Sides]:
    """Return the true rows with so many articles on either side; 2 stands for several."""
    return {sides for row in truth.rows if _shape(sides := (row.old, row.new)) == (old, new)}


def _shape(sides: _Sides) -> tuple[int, int]:
    return min(len(sides[0]), 2), min(len(sides[1]), 2)


def _words(found: Mapping[_Sides, Correspondence], sought: Mapping[_Sides, Row]) -> Words:
    """Count words, those of a row found against those of the true row that its first article is in."""
    homes = {("old", place): sides for sides in sought for place in sides[0]}
    homes |= {("new", place): sides for sides in sought for place in sides[1]}
    marked: dict[_Sides, list[Correspondence]] = {}
    for (old, new), row in found.items():
        home = homes["old", old[0]] if old else homes["new", new[0]]
        marked.setdefault(home, []).append(row)
    counted = (_words_of(marked.get(sides, []), row) for sides, row in sought.items())
    return sum(counted, Words(changed=0, marked=0, right=0))


def _words_of(found: Sequence[Correspondence], sought: Row) -> Words:
    changed = [Counter(sought.deleted), Counter(sought.inserted)]
    marked = [Counter(_marked(found, op)) for op in (Op.DELETE, Op.INSERT)]
    return Words(
        changed=sum(side.total() for side in changed),
        marked=sum(side.total() for side in marked),
        right=sum((one & two).total() for one, two in zip(changed, marked, strict=True)),
    )


def _marked(rows: Iterable[Correspondence], op: Op) -> Iterator[str]:
    for row in rows:
        for segment in row.segments:
            if segment.op is op:
                yield from _WORD.findall(segment.text)
