"""Blocks to lines: paragraphs, headings, lists, sections, tables, and what hangs on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from codetool.findings import finding
from codetool.importers.lines import Line, Table
from codetool.importers.readers.odt.frames import holds_text, left_out
from codetool.importers.readers.odt.inline import BREAK, Inside
from codetool.importers.readers.odt.margins import Margins
from codetool.importers.readers.odt.names import PARAGRAPHS, Node, child, name_of, value, whole
from codetool.importers.readers.odt.numbering import Label
from codetool.importers.readers.odt.skipped import INDEXES, SKIPPED, is_hidden_block, paragraph_number
from codetool.importers.readers.odt.styles import Form, Styles, indent_of
from codetool.importers.readers.odt.tables import read_table
from codetool.importers.readers.odt.words import words_of
from codetool.importers.readers.runs import FoldedText, fold_runs, split_runs
from codetool.importers.reading import DropKind


@dataclass(slots=True, kw_only=True)
class Body:
    """Goes through the text once and gives its lines; `out` are those of the part that is open."""

    styles: Styles
    labels: Mapping[Node, Label]
    numbers: Mapping[Node, int]
    margins: Margins = field(default_factory=Margins)
    out: list[Line] = field(default_factory=list)
    blanks: int = 0
    broken: bool = False

    def blocks(self, node: Node) -> None:
        """Read all that stands in a part of the text."""
        for one in node:
            name = name_of(one)
            if name in PARAGRAPHS:
                self._paragraph(one)
            elif name == "table:table":
                self._table(one)
            elif name in INDEXES:
                self.margins.drop(DropKind.CONTENTS, _text_of(one))
            elif name == "text:section":
                self._section(one)
            elif name.startswith("draw:"):
                self._frame(one)
            elif name.startswith("office:annotation"):
                self.margins.remark(one)
            elif name and name not in SKIPPED:
                self.blocks(one)

    def _section(self, node: Node) -> None:
        source = child(node, "text:section-source")
        if is_hidden_block(node, self.styles):
            self.margins.drop(DropKind.HIDDEN, _text_of(node))
        elif source is not None and not _text_of(node):
            linked = value(source, "xlink:href", "text:section-name") or value(node, "text:name")
            self.margins.findings.append(finding("part-unread", line=self.margins.line, name=linked))
        else:
            self.blocks(node)

    def apart(self, node: Node) -> tuple[Line, ...]:
        """Return the lines of a part that stands by itself: a cell, a note."""
        kept = self.out, self.blanks, self.broken
        self.out, self.blanks, self.broken = [], 0, False
        self.blocks(node)
        lines = tuple(self.out)
        self.out, self.blanks, self.broken = kept
        return lines

    def _paragraph(self, node: Node) -> None:
        self.margins.line = self.numbers.get(node, 1)
        if is_hidden_block(node, self.styles):
            self.margins.drop(DropKind.HIDDEN, _text_of(node))
            return
        style = value(node, "text:style-name")
        form = self.styles.form("paragraph", style)
        self.broken = self.broken or self.styles.begins_page(style)
        inside = self._inside(node, style, form)
        texts = [fold_runs(part) for part in split_runs(inside.runs, BREAK)]
        self._emit(node, inside, self._labelled(node, texts))
        self.broken = self.broken or form.get("fo:break-after") == "page"
        for frame in inside.frames:
            self._frame(frame)

    def _inside(self, node: Node, style: str, form: Form) -> Inside:
        named = self.styles.found.get(("paragraph", style))
        nearest = style if named is None or named.named else named.parent
        inside = Inside(
            styles=self.styles,
            base=self.styles.form("paragraph", nearest),
            on_note=self._note,
            on_remark=self.margins.remark,
            on_drop=self.margins.drop,
            on_text=self.margins.shown,
        )
        inside.take(node, form)
        for name in dict.fromkeys(inside.unread):
            self.margins.unread(name, inside.text)
        self.margins.shown(" ")
        return inside

    def _labelled(self, node: Node, texts: list[FoldedText]) -> list[FoldedText]:
        label = self.labels.get(node)
        empty = not any(text.text for text in texts)
        if label and label.text and not (label.sign and empty):
            texts[0] = texts[0].after(label.text)
        return [text for text in texts if text.text or text.marks]

    def _emit(self, node: Node, inside: Inside, texts: list[FoldedText]) -> None:
        if not texts:
            self.blanks += 1
            return
        label = self.labels.get(node)
        first = self._first(node, inside, label)
        for at, text in enumerate(texts, start=1):
            line = replace(first, text=text.text, marks=text.marks, ends=True if at == len(texts) else None)
            if at > 1:
                line = replace(line, label="", depth=-1, anchors=(), blanks=0, page_break=False)
            self.out.append(line)
        self.blanks, self.broken = 0, False

    def _first(self, node: Node, inside: Inside, label: Label | None) -> Line:
        style = value(node, "text:style-name")
        form = self.styles.form("paragraph", style)
        named = self.styles.named("paragraph", style)
        laid = {**form, **label.layout, **self.styles.own("paragraph", style)} if label else form
        return Line(
            text="",
            number=self.numbers.get(node, 1),
            indent=indent_of(laid),
            blanks=self.blanks,
            page_break=self.broken,
            level=max(1, whole(node, "text:outline-level")) if name_of(node) == "text:h" else 0,
            label=label.text if label else "",
            depth=label.depth if label else -1,
            style=named.name.lower() if named else "",
            centered=form.get("fo:text-align") == "center",
            bold=inside.bold and inside.size > 0,
            size=inside.size,
            anchors=tuple(inside.anchors),
        )

    def _note(self, node: Node) -> str:
        key, body = self.margins.new_key(node), child(node, "text:note-body")
        line = self.margins.line
        self.margins.add_note(key, node, (), ())
        if body is not None:
            words = tuple(words_of(body, self.styles, self.labels, self.numbers))
            self.margins.add_note(key, node, self.apart(body), words)
        self.margins.line = line
        return key

    def _frame(self, node: Node) -> None:
        if holds_text(node):
            self.blocks(node)
        elif found := left_out(node, self.margins.objects):
            self.margins.drop(*found)
        else:
            for one in node:
                if name_of(one).startswith("draw:"):
                    self._frame(one)

    def _table(self, node: Node) -> None:
        number = paragraph_number(node, self.numbers)
        blanks, broken = self.blanks, self.broken
        self.blanks, self.broken = 0, False
        table = Table(rows=tuple(read_table(node, self.apart, self.margins)))
        if table.rows:
            self.out.append(Line(text="", number=number, blanks=blanks, page_break=broken, ends=True, table=table))


def _text_of(node: Node) -> str:
    """Return the words of a part that is left out as a whole, paragraph by paragraph."""
    return " ".join(one.strip() for one in node.itertext() if one.strip())
