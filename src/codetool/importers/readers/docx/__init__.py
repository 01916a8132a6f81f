"""The reader of Word files."""

from codetool.importers.readers.docx.reader import read_docx

__all__ = ["read_docx"]
