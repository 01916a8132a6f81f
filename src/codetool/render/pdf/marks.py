"""Where each text stands in the drawing of a page: WeasyPrint draws, we note what it drew.

A page's drawing is a stream in which each text is marked by a number. The structure (`tree`) points at these numbers;
what repeats on every page (running heads, page numbers, the draft mark) is marked as no part of the text instead.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

import pydyf

Box: TypeAlias = Any
"""A box of WeasyPrint's layout, which carries no types."""

_LEVEL = 6
"""Of zlib: the highest takes three times as long for a hundredth less."""

_CLOSE = 0.5
"""CSS pixels by which a link may stand out of the one around it and still be inside."""


class Marks(dict[Box, dict[str, Any]]):
    """The marks of a page by the box that was drawn, each with its number (`mcid`) and its place in the stream (`at`).

    WeasyPrint numbers the marks by the length of this mapping.
    """

    def __init__(self) -> None:
        """Start with no mark."""
        super().__init__()
        self.stream: Any = None

    def __setitem__(self, box: Box, mark: dict[str, Any]) -> None:
        """Note a mark, and where the drawing has come to."""
        super().__setitem__(box, {**mark, "at": len(self.stream.stream)})

    def leave_out(self, box: Box) -> None:
        """Mark what a box draws as no part of the text."""
        if mark := self.get(box):
            self.stream.stream[mark["at"]] = "/Artifact"
            self.stream.stream[mark["at"] + 1] = b"<</Type /Pagination>>"

    def replace_text(self, box: Box, text: str) -> None:
        """Say what a mark reads, where its glyphs cannot tell it."""
        self.stream.stream[self[box]["at"] + 1]["ActualText"] = pydyf.String(text)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font that the pages are set in: its name, and the SHA-256 of its file."""

    name: str
    digest: str


class MarkedPage:
    """A page of WeasyPrint's that notes its marks and fonts as it is drawn; all else is the page's own.

    `read` is called with the page once it is drawn; then its boxes are let go and its drawing is packed, so that a
    long text is never in memory twice.
    """

    def __init__(self, page: Any, fonts: dict[str, FontFile], read: Callable[["MarkedPage"], None]) -> None:  # noqa: ANN401 - WeasyPrint carries no types
        """Take a page, and the fonts of the document so far, which it adds to."""
        self._page = page
        self._fonts = fonts
        self._read = read
        self.links = list(_outermost(page.links))
        self.marks = Marks()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the page has
        """Return what the page has."""
        return getattr(self._page, name)

    @property
    def boxes(self) -> Iterator[Box]:
        """Return the boxes that stand on the page, its margins' too."""
        return iter(self._page._page_box.children)  # noqa: SLF001 - WeasyPrint offers no other way to them

    def paint(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - WeasyPrint carries no types
        """Draw the page; a stream that is given a mapping of marks fills it."""
        self.marks.stream = stream
        stream._tags = self.marks  # noqa: SLF001 - WeasyPrint offers no other way to them
        self._page.paint(stream, scale)
        for key, font in stream._fonts.items():  # noqa: SLF001 - the same; later they are cut down to what is used
            if key not in self._fonts:
                self._fonts[key] = FontFile(_font_name(font), sha256(font.file_content).hexdigest())
        self._read(self)
        self._let_go(stream)

    def _let_go(self, stream: Any) -> None:  # noqa: ANN401 - WeasyPrint carries no types
        self.drawn = len(self.marks)
        self.marks = Marks()
        self._page._page_box = None  # noqa: SLF001 - the same
        pack(stream)


def pack(stream: pydyf.Stream) -> None:
    """Compress a stream that is complete: pydyf would do it twice, for the file's identifier and for the file."""
    if not stream.compress:
        return
    extra, stream.extra, stream.compress = stream.extra, {}, False
    whole = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.stream = [zlib.compress(whole, _LEVEL)]
    stream.extra = {**extra, "Filter": "/FlateDecode"}


def _font_name(font: Any) -> str:  # noqa: ANN401 - WeasyPrint carries no types
    """Return a font's name without the mark of its subset: "EB-Garamond-12-Italic"."""
    return str(font.name.decode().rpartition("+")[2])


def _outermost(links: list[Any]) -> Iterator[Any]:
    """Yield the links of a page without those inside another one to the same place: each child of a link has one."""
    kept: list[tuple[str, str, tuple[float, ...]]] = []
    for link in links:
        kind, target, (left, top, right, bottom), _ = link
        inside = any(
            (kind, target) == (other, to)
            and x1 - _CLOSE <= left
            and y1 - _CLOSE <= top
            and right <= x2 + _CLOSE
            and bottom <= y2 + _CLOSE
            for other, to, (x1, y1, x2, y2) in kept[-8:]
        )
        if not inside:
            kept.append((kind, target, (left, top, right, bottom)))
            yield link
