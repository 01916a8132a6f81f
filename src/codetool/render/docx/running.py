"""What stands around the text on each page: its paper, its head, its foot with the draft mark."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from codetool.render.docx.package import counted, page_words
from codetool.render.docx.write import escaped

_TITLE = 100
"""Characters of a title at the head of a page, at most."""


class Sheet(NamedTuple):
    """A page, in twentieths of a point: its width and height, its margin, and the width of its text."""

    width: int
    height: int
    margin: int

    @property
    def text(self) -> int:
        """Return the width of the text."""
        return self.width - 2 * self.margin

    @classmethod
    def of(cls, paper: str) -> Self:
        """Return the page for a paper, "A4" or "A5".

        >>> Sheet.of("A5").text
        6691
        """
        return cls(8391, 11906, 850) if paper.upper() == "A5" else cls(11906, 16838, 1418)


def section(sheet: Sheet, parts: Sequence[tuple[str, str]]) -> str:
    """Return the properties of the pages; `parts` are the document's, in the order of their relations."""
    references = "".join(
        f'<w:{kind}Reference w:type="{"first" if name.endswith("first") else "default"}" r:id="rId{number}"/>'
        for number, (kind, name) in enumerate(parts, 1)
        if kind in ("header", "footer")
    )
    margin = sheet.margin
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"/>'
        f'<w:pgMar w:top="{margin + 453}" w:right="{margin}" w:bottom="{margin + 227}" w:left="{margin}"'
        ' w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def page_head(title: str) -> str:
    """Return the head of a page; without a title, that of the cover."""
    if not title:
        return '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>'
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_text(_cut(title))}</w:p>'


def _cut(title: str) -> str:
    """Return a title that fits on one line of the head of a page."""
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rpartition(' ')[0]} …"


def page_foot(mark: str, language: str, sheet: Sheet) -> str:
    """Return the foot of a page: the mark of a draft, and page x of y unless no language is told."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{sheet.text}"/></w:tabs>'
    shown = _text(mark, '<w:rPr><w:rStyle w:val="Mark"/></w:rPr>') if mark else ""
    number = f"<w:r><w:tab/></w:r>{counted(page_words(language))}" if language else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}<w:jc w:val="left"/></w:pPr>{shown}{number}</w:p>'


def _text(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
