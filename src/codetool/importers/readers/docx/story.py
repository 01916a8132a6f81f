"""What is known while a text is read: its styles and lists, open fields and comments, and what was left out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from codetool.findings import Finding, finding
from codetool.importers.readers.docx.drawings import Insides
from codetool.importers.readers.docx.fields import Fields
from codetool.importers.readers.docx.names import Node, link_id, name_of, value, whole
from codetool.importers.readers.docx.numbering import Label, Numbering
from codetool.importers.readers.docx.numerals import write_number
from codetool.importers.readers.docx.parts import Relation
from codetool.importers.readers.docx.ready import MARK
from codetool.importers.readers.docx.styles import Styles
from codetool.importers.readers.pending import Pending
from codetool.importers.reading import DropKind, Dropped

_QUOTED = 300
"""Characters of a text with a comment that are quoted at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Where a note is called: its key and its number as printed, or the mark that its writer chose (`custom`)."""

    key: str
    label: str
    custom: bool = False


@dataclass(slots=True, kw_only=True)
class Calls:
    """The notes called so far, in order, and the form of their numbers (w:footnotePr, w:endnotePr)."""

    forms: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, int] = field(default_factory=dict)
    made: dict[str, Call] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def call(self, node: Node) -> str:
        """Return the key of the note that a reference calls; the first call gives the note its number."""
        kind = name_of(node).removeprefix("w:").removesuffix("Reference")
        name = f"{kind}-{value(node, 'id') or ''}"
        if name not in self.made:
            # Keys sort in the order of the calls, so that notes called at one place keep it.
            key = f"note-{len(self.made) + 1:05d}"
            self.made[name] = Call(key=key, label=node.get(MARK) or self._number(kind), custom=MARK in node.attrib)
        return self.made[name].key

    def _number(self, kind: str) -> str:
        number = self.starts.get(kind, 1) + self._counts[kind]
        self._counts[kind] += 1
        return write_number(number, self.forms.get(kind, "lowerRoman" if kind == "endnote" else "decimal"))


@dataclass(slots=True, kw_only=True)
class _Span:
    line: int
    start: int
    end: int | None = None


@dataclass(slots=True, kw_only=True)
class Spans:
    """The stretches of the text that comments are about, by the comment's id."""

    _spans: dict[str, _Span] = field(default_factory=dict)
    _heard: list[str] = field(default_factory=list)

    def meet(self, node: Node, line: int) -> None:
        """Take the beginning or the end of a stretch, or the sign of a comment (w:commentReference)."""
        key = value(node, "id") or ""
        span = self._spans.setdefault(key, _Span(line=line, start=len(self._heard)))
        if name_of(node) != "w:commentRangeStart" and span.end is None:
            span.end = len(self._heard)

    def hear(self, text: str) -> None:
        """Take in a piece of the text."""
        self._heard.append(text)

    def line(self, key: str) -> int:
        """Return the paragraph in which a comment's stretch begins; 0 where there is none."""
        return self._spans[key].line if key in self._spans else 0

    def quoted(self, key: str) -> str:
        """Return the words that a comment is about, cut where they are many."""
        span = self._spans.get(key)
        if span is None or span.end is None:
            return ""
        text = ""
        for piece in self._heard[span.start : span.end]:
            text += piece
            if len(text) > _QUOTED:
                break
        text = " ".join(text.split())
        return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"


@dataclass(slots=True, kw_only=True)
class Story:
    """All that the readers of paragraphs and tables share; `relations` are those of the part that is being read.

    `apart` tells that this part is not the text itself: the paragraphs of a note are not those of the text.
    """

    place: str
    styles: Styles
    numbering: Numbering
    pending: Pending = field(default_factory=Pending)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    insides: Insides = field(default_factory=Insides)
    fields: Fields = field(default_factory=Fields)
    calls: Calls = field(default_factory=Calls)
    spans: Spans = field(default_factory=Spans)
    labels: dict[int, Label] = field(default_factory=dict)
    contents: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    apart: bool = False
    _dropped: dict[tuple[DropKind, str], list[int]] = field(default_factory=dict)

    def drop(self, kind: DropKind, text: str, line: int = 0) -> None:
        """Note what is left out, by its words or its name."""
        folded = " ".join(text.split())
        if not folded:
            return
        if kind is DropKind.CONTENTS:
            self.contents.setdefault(folded, line)
        else:
            self._dropped.setdefault((kind, folded), []).append(0 if self.apart else line)

    def tell(self, found: Finding) -> None:
        """Note something that deserves a look."""
        self.findings.append(replace(found, line=0) if self.apart else found)

    def tell_bound(self, node: Node, line: int) -> None:
        """Note another document that is bound into the text (w:altChunk, w:subDoc), and whose words are not read."""
        relation = self.relations.get(link_id(node))
        name = relation.target if relation else name_of(node).removeprefix("w:")
        self.tell(finding("part-unread", line=line, name=name))

    def dropped(self) -> Iterator[Dropped]:
        """Yield what was left out, each text once."""
        if self.contents:
            text = " / ".join(self.contents)
            cut = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
            yield Dropped(kind=DropKind.CONTENTS, text=cut, line=next(iter(self.contents.values())))
        for (kind, text), lines in self._dropped.items():
            yield Dropped(kind=kind, text=text, line=lines[0], count=len(lines))


def read_calls(*roots: Node | None) -> Calls:
    """Return how the notes of a text are numbered, by what its settings and its sections say; the last one holds."""
    forms: dict[str, str] = {}
    starts: dict[str, int] = {}
    for root in roots:
        for node in root.iter() if root is not None else ():
            kind = name_of(node).removeprefix("w:").removesuffix("Pr")
            if kind in ("footnote", "endnote"):
                _read_form(node, kind, forms, starts)
    return Calls(forms=forms, starts=starts)


def _read_form(node: Node, kind: str, forms: dict[str, str], starts: dict[str, int]) -> None:
    for one in node:
        if name_of(one) == "w:numFmt":
            forms[kind] = value(one) or "decimal"
        elif name_of(one) == "w:numStart":
            starts[kind] = whole(value(one)) or 1
