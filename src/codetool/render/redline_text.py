"""A ChangeSet as text for a terminal: [-deleted-] and {+inserted+}, coloured where colour is wanted."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from codetool.diff.changes import Kind
from codetool.render.counts import counted, listed, render_counts
from codetool.render.redline_body import Sheet, body_lines, column_head
from codetool.render.redline_rows import Row
from codetool.render.redline_view import RedlineView
from codetool.render.wrapping import hang

_SIGNS = {Kind.INSERTED: "+", Kind.REMOVED: "-", Kind.MODIFIED: "~", Kind.TYPOGRAPHIC: "·"}
_MOST_REASONS = 4
"""Reasons told of each row of the first section; the rest stands with the row, and in JSON."""


def render_redline_text(
    view: RedlineView, *, width: int = 80, color: bool = False, typography: bool = False, side_by_side: bool = False
) -> str:
    """Return the comparison as lines of at most `width` columns; unchanged articles are only counted.

    `typography` shows changes of punctuation and spacing too; `side_by_side` sets the old text left and the new one
    right where there is room for both.
    """
    sheet = Sheet(labels=view.labels, width=width, color=color, side_by_side=side_by_side)
    lines = _title_lines(view.labels["between"].format(old=view.old_name, new=view.new_name), sheet)
    if not view.has_changes:
        return "\n".join([*lines, "", view.labels["none"], ""])
    lines += _weightiest_lines(view, sheet)
    shown = [row for row in _in_order(view) if _is_shown(row, typography=typography)]
    shown.sort(key=lambda row: row.kinds[0] is Kind.TYPOGRAPHIC)  # typography comes last
    lines += column_head(sheet)
    for quiet, run in groupby(shown, key=lambda row: row.is_folded):
        tell = _renumbered_lines if quiet else _change_lines
        lines += tell(run, sheet)
    lines += ["", *_stale_lines(view, sheet), render_counts(view.summary, view.language)]
    hidden = any(row.change.is_change and not _is_shown(row, typography=typography) for row in _in_order(view))
    return "\n".join(lines) + (f"  {view.labels['typography_hint']}\n" if hidden else "")


def _weightiest_lines(view: RedlineView, sheet: Sheet) -> Iterator[str]:
    """Yield the changes that weigh most, a line or two for each row: what it is called, and why it weighs."""
    labels = view.labels
    if not view.weightiest:
        return
    yield ""
    yield from _title_lines(labels["count"].format(kind=labels["weightiest"], count="").rstrip(), sheet)
    for row in view.first_weightiest:
        told = listed((reason.text for reason in row.gravest[:_MOST_REASONS]), labels)
        yield from _hung(labels["count"].format(kind=_name(row), count=told), sheet, "  ", "      ")
    if view.more_weightiest:
        yield "  " + labels["weightiest_more"].format(count=len(view.more_weightiest))


def _in_order(view: RedlineView) -> Iterator[Row]:
    yield from (*view.rows, *view.meta)


def _is_shown(row: Row, *, typography: bool) -> bool:
    if row.kinds[0] is Kind.TYPOGRAPHIC:
        return typography or len(row.kinds) > 1
    return row.change.is_change


def _renumbered_lines(rows: Iterable[Row], sheet: Sheet) -> Iterator[str]:
    """Yield one paragraph for articles that only changed their numbers."""
    found = list(rows)
    word = counted(Kind.RENUMBERED.value, len(found), sheet.labels, found[0].language)
    told = sheet.labels["count"].format(kind=f"> {word}", count=listed((row.became for row in found), sheet.labels))
    yield from ("", *_hung(told, sheet, "", "    "))


def _change_lines(rows: Iterable[Row], sheet: Sheet) -> Iterator[str]:
    for row in rows:
        yield ""
        yield from _row_lines(row, sheet)


def _row_lines(row: Row, sheet: Sheet) -> Iterator[str]:
    labels = sheet.labels
    yield from _title_lines(labels["count"].format(kind=f"{_sign(row)} {_name(row)}", count=_kinds(row)), sheet)
    if row.came_from:
        yield from _hung(row.came_from, sheet, "    ", "      ")
    if row.change_name == "meta":
        # Statements about the text: counted here, spelt out in HTML and JSON.
        yield from _hung(labels["statements"].format(count=len(row.lines)), sheet, "    ", "      ")
        return
    if row.kinds[0] is not Kind.UNCHANGED:
        yield from body_lines(row, sheet)
        yield from _reason_lines(row, sheet)
    for told in row.markups:
        yield from _hung(told, sheet, "    * ", "      ")


def _sign(row: Row) -> str:
    return _SIGNS.get(row.kinds[0], ">")


def _kinds(row: Row) -> str:
    names = [kind.value for kind in row.kinds if kind is not Kind.UNCHANGED] + ["markup"] * row.change.markup
    kinds = ", ".join(row.word(name, of_old=bool(row.became)) for name in names)
    return f"{kinds} ({row.word('consequential')})" if row.change.consequential else kinds


def _reason_lines(row: Row, sheet: Sheet) -> Iterator[str]:
    """Yield why the row weighs, a line for each weighty reason; that words changed, the text itself shows."""
    for reason in row.tellings[: 2 * _MOST_REASONS]:
        told = sheet.labels["effect_line"].format(weight=reason.weight, reason=reason.text)
        yield from _hung(told, sheet, "    ! ", "      ")


def _name(row: Row) -> str:
    return row.became or row.called


def _title_lines(text: str, sheet: Sheet) -> list[str]:
    return [sheet.bold(line) for line in _hung(text, sheet, "", "    ")]


def _hung(text: str, sheet: Sheet, first: str, later: str) -> list[str]:
    return hang(text, sheet.width, first, later)


def _stale_lines(view: RedlineView, sheet: Sheet) -> Iterator[str]:
    if view.stale:
        yield view.labels["count"].format(kind=view.labels["stale"], count="").rstrip()
        for one in view.stale:
            yield from _hung(view.labels["count"].format(kind=one.num, count=one.told), sheet, "  ", "      ")
        yield ""
