"""Edits from one string to another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.diff import delta
from codetool.diff.changes import Edit, Op
from codetool.diff.delta import apply_delta, delta_of, reversed_delta

pieces = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "un", " ", "deux", "\x1a", "\x1d", "é", "<b>", "</b>", "\n", '"', 'x"art_1"', 'x"art_2"']
    )
)
texts = pieces.map("".join)


@given(texts, texts)
def test_the_edits_lead_there_and_back(old: str, new: str) -> None:
    found = delta_of(old, new)
    assert (found is None) == (old == new)
    assert apply_delta(found, old) == new
    assert apply_delta(reversed_delta(found), new) == old


def told(old: str, new: str) -> str:
    return "".join(
        f"[-{text}-]" if op is Op.DELETE else f"{{+{text}+}}" for op, _, text in delta_of(old, new) or () if text
    )


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        (
            '<article eId="art_1"><num>Art. 1er.</num><p eId="art_1__p">Un mot.</p></article>',
            '<article eId="art_2"><num>Art. 2.</num><p eId="art_2__p">Un mot.</p></article>',
            "[-art_1-]{+art_2+}[-1er-]{+2+}[-art_1__p-]{+art_2__p+}",
        ),
        # A quotation mark in the text, and a reference that became emphasis.
        ('<p>Le "bon mot" suit.</p>', '<p>Le "beau mot" suit.</p>', "[-bon-]{+beau+}"),
        ('<p>Un <ref href="#a">mot</ref>.</p>', '<p>Un <i href="#a">mot</i>.</p>', "[-ref-]{+i+}[-ref-]{+i+}"),
        # As many paragraphs, yet another one came than went.
        (
            "<p>Un mot.</p><p>Il peut agir sans délai.</p>",
            "<p>Il peut agir sans délai.</p><p>Fin.</p>",
            "[-Un mot.</p><p>-]{+.</p><p>Fin+}",
        ),
    ],
)
def test_what_has_the_same_tags_is_compared_place_by_place(old: str, new: str, edits: str) -> None:
    assert told(old, new) == edits
    assert apply_delta(delta_of(old, new), old) == new


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
