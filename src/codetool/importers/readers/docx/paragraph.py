"""A paragraph: its runs with their marks, and what else stands in it, such as notes, bookmarks and pictures."""

from dataclasses import dataclass, field
from typing import Self

from codetool.importers.lines import MarkKind
from codetool.importers.readers.docx.names import Node, below, child, link_id, name_of, value
from codetool.importers.readers.docx.ready import CONTENTS
from codetool.importers.readers.docx.story import Story
from codetool.importers.readers.docx.styles import Look
from codetool.importers.readers.docx.symbols import symbol
from codetool.importers.readers.docx.tracked import ORDINAL
from codetool.importers.readers.runs import Run
from codetool.importers.reading import DropKind

SOFT = "\n"
"""The sign, in the text of a run, of a new line within the paragraph."""
PAGE = "\f"
"""The sign of a new page within the paragraph."""
_ASIDE = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:rt", ""})
_SCRIPTS = {"superscript": MarkKind.SUPERSCRIPT, "subscript": MarkKind.SUBSCRIPT}
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:br": SOFT, "w:cr": SOFT, "w:noBreakHyphen": "\u2011"}
_BOOKMARKS_OF_WORD = frozenset({"", "_GoBack"})


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """What a paragraph holds, in order."""

    number: int
    style: str
    story: Story
    contents: bool = False
    runs: list[Run] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    size: float = 0.0
    _left_out: dict[DropKind, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, node: Node, story: Story) -> Self:
        """Return what an element w:p holds."""
        found = cls(
            number=int(node.get(ORDINAL, "0")),
            style=value(child(node, "w:pPr", "w:pStyle")) or story.styles.default,
            story=story,
            contents=node.get(CONTENTS) is not None,
        )
        found._visit(node, "")
        story.spans.hear(" ")
        for kind, pieces in found._left_out.items():
            story.drop(kind, "".join(pieces), found.number)
        return found

    @property
    def has_words(self) -> bool:
        """Tell whether something of the paragraph can be seen."""
        return any(run.text.strip() or run.note for run in self.runs)

    def _visit(self, node: Node, link: str) -> None:
        for one in node:
            name = name_of(one)
            if name == "w:r":
                self._run(one, link)
            elif name == "w:hyperlink":
                self._visit(one, self._target(one) or link)
            elif name == "w:fldSimple":
                self.story.fields.enter(value(one, "instr") or "")
                self._visit(one, self.story.fields.target or link)
                self.story.fields.leave()
            elif name == "w:bookmarkStart":
                self.anchors += {value(one, "name") or ""} - _BOOKMARKS_OF_WORD
            elif name in ("w:commentRangeStart", "w:commentRangeEnd"):
                self.story.spans.meet(one, self.number)
            elif name in ("m:t", "w:t"):
                self._say(one.text or "", Look(), link)
            elif name not in _ASIDE:
                self._visit(one, link)

    def _target(self, node: Node) -> str:
        relation = self.story.relations.get(link_id(node))
        anchor = value(node, "anchor")
        address = relation.target if relation and relation.outside else ""
        return f"{address}#{anchor}" if anchor else address

    def _run(self, node: Node, link: str) -> None:
        look = self.story.styles.look_of(child(node, "w:rPr"), self.style)
        for one in node:
            name = name_of(one)
            text = _sign(one, name)
            if text:
                self._say(text, look, link)
            elif name in ("w:fldChar", "w:instrText", "w:delInstrText"):
                self.story.fields.meet(one)
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                self._call(one, look)
            elif name == "w:commentReference":
                self.story.spans.meet(one, self.number)
            elif name in ("w:drawing", "w:pict", "w:object"):
                self._picture(one, name)
            elif name == "w:ruby":
                self._visit(one, link)

    def _say(self, text: str, look: Look, link: str) -> None:
        fields = self.story.fields
        if fields.silent:
            return
        kind = DropKind.HIDDEN if look.hidden else DropKind.CONTENTS if self.contents else fields.dropped
        if kind:
            self._left_out.setdefault(kind, []).append(text)
            return
        self.story.spans.hear(text)
        self.size = self.size or (look.size or 0.0 if text.strip() else 0.0)
        target = link or fields.target
        self.runs.append(Run(text=text, kinds=_kinds(look, linked=bool(target)), link=target))

    def _call(self, node: Node, look: Look) -> None:
        if not look.hidden and not self.contents and not self.story.fields.silent:
            self.runs.append(Run(note=self.story.calls.call(node)))

    def _picture(self, node: Node, name: str) -> None:
        if name == "w:object":
            program = next((one.get("ProgID") for one in below(node, "o:OLEObject")), None)
            self.story.drop(DropKind.OBJECT, program or "object", self.number)
            return
        label = next((_label(one) for one in below(node, "wp:docPr", "v:shape") if _label(one)), "picture")
        image = next(below(node, "a:blip", "v:imagedata"), None) is not None
        box = next(below(node, "wps:txbx", "v:textbox"), None) is not None
        if image or (name == "w:drawing" and not box):
            self.story.drop(DropKind.PICTURE, label, self.number)


def _label(node: Node) -> str:
    return node.get("descr") or node.get("title") or node.get("alt") or node.get("name") or ""


def _sign(node: Node, name: str) -> str:
    """Return the text that an element of a run stands for; a soft hyphen (w:softHyphen) stands for none."""
    match name:
        case "w:t" | "w:delText":
            return (node.text or "").replace("\n", " ")
        case "w:br" if value(node, "type") == "page":
            return PAGE
        case "w:sym":
            return symbol(value(node, "char") or "", value(node, "font") or "")
    return _SIGNS.get(name, "")


def _kinds(look: Look, *, linked: bool) -> frozenset[MarkKind]:
    # Word underlines links by their style: that is no emphasis.
    said = {
        MarkKind.BOLD: look.bold,
        MarkKind.ITALIC: look.italic,
        MarkKind.UNDERLINE: look.underline and not linked,
    }
    script = _SCRIPTS.get(look.script or "")
    return frozenset({kind for kind, on in said.items() if on} | ({script} if script else set()))
