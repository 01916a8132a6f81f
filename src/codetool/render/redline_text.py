"""A ChangeSet as text for a terminal: [-deleted-] and {+inserted+}, coloured where colour is wanted."""

import textwrap
from collections.abc import Iterator, Mapping

from codetool.diff.changes import Kind, Op, Segment
from codetool.render.redline_view import RedlineView, Row

_RED, _GREEN, _BOLD, _DIM, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MARKS = {Op.DELETE: ("[-", "-]", _RED), Op.INSERT: ("{+", "+}", _GREEN)}
_SIGNS = {Kind.INSERTED: "+", Kind.REMOVED: "-", Kind.MODIFIED: "~", Kind.TYPOGRAPHIC: "·"}
_CONTEXT = 12
"""Words of unchanged text shown on either side of a change."""


def render_redline_text(view: RedlineView, *, width: int = 80, color: bool = False, typography: bool = False) -> str:
    """Return the comparison as lines of at most `width` columns; unchanged articles are only counted.

    `typography` shows changes of punctuation and spacing too.
    """
    labels = view.labels
    rows = [row for section in view.sections for row in section.rows]
    around = [section.own for section in view.sections if section.own] + [*view.front, *view.meta]
    shown = [row for row in (*rows, *around) if _is_shown(row, typography=typography)]
    lines = [_bold(labels["between"].format(old=view.old_name, new=view.new_name), color=color), ""]
    if not shown and not any(row.change.is_change for row in (*rows, *around)):
        return "\n".join([*textwrap.wrap(lines[0], width), "", labels["none"], ""])
    for row in shown:
        lines += _row_lines(row, labels, width, color=color)
    lines += _stale_lines(view)
    lines += render_counts(view).splitlines()
    return "\n".join(lines) + "\n"


def render_counts(view: RedlineView) -> str:
    """Return the counts, a line for each kind that occurs."""
    labels = view.labels
    counted = [f"{labels[kind]}: {count}" for kind, count in view.counts]
    words = labels["words"].format(inserted=view.words[0], deleted=view.words[1])
    return "\n".join([f"{labels['statistics']}:", *(f"  {line}" for line in counted), f"  {words}", ""])


def _is_shown(row: Row, *, typography: bool) -> bool:
    if row.kinds[0] is Kind.TYPOGRAPHIC:
        return typography or len(row.kinds) > 1
    return row.change.is_change and row.change.kinds != (Kind.UNCHANGED,)


def _row_lines(row: Row, labels: Mapping[str, str], width: int, *, color: bool) -> Iterator[str]:
    sign = _SIGNS.get(row.kinds[0], ">")
    kinds = ", ".join(labels[kind.value] for kind in row.kinds if kind is not Kind.UNCHANGED)
    if row.change.consequential:
        kinds += f" ({labels['consequential']})"
    became = f"{row.became}: " if row.became else ""
    name = row.name if not row.became else ""
    title = " ".join(part for part in (sign, name, row.heading if not row.became else "") if part)
    yield from (
        textwrap.wrap(f"{title} {became}{kinds}".replace("  ", " "), width, subsequent_indent="    ")
        if not color
        else [_bold(f"{title} {became}", color=True) + kinds]
    )
    if row.change_name == "meta":
        # Statements about the text: counted here, spelt out in HTML and JSON.
        yield "    " + labels["statements"].format(count=len(row.lines))
    elif row.kinds[0] is not Kind.UNCHANGED:
        for line in row.lines:
            yield from _wrapped(_shortened(line), width - 4, color=color)
    yield ""


def _shortened(line: tuple[Segment, ...]) -> list[Segment]:
    """Leave out the middle of long unchanged runs, and all of a line without a change but its beginning."""
    short = []
    for i, segment in enumerate(line):
        words = segment.text.split(" ")
        if segment.op is Op.EQUAL and len(words) > 2 * _CONTEXT + 4:
            head = [*words[:_CONTEXT], "…"] if i else ["…"]
            tail = ["…", *words[-_CONTEXT:]] if i + 1 < len(line) else ["…"]
            joined = [*words[:_CONTEXT], "…"] if len(line) == 1 else [*head[:-1], "…", *tail[1:]]
            short.append(Segment(op=Op.EQUAL, text=" ".join(joined)))
        else:
            short.append(segment)
    return short


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
        yield view.labels["stale"] + ":"
        for one in view.stale:
            key = "stale_row" if one.now else "stale_gone"
            yield f"  {one.num or one.eid} : " + view.labels[key].format(
                printed=one.printed, was=one.was.rstrip("."), now=one.now.rstrip(".")
            )
        yield ""


def _bold(text: str, *, color: bool) -> str:
    return f"{_BOLD}{text}{_PLAIN}" if color else text
