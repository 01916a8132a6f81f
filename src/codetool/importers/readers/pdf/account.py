"""The words of a PDF for the ledger, row by row before lines are made of them."""

from collections.abc import Iterator, Mapping, Sequence

from codetool.importers.readers.pdf.flow import FlowRow
from codetool.importers.readers.pdf.lines import without_calls
from codetool.importers.readers.pdf.notes import Call
from codetool.importers.readers.pdf.page import Row, Word
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
