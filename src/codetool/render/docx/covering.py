"""The picture on the cover: read for its size, drawn with the words that say what it shows."""

import struct
from dataclasses import dataclass

from codetool.render.docx.package import OFFICE
from codetool.render.docx.write import escaped
from codetool.render.look import Logo

_WIDTH, _HEIGHT = 2160000, 1080000
"""The room for a logo, six centimetres by three, in English Metric Units."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_SKIPPED = frozenset({0xC4, 0xC8, 0xCC})
"""Segments of a JPEG among those of frames that are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a document: the name of its part, its size in English Metric Units, what it shows."""

    name: str
    content: bytes
    width: int
    height: int
    words: str
    kind: str


def picture_of(logo: Logo | None) -> Picture | None:
    """Return the logo as Word shows it; nothing for a form that Word does not show, such as SVG."""
    if logo is None:
        return None
    size = _png(logo.content) or _jpeg(logo.content)
    if size is None or 0 in size:
        return None
    scale = min(_WIDTH / size[0], _HEIGHT / size[1])
    suffix = "png" if logo.content.startswith(_PNG) else "jpeg"
    return Picture(
        name=f"media/logo.{suffix}",
        content=logo.content,
        width=round(size[0] * scale),
        height=round(size[1] * scale),
        words=logo.words,
        kind=f'<Default Extension="{suffix}" ContentType="image/{suffix}"/>',
    )


def _png(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG.

    >>> _png(_PNG + bytes(8) + bytes([0, 0, 0, 3, 0, 0, 0, 2]))
    (3, 2)
    """
    found: tuple[int, int] | None = None
    if content.startswith(_PNG) and len(content) >= len(_PNG) + 16:
        found = struct.unpack(">II", content[16:24])
    return found


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG, by its first frame.

    >>> _jpeg(_JPEG + bytes([0xFF, 0xE0, 0, 2, 0xFF, 0xC0, 0, 17, 8, 0, 2, 0, 3]))
    (3, 2)
    """
    at = len(_JPEG)
    while content.startswith(_JPEG) and at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a segment's sign
        sign = content[at + 1]
        if 0xC0 <= sign <= 0xCF and sign not in _SKIPPED:  # noqa: PLR2004 - the signs of frames
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def logo_paragraph(picture: Picture | None) -> str:
    """Return the first paragraph of the cover: the room above its title, with the logo if there is one."""
    above = '<w:p><w:pPr><w:pStyle w:val="Front"/><w:spacing w:before="1700" w:after="900"/></w:pPr>'
    return f"{above}{_run(picture) if picture else ''}</w:p>"


def _run(picture: Picture) -> str:
    size = f'cx="{picture.width}" cy="{picture.height}"'
    told = f'id="1" name="logo" descr="{escaped(picture.words)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr {told}/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{OFFICE}" r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
