"""Frames to pages: each checked for a text layer that is one."""

from collections.abc import Iterable, Sequence

from codetool.errors import SourceError
from codetool.importers.readers.pdf.glyphs import Sheet, unmapped_letters, words_of_sheet, words_seen
from codetool.importers.readers.pdf.page import Annotation, Page, Rule
from codetool.importers.readers.pdf.rows import rows_of
from codetool.importers.readers.pdf.source import Frame

_FULL = 0.5
"""A picture over so much of a page is the page."""
_HARDLY = 30
_GARBAGE = 0.3
_OCR = "Run text recognition (OCR) on it and check the result against the paper, or ask for the original file."


def page_of(frame: Frame, place: str) -> Page:
    """Return the page of a frame; raise SourceError where it cannot be opened."""
    head = frame.head
    if head.get("broken"):
        raise SourceError(
            "page {page} of the PDF is broken",
            "Open it in a PDF viewer and print it to a new PDF, or ask for the original file.",
            place=place,
            page=head["page"],
        )
    sheet = Sheet.of(head, frame.arrays)
    angle = sheet.angle
    upright, turned = words_of_sheet(sheet)
    width, height = sheet.size_at(angle)
    number = int(head["page"])
    rows = (*rows_of(upright, number), *rows_of(turned, number, turned=True))
    covered = sum(_area(box) for box in head["pictures"]) / max(width * height, 1)
    return Page(
        number=number,
        width=width,
        height=height,
        rows=rows,
        rules=tuple(sheet.turn_box(box, angle) for box in head["rules"]),
        pictures=len(head["pictures"]),
        drawn=int(head["drawn"]),
        covered=covered >= _FULL,
        annotations=tuple(_annotation(one, sheet, angle) for one in head["annotations"]),
        unmapped=unmapped_letters(sheet),
        letters=sum(len(word.text) for word in (*upright, *turned)),
        seen=words_seen(sheet),
    )


def check_layer(pages: Sequence[Page], place: str) -> None:
    """Raise SourceError where pages have no text, or a text without letters: words would be lost unseen."""
    letters = sum(page.letters for page in pages)
    scanned = [page.number for page in pages if page.covered and page.letters < _HARDLY]
    if letters == 0 or len(scanned) == len(pages):
        pictures = any(page.pictures for page in pages)
        raise (
            _no_layer(place)
            if pictures
            else SourceError("no text stands in the PDF", "Ask for the original file.", place=place)
        )
    if scanned:
        raise SourceError(
            "the PDF has no text layer on these pages, which are pictures: {pages}",
            _OCR,
            place=place,
            pages=ranges(scanned),
        )
    unmapped = sum(len(page.unmapped) for page in pages)
    if unmapped > _GARBAGE * letters:
        raise SourceError(
            "the PDF does not say which letters its signs are: {unmapped} of {letters} have none", _OCR, place=place,
            unmapped=unmapped, letters=letters,
        )  # fmt: skip


def _no_layer(place: str) -> SourceError:
    return SourceError("the PDF has no text layer: its pages are pictures", _OCR, place=place)


def _area(box: Sequence[float]) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _annotation(told: dict[str, object], sheet: Sheet, angle: int) -> Annotation:
    box = told["box"]
    return Annotation(
        text=str(told["text"]),
        author=str(told["author"]),
        date=str(told["date"]),
        marks=bool(told["marks"]),
        box=sheet.turn_box(box, angle) if isinstance(box, list) else Rule(left=0, top=0, right=0, bottom=0),
    )


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as a person writes them.

    >>> ranges([1, 2, 3, 7])
    '1–3, 7'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return ", ".join("–".join(map(str, span)) for span in spans)
