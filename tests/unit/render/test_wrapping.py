"""Marked words in lines of a terminal: widths, long words, what a terminal would obey."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.diff.changes import Op, Segment
from codetool.render.wrapping import columns_of, wrap_segments

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
