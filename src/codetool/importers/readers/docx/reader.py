"""The reader of Word files: the parts of the package, one side of its tracked changes, and the lines of its text."""

from codetool.importers.readers.docx.drawings import Insides
from codetool.importers.readers.docx.flow import Flow, new_pages
from codetool.importers.readers.docx.lists import read_lists
from codetool.importers.readers.docx.margins import drop_heads, read_notes, read_remarks
from codetool.importers.readers.docx.numbering import Numbering
from codetool.importers.readers.docx.ours import is_ours
from codetool.importers.readers.docx.parts import WordFile, open_word
from codetool.importers.readers.docx.pending import pending_in
from codetool.importers.readers.docx.ready import make_ready
from codetool.importers.readers.docx.story import Story, read_calls
from codetool.importers.readers.docx.styles import Styles
from codetool.importers.readers.docx.tracked import Side, settle
from codetool.importers.readers.docx.words import ledger_words, raw_text
from codetool.importers.reading import DropKind, Reading, Tracked

_MACROS = "vbaproject.bin"


def read_docx(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """Return the reading of a Word file; raise SourceError where it is broken, locked, or not safe to open.

    The words of notes and comments are not among `words`; optional hyphens are left out, as nobody sees them.
    """
    file = open_word(source, place)
    side = Side.of(tracked)
    styles = Styles.read(file.root("styles"))
    styles.ours = is_ours(file)
    lists = read_lists(file.root("numbering"), styles)
    root = file.main.root
    make_ready(root, styles, side)
    stretches = raw_text(root, styles, side)
    pending = pending_in(root, styles)
    settle(root, side)
    story = Story(
        place=place,
        styles=styles,
        numbering=Numbering(lists=lists, styles=styles),
        pending=pending,
        relations=file.main.relations,
        insides=Insides(package=file.package),
        calls=read_calls(file.root("settings"), root),
    )
    lines = tuple(Flow(story=story, sections=new_pages(root)).read(root))
    notes = tuple(read_notes(file, story, side))
    remarks = tuple(read_remarks(file, story, side))
    drop_heads(file, story, side)
    _drop_macros(file, story)
    return Reading(
        lines=lines,
        words=tuple(ledger_words(stretches, story.labels)),
        notes=notes,
        remarks=remarks,
        dropped=tuple(story.dropped()),
        findings=(*pending.told(tracked), *story.findings),
    )


def _drop_macros(file: WordFile, story: Story) -> None:
    for name in file.package.names:
        if name.lower().endswith(_MACROS):
            story.drop(DropKind.MACRO, name)
