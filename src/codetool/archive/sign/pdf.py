"""Signs a PDF inside (PAdES): invisibly, so that it stays what it was, and after its own bytes."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from codetool.archive.sign.fitness import check_fitness
from codetool.archive.sign.keys import Signing
from codetool.archive.sign.network import go_online, stamper
from codetool.archive.sign.paths import Evidence
from codetool.errors import SigningError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiohttp import ClientSession
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.sign.timestamps import TimeStamper

DIGEST = "sha256"
"""What cards, time stamping services and readers all know."""

FIELD, STAMP_FIELD = "Signature1", "Timestamp1"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Task:
    """One signature to be made: with what, and what it says of itself."""

    signing: Signing
    at: datetime
    reason: str
    stamps: "TimeStamper | None" = field(repr=False)


def sign_pdf(content: bytes, signing: Signing, *, at: datetime, reason: str = "", place: str = "") -> bytes:
    """Return a PDF with a signature after its own bytes.

    Its level is B-B; with time stamps B-T; with trusted roots too B-LTA, which carries what authorities tell of revoked
    certificates. `at` is the time of signing that it states, `reason` is kept in it, `place` is how messages name it.
    Raises SigningError where the file cannot be signed, where a certificate does not hold at that time, and where a
    time stamp or the state of a certificate cannot be had.
    """

    async def work(session: "ClientSession") -> bytes:
        stamps = stamper(signing.stamps, session) if signing.stamps else None
        task = _Task(signing=signing, at=at, reason=reason, stamps=stamps)
        evidence = await check_fitness(signing, stamps, session, at)
        with _told(place):
            signed = await _signed(content, task)
            return signed if stamps is None or evidence is None else await _stamped(signed, stamps, evidence)

    return go_online(work, place=signing.stamps)


async def _signed(content: bytes, task: _Task) -> bytes:
    from pyhanko.pdf_utils.misc import PdfReadError

    writer = _writer(content)
    if writer.prev.encrypted:
        raise PdfReadError("encrypted")
    if writer.prev.embedded_signatures:
        raise PdfReadError("signed already")
    output = BytesIO()
    await _signer(task).async_sign_pdf(writer, output=output)
    return output.getvalue()


async def _stamped(content: bytes, stamps: "TimeStamper", evidence: Evidence) -> bytes:
    # The evidence stands in the same revision as the stamp: no byte of the file is left that no stamp covers.
    from pyhanko.sign.signers import PdfTimeStamper
    from pyhanko.sign.validation import DocumentSecurityStore

    writer = _writer(content)
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, certs=evidence.certificates, ocsps=evidence.ocsps, crls=evidence.crls
    )
    output = BytesIO()
    await PdfTimeStamper(stamps, field_name=STAMP_FIELD).async_timestamp_pdf(writer, DIGEST, output=output)
    return output.getvalue()


def _writer(content: bytes) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Plain(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """Leave the metadata alone: pyHanko would put the time of this machine into them."""

    return Plain(BytesIO(content))


def _signer(task: _Task) -> "PdfSigner":
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    class Dated(PdfSigner):
        def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:  # noqa: ANN401 - passed on
            """Return a session that states the time given, not that of this machine."""
            session = super().init_signing_session(*arguments, **options)
            session.system_time = task.at
            return session

    metadata = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, reason=task.reason or None
    )
    return Dated(metadata, task.signing.key.signer, timestamper=task.stamps)


@contextmanager
def _told(place: str) -> "Iterator[None]":
    from pkcs11 import PKCS11Error
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError as Refused

    try:
        yield
    except PKCS11Error as error:
        raise SigningError(
            "the token does not sign ({trouble})", "Put the card in again.", place=place, trouble=type(error).__name__
        ) from error
    except (PdfError, Refused, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SigningError(
            "this PDF cannot be signed ({trouble})",
            "Render it again.",
            place=place,
            trouble=str(error) or type(error).__name__,
        ) from error
