"""A paragraph: its runs with their marks, and what else stands in it, such as notes, bookmarks and pictures."""

from dataclasses import dataclass, field, replace
from typing import Self

from codetool.findings import finding
from codetool.importers.lines import MarkKind
from codetool.importers.readers.docx.drawings import left_out
from codetool.importers.readers.docx.names import Node, below, child, font_of, link_id, name_of, value
from codetool.importers.readers.docx.ours import is_number
from codetool.importers.readers.docx.ready import CONTENTS
from codetool.importers.readers.docx.story import Story
from codetool.importers.readers.docx.styles import Look
from codetool.importers.readers.docx.symbols import shown_text, symbol, unknown_signs
from codetool.importers.readers.docx.tracked import ORDINAL
from codetool.importers.readers.runs import Run
from codetool.importers.reading import DropKind

SOFT = "\n"
"""The sign, in the text of a run, of a new line within the paragraph."""
PAGE = "\f"
"""The sign of a new page within the paragraph."""
_ASIDE = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", ""})
_QUOTED = 40
_SCRIPTS = {"superscript": MarkKind.SUPERSCRIPT, "subscript": MarkKind.SUBSCRIPT}
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:br": SOFT, "w:cr": SOFT, "w:noBreakHyphen": "\u2011"}
_MADE = frozenset(f"w:{part}{form}" for part in ("day", "month", "year") for form in ("Short", "Long")) | {"w:pgNum"}
"""Parts of the date of today, and the number of the page: no words are stored for them."""
_STACKED = frozenset(
    f"m:{name}"
    for name in ("f sSup sSub sSubSup sPre rad nary d m eqArr acc bar limLow limUpp groupChr phant borderBox").split()
)
"""What makes an equation more than a row of signs: fractions, powers, roots, brackets …."""
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
    num: str = ""
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
        found._tell()
        return found

    def _tell(self) -> None:
        said = " ".join("".join(run.text for run in self.runs).split())
        for instruction in dict.fromkeys([] if self.contents else self.story.fields.unread):
            self.story.tell(finding("field-unread", line=self.number, field=instruction, text=_begin(said)))
        self.story.fields.unread.clear()

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
            elif name not in _ASIDE and not self._leave(one, name):
                self._visit(one, link)

    def _leave(self, node: Node, name: str) -> bool:
        """Note what an element is that is not read, or not as it stands; tell whether it is left out."""
        match name:
            case "m:oMath" if any(name_of(one) in _STACKED for one in node.iter()):
                self.story.tell(finding("equation-flat", line=self.number, text=_text_of(node, "m:t")))
                return False
            case "w:subDoc":
                self.story.tell_bound(node, self.number)
            case "w:contentPart":
                self.story.drop(DropKind.PICTURE, "ink", self.number)
            case "w:rt":
                self.story.drop(DropKind.RUBY, _text_of(node, "w:t"), self.number)
            case _:
                return False
        return True

    def _target(self, node: Node) -> str:
        relation = self.story.relations.get(link_id(node))
        anchor = value(node, "anchor")
        address = relation.target if relation and relation.outside else ""
        return f"{address}#{anchor}" if anchor else address

    def _run(self, node: Node, link: str) -> None:
        properties = child(node, "w:rPr")
        self._count(node, value(child(properties, "w:rStyle")) or "")
        look = self.story.styles.look_of(properties, self.style)
        font = font_of(properties)
        for one in node:
            name = name_of(one)
            text = _sign(one, name, font)
            if text:
                self._say(text, look, link)
                self._doubt(text, (value(one, "font") or "") if name == "w:sym" else font)
            elif name in ("w:fldChar", "w:instrText", "w:delInstrText"):
                self.story.fields.meet(one)
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                self._call(one, look)
            elif name == "w:commentReference":
                self.story.spans.meet(one, self.number)
            elif name in ("w:drawing", "w:pict", "w:object"):
                self._picture(one)
            elif name == "w:ruby":
                self._visit(one, link)
            elif name in _MADE:
                self.story.fields.unread.append(name.removeprefix("w:"))

    def _count(self, node: Node, style: str) -> None:
        """Take a run into the number of the provision, if the paragraph begins with one and goes on with it."""
        shown = (_sign(one, name_of(one), "") for one in node) if self.story.styles.ours else ()
        text = "".join(shown).replace(PAGE, "")
        if (
            text
            and self.num == "".join(run.text for run in self.runs).replace(PAGE, "")
            and is_number(self.story.styles.name(style))
        ):
            self.num += text

    def _doubt(self, text: str, font: str) -> None:
        for sign in dict.fromkeys(unknown_signs(text, font)):
            self.story.tell(finding("sign-unknown", line=self.number, sign=f"U+{ord(sign):04X}", font=font or "?"))

    def _say(self, text: str, look: Look, link: str) -> None:
        fields = self.story.fields
        if fields.silent:
            return
        kind = DropKind.HIDDEN if look.hidden else DropKind.CONTENTS if self.contents else fields.dropped
        if kind:
            self._left_out.setdefault(kind, []).append(text)
            return
        fields.hear()
        self.story.spans.hear(text)
        self.size = self.size or (look.size or 0.0 if text.strip() else 0.0)
        target = link or fields.target
        self.runs.append(Run(text=text, kinds=self._kinds(look, linked=bool(target)), link=target))

    def _kinds(self, look: Look, *, linked: bool) -> frozenset[MarkKind]:
        """Return the marks of a look; in a document of our own making, those of the style are the style's."""
        if self.story.styles.ours and self.story.styles.look(self.style).italic:
            look = replace(look, italic=None)
        return _kinds(look, linked=linked)

    def _call(self, node: Node, look: Look) -> None:
        if not look.hidden and not self.contents and not self.story.fields.silent:
            self.runs.append(Run(note=self.story.calls.call(node)))

    def _picture(self, node: Node) -> None:
        words = self.story.insides.words(node, self.story.relations)
        if found := left_out(node, words):
            self.story.drop(*found, self.number)


def _text_of(node: Node, name: str) -> str:
    return "".join(one.text or "" for one in below(node, name))


def _begin(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


def _sign(node: Node, name: str, font: str) -> str:
    """Return the text that an element of a run stands for; a soft hyphen (w:softHyphen) stands for none."""
    match name:
        case "w:t" | "w:delText":
            return shown_text(node.text or "", font).replace("\n", " ")
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
