"""Texts in other formats (plain, Markdown, HTML, Word, LibreOffice, PDF) to Expressions, with every word of them."""

from codetool.importers.convert import import_source
from codetool.importers.ledger import Ledger
from codetool.importers.outline import Outline, OutlineDivision, outline
from codetool.importers.reading import DropKind, Dropped, LedgerWord, Tracked
from codetool.importers.request import Imported, ImportRequest

__all__ = [
    "DropKind",
    "Dropped",
    "ImportRequest",
    "Imported",
    "Ledger",
    "LedgerWord",
    "Outline",
    "OutlineDivision",
    "Tracked",
    "import_source",
    "outline",
]
