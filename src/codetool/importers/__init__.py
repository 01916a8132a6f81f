"""Texts of other formats to Expressions: plain text so far. Every word comes through, and the ledger proves it."""

from codetool.importers.convert import import_source
from codetool.importers.ledger import Ledger, LedgerWord
from codetool.importers.outline import Outline, OutlineDivision, outline
from codetool.importers.request import Imported, ImportRequest

__all__ = [
    "ImportRequest",
    "Imported",
    "Ledger",
    "LedgerWord",
    "Outline",
    "OutlineDivision",
    "import_source",
    "outline",
]
