"""What stands beside the text: footnotes where they are called, comments in the metadata, names of lines."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from codetool.findings import Finding, finding
from codetool.importers.build import element, line_elements
from codetool.importers.lines import Line
from codetool.importers.reading import Note, Reading, Remark
from codetool.model.eid import make_eid
from codetool.model.markup import Element


class Places:
    """Which provision each line of the source became, and which line each of its names points at.

    `ours` tells that the source is an edition of our own making.
    """

    def __init__(self, body: Element, reading: Reading) -> None:
        """Take a document with its ids, and what it was read from."""
        self._eids: dict[int, str] = {}
        _enter(body, "", self._eids)
        self._lines = sorted(self._eids)
        self._anchors: dict[str, int] = {}
        self.ours = any(line.told for line in reading.lines)
        for line in reading.lines:
            for one in (line, *(line.table.lines() if line.table else ())):
                for anchor in one.anchors:
                    self._anchors.setdefault(anchor, line.number)

    def eid_of(self, anchor: str) -> str:
        """Return the provision that begins on the line with that name, or that it stands in; nothing if none does."""
        return self._eids.get(self._anchors.get(anchor, 0), "")

    def eid_at(self, line: int) -> str:
        """Return the provision that a line stands in, the one before where it became none."""
        at = bisect_right(self._lines, line)
        return self._eids[self._lines[at - 1]] if at else ""


def _enter(one: Element, above: str, eids: dict[int, str]) -> None:
    eid = one.eid or above
    if one.line and eid:
        eids.setdefault(one.line, eid)
    for child in one.elements():
        if isinstance(child, Element) and child.name != "meta":
            _enter(child, eid, eids)


@dataclass(slots=True)
class NoteShelf:
    """The notes of a source, to be taken where they are called."""

    notes: Sequence[Note]
    _given: dict[str, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _missing: list[Finding] = field(default_factory=list)

    def take(self, key: str, *, eid: str = "", line: int = 0) -> list[Element]:
        """Return a note for its first call, a reference to it for each further one, nothing where there is none.

        A note that is called inside a note comes after it: there, a reference is enough.
        """
        note = next((note for note in self.notes if note.key == key), None)
        if note is None:
            self._missing.append(finding("note-missing", eid=eid, line=line, marker=key))
            return []
        if key in self._given:
            return [self._reference(note)]
        return self._with_inner(note, eid)

    def _with_inner(self, first: Note, eid: str) -> list[Element]:
        waiting, taken = [first], []
        self._number(first, eid)
        while waiting:
            note = waiting.pop(0)
            for key in _calls(note.lines):
                inner = next((one for one in self.notes if one.key == key), None)
                if inner and key not in self._given:
                    self._number(inner, eid)
                    waiting.append(inner)
            taken.append(self._element(note))
        return taken

    def _number(self, note: Note, eid: str) -> None:
        self._counts[eid] += 1
        self._given[note.key] = make_eid("authorialNote", str(self._counts[eid]), eid)

    def _element(self, note: Note) -> Element:
        line = note.lines[0].number if note.lines else 0
        inside = line_elements(note.lines) or [element("p")]
        eid = self._given[note.key]
        return element("authorialNote", *inside, line=line, marker=self._marker(note), placement="bottom", eId=eid)

    def _reference(self, note: Note) -> Element:
        return element("noteRef", href=f"#{self._given[note.key]}", marker=self._marker(note))

    def _marker(self, note: Note) -> str:
        return note.label or str(list(self._given).index(note.key) + 1)

    def uncalled(self) -> list[Element]:
        """Return the notes that nothing called, and keep what is to be told of them."""
        left = [note for note in self.notes if note.key not in self._given]
        taken: list[Element] = []
        for note in left:
            if note.key not in self._given:
                line = note.lines[0].number if note.lines else 0
                self._missing.append(finding("note-call-missing", line=line, marker=note.label or note.key))
                taken += self._with_inner(note, "")
        return taken

    def findings(self) -> tuple[Finding, ...]:
        """Return calls without a note and notes without a call."""
        return tuple(self._missing)


def _calls(lines: Sequence[Line]) -> list[str]:
    return [mark.target for line in lines for mark in line.marks if mark.kind.name == "NOTE"]


def build_remarks(remarks: Sequence[Remark], places: Places) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Return the notes of the metadata that comments become, and an entry of the references for each author.

    Date and words that a comment is about stand in its title, so that its text is the comment's alone.
    """
    authors = list(dict.fromkeys(remark.author for remark in remarks if remark.author))
    persons = tuple(
        element("TLCPerson", eId=f"reviewer_{at}", href=f"/akn/ontology/person/{_slug(name) or at}", showAs=name)
        for at, name in enumerate(authors, start=1)
    )
    notes = tuple(
        _remark(at, remark, authors.index(remark.author) + 1 if remark.author else 0, places.eid_at(remark.line))
        for at, remark in enumerate(remarks, start=1)
    )
    return notes, persons


def _remark(at: int, remark: Remark, author: int, eid: str) -> Element:
    quoted = f"« {remark.quoted} »" if remark.quoted else ""
    return element(
        "note",
        *([element("p", line) for line in remark.text.splitlines() if line.strip()] or [element("p")]),
        line=remark.line,
        eId=f"note_{at}",
        placement="side",
        placementBase=f"#{eid}" if eid else "",
        refersTo=f"#reviewer_{author}" if author else "",
        title=" : ".join(part for part in (remark.date, quoted) if part),
    )


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
