"""Reads the signatures that a PDF carries, to the last byte, and the evidence beside them."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from codetool.archive.sign.cms import CmsSignature, UnreadableError, read_cms
from codetool.archive.sign.paths import Evidence

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

LARGEST = 128 * 1024 * 1024
"""Bytes of a PDF at most."""

MOST_SIGNATURES = 20
MOST_UPDATES = 100
_MOST_EVIDENCE = 200
_LARGEST_ANSWER = 64 * 1024
"""Bytes of what an authority answers of one certificate; honest ones take some thousand."""

_TRACE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d")
"""What every signature in a PDF has in plain sight: the range of bytes that it covers."""

_OTHER_TRACES = re.compile(
    rb"/ByteRange\b|/ETSI\.(?:CAdES|RFC3161)|/DocTimeStamp\b|/adbe\.|/Adobe\.PPK|/Contents\s*<30[0-9A-Fa-f]{200}"
)

_OBJECT = re.compile(rb"\d \d+ obj\b")

_END = re.compile(rb"%%EOF(?:\r\n|\n|\r|)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Embedded:
    """A signature or time stamp in a PDF: the bytes that it covers end at `end`, those of its revision too.

    `content` is what it is of: all of these but itself. `stamps` says that it is a time stamp of the whole document.
    """

    content: bytes = field(repr=False)
    end: int
    stamps: bool
    claimed: datetime | None
    cms: bytes = field(repr=False)
    signature: CmsSignature = field(repr=False)
    source: "EmbeddedPdfSignature" = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SignedPdf:
    """A PDF that was read: its signatures, first to last, and the evidence that it carries for them."""

    signatures: tuple[Embedded, ...]
    evidence: Evidence
    reader: "PdfFileReader" = field(repr=False)


def has_traces(content: bytes) -> bool:
    """Return whether a file holds anything that only signed PDFs hold, or ends in the middle of an update."""
    if _TRACE.search(content) or _OTHER_TRACES.search(content):
        return True
    return _OBJECT.search(content, max(content.rfind(b"%%EOF"), 0)) is not None


def revision_before_signing(content: bytes) -> bytes:
    r"""Return what a PDF was before it was first signed: all, where it never was; none, where that cannot be told.

    >>> revision_before_signing(b"%PDF-1.7 ... %%EOF\n5 0 obj <</ByteRange [0 10 20 30]>> ... %%EOF\n")
    b'%PDF-1.7 ... %%EOF\n'
    """
    first = _TRACE.search(content)
    if first is None:
        return b"" if has_traces(content) else content
    last = content.rfind(b"%%EOF", 0, first.start())
    end = _END.match(content, last, first.start()) if last >= 0 else None
    return content[: end.end()] if end else b""


def read_signed_pdf(content: bytes) -> SignedPdf:
    """Return the signatures of a PDF; raise UnreadableError where one cannot be read, or is not in plain sight."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if len(content) > LARGEST:
        raise UnreadableError("too large")
    traces = len(_TRACE.findall(content))
    if traces > MOST_SIGNATURES or content.count(b"startxref") > MOST_UPDATES:
        raise UnreadableError("too many signatures or updates")
    reader = PdfFileReader(BytesIO(content))
    if reader.encrypted:
        raise UnreadableError("encrypted")
    found = [_read(content, one) for one in reader.embedded_signatures]
    if len(found) != traces or (not found and has_traces(content)):
        raise UnreadableError("a signature is hidden")
    found.sort(key=lambda one: one.end)
    return SignedPdf(signatures=tuple(found), evidence=_evidence(reader), reader=reader)


def _read(content: bytes, source: "EmbeddedPdfSignature") -> Embedded:
    before, start, end = _range(content, source.byte_range)
    cms = _held(content[before:start], source.pkcs7_content)
    signature = read_cms(cms)
    stamps = source.sig_object.get("/SubFilter") == "/ETSI.RFC3161"
    if stamps is (signature.content is None) or stamps is not (source.sig_object_type == "/DocTimeStamp"):
        raise UnreadableError("a time stamp that is none")
    return Embedded(
        content=content[:before] + content[start:end],
        end=end,
        stamps=stamps,
        claimed=None if stamps else _claimed(source),
        cms=cms,
        signature=signature,
        source=source,
    )


def _range(content: bytes, stated: Any) -> tuple[int, int, int]:  # noqa: ANN401 - whatever a file says
    # The range must leave out exactly the string that holds the signature.
    numbers = [int(one) for one in stated]
    if len(numbers) != 4 or numbers[0] != 0:  # noqa: PLR2004 - two pairs of place and length
        raise UnreadableError("not the range of a whole file")
    _, before, start, length = numbers
    if not 0 < before < start <= start + length <= len(content):
        raise UnreadableError("not the range of this file")
    return before, start, start + length


def _held(gap: bytes, read: bytes) -> bytes:
    # Hexadecimal of one case, then zeros: whatever else could stand there without the signature breaking.
    digits = gap[1:-1]
    if gap[:1] != b"<" or gap[-1:] != b">" or not re.fullmatch(rb"[0-9a-f]*|[0-9A-F]*", digits) or len(digits) % 2:
        raise UnreadableError("not hexadecimal")
    held = bytes.fromhex(digits.decode())
    if held != read:
        raise UnreadableError("not the signature that readers see")
    length = _der_length(held)
    if any(held[length:]):
        raise UnreadableError("not padded with zeros")
    return held[:length]


def _der_length(content: bytes) -> int:
    from asn1crypto import parser

    _, _, _, header, inner, trailer = parser.parse(content)
    return len(header) + len(inner) + len(trailer)


def _claimed(source: "EmbeddedPdfSignature") -> datetime | None:
    claimed = source.self_reported_timestamp
    return claimed if claimed is not None and claimed.tzinfo is not None else None


def _evidence(reader: "PdfFileReader") -> Evidence:
    from asn1crypto import crl, ocsp, x509

    try:
        store = reader.root["/DSS"]
    except KeyError:
        return Evidence()
    return Evidence(
        certificates=tuple(x509.Certificate.load(one) for one in _streams(store, "/Certs")),
        ocsps=tuple(ocsp.OCSPResponse.load(one) for one in _streams(store, "/OCSPs") if len(one) <= _LARGEST_ANSWER),
        crls=tuple(crl.CertificateList.load(one) for one in _streams(store, "/CRLs")),
    )


def _streams(store: Any, name: str) -> list[bytes]:  # noqa: ANN401 - whatever a file says
    held = store.get(name, ())
    if len(held) > _MOST_EVIDENCE:
        raise UnreadableError("too much evidence")
    return [one.get_object().data for one in held]
