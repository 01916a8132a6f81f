"""What two sequences of words have in common: exact where they are short, cut at rare places where they are long."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.diff import common
from codetool.diff.common import held, likeness, steps_between

WORDS = st.lists(st.sampled_from(["le", "la", "de", "membre", "bureau", "secret", "avis"]), max_size=60)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let twenty words be a long text."""
    monkeypatch.setattr(common, "MOST_CELLS", 100)
    monkeypatch.setattr(common, "_APART", 5)


@given(old=WORDS, new=WORDS)
def test_the_steps_lead_from_one_to_the_other(old: list[str], new: list[str]) -> None:
    at_old = at_new = 0
    steps = steps_between(old, new)
    for step in steps:
        if step.equal:
            assert old[at_old : at_old + step.old] == new[at_new : at_new + step.new]
        at_old, at_new = at_old + step.old, at_new + step.new
    assert (at_old, at_new) == (len(old), len(new))
    assert all(one.equal != two.equal for one, two in pairwise(steps))


@pytest.mark.usefixtures("short")
def test_a_long_text_is_cut_where_four_words_stand_once_on_both_sides() -> None:
    old = [f"mot{i}" for i in range(40)]
    new = [*old[:10], "autre", *old[11:30], "encore", *old[30:]]
    assert [tuple(step) for step in steps_between(old, new)] == [
        (True, 10, 10), (False, 1, 1), (True, 19, 19), (False, 0, 1), (True, 10, 10),
    ]  # fmt: skip


@pytest.mark.usefixtures("short")
def test_a_long_text_without_such_a_place_is_replaced_whole() -> None:
    assert [tuple(step) for step in steps_between(["a"] * 40, ["b"] * 30)] == [(False, 40, 30)]


@pytest.mark.usefixtures("short")
def test_long_texts_are_alike_by_their_words_in_any_order() -> None:
    old, new = ["a", "b"] * 20, ["b", "a"] * 20
    assert likeness(old, new) == 1.0
    assert likeness(old, ["c"] * 40) == 0.0
    assert likeness([*old, *["c"] * 40], new, least=0.9) == 0.0
    assert held(old, new) == 1.0


def test_nothing_holds_nothing() -> None:
    assert held([], ["a"]) == 0.0
    assert likeness(["a"], ["b"], least=0.5) == 0.0
