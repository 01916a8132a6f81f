"""Pictures that an edition carries inside: small PNG, JPEG and SVG files below one folder, and nothing else."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings, simplefilter

from codetool.akn.svg import is_plain_svg, pictures_inside

SIZE_LIMIT = 1024 * 1024
"""Bytes of a picture: it stands in the page itself, and the page is read on a phone."""

PIXEL_LIMIT = 25_000_000
"""Pixels of a picture: a few bytes can unfold to more than a machine holds."""


SCANS = 100
"""Passes in which a JPEG is drawn: programs make ten, and each takes as long as the whole picture, however empty."""
_SCAN = b"\xff\xda"


class Fault(StrEnum):
    """Why a picture is not shown."""

    REMOTE = "remote"
    ABSENT = "absent"
    OUTSIDE = "outside"
    LARGE = "large"
    OTHER = "other"
    UNSAFE = "unsafe"
    INKS = "inks"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its bytes as they stand in the file, and their media type."""

    content: bytes
    media_type: str

    @property
    def address(self) -> str:
        """Return the picture as an address that holds it.

        >>> Picture(content=b"<svg/>", media_type="image/svg+xml").address
        'data:image/svg+xml;base64,PHN2Zy8+'
        """
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


def load_picture(folder: Path, name: str) -> Picture | Fault:
    """Return the picture of a name below a folder, or why it cannot be shown; links may not lead out of the folder."""
    if not name or "\0" in name or "\\" in name or name.startswith("/"):
        return Fault.OUTSIDE if name.startswith("/") else Fault.ABSENT
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return Fault.OUTSIDE
        if not path.is_file():
            return Fault.ABSENT
        if path.stat().st_size > SIZE_LIMIT:
            return Fault.LARGE
        return picture_of(path.read_bytes())
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # no file has such a name, or it may not be read
        return Fault.ABSENT


def read_picture(address: str) -> Picture | Fault:
    """Return the picture that an address holds in itself (`data:image/png;base64,…`), or why it cannot be shown.

    >>> read_picture("data:image/svg+xml;base64,PHN2Zy8+"), read_picture("data:text/plain,abc")
    (<Fault.UNSAFE: 'unsafe'>, <Fault.OTHER: 'other'>)
    """
    kind, _, digits = address.partition(",")
    if not kind.endswith(";base64"):
        return Fault.OTHER
    if len(digits) > SIZE_LIMIT * 3 // 2:
        return Fault.LARGE
    try:
        content = b64decode("".join(digits.split()), validate=True)
    except ValueError:
        return Fault.OTHER
    return picture_of(content) if len(content) <= SIZE_LIMIT else Fault.LARGE


def picture_of(content: bytes) -> Picture | Fault:
    """Return the picture that bytes are, whatever the file's name says, or why they cannot be shown."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _drawn(content, "image/png")
    if content.startswith(b"\xff\xd8\xff"):
        return _drawn(content, "image/jpeg")
    if b"<svg" in content[:4096]:
        return _drawing(content)
    return Fault.OTHER


def _drawing(content: bytes) -> Picture | Fault:
    if not is_plain_svg(content):
        return Fault.UNSAFE
    for inside in pictures_inside(content):
        if isinstance(fault := picture_of(inside), Fault):
            return fault
    return Picture(content=content, media_type="image/svg+xml")


def _drawn(content: bytes, media_type: str) -> Picture | Fault:
    """Return a picture of pixels if all of them can be read: what a printer leaves out would be missed by nobody."""
    from PIL import Image  # noqa: PLC0415 - 50 ms that only texts with pictures need

    if media_type == "image/jpeg" and content.count(_SCAN) > SCANS:
        return Fault.LARGE
    try:
        with _whole_ones(), Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > PIXEL_LIMIT:
                return Fault.LARGE
            if image.mode == "CMYK":  # PDF/A has one kind of colours in a file, and ours are those of screens
                return Fault.INKS
            image.load()
    except Exception:  # noqa: BLE001 - Pillow raises whatever its decoders do: SyntaxError, struct.error, OSError
        return Fault.OTHER
    return Picture(content=content, media_type=media_type)


@contextmanager
def _whole_ones() -> Iterator[None]:
    """Have Pillow refuse a file that breaks off; WeasyPrint, once it is loaded, has it fill up what is missing."""
    from PIL import Image, ImageFile  # noqa: PLC0415 - as above

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with catch_warnings():
            simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower, and told
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
