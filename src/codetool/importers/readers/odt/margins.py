"""What stands beside the text: notes, remarks, and what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codetool.findings import Finding, finding
from codetool.importers.lines import Line
from codetool.importers.readers.odt.names import Node, below, child, name_of, value
from codetool.importers.reading import DropKind, Dropped, LedgerWord, Note, Remark

_QUOTED = 400
"""Pieces of text that a quotation takes at most; a remark whose end got lost does not quote all that follows."""
_DAY = 10
_BEGINNING = 40


@dataclass(slots=True, kw_only=True)
class Margins:
    """Collects the notes, the remarks and what is left out, in the order in which the text calls them.

    `objects` are the words of the objects in the package, by the address that the text has for them.
    """

    notes: dict[str, Note] = field(default_factory=dict)
    objects: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    line: int = 1
    _remarks: list[Remark] = field(default_factory=list)
    _spans: list[list[int]] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=dict)
    _shown: list[str] = field(default_factory=list)
    _dropped: dict[tuple[DropKind, str], list[int]] = field(default_factory=dict)

    def new_key(self, node: Node) -> str:
        """Return the name of a note: its own in the file, if that is not taken."""
        ident = value(node, "text:id", "xml:id")
        return ident if ident and ident not in self.notes else f"note {len(self.notes) + 1}"

    def add_note(self, key: str, node: Node, lines: tuple[Line, ...], words: tuple[LedgerWord, ...]) -> None:
        """Keep a note with its lines, and its words by the walk that these are held against."""
        citation = child(node, "text:note-citation")
        label = " ".join("".join(citation.itertext()).split()) if citation is not None else ""
        self.notes[key] = Note(key=key, label=label, lines=lines, words=words)

    def remark(self, node: Node) -> None:
        """Keep a remark, or take note of where the words end that it is about."""
        name = value(node, "office:name")
        if name_of(node) == "office:annotation-end":
            if name in self._open:
                self._spans[self._open.pop(name)][1] = len(self._shown)
            return
        author, date = child(node, "dc:creator"), child(node, "dc:date")
        paragraphs = ("".join(one.itertext()) for one in below(node, "text:p", "text:h"))
        if name:
            self._open[name] = len(self._remarks)
        self._spans.append([len(self._shown), len(self._shown)])
        self._remarks.append(
            Remark(
                text=" ".join(" ".join(paragraphs).split()),
                line=self.line,
                author=" ".join(((author.text if author is not None else "") or "").split()),
                date=((date.text if date is not None else "") or "").strip()[:_DAY],
            )
        )

    def shown(self, text: str) -> None:
        """Take note of words of the text, which a remark may be about."""
        if self._open:
            self._shown.append(text)

    def drop(self, kind: DropKind, text: str, line: int | None = None) -> None:
        """Take note of what is left out; the same words are told once, and how often they stand there."""
        words = " ".join(text.split())
        if words:
            self._dropped.setdefault((kind, words), [self.line if line is None else line, 0])[1] += 1

    def unread(self, name: str, text: str) -> None:
        """Take note of a field that shows something of which the file does not hold the words."""
        said = " ".join(text.split())
        self.findings.append(finding("field-unread", line=self.line, field=name, text=said[:_BEGINNING]))

    def remarks(self) -> tuple[Remark, ...]:
        """Return the remarks, with the words that they are about."""
        return tuple(
            Remark(
                text=one.text,
                line=one.line,
                author=one.author,
                date=one.date,
                quoted=" ".join("".join(self._shown[start : min(end, start + _QUOTED)]).split()),
            )
            for one, (start, end) in zip(self._remarks, self._spans, strict=True)
            if one.text
        )

    def dropped(self) -> tuple[Dropped, ...]:
        """Return what was left out, in the order in which it was met first."""
        return tuple(
            Dropped(kind=kind, text=text, line=line, count=count)
            for (kind, text), (line, count) in self._dropped.items()
        )
