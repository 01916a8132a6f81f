"""The longest rising run and the best pairs, against every choice there is."""

from itertools import combinations, pairwise, permutations, product

import pytest

from codetool.diff.order import best_pairs, longest_rising


def test_no_rising_run_is_longer() -> None:
    for numbers in permutations(range(5)):
        kept = [numbers[position] for position in sorted(longest_rising(numbers))]
        assert kept == sorted(kept)
        rising = [run for size in range(6) for run in combinations(numbers, size) if list(run) == sorted(run)]
        assert len(kept) == max(map(len, rising))


def test_nothing_has_no_run() -> None:
    assert longest_rising(()) == set()


def test_no_pairs_that_do_not_cross_weigh_more() -> None:
    for weights in product((0, 1, 2), repeat=6):
        matrix = [weights[:3], weights[3:]]
        pairs = best_pairs(matrix)
        assert all(matrix[i][j] for i, j in pairs)
        assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
        two = max(matrix[0][j] + matrix[1][k] for j, k in combinations(range(3), 2))
        assert sum(matrix[i][j] for i, j in pairs) == max(*weights, two)


@pytest.mark.parametrize("weights", [[], [[]], [[0.0]]])
def test_nothing_has_no_pairs(weights: list[list[float]]) -> None:
    assert best_pairs(weights) == []
