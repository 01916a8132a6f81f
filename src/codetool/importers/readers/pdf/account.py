"""The words of a PDF for the ledger, row by row before lines are made of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from codetool.importers.readers.pdf.flow import FlowRow
from codetool.importers.readers.pdf.lines import without_calls
from codetool.importers.readers.pdf.notes import Call, FoundNote
from codetool.importers.readers.pdf.page import Page, Row, Word
from codetool.importers.reading import LedgerWord


def words_of(
    flow: Sequence[FlowRow], calls: Mapping[int, Sequence[Call]], joined: Mapping[int, str]
) -> Iterator[LedgerWord]:
    """Yield the words of the rows, without the labels that call notes, and those that were torn as they became."""
    for number, one in enumerate(flow, start=1):
        for word in _words(one.row):
            text = joined[id(word)] if id(word) in joined else without_calls(word.text, calls.get(id(word), ()))
            for part in text.split():
                yield LedgerWord(word=part, line=number, page=one.row.page)


def _words(row: Row) -> Iterator[Word]:
    if not row.grid:
        yield from row.words
        return
    for cells in row.grid.cells:
        for cell in cells:
            for inner in cell.rows:
                yield from inner.words


def unplaced(pages: Sequence[Page], flow: Sequence[FlowRow], notes: Sequence[FoundNote]) -> Iterator[LedgerWord]:
    """Yield the words of the pages that stand neither in the flow nor in a note: the ledger tells them as lost.

    Letters are counted, not words: a note's number may have been parted from its first word on the way.
    """
    seen = [word.text for one in flow for word in _words(one.row)]
    seen += [word.text for note in notes for row in note.rows for word in _words(row)]
    there = [(word.text, page.number) for page in pages for row in page.rows for word in _words(row)]
    if not _letters(text for text, _page in there) - _letters(seen):
        return
    counted = Counter(seen)
    for text, page in there:
        if counted[text]:
            counted[text] -= 1
        else:
            yield LedgerWord(word=text, line=len(flow), page=page)


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if char.isalpha())
