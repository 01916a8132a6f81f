"""The PDF edition: a book that is PDF/A-3a and PDF/UA-1 at once, carries its source, and has the same bytes every time.

`make` prints a page of HTML; `record` is what the file says about itself, `xmp` and `attach` write it down. `marks`
notes where each text is drawn, `roles` and `tree` turn the boxes of the pages into the structure that a screen reader
follows, and `tags` writes that into the file. What prints is loaded when it is used: what is printed knows the record.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from codetool.render.pdf.record import Record, Source, Statement

if TYPE_CHECKING:
    from codetool.render.pdf.make import print_pdf, render_pdf

__all__ = ["Record", "Source", "Statement", "print_pdf", "render_pdf"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Return what prints from the module that it lives in."""
    if name not in {"print_pdf", "render_pdf"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("codetool.render.pdf.make"), name)
