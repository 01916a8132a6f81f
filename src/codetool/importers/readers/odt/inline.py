"""The inside of a paragraph: its words with their marks, and what hangs on it: notes, remarks, frames."""

from collections.abc import Callable
from dataclasses import dataclass, field

from codetool.importers.lines import MarkKind
from codetool.importers.readers.odt.names import Node, name_of, value
from codetool.importers.readers.odt.styles import Form, Styles, is_hidden, kinds_of, over, size_of
from codetool.importers.readers.runs import Run
from codetool.importers.reading import DropKind

BREAK = "\n"
"""What parts the lines of a paragraph in the text of runs; an end of line in the source is a space."""
SHY = "\u00ad"
"""A hyphen that is seen only where a line ends: an edition has lines of its own, so it is left out."""
SPACES = frozenset({"text:s", "text:tab"})
_ANCHORS = frozenset({"text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start"})
_KINDS = {
    "text:script": DropKind.SCRIPT, "office:script": DropKind.SCRIPT, "text:ruby-text": DropKind.RUBY,
}  # fmt: skip
_REFERENCES = frozenset({"text:bookmark-ref", "text:reference-ref", "text:sequence-ref", "text:note-ref"})
_VALUED = {"field:fieldmark": "", "text:drop-down": "drop-down"}
"""Fields that show something chosen: a box that is ticked, an entry of a list. It may be kept in no words."""
_OUTLINE = "|outline"


def hidden_field(node: Node) -> bool:
    """Tell whether an element in a line has words that are not shown."""
    match name_of(node):
        case "text:hidden-text":
            return value(node, "text:is-hidden") != "false"
        case "text:script" | "office:script":
            return True
        case "text:ruby-text":
            return True
        case name if name.startswith("text:"):
            return value(node, "text:display") == "none"
    return False


def is_aside(node: Node) -> bool:
    """Tell whether an element in a line is none of its words: a note, a remark, a frame."""
    name = name_of(node)
    return name in ("text:note", "office:annotation", "office:annotation-end") or name.startswith("draw:")


@dataclass(slots=True, kw_only=True)
class Inside:
    """What a paragraph holds: runs, names that links point at, frames; notes and remarks are told as they come."""

    styles: Styles
    base: Form
    on_note: Callable[[Node], str]
    on_remark: Callable[[Node], None]
    on_drop: Callable[[DropKind, str], None]
    on_text: Callable[[str], None]
    whole: Form = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    frames: list[Node] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    bold: bool = True
    size: float = 0.0

    @property
    def text(self) -> str:
        """Return the words of the paragraph, as far as they have been taken."""
        return "".join(run.text for run in self.runs)

    def take(self, node: Node, form: Form, link: str = "") -> None:
        """Add what an element holds, which looks like `form`."""
        self._text(node.text, form, link)
        for one in node:
            self._element(one, name_of(one), form, link)
            self._text(one.tail, form, link)

    def _element(self, node: Node, name: str, form: Form, link: str) -> None:
        ident = value(node, "text:name", "xml:id")
        if name in SPACES:
            self._text(" ", form, link)
        elif name == "text:line-break":
            self._add(BREAK, form, link)
        elif name == "text:note":
            self.runs.append(Run(note=self.on_note(node)))
        elif name.startswith("office:annotation"):
            self.on_remark(node)
        elif name.startswith("draw:"):
            self.frames.append(node)
        elif name in _ANCHORS and ident:
            self.anchors.append(ident)
        elif hidden_field(node):
            self._drop(node)
        elif name in _VALUED and not "".join(node.itertext()).strip():
            self.unread.append(_VALUED[name] or value(node, "field:type").rpartition(".")[2] or "field")
        elif name:
            self._words(node, name, form, link)

    def _words(self, node: Node, name: str, form: Form, link: str) -> None:
        if name == "text:span":
            own = self.styles.form("text", value(node, "text:style-name"))
            if is_hidden(own):
                self._drop(node)
                return
            form = over(own, form)
        elif name == "text:a":
            link = value(node, "xlink:href").removesuffix(_OUTLINE)
        elif name in _REFERENCES and value(node, "text:ref-name"):
            link = f"#{value(node, 'text:ref-name')}"
        self.take(node, form, link)

    def _drop(self, node: Node) -> None:
        words = " ".join("".join(node.itertext()).split())
        self.on_drop(_KINDS.get(name_of(node), DropKind.HIDDEN), words or value(node, "text:string-value"))

    def _text(self, text: str | None, form: Form, link: str) -> None:
        if text:
            self._add(text.replace(BREAK, " ").replace(SHY, ""), form, link)

    def _add(self, text: str, form: Form, link: str) -> None:
        kinds = kinds_of(form)
        if text.strip():
            self.bold = self.bold and MarkKind.BOLD in kinds
            self.size = self.size or size_of(form)
        self.on_text(text)
        # What the style makes of all its paragraphs is no mark on a word.
        self.runs.append(Run(text=text, kinds=kinds - kinds_of(self.base), link=link))
