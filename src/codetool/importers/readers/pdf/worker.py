"""The part of the reader that opens the PDF: it runs as a process of its own, since a hostile PDF may hang or crash it.

Bytes come in on standard input; what stands on each page goes out on standard output, a frame for a page: the length
of a head in JSON, the head, and the glyphs as flat arrays. Nothing of the program but this file is imported.
"""

import ctypes
import json
import math
import signal
import sys
from array import array
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

SECONDS = 8
"""How long a PDF may take that gives no text; each glyph that is read earns it more."""
SECONDS_PER_GLYPH = 4e-5
MEMORY = 450_000_000
MAX_PAGES = 3000
MAX_GLYPHS = 3_000_000
GLYPHS_PER_BYTE = 12
SPARE_GLYPHS = 300_000
MAX_OBJECTS = 20_000
"""Drawn things on one page that are looked at: more are a map, not a table."""
MAX_SEGMENTS = 300
MAX_DEPTH = 4
MAX_ANNOTATIONS = 2000
NUMBERS = 6
"""Floats of a glyph: left, bottom, right, top of its box, and where its baseline begins."""
GENERATED, HYPHEN, UNMAPPED = 1, 2, 4

Frame = tuple[dict[str, Any], tuple[bytes, ...]]


class TooLargeError(Exception):
    """More pages or glyphs than any text of law has."""


def main() -> None:
    """Read a PDF from standard input and write its frames; end silently where time or memory run out."""
    _set_limits()
    source = sys.stdin.buffer.read()
    clock = _Clock()
    for head, arrays in read_frames(source, clock.earn):
        clock.stop()
        write_frame(sys.stdout.buffer, head, arrays)
        clock.go_on()


def write_frame(out: BinaryIO, head: dict[str, Any], arrays: tuple[bytes, ...] = ()) -> None:
    """Write one frame."""
    told = json.dumps({**head, "lengths": [len(one) for one in arrays]}).encode()
    out.write(len(told).to_bytes(4, "little") + told)
    out.writelines(arrays)
    out.flush()


class _Clock:
    """Ends the process where it works for too long: an alarm rings in native code too, where Python cannot look."""

    def __init__(self) -> None:
        self.left = float(SECONDS)
        self.go_on()

    def go_on(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, max(self.left, 0.001))

    def stop(self) -> None:
        self.left = signal.setitimer(signal.ITIMER_REAL, 0)[0]

    def earn(self, glyphs: int) -> None:
        self.stop()
        self.left += glyphs * SECONDS_PER_GLYPH
        self.go_on()


def _set_limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for other in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):  # what a PDF may take over writes no file
        resource.setrlimit(other, (0, 0))


def read_frames(source: bytes, earn: Callable[[int], None] = lambda _glyphs: None) -> Iterator[Frame]:
    """Yield the frames of a PDF: one for the document, one for each page, and one that ends it or tells why not."""
    from pypdfium2 import raw

    raw.FPDF_InitLibrary()
    document = raw.FPDF_LoadMemDocument64(source, len(source), None)
    if not document:
        error = raw.FPDF_GetLastError()
        yield {"error": "password" if error == raw.FPDF_ERR_PASSWORD else "broken"}, ()
        return
    try:
        yield from _document_frames(raw, document, len(source), earn)
    except TooLargeError:
        yield {"error": "large"}, ()
    finally:
        raw.FPDF_CloseDocument(document)


def _document_frames(raw: Any, document: Any, length: int, earn: Callable[[int], None]) -> Iterator[Frame]:  # noqa: ANN401 - pdfium's handles carry no types
    pages = raw.FPDF_GetPageCount(document)
    if pages > MAX_PAGES:
        raise TooLargeError
    yield (
        {
            "pages": pages,
            "attachments": [
                _attachment(raw, document, at) for at in range(min(raw.FPDFDoc_GetAttachmentCount(document), 100))
            ],
            "scripts": max(raw.FPDFDoc_GetJavaScriptActionCount(document), 0),
            "form": raw.FPDF_GetFormType(document) > 0,
        },
        (),
    )
    left = min(MAX_GLYPHS, SPARE_GLYPHS + GLYPHS_PER_BYTE * length)
    for number in range(pages):
        page = raw.FPDF_LoadPage(document, number)
        if not page:
            yield {"page": number + 1, "broken": True}, ()
            continue
        try:
            frame = _Page(raw, page, number + 1).frame(left)
        finally:
            raw.FPDF_ClosePage(page)
        glyphs = frame[0]["glyphs"]
        left -= glyphs
        earn(glyphs)
        yield frame
    yield {"end": True}, ()


def _attachment(raw: Any, document: Any, at: int) -> str:  # noqa: ANN401 - as above
    attachment = raw.FPDFDoc_GetAttachment(document, at)
    return _wide(lambda buffer, size: raw.FPDFAttachment_GetName(attachment, buffer, size)) if attachment else ""


def _wide(call: Callable[[Any, int], int]) -> str:
    """Return a string of pdfium, which is UTF-16 with a zero at its end."""
    from pypdfium2 import raw

    size = min(call(None, 0), 200_000)
    if size <= 2:  # noqa: PLR2004 - the zero at the end alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


class _Page:
    """One page while it is open."""

    def __init__(self, raw: Any, page: Any, number: int) -> None:  # noqa: ANN401 - as above
        self.raw = raw
        self.page = page
        self.number = number
        self.styles: list[tuple[str, float, int, int, bool]] = []
        self.known: dict[tuple[str, float, int, int, bool], int] = {}
        self.rules: list[tuple[float, ...]] = []
        self.pictures: list[tuple[float, ...]] = []
        self.seen = 0

    def frame(self, left: int) -> Frame:
        """Return the frame of the page, which may have so many glyphs left."""
        raw = self.raw
        text = raw.FPDFText_LoadPage(self.page)
        count = raw.FPDFText_CountChars(text) if text else 0
        if count > left:
            raise TooLargeError
        try:
            arrays = self._glyphs(text, max(count, 0))
        finally:
            if text:
                raw.FPDFText_ClosePage(text)
        self._look(self.page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0)
        head = {
            "page": self.number,
            "width": raw.FPDF_GetPageWidthF(self.page),
            "height": raw.FPDF_GetPageHeightF(self.page),
            "rotation": raw.FPDFPage_GetRotation(self.page),
            "glyphs": max(count, 0),
            "styles": self.styles,
            "rules": self.rules,
            "pictures": self.pictures,
            "drawn": self.seen,
            "annotations": list(self._annotations()),
        }
        return head, arrays

    def _glyphs(self, text: Any, count: int) -> tuple[bytes, ...]:  # noqa: ANN401 - as above
        raw = self.raw
        # The loop runs for each glyph of the document: names are looked up once, and room for answers is made once.
        unicode_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject
        box_of, origin_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
        generated, hyphen, unmapped = (
            raw.FPDFText_IsGenerated, raw.FPDFText_IsHyphen, raw.FPDFText_HasUnicodeMapError,
        )  # fmt: skip
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        codes, styles, flags = array("I"), array("H"), bytearray()
        numbers = array("f")
        last, style = 0, 0
        for at in range(count):
            code = unicode_of(text, at)
            # pdfium makes up spaces, line ends and hyphen marks only.
            flag = (GENERATED if code <= 0x20 and generated(text, at) == 1 else 0) | (  # noqa: PLR2004 - space
                HYPHEN if code in (0x2, 0x2D, 0xAD) and hyphen(text, at) == 1 else 0
            )
            if unmapped(text, at) == 1:
                flag |= UNMAPPED
            if not flag & GENERATED:
                drawn = object_of(text, at)
                address = ctypes.addressof(drawn.contents) if drawn else 0
                if address != last:
                    last, style = address, self._style(text, at, drawn)
            box_of(text, at, box)
            origin_of(text, at, x, y)
            codes.append(code)
            styles.append(style)
            flags.append(flag)
            numbers.extend((box.left, box.bottom, box.right, box.top, x.value, y.value))
        return codes.tobytes(), styles.tobytes(), bytes(flags), numbers.tobytes()

    def _style(self, text: Any, at: int, drawn: Any) -> int:  # noqa: ANN401 - as above
        raw = self.raw
        matrix, size = raw.FS_MATRIX(), ctypes.c_float(0)
        raw.FPDFText_GetMatrix(text, at, matrix)
        name, flags = b"", 0
        if drawn:
            raw.FPDFTextObj_GetFontSize(drawn, size)
            font = raw.FPDFTextObj_GetFont(drawn)
            if font:
                buffer = ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, buffer, 200)
                name, flags = buffer.value, raw.FPDFFont_GetFlags(font)
        scale = math.hypot(matrix.c, matrix.d)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        unseen = bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        height = size.value * scale
        key = (
            name.decode("utf-8", "replace"),
            round(height, 2) if math.isfinite(height) else 0.0,
            flags,
            angle,
            unseen,
        )
        if key not in self.known and len(self.styles) < 0xFFFF:  # noqa: PLR2004 - an index has two bytes
            self.known[key] = len(self.styles)
            self.styles.append(key)
        return self.known.get(key, 0)

    def _look(self, holder: Any, count: Any, get: Any, depth: int) -> None:  # noqa: ANN401 - as above
        """Note the rules and pictures that are drawn, those of forms on the page too."""
        raw = self.raw
        for at in range(max(count(holder), 0)):
            self.seen += 1
            if self.seen > MAX_OBJECTS:
                return
            drawn = get(holder, at)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_PATH and not depth:
                self.rules.extend(self._path(drawn))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(self._bounds(drawn) if not depth else self._bounds(holder))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                self._look(drawn, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)

    def _bounds(self, drawn: Any) -> tuple[float, ...]:  # noqa: ANN401 - as above
        sides = [ctypes.c_float(0) for _ in range(4)]
        self.raw.FPDFPageObj_GetBounds(drawn, *sides)
        return tuple(round(one.value, 2) if math.isfinite(one.value) else 0.0 for one in sides)

    def _path(self, drawn: Any) -> Iterator[tuple[float, ...]]:  # noqa: ANN401 - as above
        """Yield what is a straight rule in a path: a thin shape, or a side of a shape that is drawn with a line."""
        raw = self.raw
        thin = 3.0
        bounds = self._bounds(drawn)
        left, bottom, right, top = bounds
        if min(right - left, top - bottom) <= thin:
            yield bounds
            return
        fill, stroke = ctypes.c_int(0), ctypes.c_int(0)
        raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        segments = raw.FPDFPath_CountSegments(drawn)
        if not stroke.value or not 2 <= segments <= MAX_SEGMENTS:  # noqa: PLR2004 - two points make a line
            return
        points = [self._point(drawn, at) for at in range(segments)]
        for (kind, *one), (into, *two) in zip(points, points[1:] + points[:1], strict=True):
            del kind
            sides = (min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))
            if into == raw.FPDF_SEGMENT_LINETO and min(sides[2] - sides[0], sides[3] - sides[1]) <= 1:
                yield tuple(round(side, 2) for side in sides)

    def _point(self, drawn: Any, at: int) -> tuple[int, float, float]:  # noqa: ANN401 - as above
        raw = self.raw
        matrix, x, y = raw.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_float(0), ctypes.c_float(0)
        raw.FPDFPageObj_GetMatrix(drawn, matrix)
        segment = raw.FPDFPath_GetPathSegment(drawn, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        return raw.FPDFPathSegment_GetType(segment), across, up

    def _annotations(self) -> Iterator[dict[str, Any]]:
        raw = self.raw
        for at in range(min(raw.FPDFPage_GetAnnotCount(self.page), MAX_ANNOTATIONS)):
            annotation = raw.FPDFPage_GetAnnot(self.page, at)
            if not annotation:
                continue
            told = self._annotation(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if told["text"]:
                yield told

    def _annotation(self, annotation: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        raw = self.raw
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            return {"text": ""}

        def string(key: bytes) -> str:
            return _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size))

        box = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, box)
        marked = (raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT)
        return {
            "text": string(b"V" if kind == raw.FPDF_ANNOT_WIDGET else b"Contents"),
            "author": "" if kind == raw.FPDF_ANNOT_WIDGET else string(b"T"),
            "date": string(b"M"),
            "marks": kind in marked,
            "box": [round(side, 2) for side in (box.left, box.bottom, box.right, box.top)],
        }


if __name__ == "__main__":
    main()
