"""Order kept: the longest run that rises, and the pairs that cross no other."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the positions of a longest rising run within `numbers` (patience sorting, n log n).

    >>> sorted(longest_rising([5, 0, 1, 9, 2]))
    [1, 2, 4]
    """
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        if not tops or number > tops[-1]:
            before.append(at[-1] if at else -1)
            tops.append(number)
            at.append(position)
            continue
        pile = bisect_left(tops, number)
        before.append(at[pile - 1] if pile else -1)
        tops[pile] = number
        at[pile] = position
    kept: set[int] = set()
    position = at[-1] if at else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column), both rising, that weigh most in all; a weight of 0 is no pair.

    Of those that weigh the same, it is the earliest, whichever side is the rows.

    >>> best_pairs([[0.9, 0.0], [0.8, 0.7]])
    [(0, 0), (1, 1)]
    >>> best_pairs([[0.0, 0.5], [0.0, 0.5]]), best_pairs([[0.0, 0.0], [0.5, 0.5]])
    ([(0, 1)], [(1, 0)])
    """
    weights = [[weight and weight - _LATER * (i + j) for j, weight in enumerate(row)] for i, row in enumerate(weights)]
    rows, columns = len(weights), len(weights[0]) if weights else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return list(_walk(best, weights))


_LATER = 1e-9
"""What a pair weighs less for each step that it stands further on."""


def _walk(best: Sequence[Sequence[float]], weights: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(weights) and j < len(weights[0]):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
