"""The text of a changed article on a terminal: running, or the old text left and the new one right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from codetool.diff.changes import Op, Segment
from codetool.render.redline_lines import Line, paired_lines
from codetool.render.redline_rows import Row
from codetool.render.wrapping import BOLD, PLAIN, Wrapped, wrap_segments

NARROWEST = 60
"""Columns of a terminal under which two texts side by side cannot be read: the text runs on."""

_CONTEXT = 12
"""Words of unchanged text shown on either side of a change."""

_INDENT = "    "
_BETWEEN = 3
"""Columns between the two texts: a sign, and a space on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a text is set on: so many columns, coloured or not, running or side by side."""

    labels: Mapping[str, str]
    width: int
    color: bool = False
    side_by_side: bool = False

    @property
    def has_columns(self) -> bool:
        """Tell whether the two texts stand side by side: it is wanted, and there is room."""
        return self.side_by_side and self.width >= NARROWEST

    @property
    def column(self) -> int:
        """Return the width of one of two columns."""
        return (self.width - _BETWEEN) // 2

    def bold(self, text: str) -> str:
        """Return a text set off, where there are colours."""
        return f"{BOLD}{text}{PLAIN}" if self.color else text


def column_head(sheet: Sheet) -> Iterator[str]:
    """Yield the heads of the two columns, where there are two."""
    if sheet.has_columns:
        old, new = sheet.labels["old"], sheet.labels["new"]
        yield ""
        yield sheet.bold(f"{old:{sheet.column}} │ {new}".rstrip())
        yield f"{'─' * sheet.column}─┼─{'─' * sheet.column}"


def body_lines(row: Row, sheet: Sheet) -> Iterator[str]:
    """Yield the lines of a row's text, the parts of a split or a merger under their labels."""
    indent = "" if sheet.has_columns else _INDENT
    for part in row.parts:
        if part.label:
            yield f"{indent}{part.label}"
        if part.title and (part.label or any(segment.op is not Op.EQUAL for segment in part.title)):
            yield from _set([Line(segments=part.title)], sheet)
        for passage in part.passages:
            if passage.is_folded:
                yield f"{indent}… {sheet.labels['same_lines'].format(count=len(passage.lines))}"
            else:
                yield from _set(passage.lines, sheet)


def _set(lines: "tuple[Line, ...] | list[Line]", sheet: Sheet) -> Iterator[str]:
    short = [replace(line, segments=tuple(_shortened(line.segments))) for line in lines]
    if sheet.has_columns:
        for old, new in paired_lines(short):
            yield from _side_by_side(old, new, sheet)
        return
    for line in short:
        for found in wrap_segments(line.segments, sheet.width - len(_INDENT), color=sheet.color):
            yield f"{_INDENT}{found.text}"


def _side_by_side(old: Line | None, new: Line | None, sheet: Sheet) -> Iterator[str]:
    """Yield a line of the old text left and of the new one right, a sign between them where they differ."""
    width, color = sheet.column, sheet.color
    left = list(wrap_segments(old.on(Op.DELETE), width, color=color)) if old else []
    right = list(wrap_segments(new.on(Op.INSERT), width, color=color)) if new else []
    sign = "-" if not right else "+" if not left else "~" if old is not new or (new and new.is_changed) else "│"
    for one, two in zip_longest(left, right, fillvalue=Wrapped("", 0)):
        yield f"{one.text}{' ' * (width - one.width)} {sign} {two.text}".rstrip()


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
