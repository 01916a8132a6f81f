"""What the key of a detached signature signs (CAdES, ETSI EN 319 122-1): digest, time, certificates, revocation.

The revocation answers are had before signing and are signed along, in the attribute that PDF signatures have for them
(adbe-revocationInfoArchival, ISO 32000-2, 12.8.3.3.2). CAdES has an attribute of its own for it, but unsigned: any byte
of it could be changed unseen. What was published after the signing is gathered, and stamped, by `archive renew`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new as new_hash
from hashlib import sha512
from typing import Any

from codetool.archive.sign.closed import Closed, NotClosedError
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.material import Material
from codetool.archive.sign.vocabulary import load_cms

_LAST_OF_UTC_TIME = 2049


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What the signed attributes of one of our signatures state."""

    at: datetime
    material: Material


def write_attributes(content: bytes, digest: str, mechanism: bytes, signed: Signed) -> bytes:
    """Return the attributes to sign, in DER; `signed.material.certificates` are the signer's and its issuers'."""
    from asn1crypto import algos

    cms = load_cms()
    values = {
        "content_type": "data",
        "message_digest": new_hash(digest, content).digest(),
        "signing_time": _time(signed.at),
        "signing_certificate_v2": {"certs": [_named(der) for der in signed.material.certificates]},
        "cms_algorithm_protection": {
            "digest_algorithm": {"algorithm": digest},
            "signature_algorithm": algos.SignedDigestAlgorithm.load(mechanism),
        },
    }
    if signed.material.crls or signed.material.answers:
        values["adobe_revocation_info_archival"] = _revocation(signed.material)
    attributes = [cms.CMSAttribute({"type": name, "values": [value]}) for name, value in values.items()]
    return bytes(cms.CMSAttributes(attributes).dump())


def read_attributes(signed: Closed) -> Signed:
    """Return what the attributes of a signature state; raise NotClosedError unless they are ours, all of them.

    Each certificate in the signature must be one that the key signed, and each that it signed must be there.
    """
    cms = load_cms()
    try:
        attributes = {each["type"].native: each["values"] for each in cms.CMSAttributes.load(signed.attributes)}
        named = [each["cert_hash"].native for each in attributes["signing_certificate_v2"][0]["certs"]]
        certificates = signed.certificates
        found = Signed(
            at=attributes["signing_time"][0].native.astimezone(UTC),
            material=_material(certificates, attributes.get("adobe_revocation_info_archival")),
        )
    except hostile() as error:
        raise NotClosedError from error
    if named != [sha512(der).digest() for der in certificates]:
        raise NotClosedError
    return found


def _time(at: datetime) -> object:
    from asn1crypto import core

    cms = load_cms()
    moment = at.astimezone(UTC).replace(microsecond=0)
    if moment.year <= _LAST_OF_UTC_TIME:
        return cms.Time("utc_time", core.UTCTime(moment))
    return cms.Time("general_time", core.GeneralizedTime(moment))


def _named(der: bytes) -> dict[str, object]:
    return {"hash_algorithm": {"algorithm": "sha512"}, "cert_hash": sha512(der).digest()}


def _revocation(material: Material) -> object:
    from asn1crypto import crl, ocsp, pdf

    stated: dict[str, object] = {}
    if material.crls:
        stated["crl"] = [crl.CertificateList.load(der) for der in material.crls]
    if material.answers:
        stated["ocsp"] = [ocsp.OCSPResponse.load(der) for der in material.answers]
    return pdf.RevocationInfoArchival(stated)


def _material(certificates: tuple[bytes, ...], values: Any) -> Material:  # noqa: ANN401 - asn1crypto has no types
    if values is None:
        return Material(certificates=certificates)
    return Material(
        certificates=certificates,
        crls=tuple(each.dump() for each in values[0]["crl"] or ()),
        answers=tuple(each.dump() for each in values[0]["ocsp"] or ()),
    )
