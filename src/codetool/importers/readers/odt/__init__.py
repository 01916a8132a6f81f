"""The reader of LibreOffice files."""

from codetool.importers.readers.odt.reader import read_odt

__all__ = ["read_odt"]
