"""A flow of text becoming lines: white space folded, marks counted in the folded text, numbers of lists put before."""

import re
from dataclasses import dataclass, field, replace

from codetool.importers.lines import Line, Mark, MarkKind, Table
from codetool.importers.readers.html.styles import Look

_SPACES = re.compile("[ \t\n\r\f\v\x1a\x1c-\x1f]+")
"""White space that HTML and we fold; no-break and narrow spaces are the writer's own and stay."""
_CHARACTER = 8
"""Pixels that a character is wide, about."""
_LONGEST_LABEL = 12
_KINDS = (
    (MarkKind.BOLD, "bold"), (MarkKind.ITALIC, "italic"), (MarkKind.UNDERLINE, "underline"),
    (MarkKind.SUPERSCRIPT, "superscript"), (MarkKind.SUBSCRIPT, "subscript"), (MarkKind.LINK, "link"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The block that a line stands in, by itself and by the blocks around it; widths are in pixels."""

    indent: float = 0.0
    first: float = 0.0
    centered: bool = False
    level: int = 0
    depth: int = -1
    style: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one look, or the place where a note is called."""

    text: str
    look: Look
    note: str = ""
    marker: bool = False


@dataclass(slots=True)
class Flow:
    """Gathers the lines of a page, a cell or a note."""

    lines: list[Line] = field(default_factory=list)
    blanks: int = 0
    page_break: bool = False
    anchors: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    markers: list[tuple[object, str]] = field(default_factory=list)
    _label: str = ""
    _number: int = 0
    _first: bool = True
    _open: bool = False

    @property
    def begun(self) -> bool:
        """Tell whether the line has words already."""
        return self._number > 0

    def add(self, text: str, look: Look, line: int) -> None:
        """Take a stretch of text, which begins on `line` of the source."""
        if text.strip() and not self.begun:
            before = text[: len(text) - len(text.lstrip())]
            self._number = line + before.count("\n")
            self._take_markers(look)
        self.pieces.append(Piece(text, look))

    def _take_markers(self, look: Look) -> None:
        if self.markers:
            self._label = " ".join(marker for _, marker in self.markers)
            self.pieces.append(Piece(f"{self._label} ", Look(size=look.size), marker=True))
            self.markers.clear()

    def call(self, key: str, look: Look) -> None:
        """Take the place where a note is called."""
        self.pieces.append(Piece("", look, key))

    def pad(self, look: Look) -> None:
        """Take the space that stands between a number and its text; what was before it is the label."""
        words = "".join(piece.text for piece in self.pieces).strip()
        if 0 < len(words) <= _LONGEST_LABEL and not self._label and not _SPACES.search(words):
            self._label = words
        self.pieces.append(Piece(" ", look))

    def forget_marker(self, item: object) -> None:
        """Leave out the number of an item in which there was no word."""
        self.markers = [entry for entry in self.markers if entry[0] is not item]

    def break_line(self, box: Box) -> None:
        """End the line where the writer broke it; an empty one is a blank."""
        if not self.begun:
            self.blanks += 1
        self.close(box, ends=None)

    def close(self, box: Box, *, ends: bool | None = True) -> None:
        """End the line, and the paragraph if `ends` says so."""
        if self.begun:
            self.lines.append(self._line(box, ends))
            self.pieces = []
            self.anchors, self._label, self._number = [], "", 0
            self.blanks, self.page_break = 0, False
            self._first = False
            self._open = ends is None
        else:
            self.pieces = [piece for piece in self.pieces if piece.note]
            if ends and self._open and self.lines and self.lines[-1].table is None:
                self.lines[-1] = replace(self.lines[-1], ends=True)
                self._open = False
        if ends:
            self._first = True

    def add_table(self, table: Table, line: int) -> None:
        """Take a table in the place of a line."""
        self.lines.append(Line(text="", number=line, table=table, blanks=self.blanks, anchors=self._anchors()))
        self.anchors, self.blanks, self.page_break, self._open = [], 0, False, False

    def finish(self) -> None:
        """Give notes that were called where no word follows to the last line."""
        if self.pieces and self.lines and self.lines[-1].table is None:
            last = self.lines[-1]
            end = len(last.text)
            marks = [Mark(start=end, end=end, kind=MarkKind.NOTE, target=piece.note) for piece in self.pieces]
            self.lines[-1] = replace(last, marks=(*last.marks, *marks))
            self.pieces = []

    def _anchors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.anchors))

    def _line(self, box: Box, ends: bool | None) -> Line:  # noqa: FBT001 - True, False and None are a line's own
        text, marks = fold(self.pieces)
        written = [piece.look for piece in self.pieces if piece.text.strip() and not piece.marker]
        indent = box.indent + (box.first if self._first else 0)
        return Line(
            text=text,
            number=self._number,
            indent=max(0, round(indent / _CHARACTER)) + self._leading(),
            blanks=self.blanks,
            page_break=self.page_break,
            ends=ends,
            level=box.level,
            label=self._label if text.startswith(self._label) else "",
            depth=box.depth,
            style=box.style,
            centered=box.centered,
            bold=all(look.bold for look in written),
            size=written[0].size if written else 0.0,
            anchors=self._anchors(),
            marks=marks,
        )

    def _leading(self) -> int:
        """Return how many spaces a line begins with whose spaces are shown as they stand."""
        leading = 0
        for piece in self.pieces:
            bare = piece.text.lstrip(" \t") if piece.look.preserved else piece.text
            leading += len(piece.text.expandtabs()) - len(bare.expandtabs())
            if bare:
                break
        return leading


def fold(pieces: list[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of a line, and its marks.

    >>> fold([Piece(" un ", Look()), Piece(" deux", Look(bold=True))])[0]
    'un deux'
    """
    runs: list[tuple[int, int, Look]] = []
    calls: list[tuple[int, str]] = []
    parts: list[str] = []
    length = 0
    for piece in pieces:
        part = _SPACES.sub(" ", piece.text)
        if part.startswith(" ") and (not length or parts[-1].endswith(" ")):
            part = part[1:]
        if piece.note:
            calls.append((length, piece.note))
        if part:
            parts.append(part)
            runs.append((length, length + len(part), piece.look))
            length += len(part)
    whole = "".join(parts)
    text = whole.strip()
    shift = len(whole) - len(whole.lstrip())
    looks = {look for _, _, look in runs}
    kinds = [(kind, name) for kind, name in _KINDS if any(getattr(look, name) for look in looks)]
    marks = [mark for kind, name in kinds for mark in _stretches(whole, runs, kind, name)]
    marks += [Mark(start=at, end=at, kind=MarkKind.NOTE, target=key) for at, key in calls]
    placed = sorted((_placed(mark, shift, len(text)) for mark in marks), key=_order)
    return text, tuple(placed)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.kind.value


def _placed(mark: Mark, shift: int, most: int) -> Mark:
    start, end = (min(max(at - shift, 0), most) for at in (mark.start, mark.end))
    return replace(mark, start=start, end=end)


def _stretches(text: str, runs: list[tuple[int, int, Look]], kind: MarkKind, name: str) -> list[Mark]:
    marks: list[Mark] = []
    for start, end, look in runs:
        said = getattr(look, name)
        if not said or (kind is MarkKind.UNDERLINE and look.link):
            continue
        target = said if kind is MarkKind.LINK else ""
        if marks and marks[-1].end == start and marks[-1].target == target:
            marks[-1] = replace(marks[-1], end=end)
        else:
            marks.append(Mark(start=start, end=end, kind=kind, target=target))
    return [trimmed for mark in marks if (trimmed := _trimmed(mark, text)).start < trimmed.end]


def _trimmed(mark: Mark, text: str) -> Mark:
    inside = text[mark.start : mark.end]
    start = mark.start + len(inside) - len(inside.lstrip())
    return replace(mark, start=start, end=max(start, mark.start + len(inside.rstrip())))
