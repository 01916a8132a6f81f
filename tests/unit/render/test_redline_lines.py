"""The text of a row in lines: parts of splits and mergers, passages that can be folded, what stands side by side."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codetool.diff.changes import Correspondence, Kind, Op, Place, Segment
from codetool.diff.words import diff_words
from codetool.render.counts import redline_labels
from codetool.render.redline_lines import Line, Part, lines_of, marks_of, paired_lines, parts_of

LABELS = redline_labels("en")
MARKS = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
TOKENS = {"=": Op.EQUAL, "-": Op.DELETE, "+": Op.INSERT}


def segments(*told: str) -> tuple[Segment, ...]:
    return tuple(Segment(op=TOKENS[one[0]], text=one[1:]) for one in told)


def place(num: str, *texts: str, heading: str = "") -> Place:
    blocks = [heading, *texts] if heading else list(texts)
    breaks, at = [], 0
    for block in blocks[:-1]:
        at += len(block) + 1
        breaks.append(at)
    return Place(eid=f"art_{num}", num=f"{num}.", heading=heading, size=len(" ".join(blocks)), breaks=tuple(breaks))


def row(old: Iterable[Place], new: Iterable[Place], *told: str, kind: Kind = Kind.MODIFIED) -> Correspondence:
    return Correspondence(old=tuple(old), new=tuple(new), kinds=(kind,), segments=segments(*told))


def shown(line: Line | None) -> str:
    return "".join(MARKS[one.op].format(one.text) for one in line.segments) if line else ""


def told(part: Part) -> tuple[str, list[str]]:
    return part.label, [shown(line) for line in part.lines]


def test_a_split_is_told_by_what_its_parts_became() -> None:
    split = row(
        [place("3", "Un. Deux.")], [place("3", "Un."), place("4", "Deux bis.")],
        "=Un. Deux", "+ bis", "=.", kind=Kind.SPLIT,
    )  # fmt: skip
    first, second = parts_of(split, LABELS)
    assert told(first) == ("→ becomes 3", ["Un."])
    assert told(second) == ("→ becomes 4", ["Deux{+ bis+}."])
    assert (first.anchor, second.anchor) == ("", "art_4")


def test_a_merger_is_told_by_where_its_parts_come_from_in_one_paragraph_too() -> None:
    merged = row(
        [place("7", "Un."), place("8", "Deux.")], [place("7", "Un. Deux trois.")],
        "=Un. Deux", "+ trois", "=.", kind=Kind.MERGED,
    )  # fmt: skip
    assert [told(part) for part in parts_of(merged, LABELS)] == [
        ("← comes from 7", ["Un."]),
        ("← comes from 8", ["Deux{+ trois+}."]),
    ]
    assert [part.anchor for part in parts_of(merged, LABELS)] == ["", ""]


def test_headings_of_parts_stand_with_their_labels() -> None:
    split = row(
        [place("3", "Un.", "Deux.", heading="Frais")],
        [place("3", "Un.", heading="Frais"), place("4", "Deux.", heading="Suite")],
        "=Frais Un. ", "+Suite ", "=Deux.", kind=Kind.SPLIT,
    )  # fmt: skip
    first, second = parts_of(split, LABELS)
    assert (first.title, told(first)[1]) == (segments("=Frais"), ["Un."])
    assert (second.title, told(second)[1]) == (segments("+Suite"), ["Deux."])


def test_a_heading_that_changed_is_no_line_of_the_text() -> None:
    changed = row(
        [place("1", "Un.", heading="Frais")], [place("1", "Un.", heading="Frais de route")],
        "=Frais ", "+de route ", "=Un.",
    )  # fmt: skip
    (part,) = parts_of(changed, LABELS)
    assert part.title == segments("=Frais ", "+de route")
    assert told(part)[1] == ["Un."]


def test_a_heading_that_came_is_no_line_of_the_text() -> None:
    (part,) = parts_of(row([place("1", "Un.")], [place("1", "Un.", heading="Frais")], "+Frais ", "=Un."), LABELS)
    assert (part.title, told(part)[1]) == (segments("+Frais"), ["Un."])


def test_lines_far_from_a_change_are_folded() -> None:
    blocks = [f"Ligne {i}." for i in range(9)]
    new = [*blocks[:8], "Autre 8."]
    changed = row(
        [place("1", *blocks)], [place("1", *new)], "=" + " ".join(blocks[:8]) + " ", "-Ligne", "+Autre", "= 8."
    )
    (part,) = parts_of(changed, LABELS)
    assert [(passage.is_folded, len(passage.lines)) for passage in part.passages] == [(True, 7), (False, 2)]
    assert shown(part.lines[-1]) == "[-Ligne-]{+Autre+} 8."


def test_a_few_lines_far_from_a_change_are_not_folded() -> None:
    blocks = [f"Ligne {i}." for i in range(4)]
    changed = row([place("1", *blocks[:3])], [place("1", *blocks)], "=" + " ".join(blocks[:3]) + " ", "+" + blocks[3])
    (part,) = parts_of(changed, LABELS)
    assert [(passage.is_folded, len(passage.lines)) for passage in part.passages] == [(False, 4)]


def test_a_text_that_did_not_change_is_not_folded_in_pieces() -> None:
    blocks = [f"Ligne {i}." for i in range(9)]
    same = row([place("1", *blocks)], [place("2", *blocks)], "=" + " ".join(blocks), kind=Kind.UNCHANGED)
    assert [passage.is_folded for part in parts_of(same, LABELS) for passage in part.passages] == [False]


words = st.lists(st.sampled_from(["un", "deux", "trois", "quatre"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from("=-+"), words), min_size=1, max_size=30))
def test_every_word_and_every_change_is_in_sight(blocks: list[tuple[str, str]]) -> None:
    """Nothing of either text is lost on the way to lines, and no changed line is folded away."""
    sides = {op: [text for kind, text in blocks if kind in ("=", op)] for op in "-+"}
    pieces = [f"{op}{text}{' ' if i + 1 < len(blocks) else ''}" for i, (op, text) in enumerate(blocks)]
    changed = row([place("1", *sides["-"])], [place("1", *sides["+"])], *pieces)
    parts = parts_of(changed, LABELS)
    for op, skipped in ((Op.DELETE, Op.INSERT), (Op.INSERT, Op.DELETE)):
        kept = "".join(s.text for part in parts for line in part.lines for s in line.segments if s.op is not skipped)
        whole = " ".join(sides["-" if op is Op.DELETE else "+"])
        assert kept.replace(" ", "") == whole.replace(" ", "")
    folded = [line for part in parts for passage in part.passages if passage.is_folded for line in passage.lines]
    assert not any(line.is_changed for line in folded)


@given(st.lists(st.tuples(st.sampled_from("=-+"), words), min_size=1, max_size=20))
def test_side_by_side_no_line_is_lost_or_out_of_order(blocks: list[tuple[str, str]]) -> None:
    lines = [Line(segments=segments(f"{op}{text}")) for op, text in blocks]
    pairs = list(paired_lines(lines))
    assert [old for old, _ in pairs if old] == [line for line in lines if line.side != "new"]
    assert [new for _, new in pairs if new] == [line for line in lines if line.side != "old"]


def test_a_line_and_the_one_that_replaces_it_stand_side_by_side() -> None:
    lines = [Line(segments=segments(one)) for one in ("=Un.", "-Deux.", "-Trois.", "+Quatre.", "=Cinq.")]
    assert [(shown(old), shown(new)) for old, new in paired_lines(lines)] == [
        ("Un.", "Un."), ("[-Deux.-]", "{+Quatre.+}"), ("[-Trois.-]", ""), ("Cinq.", "Cinq."),
    ]  # fmt: skip


def test_a_line_knows_on_which_sides_it_stands() -> None:
    mixed = Line(segments=segments("=Un ", "-deux", "+trois"))
    assert (mixed.side, mixed.on(Op.DELETE), mixed.on(Op.INSERT)) == (
        "", segments("=Un ", "-deux"), segments("=Un ", "+trois"),
    )  # fmt: skip
    assert Line(segments=segments("-Un", "= ")).side == "old"


def test_lines_of_a_row_without_text_are_none() -> None:
    assert list(lines_of(row([place("1")], [place("1")], "=", kind=Kind.UNCHANGED))) == []


def test_a_row_of_a_table_is_a_line_and_its_cells_are_parted() -> None:
    texts = ("Barème", "A", "60 euros", "B", "90 euros")
    table = replace(place("1", *texts), cells=(9, 20))
    changed = row([table], [table], "=Barème A 60 euros B ", "-90", "+95", "= euros")
    assert [shown(line) for part in parts_of(changed, LABELS) for line in part.lines] == [
        "Barème", "A\t60 euros", "B\t[-90-]{+95+} euros",
    ]  # fmt: skip
    marks = marks_of(segments("=A\t", "-60\t", "+\t"))
    assert [(mark.text, mark.after) for mark in marks] == [("A | ", ""), ("60", " | "), ("␣", "")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("coûte 1 000 euros", "coûte 1\u00a0000 euros", ["coûte ", "1␣000", "1⍽000", " euros"]),
        ("le comité siège", "le co\u00admité siège", ["le ", "comité", "co¬mité", " siège"]),
        ("le comité siège", "le com\u200bité siège", ["le ", "comité", "com◌ité", " siège"]),
        ("il coûte 1\u00a0000 euros", "il coûte 2\u00a0000 euros", ["il coûte ", "1\u00a0000", "2\u00a0000", " euros"]),
    ],
)
def test_signs_that_cannot_be_seen_are_shown_where_nothing_else_changed(old: str, new: str, told: list[str]) -> None:
    assert [one.text for one in marks_of(diff_words(old, new))] == told
