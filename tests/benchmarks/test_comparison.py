"""The comparison on acts of our own making, where what was done is known: the figures that it is to reach."""

from functools import cache, reduce
from operator import add
from pathlib import Path

import pytest

from benchmarks.accuracy import measure_one
from benchmarks.amend_law import amend
from benchmarks.law import measure_law
from benchmarks.measure import Measured, Score, Words
from benchmarks.truth import Numbering

ARTICLES = 200
SEEDS = (1, 2)

numberings = pytest.mark.parametrize("numbering", list(Numbering))


@cache
def measured(numbering: Numbering) -> tuple[Measured, ...]:
    return tuple(measure_one(seed, ARTICLES, numbering) for seed in SEEDS)


def scored(numbering: Numbering, *names: str) -> Score:
    found: list[Score] = [getattr(one, name) for one in measured(numbering) for name in names]
    return reduce(add, found)


def counted(numbering: Numbering, name: str) -> Words:
    found: list[Words] = [getattr(one, name) for one in measured(numbering)]
    return reduce(add, found)


@pytest.mark.slow
@numberings
def test_articles_are_paired_with_what_they_became(numbering: Numbering) -> None:
    assert scored(numbering, "pairs").f1 >= 0.995


@pytest.mark.slow
@numberings
def test_no_pair_is_missed(numbering: Numbering) -> None:
    assert scored(numbering, "pairs").recall >= 0.995


@pytest.mark.slow
@numberings
def test_splits_and_merges_are_found(numbering: Numbering) -> None:
    assert scored(numbering, "splits", "merges").f1 >= 0.95


@pytest.mark.slow
@numberings
def test_little_is_marked_that_did_not_change(numbering: Numbering) -> None:
    assert counted(numbering, "words").ratio <= 1.05


@pytest.mark.slow
@numberings
def test_in_a_pair_little_is_marked_that_did_not_change(numbering: Numbering) -> None:
    assert counted(numbering, "words_in_pairs").ratio <= 1.05


@pytest.mark.slow
@numberings
def test_what_changed_is_marked(numbering: Numbering) -> None:
    assert counted(numbering, "words").recall >= 0.99
    assert counted(numbering, "words_in_pairs").recall >= 0.99


@pytest.mark.slow
@numberings
def test_moves_and_consequences_are_named(numbering: Numbering) -> None:
    assert scored(numbering, "moved").f1 >= 0.95
    assert scored(numbering, "consequential").f1 >= 0.95


@pytest.mark.shared
def test_what_became_of_the_articles_of_real_laws_is_found(shared: Path) -> None:
    laws = sorted((shared / "corpora" / "legilux").glob("*/*.xml"))
    found = reduce(add, (measure_law(amend(seed, laws)) for seed in range(1, 81)))
    assert found.pairs.f1 >= 0.995
    assert found.splits.f1 >= 0.95
    assert found.merges.f1 >= 0.95
    assert min(found.splits.sought, found.merges.sought) > 30  # so many, or nothing is shown
