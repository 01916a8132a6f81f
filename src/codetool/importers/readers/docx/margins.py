"""What stands around the text: notes, comments, headers and footers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from codetool.importers.lines import Line, MarkKind
from codetool.importers.readers.docx.fields import Fields
from codetool.importers.readers.docx.flow import Flow
from codetool.importers.readers.docx.names import Node, below, link_id, name_of, value
from codetool.importers.readers.docx.numbering import Numbering
from codetool.importers.readers.docx.parts import Part, WordFile
from codetool.importers.readers.docx.pending import pending_in
from codetool.importers.readers.docx.ready import make_ready
from codetool.importers.readers.docx.story import Call, Calls, Spans, Story
from codetool.importers.readers.docx.tracked import Side, settle
from codetool.importers.readers.docx.words import ledger_words, raw_text
from codetool.importers.reading import DropKind, LedgerWord, Note, Remark

_HEADS = {"w:headerReference": DropKind.HEADER, "w:footerReference": DropKind.FOOTER}
_DAY = 10


def read_notes(file: WordFile, story: Story, side: Side) -> Iterator[Note]:
    """Yield the notes that the text calls, in the order of their calls."""
    bodies = {**_bodies(file, story, side, "footnote"), **_bodies(file, story, side, "endnote")}
    # A note may call no other; whatever calls its text holds are not followed.
    for name, call in story.calls.made.items():
        if name in bodies:
            yield _note(call, bodies[name])


def read_remarks(file: WordFile, story: Story, side: Side) -> Iterator[Remark]:
    """Yield the comments in the margin, in the order in which the file keeps them."""
    part = file.part("comments")
    if part is None:
        return
    for node, entry in _entries(part, story, side, "w:comment"):
        key = value(node, "id") or ""
        yield Remark(
            text=" ".join(word.word for word in entry.words),
            line=story.spans.line(key),
            author=" ".join((value(node, "author") or "").split()),
            date=(value(node, "date") or "")[:_DAY],
            quoted=story.spans.quoted(key),
        )


def drop_heads(file: WordFile, story: Story, side: Side) -> None:
    """Note the headers and footers that the sections name, by their words."""
    texts: dict[str, str] = {}
    for reference in below(file.main.root, *_HEADS):
        key = link_id(reference)
        if key not in texts:
            part = file.linked(key)
            apart = replace(story, findings=[])  # of a part that is left out as a whole, nothing else is told
            texts[key] = words_in(Flow(story=_prepare(part, apart, side)).read(part.root)) if part else ""
        story.drop(_HEADS[name_of(reference)], texts[key])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A note or a comment: its lines, and its words by the walk that the lines are held against."""

    lines: tuple[Line, ...]
    words: tuple[LedgerWord, ...]


def _note(call: Call, entry: _Entry) -> Note:
    """Return a note without the mark that its writer chose, which its text repeats."""
    lines, words = entry.lines, entry.words
    if lines and call.custom and lines[0].text.startswith(f"{call.label} "):
        lines = (_cut(lines[0], len(call.label) + 1), *lines[1:])
        words = words[len(call.label.split()) :]
    return Note(key=call.key, label=call.label, lines=lines, words=words)


def _bodies(file: WordFile, story: Story, side: Side, kind: str) -> dict[str, _Entry]:
    part = file.part(f"{kind}s")
    if part is None:
        return {}
    story.pending.add(pending_in(part.root, story.styles))
    entries = _entries(part, story, side, f"w:{kind}")
    return {f"{kind}-{value(node, 'id') or ''}": entry for node, entry in entries}


def _entries(part: Part, story: Story, side: Side, name: str) -> Iterator[tuple[Node, _Entry]]:
    make_ready(part.root, story.styles, side)
    nodes = [node for node in part.root if name_of(node) == name]
    texts = [raw_text(node, story.styles, side) for node in nodes]
    settle(part.root, side)
    apart = _story_of(part, story)
    for node, stretches in zip(nodes, texts, strict=True):
        apart.fields = Fields()
        lines = tuple(_without_calls(line) for line in Flow(story=apart).read(node))
        yield node, _Entry(lines=lines, words=tuple(ledger_words(stretches, apart.labels)))


def _prepare(part: Part, story: Story, side: Side) -> Story:
    """Make a part ready, and return what is known while it is read."""
    make_ready(part.root, story.styles, side)
    settle(part.root, side)
    return _story_of(part, story)


def _story_of(part: Part, story: Story) -> Story:
    """Return what is known while another part is read: its numbers, fields and comments are its own."""
    numbering = Numbering(lists=story.numbering.lists, styles=story.styles)
    return replace(
        story,
        apart=True,
        relations=part.relations,
        numbering=numbering,
        fields=Fields(),
        calls=Calls(),
        spans=Spans(),
        labels={},
    )


def _without_calls(line: Line) -> Line:
    return replace(line, marks=tuple(mark for mark in line.marks if mark.kind is not MarkKind.NOTE))


def _cut(line: Line, length: int) -> Line:
    """Return a line without its beginning."""
    marks = tuple(replace(mark, start=max(0, mark.start - length), end=mark.end - length) for mark in line.marks)
    return replace(line, text=line.text[length:], marks=tuple(mark for mark in marks if mark.end > mark.start))


def words_in(lines: list[Line]) -> str:
    """Return the text of lines and of the tables among them, one after the other."""
    texts = (one.text for line in lines for one in (line.table.lines() if line.table else (line,)))
    return " ".join(texts)
