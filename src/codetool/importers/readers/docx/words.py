"""The words of a text, by a plain walk over the XML as it was written: the account that lines are held against."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from codetool.importers.readers.docx.fields import Fields, dropped_kind
from codetool.importers.readers.docx.names import Node, child, font_of, name_of, value
from codetool.importers.readers.docx.numbering import Label
from codetool.importers.readers.docx.ready import CONTENTS
from codetool.importers.readers.docx.styles import Styles
from codetool.importers.readers.docx.symbols import shown_text, symbol
from codetool.importers.readers.docx.tracked import ORDINAL, Side
from codetool.importers.reading import LedgerWord

_SKIPPED = frozenset(
    {
        "w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:trPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:object", "w:drawing",
        "w:pict", "w:rt",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The text of a paragraph, or of several that are joined; `number` is the first one's."""

    number: int
    text: str


def raw_text(root: Node, styles: Styles, side: Side) -> list[Stretch]:
    """Return the text of a part as it stands there before anything is settled, without automatic numbers."""
    walk = _Walk(styles=styles, side=side)
    walk.visit(root)
    return walk.stretches


def ledger_words(stretches: list[Stretch], labels: Mapping[int, Label]) -> Iterator[LedgerWord]:
    """Yield the words of a text, with the automatic numbers that Word prints before its paragraphs."""
    for stretch in stretches:
        label = labels.get(stretch.number, Label())
        text = f"{label.text}{' ' if label.apart else ''}{stretch.text}"
        yield from (LedgerWord(word=word, line=stretch.number) for word in text.split())


@dataclass(slots=True, kw_only=True)
class _Walk:
    styles: Styles
    side: Side
    stretches: list[Stretch] = field(default_factory=list)
    _fields: Fields = field(default_factory=Fields)
    _style: str = ""
    _pieces: list[str] = field(default_factory=list)
    _number: int = 0

    def visit(self, node: Node) -> None:
        """Take in what an element holds."""
        for one in node:
            name = name_of(one)
            if name in _SKIPPED or not name or self.side.drops(one):
                continue
            if name == "w:p":
                self._paragraph(one)
            elif name == "w:r":
                self._run(one)
            elif name in ("w:t", "m:t"):
                self._hear(one.text or "")
            elif name == "w:fldSimple" and dropped_kind(value(one, "instr") or ""):
                continue
            else:
                self.visit(one)

    def _paragraph(self, node: Node) -> None:
        self._style = value(child(node, "w:pPr", "w:pStyle")) or self.styles.default
        self._number = self._number or int(node.get(ORDINAL, "0"))
        before = len(self._pieces)
        self.visit(node)
        if node.get(CONTENTS):
            del self._pieces[before:]
        if self.side.next_joined(node) is None:
            self.stretches.append(Stretch(number=self._number, text="".join(self._pieces)))
            self._pieces, self._number = [], 0

    def _run(self, node: Node) -> None:
        properties = self._properties(node)
        hidden, font = self.styles.look_of(properties, self._style).hidden, font_of(properties)
        for one in node:
            name = name_of(one)
            if name in ("w:fldChar", "w:instrText", "w:delInstrText"):
                self._fields.meet(one)
            elif not hidden:
                text = _TEXTS[name](one) if name in _TEXTS else ""
                self._hear(shown_text(text, font) if name in _WRITTEN else text)
                if name == "w:ruby":
                    self.visit(one)

    def _properties(self, node: Node) -> Node | None:
        own = child(node, "w:rPr")
        former = child(own, "w:rPrChange", "w:rPr") if self.side.restores else None
        return own if former is None else former

    def _hear(self, text: str) -> None:
        if not self._fields.silent and not self._fields.dropped:
            self._pieces.append(text)


_WRITTEN = frozenset({"w:t", "w:delText"})


def _text(node: Node) -> str:
    return node.text or ""


def _space(_: Node) -> str:
    return " "


def _hyphen(_: Node) -> str:
    return "\u2011"


def _symbol(node: Node) -> str:
    return symbol(value(node, "char") or "", value(node, "font") or "")


_TEXTS: dict[str, Callable[[Node], str]] = {
    "w:t": _text,
    "w:delText": _text,
    "m:t": _text,
    "w:tab": _space,
    "w:ptab": _space,
    "w:br": _space,
    "w:cr": _space,
    "w:noBreakHyphen": _hyphen,
    "w:sym": _symbol,
}
