"""What a PDF carries and what it reads, with pdfium: only a process with limits calls this, since a PDF may hang it."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

MOST_FILES = 2000
MOST_BYTES = 192 * 1024 * 1024
MOST_PAGES = 20_000
MOST_TEXT = 64 * 1024 * 1024
DEEPEST = 64
"""Files that a PDF may carry, bytes of all of them, pages and characters of text, depth of its structure."""

_TEXT, _CONTENTS, _NOTE = "", "TOC", "Note"
"""The roles of contents, which name pages, and of notes, which stand at the foot of one; all else is text."""


class OversizedError(ValueError):
    """More than any edition of a legal text has."""


def read_attachments(content: bytes) -> Mapping[str, bytes]:
    """Return the files that a PDF carries by their names; raise ValueError where one name stands twice.

    Raises OversizedError where there are too many or too large ones, PdfiumError where this is no PDF.
    """
    from pypdfium2 import PdfDocument

    found = dict[str, bytes]()
    with PdfDocument(content) as document:
        if (count := document.count_attachments()) > MOST_FILES:
            raise OversizedError("attachments")
        for at in range(count):
            attachment = document.get_attachment(at)
            name, size = attachment.get_name(), _size_of(attachment)
            if size + sum(map(len, found.values())) > MOST_BYTES:
                raise OversizedError("attachments")
            if name in found:
                raise ValueError(f"{name!a} stands twice")
            found[name] = bytes(attachment.get_data()) if size else b""
    return found


def _size_of(attachment: Any) -> int:  # noqa: ANN401 - pdfium's handles carry no types
    from pypdfium2 import raw

    size = ctypes.c_ulong()
    return int(size.value) if raw.FPDFAttachment_GetFile(attachment, None, 0, size) else 0


def read_pages(content: bytes) -> Iterator[str]:
    """Yield the text of each page as it stands there, white space folded."""
    from pypdfium2 import PdfDocument

    left = MOST_TEXT
    with PdfDocument(content) as document:
        if len(document) > MOST_PAGES:
            raise OversizedError("pages")
        for page in document:
            text = page.get_textpage().get_text_range()
            left -= len(text)
            if left < 0:
                raise OversizedError("text")
            yield " ".join(text.split())
            page.close()


def read_flow(content: bytes) -> tuple[str, str, dict[str, float]]:
    """Return the text along its structure, however it is broken into pages, that of the contents, and words in margins.

    Notes stand behind the text, and what neither the structure nor a margin holds is text too. Each word in a margin is
    given with the share of the pages that have it; figures are left out, since they tell of pages.
    """
    from pypdfium2 import PdfDocument

    found: dict[str, list[str]] = {_TEXT: [], _CONTENTS: [], _NOTE: []}
    margins = Counter[str]()
    with PdfDocument(content) as document:
        if len(document) > MOST_PAGES:
            raise OversizedError("pages")
        for page in document:
            marked, stray, aside = _drawn(page)
            for role, mark in list(_order(page)):
                found[role].append(marked.pop(mark, ""))
            found[_TEXT] += [*marked.values(), *stray]
            margins.update({word for text in aside for word in text.split() if not re.fullmatch(r"[\W\d]+", word)})
            page.close()
        shares = {word: count / len(document) for word, count in sorted(margins.items())}
    return " ".join((*found[_TEXT], *found[_NOTE])), " ".join(found[_CONTENTS]), shares


def _drawn(page: Any) -> tuple[dict[int, str], list[str], list[str]]:  # noqa: ANN401 - as above
    """Return the texts of a page by their marks, those that have none, and those that are no part of the text."""
    from pypdfium2 import raw

    marked, stray, aside = dict[int, str](), list[str](), list[str]()
    words = page.get_textpage()
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        text, mark = _text_of(drawn, words), raw.FPDFPageObj_GetMarkedContentID(drawn)
        if mark >= 0:
            marked[mark] = marked.get(mark, "") + text
        elif "Artifact" in _marks_of(drawn):
            aside.append(text)
        else:
            stray.append(text)
    return marked, stray, aside


def _text_of(drawn: Any, words: Any) -> str:  # noqa: ANN401 - as above
    from pypdfium2 import raw

    return _wide(lambda buffer, size: raw.FPDFTextObj_GetText(drawn, words, buffer, size))


def _marks_of(drawn: Any) -> set[str]:  # noqa: ANN401 - as above
    from pypdfium2 import raw

    found = set[str]()
    for at in range(min(raw.FPDFPageObj_CountMarks(drawn), DEEPEST)):
        mark, size = raw.FPDFPageObj_GetMark(drawn, at), ctypes.c_ulong()
        buffer = (ctypes.c_ushort * 64)()
        raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
        found.add(bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0])
    return found


def _order(page: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - as above
    """Yield the marks of a page along its structure, each with the role of what it is in: contents, a note, or text."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _marks_in(raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0, _TEXT)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _marks_in(element: Any, depth: int, role: str) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - as above
    from pypdfium2 import raw

    if depth > DEEPEST:
        raise OversizedError("structure")
    own = _wide(lambda buffer, size: raw.FPDF_StructElement_GetType(element, buffer, size))
    role = own if own in (_CONTENTS, _NOTE) else role
    for at in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if mark >= 0:
            yield role, mark
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
            yield from _marks_in(child, depth + 1, role)


def _wide(call: Any) -> str:  # noqa: ANN401 - a function of pdfium's, given a buffer and its size
    """Return a string of pdfium, which is UTF-16 with a zero at its end."""
    from pypdfium2 import raw

    size = min(call(None, 0), MOST_TEXT)
    if size <= 2:  # noqa: PLR2004 - the zero at the end alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
