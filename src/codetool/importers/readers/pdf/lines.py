"""Rows to lines: words with their marks, words that were torn at a line's end joined again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codetool.findings import Finding, finding
from codetool.importers.lines import Cell, Line, Mark, MarkKind, Table
from codetool.importers.readers.pdf.flow import FlowRow
from codetool.importers.readers.pdf.hyphens import Join, Vocabulary
from codetool.importers.readers.pdf.notes import Call
from codetool.importers.readers.pdf.page import RAISED, Grid, GridCell, Row, Run, Word
from codetool.importers.reading import DropKind, Dropped

_CHARACTER = 0.5
"""An average letter is so many sizes wide: indents are counted in them."""
_PASSED = 12
"""Rows at the foot of a page that may stand between the two parts of a torn word."""
_SIZES = 0.08


@dataclass(slots=True, kw_only=True)
class Joiner:
    """Joins torn words; keeps what it did."""

    vocabulary: Vocabulary
    calls: Mapping[int, Sequence[Call]]
    across: frozenset[int] = frozenset()
    """The identities of rows that mix what stands side by side: their ends go on elsewhere."""
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    """Of each word that was joined: its two parts as printed, and the whole."""
    joined: dict[int, str] = field(default_factory=dict)
    """By the identity of a row's last word: the text that it became."""
    moved: dict[int, list[Call]] = field(default_factory=dict)

    def join(self, flow: Sequence[FlowRow], numbers: Sequence[int]) -> list[FlowRow | None]:
        """Return the rows with torn words whole, each where it began; None for a row of which nothing is left."""
        rows: list[FlowRow | None] = list(flow)
        for at in range(len(flow) - 1):
            here = rows[at]
            if here is None or here.row.grid or not here.row.words:
                continue
            after = _next_of(flow, at)
            there = rows[after] if after is not None else None
            if after is not None and there is not None:
                rows[at], rows[after] = self._join_two(here, there, numbers[at])
        return rows

    def join_cell(self, rows: Sequence[Row], number: int) -> list[Row]:
        """Return the rows of a cell with torn words whole."""
        flow = [FlowRow(row=row, left=row.left, right=row.right, begin=row.left, region=0) for row in rows]
        return [one.row for one in self.join(flow, [number] * len(flow)) if one]

    def _join_two(self, one: FlowRow, two: FlowRow, number: int) -> tuple[FlowRow, FlowRow | None]:
        last, first = one.row.words[-1], two.row.words[0]
        how = self.vocabulary.judge(last.text, first.text) if id(one.row) not in self.across else Join.APART
        if how is Join.APART:
            return one, two
        word = self._glue(last, first, torn=how is Join.TORN)
        torn = f"{last.text} {first.text}"
        if how is Join.TORN:
            self.dropped.append(Dropped(kind=DropKind.HYPHEN, text=torn, line=number, page=one.row.page))
        elif how is Join.STROKE:
            self.findings.append(finding("stroke-joined", line=number, page=one.row.page, word=word.text, torn=torn))
        elif how is Join.DOUBT:
            self.findings.append(finding("hyphen-kept", line=number, page=one.row.page, word=word.text, torn=torn))
        self.pairs.append((last.text, first.text, word.text))
        self.joined[id(last)] = without_calls(word.text, self.calls_of(word))
        self.joined[id(first)] = ""
        whole = replace(one, row=replace(one.row, words=(*one.row.words[:-1], word)), ends=False)
        rest = two.row.words[1:]
        if rest:
            return whole, replace(two, row=replace(two.row, words=rest))
        return replace(whole, ends=two.ends), None

    def _glue(self, last: Word, first: Word, *, torn: bool) -> Word:
        kept = len(last.text) - 1 if torn else len(last.text)
        head = last.text[:kept]
        runs = [replace(run, end=min(run.end, kept)) for run in last.runs if run.start < kept]
        runs += [replace(run, start=run.start + kept, end=run.end + kept) for run in first.runs]
        word = replace(last, text=head + first.text, runs=tuple(runs))
        calls = self.calls_of(last)
        calls += [replace(call, start=call.start + kept, end=call.end + kept) for call in self.calls_of(first)]
        if calls:
            self.moved[id(word)] = calls
        self._alive.append(word)
        return word

    _alive: list[Word] = field(default_factory=list)
    """Words are known by their identity: those that were made here must not give theirs to others."""

    def calls_of(self, word: Word) -> list[Call]:
        """Return the calls in a word, one that was joined too."""
        return [*self.calls.get(id(word), ()), *self.moved.get(id(word), ())]


def _next_of(flow: Sequence[FlowRow], at: int) -> int | None:
    """Return the row that goes on with a word torn at the end of another; none where only other text follows.

    What stands between at the foot of a column, in another size of print or as a table, is passed over.
    """
    here = flow[at]
    for after in range(at + 1, min(at + _PASSED + 2, len(flow))):
        other = flow[after]
        if not other.row.grid and other.row.turned == here.row.turned and _same_print(here, other):
            return after if after == at + 1 or other.region != here.region else None
        if other.row.page != here.row.page and after > at + 1:
            return None
    return None


def _same_print(one: FlowRow, two: FlowRow) -> bool:
    return abs(one.row.size - two.row.size) <= _SIZES * max(one.row.size, two.row.size)


def without_calls(text: str, calls: Sequence[Call]) -> str:
    """Return a word without the labels that call notes."""
    for call in sorted(calls, key=lambda one: -one.start):
        text = text[: call.start] + text[call.end :]
    return text


def lines_of(flow: Sequence[FlowRow], joiner: Joiner) -> Iterator[Line]:
    """Yield the lines, numbered by the rows of the source."""
    page = flow[0].row.page if flow else 0
    broken = False
    for number, one in enumerate(joiner.join(flow, range(1, len(flow) + 1)), start=1):
        if one is None:
            continue
        broken = one.row.page != page
        page = one.row.page
        yield _line(one, number, joiner, page_break=broken)


def _line(one: FlowRow, number: int, joiner: Joiner, *, page_break: bool) -> Line:
    row = one.row
    if row.grid:
        table = _table(row.grid, number, row.page, joiner)
        return Line(
            text="", number=number, blanks=one.blanks, page=row.page, page_break=page_break, ends=True, table=table
        )
    bold = all(word.bold for word in row.words)
    text, marks = _text(row.words, joiner, without=MarkKind.BOLD if bold else None)
    return Line(
        text=text,
        number=number,
        indent=round(one.indent / (_CHARACTER * row.size)),
        blanks=one.blanks,
        page_break=page_break,
        page=row.page,
        ends=one.ends,
        centered=one.centered,
        bold=bold,
        size=round(row.size, 1),
        marks=marks,
    )


def _text(
    words: Sequence[Word], joiner: Joiner | None, without: MarkKind | None = None
) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of words, and its marks; what calls a note is a mark and no text."""
    text = ""
    marks: list[Mark] = []
    for word in words:
        pieces, notes = _pieces(word, joiner.calls_of(word) if joiner else [])
        if text and any(letters for letters, _ in pieces):
            text += " "
        start = len(text)
        marks.extend(Mark(start=start + at, end=start + at, kind=MarkKind.NOTE, target=key) for at, key in notes)
        for letters, run in pieces:
            found = [kind for kind in _kinds(run) if kind is not without] if run else []
            for kind in found:
                _add(marks, Mark(start=len(text), end=len(text) + len(letters), kind=kind))
            text += letters
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind.value))
    return text, tuple(mark for mark in ordered if mark.kind is MarkKind.NOTE or mark.start < mark.end)


def _kinds(run: Run) -> Iterator[MarkKind]:
    if run.bold:
        yield MarkKind.BOLD
    if run.italic:
        yield MarkKind.ITALIC
    if run.shift:
        yield MarkKind.SUPERSCRIPT if run.shift == RAISED else MarkKind.SUBSCRIPT


def _add(marks: list[Mark], mark: Mark) -> None:
    """Add a mark, to the one before it where only a space stands between them."""
    for at in range(len(marks) - 1, -1, -1):
        if marks[at].kind is mark.kind:
            if mark.start - marks[at].end <= 1:
                marks[at] = replace(marks[at], end=mark.end)
                return
            break
    marks.append(mark)


def _pieces(word: Word, calls: Sequence[Call]) -> tuple[list[tuple[str, Run | None]], list[tuple[int, str]]]:
    """Return the stretches of a word in one style, without calls of notes; and where those stand in what is left."""
    runs: Sequence[Run] = word.runs or (Run(start=0, end=len(word.text)),)
    pieces: list[tuple[str, Run | None]] = []
    notes: list[tuple[int, str]] = []
    kept = 0
    for run in runs:
        call = next((one for one in calls if one.start == run.start and one.end == run.end), None)
        if call:
            notes.append((kept, call.key))
            continue
        letters = word.text[run.start : run.end]
        pieces.append((letters, run))
        kept += len(letters)
    return pieces, notes


def _table(grid: Grid, number: int, page: int, joiner: Joiner) -> Table:
    def cell_of(cell: GridCell) -> Cell:
        rows = joiner.join_cell(cell.rows, number)
        return Cell(lines=tuple(paragraphs(rows, number, page)), columns=cell.columns, rows=cell.deep)

    return Table(rows=tuple(tuple(cell_of(cell) for cell in row) for row in grid.cells))


def paragraphs(rows: Sequence[Row], number: int, page: int, ends: Sequence[bool | None] = ()) -> Iterator[Line]:
    """Yield a line for each paragraph of rows: those of a cell are one, unless `ends` says where each ends."""
    words: list[Word] = []
    for at, row in enumerate(rows):
        words.extend(row.words)
        if at == len(rows) - 1 or (ends and ends[at] is True):
            text, marks = _text(words, None)
            if text:
                yield Line(text=text, number=number, page=page, ends=True, size=round(row.size, 1), marks=marks)
            words = []
