"""PDFs of ours altered as somebody might who knows the format: a stream exchanged in its place, an update added."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

_STREAM = re.compile(rb"(?m)^(\d+) 0 obj\n(<<.*?/Length (\d+)\b.*?>>)\nstream\n", re.DOTALL)

Change = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A stream of a PDF: its object's number, what is said of it, where its packed bytes begin and end, and its own."""

    number: int
    about: bytes
    start: int
    end: int
    content: bytes


def streams_of(pdf: bytes) -> list[Stream]:
    """Return the streams that are packed."""
    found = []
    for one in _STREAM.finditer(pdf):
        packed = pdf[one.end() : one.end() + int(one[3])]
        if b"/FlateDecode" in one[2]:
            content = zlib.decompressobj().decompress(packed)
            found.append(
                Stream(number=int(one[1]), about=one[2], start=one.end(), end=one.end() + len(packed), content=content)
            )
    return found


def pages_of(pdf: bytes) -> list[Stream]:
    """Return the drawings of pages with text on them."""
    return [one for one in streams_of(pdf) if b"BDC" in one.content and b"TJ" in one.content]


def files_of(pdf: bytes) -> list[Stream]:
    """Return the attached files."""
    return [one for one in streams_of(pdf) if b"/EmbeddedFile" in one.about]


def with_stream(pdf: bytes, stream: Stream, change: Change) -> bytes:
    """Return a PDF with one stream changed in its place: nothing else moves, as what is left over may be filled up."""
    packed = zlib.compress(change(stream.content), 9)
    room = stream.end - stream.start
    assert len(packed) <= room, "packed as well as can be, it still has to have room"
    return pdf[: stream.start] + packed.ljust(room, b"\0") + pdf[stream.end :]


def with_update(pdf: bytes, stream: Stream, change: Change, extra: bytes = b"") -> bytes:
    """Return a PDF with an update behind its end that exchanges one stream, as editors save (ISO 32000-1, 7.5.6)."""
    packed = zlib.compress(change(stream.content))
    place, before = len(pdf), int(pdf[pdf.rindex(b"startxref") :].split()[1])
    about = re.sub(rb"/Length \d+", b"/Length %d" % len(packed), stream.about)
    added = b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (stream.number, about, packed) + extra
    root, size = (re.findall(pattern, pdf)[-1] for pattern in (rb"/Root \d+ 0 R", rb"/Size (\d+)"))
    here = place + len(added)
    rows = b"\1%b\0\0\1%b\0\0" % (place.to_bytes(4, "big"), here.to_bytes(4, "big"))
    table = b"%b 0 obj\n<</Type /XRef /W [1 4 2] /Index [%d 1 %b 1] /Size %d %b /Prev %d /Length %d>>\nstream\n" % (
        size, stream.number, size, int(size) + 1, root, before, len(rows),
    )  # fmt: skip
    return b"%b%b%b%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (pdf, added, table, rows, here)
