"""A document taken apart, put together again, and made into another."""

import re
from dataclasses import replace
from hashlib import sha256

import pytest

from codetool.diff.changes import Edit, Op, Side
from codetool.diff.delta import delta_of
from codetool.diff.patch import (
    MARK,
    SEPARATOR,
    Patch,
    PatchRow,
    apply_patch,
    put_together,
    reverse_patch,
    take_apart,
)
from codetool.errors import PatchError

OLD = "<a>-<b>un<c>x</c></b><d>y</d></a>"
NEW = "<a>-<d>y</d><b>deux<c>x</c></b><e/></a>"
DAMAGED = (
    "changes.json: the changes are damaged: they do not lead to the text that they promise. "
    "Make them again with codetool diff OLD NEW --format json."
)


def side(text: str) -> Side:
    return Side(iri="/akn/x", sha256=sha256(text.encode()).hexdigest())


PATCH = Patch(
    old=side(OLD),
    new=side(NEW),
    frame=delta_of(f"<a>-{MARK}{MARK}</a>", f"<a>-{MARK}{MARK}{MARK}</a>"),
    rows=(
        PatchRow(old=((4, 21),), new=((12, 31),), delta=delta_of(f"<b>un{MARK}</b>", f"<b>deux{MARK}</b>")),
        PatchRow(old=((9, 17),), new=((19, 27),), delta=None),
        PatchRow(old=((21, 29),), new=((4, 12),), delta=None),
        PatchRow(old=(), new=((31, 35),), delta=delta_of("", "<e/>")),
    ),
)


def test_units_come_apart_and_together() -> None:
    own = take_apart(OLD, [(21, 29), (9, 17), (4, 21)])
    assert own == {
        (0, 33): f"<a>-{MARK}{MARK}</a>",
        (4, 21): f"<b>un{MARK}</b>",
        (9, 17): "<c>x</c>",
        (21, 29): "<d>y</d>",
    }
    assert put_together([own[0, 33], own[4, 21], own[9, 17], own[21, 29]]) == OLD


@pytest.mark.parametrize(
    "spans",
    [
        [(4, 20), (9, 21)],
        [(4, 4)],
        [(4, 99)],
        [(99, 120)],
        [(33, 40), (34, 35)],
        [(4, 21), (4, 21)],
        [(0, 33)],
        [(9, 4)],
    ],
)
def test_places_that_no_units_can_have(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        take_apart(OLD, spans)


@pytest.mark.parametrize("own", [[f"a{MARK}"], ["a", "b"], [f"a{MARK}", "b", "c"]])
def test_more_or_fewer_units_than_marks(own: list[str]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        put_together(own)


def test_a_patch_leads_there_and_back() -> None:
    assert apply_patch(PATCH, OLD) == NEW
    assert apply_patch(reverse_patch(PATCH), NEW) == OLD


def test_an_article_split_in_two() -> None:
    old, new = "<a><b>un deux</b></a>", "<a><b>un</b><b>deux</b></a>"
    rewritten = delta_of("<b>un deux</b>", f"<b>un</b>{SEPARATOR}<b>deux</b>")
    row = PatchRow(old=((3, 17),), new=((3, 12), (12, 23)), delta=rewritten)
    frame = delta_of(f"<a>{MARK}</a>", f"<a>{MARK}{MARK}</a>")
    patch = Patch(old=side(old), new=side(new), frame=frame, rows=(row,))
    assert apply_patch(patch, old) == new
    assert apply_patch(reverse_patch(patch), new) == old


def test_another_text_is_refused() -> None:
    with pytest.raises(PatchError) as refused:
        apply_patch(PATCH, "<a/>", "a.xml", "changes.json")
    assert re.sub("[0-9a-f]{12}", "…", str(refused.value)) == (
        "a.xml: the changes were made from another text (/akn/x, sha256 …; this one has …). "
        "Name the version that they were made from."
    )


def test_the_wrong_way_round_is_told() -> None:
    with pytest.raises(PatchError, match=r"^b\.xml: the changes lead to this text, and do not begin"):
        apply_patch(PATCH, NEW, "b.xml")


def rows(*changed: PatchRow) -> Patch:
    return replace(PATCH, rows=(*PATCH.rows[: -len(changed)], *changed))


@pytest.mark.parametrize(
    "patch",
    [
        replace(PATCH, frame=None),
        replace(PATCH, rows=PATCH.rows[1:]),
        replace(PATCH, rows=(*PATCH.rows, PATCH.rows[0])),
        rows(PatchRow(old=(), new=((31, 35),), delta=(Edit.of(Op.INSERT, "<f/>"),))),
        rows(PatchRow(old=(), new=((31, 35),), delta=(Edit.of(Op.INSERT, "\ud800"),))),
        rows(PatchRow(old=(), new=(), delta=(Edit.of(Op.INSERT, "<e/>"),))),
        rows(PatchRow(old=(), new=((4, 12),), delta=(Edit.of(Op.INSERT, "<e/>"),))),
        rows(PatchRow(old=(), new=((31, 35), (35, 36)), delta=(Edit.of(Op.INSERT, "<e/>"),))),
    ],
)
def test_a_damaged_patch_is_refused(patch: Patch) -> None:
    with pytest.raises(PatchError) as refused:
        apply_patch(patch, OLD, "a.xml", "changes.json")
    assert str(refused.value) == DAMAGED
