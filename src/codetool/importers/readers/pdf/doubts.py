"""What a PDF's reader is not sure of, as findings: each with the page and the line where somebody must look."""

from collections.abc import Iterable, Iterator, Sequence

from codetool.findings import Finding, finding
from codetool.importers.readers.pdf.account import Printed
from codetool.importers.readers.pdf.aligned import Mixed
from codetool.importers.readers.pdf.flow import FlowRow
from codetool.importers.readers.pdf.furniture import Kept
from codetool.importers.readers.pdf.notes import Doubt
from codetool.importers.readers.pdf.page import Page
from codetool.importers.readers.pdf.pages import ranges
from codetool.importers.reading import DropKind


def _first_rows(flow: Sequence[FlowRow]) -> dict[int, int]:
    first: dict[int, int] = {}
    for number, one in enumerate(flow, start=1):
        first.setdefault(one.row.page, number)
    return first


def turned_findings(flow: Sequence[FlowRow]) -> Iterator[Finding]:
    """Yield what is printed in another direction."""
    for number, one in enumerate(flow, start=1):
        if one.row.turned:
            yield finding("turned-kept", line=number, page=one.row.page, text=one.row.text)


def word_findings(parted: Iterable[tuple[Printed, Printed]], extra: Iterable[Printed]) -> Iterator[Finding]:
    """Yield what the PDF library has with other words, or not at all."""
    for theirs, ours in parted:
        yield finding("words-parted", page=theirs.page, theirs=theirs.text, ours=ours.text)
    for one in extra:
        yield finding("words-parted", page=one.page, theirs="", ours=one.text)


def margin_findings(kept: Iterable[Kept], flow: Sequence[FlowRow]) -> Iterator[Finding]:
    """Yield what stands at the same place of several pages and stayed."""
    for one in kept:
        there = [number for number, row in enumerate(flow, start=1) if row.row.page == one.pages[-1]]
        line = (there[0] if one.edge is DropKind.HEADER else there[-1]) if there else 0
        yield finding("margin-kept", line=line, pages=ranges(one.pages), text=one.text)


def note_findings(doubts: Iterable[Doubt], flow: Sequence[FlowRow]) -> Iterator[Finding]:
    """Yield what may be a note and stayed."""
    for one in doubts:
        yield finding("note-kept", line=_line_of(one, flow), page=one.page, text=one.text, word=one.word)


def mixed_findings(mixed: Iterable[Mixed], flow: Sequence[FlowRow]) -> Iterator[Finding]:
    """Yield what stands side by side without lines between."""
    for one in mixed:
        code = "columns-sorted" if one.sorted else "columns-mixed"
        yield finding(code, line=_line_of(one, flow), page=one.page, text=one.text, count=one.count)


def _line_of(told: Doubt | Mixed, flow: Sequence[FlowRow]) -> int:
    first = told.text.split()[0]
    here = [(number, one.row.text) for number, one in enumerate(flow, start=1) if one.row.page == told.page]
    whole = (number for number, text in here if text == told.text)
    begun = (number for number, text in here if text.startswith(first) and told.text.startswith(text))
    return next(whole, next(begun, here[0][0] if here else 0))


def page_findings(pages: Iterable[Page], flow: Sequence[FlowRow]) -> Iterator[Finding]:
    """Yield what is wrong with whole pages: unknown letters, recognised text, no text."""
    first = _first_rows(flow)
    for page in pages:
        line = first.get(page.number, 0)
        if page.unmapped:
            signs = " ".join(sorted(set(page.unmapped)))
            yield finding("letters-unknown", line=line, page=page.number, count=len(page.unmapped), signs=signs)
        if page.drawn and not page.letters:
            yield finding("page-without-text", line=line, page=page.number)
        if page.covered and page.letters:
            yield finding("text-recognised", line=line, page=page.number)
