#!/usr/bin/env python3
"""Draws small grey pictures of the code's pages, which a test compares: `python -m tools.book_pictures`.

Look at each before it is committed: from then on the page has to look like that.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from codetool.akn.read import read_expression
from codetool.render import Imprint, render_pdf

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "versions" / "fewasc-deontologie" / "2001-06-07.fra.xml"
PICTURES = ROOT / "tests" / "cases" / "render" / "book"

SCALE = 0.22
"""Pixels to a point: a line of text is four pixels high, so that a line that moved is seen."""

STEP = 17
"""Between the greys that are kept, sixteen in all: fewer make smaller files."""


def draw_pages(pdf: bytes) -> Iterator[Image.Image]:
    """Yield each page of a PDF as a small grey picture."""
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            drawn = page.render(scale=SCALE * 4, grayscale=True).to_pil()
            size = round(page.get_width() * SCALE), round(page.get_height() * SCALE)
            # Drawn larger and made smaller, the edges of letters depend less on who draws them.
            yield drawn.resize(size, Image.Resampling.BOX).point(_rounded)


FAR = 52
"""Levels of grey by which a pixel has to differ to count: drawn by another program, letters differ by less."""

MOVED = 32
"""Pixels that may differ: drawn by another program up to 30 do, where the lower half moved by a line 34 or more."""


def is_moved(picture: Image.Image, kept: Image.Image) -> bool:
    """Tell whether something on a page stands elsewhere than on the picture that was kept of it."""
    if picture.size != kept.size:
        return True
    return sum(ImageChops.difference(picture, kept).histogram()[FAR:]) > MOVED


def _rounded(grey: float) -> float:
    return round(grey / STEP) * STEP


def main() -> None:
    """Write the pictures of the code's pages in place of those that are there."""
    source = CODE.read_bytes()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("page-*.png"):
        old.unlink()
    for number, picture in enumerate(draw_pages(render_pdf(read_expression(source), Imprint(source=source))), start=1):
        picture.save(PICTURES / f"page-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
