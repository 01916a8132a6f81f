"""Signs a PDF inside (PAdES): invisibly, so that it stays what it was, and after its own bytes."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from codetool.archive.sign.fitness import check_fitness
from codetool.archive.sign.keys import Signing
from codetool.archive.sign.network import go_online, stamper
from codetool.errors import SigningError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiohttp import ClientSession
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko_certvalidator import ValidationContext

DIGEST = "sha256"
"""What cards, time stamping services and readers all know."""

FIELD, STAMP_FIELD = "Signature1", "Timestamp1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a signature says of itself: when it was made, and why."""

    at: datetime
    reason: str = ""


def sign_pdf(content: bytes, signing: Signing, *, at: datetime, reason: str = "", place: str = "") -> bytes:
    """Return a PDF with a signature after its own bytes.

    Its level is B-B; with time stamps B-T; with trusted roots too B-LTA, which carries what authorities tell of revoked
    certificates. `at` is the time of signing that it states; `reason` is kept in it; `place` is how messages name the file.
    Raises SigningError where the file cannot be signed, where a certificate does not hold at that time, and where a time
    stamp or the state of a certificate cannot be had.
    """
    claim = Claim(at=at, reason=reason)

    async def work(session: "ClientSession") -> bytes:
        stamps = stamper(signing.stamps, session) if signing.stamps else None
        context = await check_fitness(signing, stamps, session, at)
        with _told(place):
            return await _signed(content, signing, stamps, context, claim)

    return go_online(work, place=signing.stamps)


async def _signed(
    content: bytes,
    signing: Signing,
    stamps: "TimeStamper | None",
    context: "ValidationContext | None",
    claim: Claim,
) -> bytes:
    output = BytesIO()
    signer = _dated_signer(_metadata(context, claim), signing, stamps, claim.at)
    await signer.async_sign_pdf(_unsigned(content), output=output)
    return output.getvalue()


def _unsigned(content: bytes) -> "IncrementalPdfFileWriter":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfReadError

    writer = IncrementalPdfFileWriter(BytesIO(content))
    if writer.prev.encrypted:
        raise PdfReadError("encrypted")
    if writer.prev.embedded_signatures:
        raise PdfReadError("signed already")
    return writer


def _metadata(context: "ValidationContext | None", claim: Claim) -> "PdfSignatureMetadata":
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings

    return PdfSignatureMetadata(
        field_name=FIELD,
        timestamp_field_name=STAMP_FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=claim.reason or None,
        validation_context=context,
        embed_validation_info=context is not None,
        use_pades_lta=context is not None,
        signer_key_usage=set(),  # judged before
        dss_settings=DSSContentSettings(include_vri=False),  # else it ends with bytes that no stamp covers
    )


def _dated_signer(
    metadata: "PdfSignatureMetadata", signing: Signing, stamps: "TimeStamper | None", at: datetime
) -> "PdfSigner":
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    class Dated(PdfSigner):
        def init_signing_session(
            self, pdf_out: "IncrementalPdfFileWriter", existing_fields_only: bool = False
        ) -> PdfSigningSession:
            """Return a session that states the time given, not that of this machine."""
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at
            return session

    return Dated(metadata, signing.key.signer, timestamper=stamps)


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
