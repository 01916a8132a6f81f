"""What holds two stories together: of all that they share, the heaviest part that stands in the same order in both."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from codetool.render.docx.story import Line, Story, Table
from codetool.render.tracked.pair import Shared


class Anchor(NamedTuple):
    """Something that stands in both stories: a piece of a line, or a row of a table; `size` is 0 for rows.

    A place is the number of the item in its story, and the offset in the line or the number of the row.
    """

    old: tuple[int, int]
    new: tuple[int, int]
    size: int
    weight: int
    is_row: bool = False


Anchors = dict[tuple[int, int], list[Anchor]]
"""The anchors of two stories, by the identities of both."""


class _Home(NamedTuple):
    """Where a story stands: in which other story, at which place; `row` and `cell` in a table, else in a line."""

    story: Story
    item: int
    offset: int
    cell: int = -1
    shape: tuple[tuple[int, int, bool], ...] = ()


def anchors_of(pieces: Iterable[Shared], old: Story, new: Story) -> Anchors:
    """Return what may hold each pair of stories together, of two texts whose main stories are given."""
    lines, homes = dict[int, tuple[Story, int]](), dict[int, _Home]()
    for story in (old, new):
        _find(story, lines, homes)
    found: Anchors = defaultdict(list)
    weights: Counter[tuple[int, int]] = Counter()
    stories: dict[int, Story] = {}
    for piece in pieces:
        (here, item), (there, place) = lines[id(piece.old)], lines[id(piece.new)]
        weight = 4 * piece.size + 1
        key = id(here), id(there)
        stories[key[0]], stories[key[1]] = here, there
        found[key].append(Anchor((item, piece.start), (place, piece.there), piece.size, weight))
        weights[key] += weight
    _add_enclosed(found, weights, homes)
    return found


def _find(story: Story, lines: dict[int, tuple[Story, int]], homes: dict[int, _Home]) -> None:
    """Note down where each line and each enclosed story stands."""
    for item, one in enumerate(story.items):
        if isinstance(one, Line):
            lines[id(one)] = (story, item)
            for offset, note in one.notes.items():
                homes[id(note)] = _Home(story, item, offset)
                _find(note, lines, homes)
        else:
            for at, row in enumerate(one.rows):
                for cell, held in enumerate(row.cells):
                    homes[id(held.story)] = _Home(story, item, at, cell, row.shape)
                    _find(held.story, lines, homes)


def _add_enclosed(found: Anchors, weights: Counter[tuple[int, int]], homes: dict[int, _Home]) -> None:
    """Add an anchor for each pair of notes, and of rows of tables, that share anything: the notes in cells first."""
    rows: Counter[tuple[int, int, tuple[int, int], tuple[int, int]]] = Counter()
    for notes in (True, False):
        for (old, new), weight in sorted(weights.items(), key=lambda one: -one[1]):
            here, there = homes.get(old), homes.get(new)
            if here is None or there is None or (here.cell, here.shape) != (there.cell, there.shape):
                continue
            key = id(here.story), id(there.story)
            if notes and here.cell < 0:
                found[key].append(Anchor((here.item, here.offset), (there.item, there.offset), 1, weight))
                weights[key] += weight
            elif not notes and here.cell >= 0:
                rows[(*key, (here.item, here.offset), (there.item, there.offset))] += weight
    for (story, other, mine, yours), weight in rows.items():
        found[story, other].append(Anchor(mine, yours, 0, weight, is_row=True))


def kept_anchors(anchors: Sequence[Anchor], old: Story, new: Story) -> list[Anchor]:
    """Return the heaviest anchors that cross no other, in order, and join no text across a table."""
    kept = _heaviest(_settled(_heaviest(anchors)))
    result: list[Anchor] = []
    for anchor in kept:
        if not result or _may_follow(result[-1], anchor, old, new):
            result.append(anchor)
    return result


def _settled(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Return the anchors with each table paired with one other only, that with which it shares most."""
    weights: Counter[tuple[int, int]] = Counter()
    for one in anchors:
        if one.is_row:
            weights[one.old[0], one.new[0]] += one.weight
    pairs, mine, yours = set[tuple[int, int]](), set[int](), set[int]()
    for (old, new), _ in sorted(weights.items(), key=lambda one: (-one[1], one[0])):
        if old not in mine and new not in yours:
            pairs.add((old, new))
            mine.add(old)
            yours.add(new)
    return [one for one in anchors if not one.is_row or (one.old[0], one.new[0]) in pairs]


def _may_follow(last: Anchor, anchor: Anchor, old: Story, new: Story) -> bool:
    """Tell whether no table stands between two pieces of text that one side has in one line."""
    if last.is_row or anchor.is_row:
        return True
    return not (
        (last.new[0] == anchor.new[0] and _has_table(old, last.old[0], anchor.old[0]))
        or (last.old[0] == anchor.old[0] and _has_table(new, last.new[0], anchor.new[0]))
    )


def _has_table(story: Story, start: int, end: int) -> bool:
    return any(isinstance(item, Table) for item in story.items[start:end])


def _heaviest(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Return a heaviest run of anchors that rises on both sides.

    >>> one, two, three = (Anchor((i, 0), (j, 0), 1, weight) for i, j, weight in ((0, 1, 3), (1, 0, 5), (2, 2, 1)))
    >>> [anchor.weight for anchor in _heaviest([one, two, three])]
    [5, 1]
    """
    ordered = sorted(anchors)
    places = sorted({one.new for one in ordered})
    best = _Best(len(places))
    before: list[int] = []
    totals: list[int] = []
    for run in _by_old(ordered):
        for at in run:
            total, last = best.below(bisect_left(places, ordered[at].new))
            totals.append(total + ordered[at].weight)
            before.append(last)
        for at in run:
            best.add(bisect_left(places, ordered[at].new), totals[at], at)
    at = best.below(len(places))[1]
    kept: list[Anchor] = []
    while at >= 0:
        kept.append(ordered[at])
        at = before[at]
    return kept[::-1]


def _by_old(ordered: Sequence[Anchor]) -> Iterator[range]:
    """Yield the places of the anchors that begin at the same place of the old story."""
    start = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at].old != ordered[start].old:
            yield range(start, at)
            start = at


class _Best:
    """The heaviest total at or below each rank, and where it was reached (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._tree = [(0, -1)] * (size + 1)

    def below(self, rank: int) -> tuple[int, int]:
        """Return the heaviest total of the ranks below `rank`."""
        found = (0, -1)
        while rank > 0:
            found = max(found, self._tree[rank], key=lambda one: one[0])
            rank -= rank & -rank
        return found

    def add(self, rank: int, total: int, at: int) -> None:
        """Note down a total at a rank."""
        rank += 1
        while rank < len(self._tree):
            if total > self._tree[rank][0]:
                self._tree[rank] = (total, at)
            rank += rank & -rank
