"""Marked words in lines of a terminal: widths, long words, what a terminal would obey."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.diff.changes import Op, Segment
from codetool.render.wrapping import columns_of, hang, wrap_segments

OPS = st.sampled_from(list(Op))
texts = st.lists(st.text(st.sampled_from("abé1.,-法\u0301\u00a0"), min_size=1, max_size=25), min_size=1, max_size=8)


def seg(op: Op, text: str) -> Segment:
    return Segment(op=op, text=text)


def lines(width: int, *segments: Segment) -> list[str]:
    return [line.text for line in wrap_segments(segments, width)]


def test_what_stands_together_is_not_parted_where_a_line_can_hold_it() -> None:
    date = [seg(Op.EQUAL, "avant le 24 "), seg(Op.DELETE, "avril"), seg(Op.INSERT, "août"), seg(Op.EQUAL, ".")]
    assert lines(20, *date) == ["avant le 24", "[-avril-]{+août+}."]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines(10, seg(Op.INSERT, "a" * 25)) == ["{+aaaaaaaa", "aaaaaaaaaa", "aaaaaaa+}"]


def test_a_no_break_space_holds() -> None:
    assert lines(14, seg(Op.EQUAL, "il y a\u00a0: deux\u00a0:")) == ["il y a\u00a0:", "deux\u00a0:"]


def test_a_line_breaks_at_a_no_break_space_before_it_breaks_a_word() -> None:
    # A text out of a PDF may have nothing but such spaces; and none is left for the beginning of the next line.
    joined = [
        seg(Op.EQUAL, "délai\u00a0de\u00a0"),
        seg(Op.DELETE, "dix"),
        seg(Op.EQUAL, "\u00a0jours\u00a0au\u00a0plus"),
    ]
    assert [line.rstrip() for line in lines(18, *joined)] == [
        "délai de [-dix-]".replace(" ", "\u00a0"),
        "jours\u00a0au\u00a0plus",
    ]


def test_no_space_is_left_at_the_end_of_a_line() -> None:
    assert lines(10, seg(Op.EQUAL, "Le mot "), seg(Op.INSERT, "a" * 8)) == ["Le mot", "{+aaaaaaaa", "+}"]


def test_a_letter_keeps_its_accents_where_a_word_is_cut() -> None:
    assert lines(2, seg(Op.EQUAL, "e\u0301" * 3)) == ["e\u0301" * 2, "e\u0301"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [("👩\u200d⚖\ufe0f", 2), ("👍🏽", 2), ("⚖\ufe0f", 2), ("⚖", 1), ("🇧🇪", 2), ("é", 1), ("1\ufe0f", 1), ("", 0)],
)
def test_pictures_take_up_two_columns(text: str, columns: int) -> None:
    assert columns_of(text) == columns


@pytest.mark.parametrize("letter", ["a", "é", "a\u0301\u0301\u0301"])
def test_a_word_without_end_is_cut_whole(letter: str) -> None:
    cut = lines(40, seg(Op.EQUAL, letter * 20_000))
    assert "".join(cut) == letter * 20_000
    assert {columns_of(line) for line in cut} == {40}


def test_told_lines_are_set_by_columns_and_keep_signs_with_their_words() -> None:
    assert hang("délai : « deux mois » → « trois mois »", 26, "  ", "    ") == [
        "  délai : « deux mois » →", "    « trois mois »",
    ]  # fmt: skip
    assert hang("法律 法律 法律", 11, later="    ") == ["法律 法律", "    法律"]
    assert hang("un\u202edeux\x9b", 20) == ["un\ufffddeux\ufffd"]
    assert hang("", 20) == []


def test_a_changed_space_is_seen_whatever_space_it_is() -> None:
    assert lines(20, seg(Op.EQUAL, "10"), seg(Op.DELETE, " "), seg(Op.INSERT, "\u00a0"), seg(Op.EQUAL, "%")) == [
        "10[-␣-]{+⍽+}%"
    ]


@pytest.mark.parametrize("control", ["\x1b[2J", "\x9b2J", "\u202e", "\x07"])
def test_what_a_terminal_would_obey_is_not_printed(control: str) -> None:
    (line,) = lines(40, seg(Op.EQUAL, f"un{control}deux"))
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", line)
    assert "deux" in line


@given(st.lists(st.tuples(OPS, texts), min_size=1, max_size=6), st.integers(8, 40))
def test_no_line_is_too_wide_and_no_word_is_lost(runs: list[tuple[Op, list[str]]], width: int) -> None:
    segments = [seg(op, " ".join(words) + " ") for op, words in runs]
    found = list(wrap_segments(segments, width, color=True))
    plain = [re.sub(r"\x1b\[\d+m", "", line.text) for line in found]
    assert [columns_of(line) for line in plain] == [line.width for line in found]
    assert max(columns_of(line) for line in plain) <= width
    bare = re.sub(r"\[-|-\]|\{\+|\+\}|[␣⍽\s]", "", "".join(plain))
    whole = re.sub(r"\[-|-\]|\{\+|\+\}|[␣⍽\s]", "", "".join(segment.text for segment in segments))
    assert bare.replace("-", "") == whole.replace("-", "")


def test_a_cell_that_was_put_in_ends_at_its_edge() -> None:
    row = (seg(Op.EQUAL, "Président\t"), seg(Op.INSERT, "1\t"), seg(Op.EQUAL, "100 euros"))
    assert lines(60, *row) == ["Président | {+1+} | 100 euros"]
