"""Which format a source is in: its first bytes say so, and its name may not say otherwise."""

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from codetool.akn.parser import check_size
from codetool.errors import SourceError
from codetool.importers.readers.docx import read_docx
from codetool.importers.readers.docx.parts import main_part
from codetool.importers.readers.html import read_html
from codetool.importers.readers.markdown import read_markdown
from codetool.importers.readers.odt import read_odt
from codetool.importers.readers.package import Package, open_package
from codetool.importers.readers.pdf import read_pdf
from codetool.importers.readers.plain import read_plain
from codetool.importers.reading import Reader, Reading, Tracked


class SourceFormat(Enum):
    """A format that import reads; the value is what a person calls it."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "a Word file"
    ODT = "a LibreOffice file"
    PDF = "a PDF"


READERS: Mapping[SourceFormat, Reader] = MappingProxyType(
    {
        SourceFormat.PLAIN: read_plain,
        SourceFormat.MARKDOWN: read_markdown,
        SourceFormat.HTML: read_html,
        SourceFormat.DOCX: read_docx,
        SourceFormat.ODT: read_odt,
        SourceFormat.PDF: read_pdf,
    }
)
LINES = 300_000
"""Lines of a text at most: each takes a fraction of a millisecond, and a line of three characters as long as any."""

WORDS = 2_000_000
"""Words of a text at most: each takes some thousandths of a millisecond, however short it is."""

_SUFFIXES = {
    ".txt": SourceFormat.PLAIN, ".text": SourceFormat.PLAIN, ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN, ".html": SourceFormat.HTML, ".htm": SourceFormat.HTML,
    ".xhtml": SourceFormat.HTML, ".docx": SourceFormat.DOCX, ".docm": SourceFormat.DOCX, ".odt": SourceFormat.ODT,
    ".pdf": SourceFormat.PDF,
}  # fmt: skip
_WRITTEN = frozenset({SourceFormat.PLAIN, SourceFormat.MARKDOWN})
_REFUSED = (
    # Formats that we know and do not read, by their first bytes.
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(rb"<(?:p|h[1-6]|div|ol|ul|table|span|br)\b[^<>]*>", re.IGNORECASE)
_XML = re.compile(r"\s*<(?:\?xml|!doctype|!--|(?:\w+:)?akomantoso)\b", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WORD_TEXT = "word/document.xml"
_WORD = b"wordprocessingml"
"""Stands in the names of Word's XML, of both dialects: a text that has another name than usual is known by it."""
_SAMPLE = 64 * 1024


def read_source(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """Return the reading of a source in any format; raise SourceError where it is in none, or broken.

    >>> [line.text for line in read_source(b"Art. 1. Un.", "draft.txt").lines]
    ['Art. 1. Un.']
    """
    reading = READERS[detect_format(source, place)](source, place, tracked)
    if len(reading.lines) > LINES:
        raise SourceError(
            "the text has {number} lines; codetool reads at most {limit}",
            "Split it, or name the file that you meant.",
            place=place,
            number=len(reading.lines),
            limit=LINES,
        )
    words = sum(len(line.text.split()) for line in reading.lines)
    if words > WORDS:
        raise SourceError(
            "the text has {number} words; codetool reads at most {limit}",
            "Split it, or name the file that you meant.",
            place=place,
            number=words,
            limit=WORDS,
        )
    return reading


def detect_format(source: bytes, place: str = "") -> SourceFormat:
    """Return the format of a source; raise SourceError where we do not read it, or its name says another one.

    >>> detect_format(b"%PDF-1.7", "draft.pdf")
    <SourceFormat.PDF: 'a PDF'>
    >>> detect_format(b"%PDF-1.7", "draft.docx")
    Traceback (most recent call last):
        ...
    codetool.errors.SourceError: draft.docx: this is a PDF, although its name ends in .docx. Give the file its true ending, if it is the one that you meant.
    """  # noqa: E501 - the message is one line
    check_size(len(source), place)
    if not source.strip():
        raise SourceError("the file is empty", "Name a file with a text in it.", place=place)
    suffix = _suffix(place)
    named = _SUFFIXES.get(suffix)
    seen = _seen(source, place)
    if named in _WRITTEN and seen is SourceFormat.PLAIN:
        return named or seen
    if named is SourceFormat.HTML and seen is SourceFormat.PLAIN and _TAG.search(source[:_SAMPLE].replace(b"\0", b"")):
        return named  # a piece of a page, or one in UTF-16 that does not say so
    if named and named is not seen:
        raise SourceError(
            "this is {kind}, although its name ends in {suffix}",
            "Give the file its true ending, if it is the one that you meant.",
            place=place,
            kind=seen.value,
            suffix=suffix,
        )
    return seen


def _suffix(place: str) -> str:
    name = place.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def _seen(source: bytes, place: str) -> SourceFormat:
    for sign, kind in _REFUSED:
        if source.startswith(sign):
            raise _refused(source, kind, place)
    if source.startswith(b"PK\x03\x04"):
        return _zipped(source, place)
    if b"%PDF-" in source[:1024]:
        return SourceFormat.PDF
    encoding = next((name for mark, name in _MARKS if source.startswith(mark)), "latin-1")
    start = source[:_SAMPLE].decode(encoding, "replace")
    if _HTML.match(start):
        return SourceFormat.HTML
    if _XML.match(start):
        raise _refused(source, "an XML file", place)
    return SourceFormat.PLAIN


def _zipped(source: bytes, place: str) -> SourceFormat:
    package = open_package(source, place)
    if _is_word(package):
        return SourceFormat.DOCX
    if "content.xml" in package.names and b"opendocument.text" in source[:200]:
        return SourceFormat.ODT
    raise _refused(source, "a zip file without a Word or LibreOffice text in it", place)


def _is_word(package: Package) -> bool:
    main = main_part(package)
    return main == _WORD_TEXT in package.names or (main in package.names and _WORD in package.read(main)[:_SAMPLE])


def _refused(source: bytes, kind: str, place: str) -> SourceError:
    if _PASSWORD in source:
        return SourceError(
            "the file is protected by a password", "Save it without its password, then import it.", place=place
        )
    return SourceError(
        "this is {kind}, which import does not read",
        "Save it as .docx, .odt, .html, .md, .txt or .pdf.",
        place=place,
        kind=kind,
    )
