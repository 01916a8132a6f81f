"""Footnotes of a comparison are shown as such: a sign at the call, the same sign before the note."""

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import render_redline, render_redline_markdown, render_redline_text, view_redline
from codetool.render.redline_view import RedlineView

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PLAIN = "<p>Le membre suit la loi et les usages.</p>"
ONE = '<authorialNote marker="1"><p>De 1976.</p></authorialNote>'
NOTED = PLAIN.replace("loi", f"loi{ONE}")


def view(old: str, new: str, language: str = "en") -> RedlineView:
    texts = (
        f'<akomaNtoso xmlns="{AKN}"><act name="x"><body><article eId="art_1"><num>1.</num><content>{body}</content>'
        "</article></body></act></akomaNtoso>"
        for body in (old, new)
    )
    before, after = (read_expression(text.encode()) for text in texts)
    return view_redline(compare(before, after), language)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (PLAIN, NOTED, ["Le membre suit la loi{+¹+} et les usages.", "{+¹ De 1976.+}"]),
        (NOTED, PLAIN, ["Le membre suit la loi[-¹-] et les usages.", "[-¹ De 1976.-]"]),
        (NOTED, NOTED.replace("1976", "1977"), ["Le membre suit la loi¹ et les usages.", "¹ De [-1976-]{+1977+}."]),
        (
            NOTED,
            NOTED.replace('"1"', '"2"').replace("suit", f"suit{ONE.replace('1976', 'droit')}"),
            ["Le membre suit{+¹+} la loi[-¹-]{+²+} et les usages.", "{+¹ De droit.+}", "[-¹-] {+²+} De 1976."],
        ),
        (
            NOTED,
            NOTED.replace("usages", "coutumes"),
            ["Le membre suit la loi¹ et les [-usages-]{+coutumes+}.", "¹ De 1976."],
        ),
        (
            PLAIN.replace("loi", f"loi{ONE}"),
            PLAIN.replace("loi", f"règle{ONE}"),
            ["Le membre suit la [-loi-]{+règle+}¹ et les usages.", "¹ De 1976."],
        ),
    ],
)
def test_signs_stand_at_the_call_and_before_the_note(old: str, new: str, told: list[str]) -> None:
    lines = render_redline_text(view(old, new)).splitlines()
    begun = next(i for i, line in enumerate(lines) if line.startswith("~ 1"))
    assert [line.strip() for line in lines[begun + 1 : begun + 1 + len(told)]] == told


def test_a_page_sets_notes_apart() -> None:
    made = render_redline(view(PLAIN, NOTED), "en")
    assert '<p class="only-new footnote"><ins>' in made
    assert "> <ins>¹ De 1976.</ins>" in render_redline_markdown(view(PLAIN, NOTED))


def test_the_call_that_moved_is_marked_where_the_words_are_the_same() -> None:
    made = render_redline_text(view(NOTED, PLAIN.replace("usages", f"usages{ONE}")))
    assert "note call moved: behind “suit la loi et les usages”, no longer behind “Le membre suit la loi”" in " ".join(
        made.split()
    )
