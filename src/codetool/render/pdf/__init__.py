"""The PDF edition: a book that is PDF/A-3a and PDF/UA-1 at once, carries its source, and has the same bytes every time.

`make` prints a page of HTML; `record` is what the file says about itself, `xmp` and `attach` write it down. `marks`
notes where each text is drawn, `roles` and `tree` turn the boxes of the pages into the structure that a screen reader
follows, and `tags` writes that into the file.
"""

from codetool.render.pdf.make import print_pdf, render_pdf
from codetool.render.pdf.record import Record, Source, Statement

__all__ = ["Record", "Source", "Statement", "print_pdf", "render_pdf"]
