"""Tokens to lines: headings, list items with their numbers as written, tables, and paragraphs line by line.

The lines of a paragraph stay apart, and only its last one is said to end: many who write a law in Markdown begin each
article on a new line without a blank one before it. Whether such a line goes on with the sentence is for the structure
to say, as in plain text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from codetool.importers.lines import Cell, Line, Table
from codetool.importers.readers.markdown.inline import Drops, Piece, pieces_of
from codetool.importers.readers.markdown.parse import ParsedMarkdown
from codetool.importers.readers.markdown.rows import Rows
from codetool.importers.readers.runs import FoldedText, Run, fold_runs
from codetool.importers.reading import DropKind, Dropped, Note

_NOT_SLUG = re.compile(r"[^\w\s-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedMarkdown:
    """The lines and notes of a Markdown text, and what was left out of it."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    dropped: tuple[Dropped, ...]


def walk_markdown(parsed: ParsedMarkdown, called: Mapping[str, int]) -> WalkedMarkdown:
    """Return the lines and notes of parsed Markdown; `called` are the notes with their definitions' tokens."""
    walk = _Walk(rows=Rows(rows=parsed.rows), called=called)
    if parsed.front:
        walk.drops.add(DropKind.MARKUP, parsed.front, 1)
    for row, definition in parsed.definitions:
        walk.drops.add(DropKind.MARKUP, definition, row + 1)
    for at, token in enumerate(parsed.tokens):
        walk.take(token, at)
    notes = tuple(Note(key=label, label=label, lines=tuple(walk.notes.get(label, ()))) for label in called)
    return WalkedMarkdown(lines=tuple(walk.lines), notes=notes, dropped=walk.drops.dropped())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """The number of a list item, or the name of a note, that the next line is to begin with."""

    text: str
    row: int
    depth: int


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Goes through the tokens once; what is open is the list, the heading, the table and the notes around a token."""

    rows: Rows
    called: Mapping[str, int]
    drops: Drops = field(default_factory=Drops)
    lines: list[Line] = field(default_factory=list)
    notes: dict[str, list[Line]] = field(default_factory=dict)
    within: list[str] = field(default_factory=list)
    label: _Label | None = None
    depth: int = -1
    level: int = 0
    cell: list[Line] | None = None
    table: list[list[Cell]] = field(default_factory=list)
    top: int = 0
    slugs: dict[str, int] = field(default_factory=dict)

    def take(self, token: Token, at: int) -> None:
        """Add a token to the lines."""
        match token.type:
            case "inline":
                self._paragraph(token)
            case "bullet_list_open" | "ordered_list_open":
                self.depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
            case "list_item_open":
                self._item(token)
            case "list_item_close":
                self._flush(ends=True)
            case "heading_open":
                self.level = int(token.tag[1:])
                self._sign(token.markup, token)
            case "heading_close":
                self.level = 0
            case "footnote_reference_open" | "footnote_reference_close":
                self._note(token, at)
            case _:
                self._block(token)

    def _block(self, token: Token) -> None:
        match token.type:
            case "code_block" | "fence":
                self._code(token)
            case "html_block":
                self._flush(ends=False)
                self._pieces(token, pieces_of(token.children or (), _row(token) + 1, self.drops, self.called))
            case "hr" | "blockquote_open":
                self._flush(ends=False)
                self._sign(token.markup[:3], token)
            case _ if token.tag in ("table", "tr", "td", "th"):
                self._table(token)

    def _paragraph(self, token: Token) -> None:
        pieces = pieces_of(token.children or (), _row(token) + 1, self.drops, self.called)
        if self.level and len({piece.row for piece in pieces}) > 1:
            # Several lines with a rule below: a paragraph, whose writer meant the rule to part it from the next.
            self.level = 0
        if self.level:
            runs = [run for piece in pieces for run in (Run(text=" "), *piece.runs)]
            anchors = [anchor for piece in pieces for anchor in piece.anchors]
            pieces = [Piece(runs=runs, anchors=[*anchors, self._slug("".join(run.text for run in runs))])]
        self._pieces(token, pieces)

    def _slug(self, text: str) -> str:
        """Return the name by which links point at a heading: its words in small letters, joined by hyphens."""
        slug = _NOT_SLUG.sub("", text.strip().lower()).replace(" ", "-")
        count = self.slugs.get(slug, 0)
        self.slugs[slug] = count + 1
        return f"{slug}-{count}" if count else slug

    def _pieces(self, token: Token, pieces: list[Piece]) -> None:
        anchors: list[str] = []
        made: list[tuple[int, FoldedText, tuple[str, ...]]] = []
        for piece in pieces:
            folded = fold_runs(piece.runs)
            anchors += piece.anchors
            if folded.text or folded.marks:
                made.append((_row(token) + piece.row, folded, tuple(anchors)))
                anchors = []
        for at, (row, folded, names) in enumerate(made, start=1):
            self._emit(row=row, folded=folded, anchors=names, ends=True if at == len(made) else None)

    def _code(self, token: Token) -> None:
        self._flush(ends=False)
        if token.type == "fence":
            self._sign(f"{token.markup}{token.info}", token)
        first = _row(token) + (token.type == "fence")
        texts = token.content.rstrip("\n").split("\n")
        pieces = [Piece(row=first - _row(token) + at, runs=[Run(text=text)]) for at, text in enumerate(texts)]
        self._pieces(token, pieces)

    def _emit(self, *, row: int, folded: FoldedText, anchors: tuple[str, ...] = (), ends: bool | None = True) -> None:
        label, self.label = self.label, None
        if label:
            folded = folded.after(label.text)
        blanks, broken = self.rows.before(row)
        if self._target() and self._target()[-1].number == row + 1:
            blanks, broken = 0, False
        line = Line(
            text=folded.text,
            number=row + 1,
            indent=self.rows.indent(row),
            blanks=blanks,
            page_break=broken,
            ends=ends,
            level=self.level,
            label=label.text if label and label.depth >= 0 else "",
            depth=label.depth if label else -1,
            bold=folded.bold,
            anchors=anchors,
            marks=folded.marks,
        )
        self._target().append(line)

    def _target(self) -> list[Line]:
        if self.cell is not None:
            return self.cell
        return self.notes.setdefault(self.within[-1], []) if self.within and self.within[-1] else self.lines

    def _item(self, token: Token) -> None:
        self._flush(ends=False)
        self.label = _Label(text=f"{token.info}{token.markup}", row=_row(token), depth=self.depth)

    def _flush(self, *, ends: bool) -> None:
        """Give a number that has no text of its own a line."""
        if self.label:
            row, self.level = self.label.row, 0
            self._emit(row=row, folded=fold_runs(()), ends=ends)

    def _note(self, token: Token, at: int) -> None:
        self._flush(ends=False)
        if token.nesting < 0:
            self.within.pop()
            return
        label = str(token.meta["label"])
        called = self.called.get(label) == at
        self.within.append(label if called else "".join(self.within[-1:]))
        if not called:
            # Nothing calls it, so it is text.
            self.label = _Label(text=f"[^{label}]:", row=_row(token), depth=-1)

    def _table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._flush(ends=False)
                self.table, self.top = [], _row(token)
                self.drops.add(DropKind.MARKUP, "|---|", _row(token) + 2)
            case "tr_open":
                self.table.append([])
            case "td_open" | "th_open":
                self.cell = []
            case "td_close" | "th_close":
                self.table[-1].append(Cell(lines=tuple(self.cell or ()), heading=token.tag == "th"))
                self.cell = None
            case "table_close":
                self._end_table()

    def _end_table(self) -> None:
        rows = tuple(tuple(row) for row in self.table)
        blanks, broken = self.rows.before(self.top)
        table = Table(rows=rows)
        self._target().append(
            Line(
                text="",
                number=self.top + 1,
                indent=self.rows.indent(self.top),
                blanks=blanks,
                page_break=broken,
                ends=True,
                table=table,
            )
        )

    def _sign(self, sign: str, token: Token) -> None:
        self.drops.add(DropKind.MARKUP, sign, _row(token) + 1)


def _row(token: Token) -> int:
    return token.map[0] if token.map else 0
