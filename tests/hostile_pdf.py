"""PDFs that mean harm: small files that keep whoever reads their signatures busy for ever, or fill the memory."""

import re
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from codetool.archive.sign.awaiting import finished

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
Objects = Mapping[int, bytes]


def catalog(more: bytes = b"") -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R %b >>" % more


def written(objects: Objects, before: bytes = b"") -> bytes:
    """Return a PDF of some objects, the first of which is the catalog; behind another one they are an update of it."""
    output, places = bytearray(before or b"%PDF-1.7\n"), dict[int, int]()
    for number, content in objects.items():
        places[number] = len(output)
        output += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start, previous = len(output), _previous(before) if before else b""
    output += b"xref\n" if before else b"xref\n0 1\n0000000000 65535 f \n"
    output += b"".join(b"%d 1\n%010d 00000 n \n" % (number, places[number]) for number in sorted(places))
    size = max([*places, *map(int, re.findall(rb"/Size (\d+)", before))]) + 1
    output += b"trailer\n<< /Root 1 0 R /Size %d %b>>\nstartxref\n%d\n%%%%EOF\n" % (size, previous, start)
    return bytes(output)


def _previous(before: bytes) -> bytes:
    return b"/Prev %b " % re.findall(rb"startxref\s+(\d+)", before)[-1]


def _of_page(more: bytes = b"") -> dict[int, bytes]:
    return {1: catalog(more), 2: PAGES, 3: PAGE}


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def _signed(objects: Objects, signer: SimpleSigner) -> bytes:
    metadata = PdfSignatureMetadata(field_name="Signature", subfilter=SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(BytesIO(written(objects)))
    return bytes(finished(PdfSigner(metadata, signer).async_sign_pdf(writer)).getvalue())


def forking(signer: SimpleSigner) -> bytes:
    """Return a signed file in which fifty lists each name the next one twice, so that there are 2⁵⁰ ways through."""
    lists = {number: b"[%d 0 R %d 0 R]" % (number + 1, number + 1) for number in range(10, 60)}
    signed = _signed({**_of_page(b"/Any 10 0 R"), **lists, 60: b"[0]"}, signer)
    return written({60: b"[1]"}, signed)


def entangled(signer: SimpleSigner) -> bytes:
    """Return a signed file in which thirty lists each name all thirty."""
    numbers = range(10, 40)
    every = b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)
    signed = _signed({**_of_page(b"/Any 10 0 R"), **dict.fromkeys(numbers, every)}, signer)
    return written({39: b"[1]"}, signed)


def families(signer: SimpleSigner) -> bytes:
    """Return a file whose form has fields with children that are fields with children: 2⁵⁰ of them."""
    del signer
    fields = {number: b"<< /T (a) /Kids [%d 0 R %d 0 R] >>" % (number + 1, number + 1) for number in range(10, 60)}
    return written({**_of_page(b"/AcroForm << /Fields [10 0 R] >>"), **fields, 60: b"<< /FT /Sig /T (b) >>"})


def endless_table(signer: SimpleSigner) -> bytes:
    """Return a file of some hundred bytes that says that it has two thousand million objects, each of no bytes."""
    del signer
    table = stream(b"/Type /XRef /W [0 0 0] /Index [0 2000000000] /Size 2000000000 /Root 1 0 R", b"")
    return b"%%PDF-1.7\n1 0 obj\n%b\nendobj\nstartxref\n9\n%%%%EOF\n" % table


def inflated_table(signer: SimpleSigner) -> bytes:
    """Return a file whose table of objects grows to a thousand times its bytes when it is read."""
    del signer
    entries = b"/Type /XRef /Filter /FlateDecode /W [1 2 1] /Index [0 30000000] /Size 30000000 /Root 1 0 R"
    table = stream(entries, zlib.compress(b"\1\0\0\0" * 30_000_000))
    return b"%%PDF-1.7\n1 0 obj\n%b\nendobj\nstartxref\n9\n%%%%EOF\n" % table


def wide(signer: SimpleSigner) -> bytes:
    """Return a file whose form names twenty million numbers, of two bytes each."""
    del signer
    return written(_of_page(b"/AcroForm << /Fields [%b] >>" % (b"0 " * 20_000_000)))


def chained(signer: SimpleSigner) -> bytes:
    """Return a signed file with twenty thousand updates, none of which begins as the last one does."""
    output = bytearray(_signed(_of_page(), signer))
    place, before = len(output), _previous(bytes(output))
    output += b"3 0 obj\n%b\nendobj\n" % PAGE
    for _ in range(20_000):
        start = len(output)
        output += b"xref\n3 1\n%010d 00000 n \ntrailer\n<< /Root 1 0 R /Size 40 %b>>\n" % (place, before)
        before = b"/Prev %d " % start
    return bytes(output) + b"startxref\n%d\n%%%%EOF\n" % start


HOSTILE: tuple[Callable[[SimpleSigner], bytes], ...] = (
    forking,
    entangled,
    families,
    endless_table,
    inflated_table,
    wide,
    chained,
)
