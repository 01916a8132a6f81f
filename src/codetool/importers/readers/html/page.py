"""The reader of HTML pages: as a browser shows them, and what Word, LibreOffice and Google Docs write beside it."""

import re

from codetool.akn.parser import parse_html
from codetool.errors import SourceError
from codetool.importers.readers.decode import check_length, decode_source
from codetool.importers.readers.html.asides import Aside, author_of, commented, find_asides
from codetool.importers.readers.html.plan import Plan, make_plan, pending_in
from codetool.importers.readers.html.reader import PageReader
from codetool.importers.readers.html.regions import drop_contents, drop_surroundings
from codetool.importers.readers.html.tables import find_tables
from codetool.importers.readers.html.tree import Node, clean, text_below
from codetool.importers.readers.html.words import words_of
from codetool.importers.reading import Note, Reading, Remark, Tracked

_HEAD = 16 * 1024
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read_html(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """Return the reading of a page; raise SourceError where it is empty, too large, nested too deep, or no text.

    >>> [line.text for line in read_html(b"<ol><li>Un.<li>Deux</ol><p>Trois").lines]
    ['1. Un.', '2. Deux', 'Trois']
    """
    declared = _CHARSET.search(source[:_HEAD])
    decoded = decode_source(source, place, declared=declared[1].decode("ascii", "replace") if declared else "")
    root = parse_html(decoded.text, place)
    clean(root)
    check_length(sum(map(len, root.itertext())), place)
    pending = pending_in(root)
    plan = make_plan(root, tracked)
    drop_surroundings(root, plan)
    drop_contents(root, plan)
    asides = find_asides(plan)
    find_tables(root, plan)
    lines = PageReader(plan=plan).read(root)
    if not lines:
        raise SourceError("the page has no text in it", "Open it in a browser, and save what it shows.", place=place)
    return Reading(
        lines=lines,
        words=words_of(root, plan),
        notes=tuple(_note(aside, plan) for aside in asides if not aside.remark),
        remarks=tuple(_remark(aside, plan, root) for aside in asides if aside.remark),
        dropped=plan.dropped(),
        findings=(*decoded.findings, *pending.told(tracked)),
    )


def _note(aside: Aside, plan: Plan) -> Note:
    reader = PageReader(plan=plan, line=aside.holder.sourceline or 1)
    return Note(key=aside.key, label=aside.label, lines=reader.read(aside.holder))


def _remark(aside: Aside, plan: Plan, root: Node) -> Remark:
    quoted, date = commented(aside.call, root)
    return Remark(
        text=text_below(aside.holder, plan.is_skipped),
        line=aside.call.sourceline or 1,
        author=author_of(aside.holder),
        date=date,
        quoted=quoted,
    )
