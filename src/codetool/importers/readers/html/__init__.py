"""The reader of HTML: pages saved from a browser, written by hand, or made by Word, LibreOffice and Google Docs."""

from codetool.importers.readers.html.page import read_html

__all__ = ["read_html"]
