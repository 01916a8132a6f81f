"""The report of a merge as text: conflicts first, then what came from whom, article by article."""

from collections.abc import Iterator, Mapping

from codetool.diff.merge_told import Taken
from codetool.render.merge_view import ConflictRow, DraftSide, MergeRow, MergeView
from codetool.render.wrapping import BOLD, PLAIN, hang, wrap_segments

_SIGNS = {Taken.OURS: "<", Taken.THEIRS: ">", Taken.BOTH: "=", Taken.CONFLICT: "!"}
_MARGIN = " " * 8


def render_merge_text(view: MergeView, *, width: int = 80, color: bool = False) -> str:
    """Return the report as lines of at most `width` columns; unchanged articles are only counted."""
    labels = view.labels
    lines = [_bold(line, color=color) for line in hang(labels["between"].format(**view.names), width)]
    lines.append("")
    if view.conflicts:
        lines.append(_bold(labels["conflicts"].format(count=len(view.conflicts)), color=color))
        for one in view.conflicts:
            lines += _conflict_lines("!", one, labels, width)
    else:
        lines.append(labels["no_conflict"])
    if view.notes:
        lines += ["", _bold(labels["notes"], color=color)]
        for one in view.notes:
            lines += _conflict_lines("*", one, labels, width)
    for title, rows in ((labels["articles"], view.rows), (labels["others"], view.others)):
        shown = [row for row in rows if row.taken is not Taken.NONE]
        if shown:
            lines += ["", _bold(title, color=color)]
        for row in shown:
            lines += _row_lines(row, view, width, color=color)
    lines += ["", *(f"  {line}" for line in view.summary)]
    return "\n".join(lines) + "\n"


def _bold(line: str, *, color: bool) -> str:
    return f"{BOLD}{line}{PLAIN}" if color else line


def _conflict_lines(sign: str, one: ConflictRow, labels: Mapping[str, str], width: int) -> Iterator[str]:
    yield ""
    yield from hang(f"{sign} {one.name} – {one.what}", width, later="    ")
    for side, text in one.texts:
        first, *more = labels["told"].format(side=side, text=text).split("\n")
        yield from hang(first, width, "    ", "        ")
        for line in more:
            yield from hang(line, width, "        ", "        ")
    yield from hang(one.left, width, "    ", "    ")


def _row_lines(row: MergeRow, view: MergeView, width: int, *, color: bool) -> Iterator[str]:
    was = f" ({row.was})" if row.was else ""
    yield from hang(f"{_SIGNS[row.taken]} {row.name}{was} – {row.mark}", width, later="    ")
    for name, side in (("ours", row.ours), ("theirs", row.theirs)):
        if side.kinds:
            yield "    " + view.labels["told"].format(side=view.labels[name], text=", ".join(side.kinds))
            yield from _side_lines(side, width, color=color)


def _side_lines(side: DraftSide, width: int, *, color: bool) -> Iterator[str]:
    for segments in side.lines:
        for line in wrap_segments(segments, width - len(_MARGIN), color=color):
            yield f"{_MARGIN}{line.text}"
