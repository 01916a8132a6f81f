"""PDFs that give no text are refused in one line that says why and what to do."""

import base64
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from codetool.errors import SourceError
from codetool.importers.readers.pdf import read_pdf, source
from codetool.importers.reading import DropKind, Reading

Reader = Callable[..., Reading]
Printer = Callable[..., bytes]

_OCR = "Run text recognition (OCR) on it and check the result against the paper, or ask for the original file."
_PAGE = "@page { margin: 0 } img { width: 148mm; height: 209mm; display: block; page-break-after: always }"


def picture() -> str:
    """Return a picture of nothing, as HTML."""
    out = BytesIO()
    Image.new("RGB", (40, 60), (240, 240, 230)).save(out, "PNG")
    return f'<img src="data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}">'


def refusal(pdf: bytes) -> str:
    """Return the line with which a PDF is refused."""
    with pytest.raises(SourceError) as error:
        read_pdf(pdf, "draft.pdf")
    return str(error.value)


def minimal(*objects: str, trailer: str = "") -> bytes:
    """Return a PDF written by hand; the first object is its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size} /Root 1 0 R {trailer}>>\n"
    return body + f"{end}startxref\n{start}\n".encode("latin-1") + b"%%EOF"


def test_pages_that_are_pictures_have_no_text_layer(print_pdf: Printer) -> None:
    told = f"draft.pdf: the PDF has no text layer: its pages are pictures. {_OCR}"
    assert refusal(print_pdf(picture() * 2, _PAGE)) == told


def test_a_picture_among_pages_of_text_is_named(print_pdf: Printer) -> None:
    body = f"<p style='page-break-after: always'>{'Art. 1. Le secret est gardé. ' * 9}</p>{picture() * 2}"
    assert refusal(print_pdf(body, _PAGE)) == (
        f"draft.pdf: the PDF has no text layer on these pages, which are pictures: 2–3. {_OCR}"
    )


def test_a_small_picture_is_left_out_and_told(read: Reader) -> None:
    reading = read(f"<p>Art. 1. Le secret est gardé.</p>{picture()}", "img { width: 2cm }")
    assert [(one.kind, one.page, one.count) for one in reading.dropped] == [(DropKind.PICTURE, 1, 1)]


def test_an_empty_page_has_no_text(print_pdf: Printer) -> None:
    assert refusal(print_pdf("")) == "draft.pdf: no text stands in the PDF. Ask for the original file."


def test_a_password_is_asked_for_by_no_one() -> None:
    pdf = minimal(
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [] /Count 0>>",
        f"<</Filter /Standard /V 1 /R 2 /O <{'ab' * 32}> /U <{'cd' * 32}> /P -4>>",
        trailer="/Encrypt 3 0 R /ID [<00><00>]",
    )
    assert refusal(pdf) == (
        "draft.pdf: the file is protected by a password. Save it without its password, then import it."
    )


def test_a_document_that_promises_too_many_pages_is_refused() -> None:
    pdf = minimal("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 99999>>", "<</Type /Page>>")
    assert refusal(pdf).startswith("draft.pdf: ")


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import os; os.abort()")
    monkeypatch.setattr(source, "_WORKER", worker)
    assert refusal(b"%PDF-" * 100_000) == (
        "draft.pdf: the PDF is broken, or takes too much time or memory to read. "
        "Open it in a PDF viewer and print it to a new PDF, or ask for the original file."
    )


def test_damaged_bytes_give_a_reading_or_one_line(print_pdf: Printer) -> None:
    whole = print_pdf("<p>Art. 1. Le secret professionnel est gardé.</p>" * 5)
    random = Random(7)  # noqa: S311 - damage, not secrets
    for _ in range(25):
        damaged = bytearray(whole)
        for _ in range(random.choice((1, 10, 100))):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        try:
            assert isinstance(read_pdf(bytes(damaged), "draft.pdf"), Reading)
        except SourceError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either end is a good one
