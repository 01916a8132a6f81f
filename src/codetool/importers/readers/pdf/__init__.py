"""The reader of PDF files."""

from codetool.importers.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
