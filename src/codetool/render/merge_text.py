"""The report of a merge as text: conflicts first, then what came from whom, article by article."""

import textwrap
from collections.abc import Iterator

from codetool.diff.changes import Op
from codetool.diff.merge_told import Taken
from codetool.render.merge_view import ConflictRow, DraftSide, MergeRow, MergeView

_RED, _GREEN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_MARKS = {Op.DELETE: ("[-", "-]", _RED), Op.INSERT: ("{+", "+}", _GREEN)}
_SIGNS = {Taken.OURS: "<", Taken.THEIRS: ">", Taken.BOTH: "=", Taken.CONFLICT: "!"}


def render_merge_text(view: MergeView, *, width: int = 80, color: bool = False) -> str:
    """Return the report as lines of at most `width` columns; unchanged articles are only counted."""
    labels = view.labels
    lines = [_bold(line, color=color) for line in textwrap.wrap(labels["between"].format(**view.names), width)]
    lines.append("")
    if view.conflicts:
        lines.append(_bold(labels["conflicts"].format(count=len(view.conflicts)), color=color))
        for one in view.conflicts:
            lines += _conflict_lines("!", one, width)
    else:
        lines.append(labels["no_conflict"])
    if view.notes:
        lines += ["", _bold(labels["notes"], color=color)]
        for one in view.notes:
            lines += _conflict_lines("*", one, width)
    for title, rows in ((labels["articles"], view.rows), (labels["others"], view.others)):
        shown = [row for row in rows if row.taken is not Taken.NONE]
        if shown:
            lines += ["", _bold(title, color=color)]
        for row in shown:
            lines += _row_lines(row, view, width, color=color)
    lines += ["", *(f"  {line}" for line in view.summary)]
    return "\n".join(lines) + "\n"


def _bold(line: str, *, color: bool) -> str:
    return f"{_BOLD}{line}{_PLAIN}" if color else line


def _conflict_lines(sign: str, one: ConflictRow, width: int) -> Iterator[str]:
    yield ""
    yield from textwrap.wrap(f"{sign} {one.name} – {one.what}", width, subsequent_indent="    ")
    for side, text in one.texts:
        yield from textwrap.wrap(f"{side}: {text}", width, initial_indent="    ", subsequent_indent="        ")
    yield from textwrap.wrap(one.left, width, initial_indent="    ", subsequent_indent="    ")


def _row_lines(row: MergeRow, view: MergeView, width: int, *, color: bool) -> Iterator[str]:
    was = f" ({row.was})" if row.was else ""
    yield f"{_SIGNS[row.taken]} {row.name}{was} – {row.mark}"
    for name, side in (("ours", row.ours), ("theirs", row.theirs)):
        if side.kinds:
            yield from _side_lines(view.labels[name], side, width, color=color)


def _side_lines(name: str, side: DraftSide, width: int, *, color: bool) -> Iterator[str]:
    yield f"    {name}: {', '.join(side.kinds)}"
    text = "".join(_marked(segment.op, segment.text) for segment in side.segments)
    for line in textwrap.wrap(text, width, initial_indent="        ", subsequent_indent="        "):
        yield _colored(line) if color else line


def _marked(op: Op, text: str) -> str:
    before, after, _ = _MARKS.get(op, ("", "", ""))
    bare = text.rstrip(" ") or text
    return f"{before}{bare}{after}{text[len(bare) :]}"


def _colored(line: str) -> str:
    for before, after, paint in _MARKS.values():
        line = line.replace(before, paint + before).replace(after, after + _PLAIN)
    return line
