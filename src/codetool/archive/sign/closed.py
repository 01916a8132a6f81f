"""CMS signatures (RFC 5652) in one form: written from a handful of values, and read only where nothing else is in them.

Signatures under `logs/` are under no digest of the inventory, and a CMS has room for much that no key signs: the order
and number of its certificates, unsigned attributes, other ways to write the same. So we read the values, write the
signature again, and compare the bytes. What is left is then either signed or a certificate, and each certificate must
be one that the chain needs, written in the one way that DER has, and signed by the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import new as new_hash
from typing import Any

from codetool.archive.sign.certificates import GOOD_DIGESTS, is_self_issued
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.vocabulary import load_cms

SIGNATURE_LIMIT = 4 * 1024 * 1024
"""Bytes of a signature that we read at most; lists of revoked certificates may be in it."""

_LONGEST_CHAIN = 10


class NotClosedError(ValueError):
    """Bytes that are no CMS signature in our form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What a signature states: all that it is written from, in DER.

    `content` is None where it stands elsewhere; `certificates` begin with the signer's, each signed by the next;
    `attributes` are what the key signs; `token` is a time stamp over `signature`, or empty.
    """

    content_type: str
    content: bytes | None = None
    digest: str
    certificates: tuple[bytes, ...]
    attributes: bytes
    mechanism: bytes
    signature: bytes
    token: bytes = b""


def write_closed(signed: Closed) -> bytes:
    """Return the signature as CMS, in DER."""
    from asn1crypto import core, x509

    cms = load_cms()
    certificates = [x509.Certificate.load(der) for der in signed.certificates]
    content: dict[str, Any] = {"content_type": signed.content_type}
    if signed.content is not None:
        content["content"] = core.ParsableOctetString(signed.content)
    plain = signed.content_type == "data"
    return bytes(
        cms.ContentInfo({
            "content_type": "signed_data",
            "content": cms.SignedData({
                "version": "v1" if plain else "v3",
                "digest_algorithms": [{"algorithm": signed.digest}],
                "encap_content_info": content if plain else cms.EncapsulatedContentInfo(content),
                "certificates": [cms.CertificateChoices("certificate", each) for each in certificates],
                "signer_infos": [_signer(signed, certificates[0])],
            }),
        }).dump()
    )  # fmt: skip


def _signer(signed: Closed, certificate: Any) -> Any:  # noqa: ANN401 - asn1crypto has no types
    from asn1crypto import algos

    cms = load_cms()
    signer = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number", {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        ),
        "digest_algorithm": {"algorithm": signed.digest},
        "signed_attrs": cms.CMSAttributes.load(signed.attributes),
        "signature_algorithm": algos.SignedDigestAlgorithm.load(signed.mechanism),
        "signature": signed.signature,
    })  # fmt: skip
    if signed.token:
        token = cms.ContentInfo.load(signed.token)
        signer["unsigned_attrs"] = [{"type": "signature_time_stamp_token", "values": [token]}]
    return signer


def read_closed(source: bytes) -> Closed:
    """Return what a signature states; raise NotClosedError unless it is in our form, byte for byte."""
    found = read_open(source)
    try:
        same = write_closed(found) == source and all(map(is_canonical, found.certificates))
    except hostile() as error:
        raise NotClosedError from error
    if not same:
        raise NotClosedError
    return found


def in_our_form(source: bytes) -> bytes:
    """Return a signature of any form in ours, without what no key signed; raise NotClosedError where it is none."""
    try:
        return write_closed(read_open(source))
    except hostile() as error:
        raise NotClosedError from error


def read_open(source: bytes) -> Closed:
    """Return what a signature in any form states, with no more certificates than its chain needs.

    Raises NotClosedError where it has no form at all.
    """
    cms = load_cms()
    if len(source) > SIGNATURE_LIMIT:
        raise NotClosedError
    try:
        signed = cms.ContentInfo.load(source, strict=True)["content"]
        (signer,) = signed["signer_infos"]
        certificates = [each.chosen.dump() for each in signed["certificates"] if each.name == "certificate"]
        content = signed["encap_content_info"]["content"]
        return Closed(
            content_type=signed["encap_content_info"]["content_type"].native,
            content=None if content.native is None else bytes(content),
            digest=signer["digest_algorithm"]["algorithm"].native,
            certificates=_chain(signer["sid"].chosen, certificates),
            attributes=signer["signed_attrs"].untag().dump(),
            mechanism=_mechanism(signer),
            signature=signer["signature"].native,
            token=_token(signer),
        )
    except hostile() as error:
        raise NotClosedError from error


def _token(signer: Any) -> bytes:  # noqa: ANN401 - as above
    """Return the time stamp in a signature, or nothing."""
    for attribute in signer["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            return bytes(attribute["values"][0].dump())
    return b""


def _mechanism(signer: Any) -> bytes:  # noqa: ANN401 - as above
    """Return the one way in which we write the algorithm of a signature, of the several that mean the same."""
    from asn1crypto import algos

    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "cms_algorithm_protection":
            return bytes(attribute["values"][0]["signature_algorithm"].untag().dump())
    stated = signer["signature_algorithm"]
    digest = signer["digest_algorithm"]["algorithm"].native
    match stated.signature_algo:
        case "rsassa_pkcs1v15":
            return bytes(algos.SignedDigestAlgorithm({"algorithm": f"{digest}_rsa"}).dump())
        case "ecdsa":
            return bytes(algos.SignedDigestAlgorithm({"algorithm": f"{digest}_ecdsa"}).dump())
        case "rsassa_pss":
            return bytes(stated.dump())
        case other:
            return bytes(algos.SignedDigestAlgorithm({"algorithm": other}).dump())


def _chain(signer: Any, certificates: Iterable[bytes]) -> tuple[bytes, ...]:  # noqa: ANN401 - as above
    """Return the signer's certificate and its issuers upwards, without the root: a reader has that, or does not."""
    from asn1crypto import x509

    known = [x509.Certificate.load(der) for der in dict.fromkeys(certificates)]
    chain = [each for each in known if _is_meant(signer, each)][:1]
    if not chain:
        raise NotClosedError
    while len(chain) < _LONGEST_CHAIN:
        issuer = next((each for each in known if each not in chain and is_issuer(each, chain[-1])), None)
        if issuer is None or is_self_issued(issuer):
            break
        chain.append(issuer)
    return tuple(each.dump() for each in chain)


def _is_meant(signer: Any, certificate: Any) -> bool:  # noqa: ANN401 - as above
    cms = load_cms()
    if not isinstance(signer, cms.IssuerAndSerialNumber):
        return bool(certificate.key_identifier and certificate.key_identifier == signer.native)
    same_number = signer["serial_number"].native == certificate.serial_number
    return bool(same_number and signer["issuer"].dump() == certificate.issuer.dump())


def is_issuer(issuer: Any, certificate: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a certificate names an issuer, and is signed with its key."""
    from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

    if certificate.issuer.dump() != issuer.subject.dump():
        return False
    try:
        DefaultSignatureValidator().validate_signature(
            certificate["signature_value"].native,
            certificate["tbs_certificate"].dump(),
            issuer.public_key,
            certificate["signature_algorithm"],
        )
    except hostile():
        return False
    return True


def is_canonical(der: bytes) -> bool:
    """Tell whether a certificate has no byte that its issuer's signature does not speak of."""
    from asn1crypto import algos, x509

    found = x509.Certificate.load(der, strict=True)
    signed = found["tbs_certificate"]
    again = x509.Certificate({
        "tbs_certificate": signed,
        "signature_algorithm": algos.SignedDigestAlgorithm.load(signed["signature"].dump()),
        "signature_value": found["signature_value"].native,
    })  # fmt: skip
    return bool(again.dump() == der)


class Held(Enum):
    """What a signature holds of."""

    CONTENT = auto()
    """Of the content that it was compared with."""
    OTHER = auto()
    """Of other content."""
    NOTHING = auto()
    """The key of its certificate did not sign it."""


def held(signed: Closed, content: bytes) -> Held:
    """Return whether the key of the signer's certificate signed the attributes, and for which content."""
    from asn1crypto import x509
    from pyhanko.sign.validation.generic_cms import get_signing_cert_attr, validate_sig_integrity

    if signed.digest not in GOOD_DIGESTS:
        return Held.NOTHING
    try:
        certificate = x509.Certificate.load(signed.certificates[0])
        signer = _signer(signed, certificate)
        if get_signing_cert_attr(signer["signed_attrs"]) is None:
            return Held.NOTHING
        same, valid = validate_sig_integrity(
            signer,
            certificate,
            expected_content_type=signed.content_type,
            actual_digest=new_hash(signed.digest, content).digest(),
        )
    except hostile():
        return Held.NOTHING
    if not valid:
        return Held.NOTHING
    return Held.CONTENT if same else Held.OTHER
