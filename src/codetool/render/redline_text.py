"""A ChangeSet as text for a terminal: [-deleted-] and {+inserted+}, coloured where colour is wanted."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from codetool.diff.changes import Kind, Op, Segment, Weight
from codetool.render.counts import render_counts
from codetool.render.redline_view import RedlineView, Row

_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_MARKS = {Op.DELETE: ("[-", "-]", _RED), Op.INSERT: ("{+", "+}", _GREEN)}
_SIGNS = {Kind.INSERTED: "+", Kind.REMOVED: "-", Kind.MODIFIED: "~", Kind.TYPOGRAPHIC: "·"}
_CONTEXT = 12
"""Words of unchanged text shown on either side of a change."""


def render_redline_text(view: RedlineView, *, width: int = 80, color: bool = False, typography: bool = False) -> str:
    """Return the comparison as lines of at most `width` columns; unchanged articles are only counted.

    `typography` shows changes of punctuation and spacing too.
    """
    labels = view.labels
    lines = _wrapped_title(labels["between"].format(old=view.old_name, new=view.new_name), width, color=color)
    if not view.has_changes:
        return "\n".join([*lines, "", labels["none"], ""])
    lines += _weightiest_lines(view, width, color=color)
    shown = [row for row in _in_order(view) if _is_shown(row, typography=typography)]
    shown.sort(key=lambda row: row.kinds[0] is Kind.TYPOGRAPHIC)  # typography comes last
    for quiet, run in groupby(shown, key=lambda row: row.kinds == _ONLY_RENUMBERED):
        rows = list(run)
        lines += _renumbered_lines(rows, labels, width) if quiet else _change_lines(rows, labels, width, color=color)
    lines += ["", *_stale_lines(view)]
    hidden = any(row.change.is_change and not _is_shown(row, typography=typography) for row in _in_order(view))
    return (
        "\n".join(lines)
        + "\n"
        + render_counts(view.summary, view.language)
        + (f"  {labels['typography_hint']}\n" if hidden else "")
    )


_MOST_WEIGHTY, _MOST_REASONS = 15, 4
"""Rows of the first section, and reasons told of each row; the rest is counted, and told in JSON."""


def _weightiest_lines(view: RedlineView, width: int, *, color: bool) -> Iterator[str]:
    """Yield the changes that weigh most, a line or two for each row: what it is called, and why it weighs."""
    rows, labels = view.weightiest, view.labels
    if not rows:
        return
    yield ""
    yield from _wrapped_title(labels["count"].format(kind=labels["weightiest"], count="").rstrip(), width, color=color)
    for row in rows[:_MOST_WEIGHTY]:
        reasons = [reason for reason in row.reasons if reason.effect.weight is Weight.HIGH]
        told = " ; ".join(reason.text for reason in reasons[:_MOST_REASONS])
        yield from textwrap.wrap(
            labels["count"].format(kind=_name(row), count=told), width, initial_indent="  ", subsequent_indent="      "
        )
    if len(rows) > _MOST_WEIGHTY:
        yield "  " + labels["weightiest_more"].format(count=len(rows) - _MOST_WEIGHTY)


def _reason_lines(row: Row, labels: Mapping[str, str], width: int) -> Iterator[str]:
    """Yield why the row weighs, a line for each weighty reason; that words changed, the text itself shows."""
    for reason in [reason for reason in row.reasons if reason.is_telling][: 2 * _MOST_REASONS]:
        told = labels["effect_line"].format(weight=reason.weight, reason=reason.text)
        yield from textwrap.wrap(told, width, initial_indent="    ! ", subsequent_indent="      ")


_ONLY_RENUMBERED = (Kind.UNCHANGED, Kind.RENUMBERED)


def _in_order(view: RedlineView) -> Iterator[Row]:
    for section in view.sections:
        if section.own:
            yield section.own
        yield from section.rows
    yield from (*view.front, *view.meta)


def _is_shown(row: Row, *, typography: bool) -> bool:
    if row.kinds[0] is Kind.TYPOGRAPHIC:
        return typography or len(row.kinds) > 1
    return row.change.is_change


def _renumbered_lines(rows: list[Row], labels: Mapping[str, str], width: int) -> Iterator[str]:
    """Yield one paragraph for articles that only changed their numbers."""
    pairs = " ; ".join(row.became for row in rows)
    told = labels["count"].format(kind=f"> {labels[Kind.RENUMBERED.value]}", count=pairs)
    yield from ("", *textwrap.wrap(told, width, subsequent_indent="    "))


def _change_lines(rows: Iterable[Row], labels: Mapping[str, str], width: int, *, color: bool) -> Iterator[str]:
    for row in rows:
        yield ""
        yield from _row_lines(row, labels, width, color=color)


def _row_lines(row: Row, labels: Mapping[str, str], width: int, *, color: bool) -> Iterator[str]:
    sign = _SIGNS.get(row.kinds[0], ">")
    kinds = ", ".join(labels[kind.value] for kind in row.kinds if kind is not Kind.UNCHANGED)
    if row.change.markup:
        kinds = ", ".join(filter(None, (kinds, labels["markup"])))
    if row.change.consequential:
        kinds += f" ({labels['consequential']})"
    told = labels["count"].format(kind=f"{sign} {_name(row)}", count=kinds)
    yield from _wrapped_title(told, width, color=color)
    if row.change_name == "meta":
        # Statements about the text: counted here, spelt out in HTML and JSON.
        yield "    " + labels["statements"].format(count=len(row.lines))
    elif row.kinds[0] is not Kind.UNCHANGED:
        for line in row.lines:
            yield from _wrapped(_shortened(line), width - 4, color=color)
        yield from _reason_lines(row, labels, width)


def _name(row: Row) -> str:
    return row.became or " ".join(part for part in (row.name.rstrip("."), row.heading) if part)


def _wrapped_title(text: str, width: int, *, color: bool) -> list[str]:
    return [
        f"{_BOLD}{line}{_PLAIN}" if color else line for line in textwrap.wrap(text, width, subsequent_indent="    ")
    ]


def _shortened(line: tuple[Segment, ...]) -> list[Segment]:
    """Leave out the middle of long unchanged runs, and all but the beginning of a line in which nothing changed."""
    if len(line) == 1 and line[0].op is Op.EQUAL:
        return [replace(line[0], text=_begun(line[0].text))]
    return [
        replace(segment, text=_thinned(segment.text, first=i == 0, last=i + 1 == len(line)))
        if segment.op is Op.EQUAL
        else segment
        for i, segment in enumerate(line)
    ]


def _begun(text: str) -> str:
    words = text.split(" ")
    return text if len(words) <= _CONTEXT else " ".join([*words[: _CONTEXT // 2], "…"])


def _thinned(text: str, *, first: bool, last: bool) -> str:
    words = text.split(" ")
    if len(words) <= 2 * _CONTEXT + 4:
        return text
    head = [] if first else words[:_CONTEXT]
    tail = [] if last else words[-_CONTEXT:]
    return " ".join([*head, "…", *tail])


def _wrapped(line: list[Segment], width: int, *, color: bool) -> Iterator[str]:
    """Yield a line of segments wrapped to the width; marks and colours do not straddle lines."""
    words = [word for segment in line for word in _marked_words(segment)]
    text, used = "", 0
    for word, code, spaced in words:
        if used and used + len(word) > width:
            yield "    " + text.rstrip()
            text, used = "", 0
        text += f"{code}{word}{_PLAIN}" if color and code else word
        text += " " if spaced else ""
        used += len(word) + spaced
    if text.strip():
        yield "    " + text.rstrip()


def _marked_words(segment: Segment) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of a segment with its marks, the colour of each, and whether a space follows."""
    begin, end, code = _MARKS.get(segment.op, ("", "", ""))
    text = segment.text
    visible = text.rstrip(" ")
    blank = text if segment.op is Op.EQUAL else text.replace(" ", "␣")
    marked = begin + (visible or blank) + end
    trailing = len(visible) != len(text) and bool(visible)
    words = marked.split(" ")
    for i, word in enumerate(words):
        yield word, code, i + 1 < len(words) or trailing


def _stale_lines(view: RedlineView) -> Iterator[str]:
    if view.stale:
        yield view.labels["count"].format(kind=view.labels["stale"], count="").rstrip()
        for one in view.stale:
            key = "stale_row" if one.now else "stale_gone"
            yield f"  {one.num or one.eid} : " + view.labels[key].format(
                printed=one.printed, was=one.was.rstrip("."), now=one.now.rstrip(".")
            )
        yield ""
