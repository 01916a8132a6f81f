"""PDFs for the tests: pages of a few HTML lines that WeasyPrint prints."""

from collections.abc import Callable

import pytest
import weasyprint

from codetool.importers.readers.pdf import read_pdf
from codetool.importers.reading import Reading

Printer = Callable[..., bytes]
Reader = Callable[..., Reading]

_STYLE = """
@page { size: A5; margin: 2cm }
html { font: 10pt "DejaVu Serif"; line-height: 1.3 }
p { margin: 0 0 6pt } h1 { font-size: 15pt; margin: 0 0 8pt } h2 { font-size: 12pt; margin: 10pt 0 4pt }
"""


def _print_pdf(body: str, style: str = "") -> bytes:
    html = f'<html lang="fr"><head><style>{_STYLE}{style}</style></head><body>{body}</body></html>'
    pdf: bytes = weasyprint.HTML(string=html).write_pdf()
    return pdf


@pytest.fixture(scope="session")
def print_pdf() -> Printer:
    """Return what prints a body of HTML, with a style of its own, as PDF."""
    return _print_pdf


@pytest.fixture(scope="session")
def read() -> Reader:
    """Return what prints a body of HTML and reads it again."""
    return lambda body, style="": read_pdf(_print_pdf(body, style), "draft.pdf")
