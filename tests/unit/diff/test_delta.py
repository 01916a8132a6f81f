"""Edits from one string to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.diff import delta
from codetool.diff.changes import Edit, Op
from codetool.diff.delta import apply_delta, delta_of, reversed_delta

pieces = st.lists(st.sampled_from(["<p>", "</p>", "un", " ", "deux", "\x1a", "\x1d", "é", "<b>", "</b>", "\n"]))
texts = pieces.map("".join)


@given(texts, texts)
def test_the_edits_lead_there_and_back(old: str, new: str) -> None:
    found = delta_of(old, new)
    assert (found is None) == (old == new)
    assert apply_delta(found, old) == new
    assert apply_delta(reversed_delta(found), new) == old


def test_paragraphs_that_stayed_are_kept_between_changed_ones() -> None:
    old = "<p>Un mot.</p><p>Le bureau siège.</p><p>Il peut agir.</p>"
    new = "<p>Deux mots.</p><p>Le bureau siège.</p><p>Il doit agir.</p>"
    assert delta_of(old, new) == (
        Edit(Op.EQUAL, 3),
        Edit.of(Op.DELETE, "Un"),
        Edit.of(Op.INSERT, "Deux"),
        Edit(Op.EQUAL, 1),
        Edit.of(Op.DELETE, "mot"),
        Edit.of(Op.INSERT, "mots"),
        Edit(Op.EQUAL, 34),
        Edit.of(Op.DELETE, "peut"),
        Edit.of(Op.INSERT, "doit"),
        Edit(Op.EQUAL, 10),
    )


@pytest.mark.parametrize("text", ["", "un de", "un deux trois", "un doux"])
def test_edits_do_not_fit_another_string(text: str) -> None:
    with pytest.raises(ValueError, match=r"^\d+$"):
        apply_delta(delta_of("un deux", "un"), text)


def test_what_is_too_much_to_compare_is_replaced_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta, "_MOST_CELLS", 3)
    old, new = "<p>un</p><p>deux</p>", "<p>deux</p><p>trois</p>"
    found = delta_of(old, new)
    assert found
    assert [edit.op for edit in found] == [Op.EQUAL, Op.DELETE, Op.INSERT, Op.EQUAL]
    assert apply_delta(found, old) == new
