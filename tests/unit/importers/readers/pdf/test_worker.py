"""The worker tells each page as a frame, and refuses what is too large or no PDF."""

import ctypes
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from codetool.importers.readers.pdf import read_pdf, worker
from codetool.importers.readers.pdf.glyphs import Sheet, words_of_sheet
from codetool.importers.reading import DropKind

Printer = Callable[..., bytes]


def test_a_page_is_a_frame_with_its_glyphs(print_pdf: Printer) -> None:
    body = "<p>Le secret <b>est</b> gardé.</p><table><tr><td>Un</td><td>Deux</td></tr></table>"
    pdf = print_pdf(body, "table { border-collapse: collapse } td { border: 0.5pt solid }")
    earned: list[int] = []
    document, page, end = worker.read_frames(pdf, earned.append)
    assert document == ({"pages": 1, "attachments": [], "scripts": 0, "form": False}, ())
    assert end == ({"end": True}, ())
    upright, turned = words_of_sheet(Sheet.of(*page))
    assert [word.text for word in upright] == ["Le", "secret", "est", "gardé.", "Un", "Deux"]
    assert [word.text for word in upright if word.bold] == ["est"]
    assert turned == ()
    assert earned == [page[0]["glyphs"]]
    assert len(page[0]["rules"]) >= 4


def test_bytes_that_are_no_pdf_are_one_frame() -> None:
    assert list(worker.read_frames(b"nothing")) == [({"error": "broken"}, ())]


@pytest.mark.parametrize("limit", ["MAX_PAGES", "MAX_GLYPHS"])
def test_more_than_any_law_has_is_refused(print_pdf: Printer, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(worker, limit, 0)
    assert list(worker.read_frames(print_pdf("<p>Le secret.</p>")))[-1] == ({"error": "large"}, ())


def test_a_frame_is_its_length_its_head_and_its_arrays() -> None:
    out = BytesIO()
    worker.write_frame(out, {"page": 1}, (b"ab", b"c"))
    assert out.getvalue() == b'\x1e\x00\x00\x00{"page": 1, "lengths": [2, 1]}' + b"abc"


def test_comments_files_and_pictures_are_told(print_pdf: Printer) -> None:
    document = pypdfium2.PdfDocument(print_pdf("<p>Le secret est gardé.</p>"))
    document.new_attachment("annexe.txt").set_data(b"Annexe")
    page = document[0]
    for kind in (raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_LINK):
        annotation = raw.FPDFPage_CreateAnnot(page, kind)
        wide = ctypes.create_string_buffer("À revoir\0".encode("utf-16-le"))
        raw.FPDFAnnot_SetStringValue(annotation, b"Contents", ctypes.cast(wide, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPage_CloseAnnot(annotation)
    page.close()
    out = BytesIO()
    document.save(out)
    document.close()
    told, first, _end = worker.read_frames(out.getvalue())
    assert told[0]["attachments"] == ["annexe.txt"]
    assert [(one["text"], one["marks"]) for one in first[0]["annotations"]] == [("À revoir", True), ("À revoir", False)]
    dropped = [(one.kind, one.text) for one in read_pdf(out.getvalue(), "draft.pdf").dropped]
    assert dropped == [(DropKind.OBJECT, "annexe.txt")]


def test_whoever_took_over_the_process_could_write_nothing_to_the_disk(tmp_path: Path) -> None:
    program = (
        "import sys; from codetool.importers.readers.pdf import worker; worker._set_limits()\n"
        "try: open(sys.argv[1], 'wb', 0).write(b'x')\nexcept OSError as error: print(error.strerror)"
    )
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    command = [sys.executable, "-c", program, str(tmp_path / "a")]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert told.stdout == "File too large\n", told.stderr
    assert (tmp_path / "a").read_bytes() == b""
