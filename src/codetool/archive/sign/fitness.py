"""Looks, before anything is signed, whether those who will sign and stamp can be believed then."""

from datetime import datetime
from typing import TYPE_CHECKING

from codetool.archive.sign.certificates import told_name
from codetool.archive.sign.keys import Signing
from codetool.archive.sign.network import revocation
from codetool.archive.sign.paths import Evidence, Fault, Judge, Judged, Purpose
from codetool.errors import SigningError

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from asn1crypto import crl, ocsp, x509
    from pyhanko.sign.timestamps import TimeStamper


async def check_fitness(
    signing: Signing, stamps: "TimeStamper | None", session: "ClientSession", at: datetime
) -> Evidence | None:
    """Return the evidence for a long-term signature, or nothing, where no trusted roots or no time stamps are there.

    Raises SigningError where a certificate does not hold at the time `at`, and, for a long-term signature, where its
    state cannot be had.
    """
    if not signing.trust.roots:
        return None
    from asn1crypto import x509

    fetchers = revocation(session)
    judge = Judge(trust=signing.trust, fetchers=fetchers)
    certificate, *chain = (x509.Certificate.load(one) for one in (signing.key.certificate, *signing.key.chain))
    judged = await judge.judge(certificate, Evidence(certificates=tuple(chain)), Purpose.SIGNING, at)
    refuse(judged, certificate, place="")
    if stamps is None:
        return None
    _refuse_unknown(judged, certificate, place="")
    carried = await _of_stamper(judge, stamps, signing.stamps, at)
    return Evidence(
        certificates=(certificate, *chain, *carried),
        ocsps=tuple(sorted(fetchers.ocsp_fetcher.fetched_responses(), key=_bytes)),
        crls=tuple(sorted(fetchers.crl_fetcher.fetched_crls(), key=_bytes)),
    )


def _bytes(one: "ocsp.OCSPResponse | crl.CertificateList") -> bytes:
    return bytes(one.dump())


async def _of_stamper(judge: Judge, stamps: "TimeStamper", place: str, at: datetime) -> "tuple[x509.Certificate, ...]":
    from pyhanko.sign.general import extract_certificate_info

    token = await stamps.async_dummy_response("sha256")
    found = extract_certificate_info(token["content"])
    others = tuple(found.other_certs)
    judged = await judge.judge(found.signer_cert, Evidence(certificates=others), Purpose.STAMPING, at)
    refuse(judged, found.signer_cert, place)
    _refuse_unknown(judged, found.signer_cert, place)
    return (found.signer_cert, *others)


def refuse(judged: Judged, certificate: "x509.Certificate", place: str) -> None:
    """Raise SigningError where a certificate proves nothing."""
    ask = "Ask its issuer for a new one."
    match judged.fault:
        case None:
            return
        case Fault.NO_ROOT:
            fact = "the certificate of {subject} leads to no trusted root"
            remedy = "Name the root certificate of {issuer} among the trusted ones."
        case Fault.OTHER_KEY:
            fact = "the certificate of {subject} leads to {issuer}, but to another key than the trusted one"
            remedy = "Name the right root certificate, or another key to sign with."
        case Fault.EXPIRED:
            fact, remedy = "the certificate of {subject} ran out on {day}", ask
        case Fault.NOT_YET:
            fact = "the certificate of {subject} is valid from {day} only"
            remedy = "Check the clock of this machine, or wait until then."
        case Fault.REVOKED:
            fact, remedy = "the certificate of {subject} was revoked on {day}", ask
        case Fault.WEAK:
            fact, remedy = "the certificate of {subject} is too weak to be believed ({weak})", ask
        case Fault.UNFIT:
            fact, remedy = "the certificate of {subject} is not made for this", ask
    raise SigningError(
        fact,
        remedy,
        place=place,
        subject=judged.subject or told_name(certificate.subject),
        issuer=told_name(certificate.issuer),
        day=f"{judged.day:%Y-%m-%d}" if judged.day else "",
        weak=judged.weak,
    )


def _refuse_unknown(judged: Judged, certificate: "x509.Certificate", place: str) -> None:
    if not judged.known:
        raise SigningError(
            "whether the certificate of {subject} was revoked cannot be asked",
            "Check the network, and try again; or sign without trusted roots, to a lower level.",
            place=place,
            subject=told_name(certificate.subject),
        )
