"""Signatures of the texts: XAdES beside the file, made with the archive's keys and time stamps (its form is akn's)."""

from contextlib import suppress
from datetime import datetime

from codetool.akn.xades import Coverage, XmlMethod, XmlSignature, add_archive_stamp, read_xml_signature, sign_xml
from codetool.akn.xades_values import MOST_VALUES, XmlValues
from codetool.archive.sign.beside import judge, malformed
from codetool.archive.sign.beside_stamps import Beside
from codetool.archive.sign.closed import NotClosedError
from codetool.archive.sign.detached import digest_of, refuse_signer, without_long_lists
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.keys import Signing, SigningKey
from codetool.archive.sign.material import NO_MATERIAL, Material, gather
from codetool.archive.sign.proof import Chain, signer_of
from codetool.archive.sign.tokens import read_token, stamp
from codetool.archive.sign.told import Kind, SignatureFound
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.whole import responders_of, whole_of
from codetool.errors import SourceError
from codetool.findings import Finding, finding

_METHODS = {
    ("rsa", "sha512"): XmlMethod.RSA_SHA512,
    ("ec", "sha256"): XmlMethod.ECDSA_SHA256,
    ("ec", "sha384"): XmlMethod.ECDSA_SHA384,
    ("ec", "sha512"): XmlMethod.ECDSA_SHA512,
}

_LONGEST_ANSWER = 32 * 1024
"""Bytes of an answer about one certificate that a signature holds: so it stays within what we read."""


def sign_akn(content: bytes, name: str, signing: Signing, *, at: datetime) -> bytes:
    """Return the document that signs the text `name`, made at the time `at`, stamped where an address is named for it.

    With a stamp and trusted roots it carries what the authorities now say of signer and stamper (level B-LT), and where
    they say enough, a second stamp over all of that (B-LTA). Raises SigningError where a time stamp cannot be had, or
    where the signer is revoked; SourceError where the content is no XML.
    """
    document = sign_xml(
        content,
        name,
        certificates=(signing.key.certificate, *signing.key.chain),
        method=_method(signing.key),
        sign=lambda signed: _sign(signing.key, signed),
        at=at,
        stamp=(lambda stamped: stamp(stamped, signing.stamps, signing.trust)) if signing.stamps else None,
        values=(lambda token: _values(token, signing, at)) if signing.trust.roots else None,
    )
    if not (signing.stamps and signing.trust.roots):
        return document
    if check_akn_signature(content, name, document, signing.trust, at=_last(document, at)).level != "B-LT":
        return document  # what is not known yet, a renewal asks for: a stamp now would not make it last
    return add_archive_stamp(document, content, lambda archived: stamp(archived, signing.stamps, signing.trust))


def _last(document: bytes, at: datetime) -> datetime:
    """Return the later of two times: that of this machine, and that of the time stamp in a signature just made."""
    return max(at, read_token(read_xml_signature(document).token).made)


def _values(token: bytes, signing: Signing, at: datetime) -> XmlValues:
    """Return what authorities say of the signer and of the one that stamped; raise SigningError of a revoked signer."""
    chain = (signing.key.certificate, *signing.key.chain)
    told = gather((chain, read_token(token).signed.certificates), signing.trust)
    refuse_signer(chain, signing.trust, told, at)
    told += Material(certificates=responders_of(told.answers))
    kept = whole_of(without_long_lists(told), chain, signing.trust)
    return XmlValues(
        certificates=tuple(sorted(set(kept.certificates) - set(chain)))[:MOST_VALUES],
        crls=tuple(sorted(kept.crls))[:MOST_VALUES],
        answers=tuple(sorted(der for der in kept.answers if len(der) <= _LONGEST_ANSWER))[:MOST_VALUES],
    )


def check_akn_signature(  # noqa: PLR0913 - a file, its signature, and what it is judged by
    content: bytes,
    name: str,
    signature: bytes,
    trust: Trust,
    *,
    at: datetime,
    file: str = "",
    material: Material = NO_MATERIAL,
) -> SignatureFound:
    """Return what is found of a signature of the text `name`; any bytes may be given for either.

    `at` is when the signature is known to have been there: now, or when the inventory that lists it was stamped.
    `material` tells of revocation, as the inventory's signature or a renewal has it.
    """
    try:
        signed = read_xml_signature(signature, file)
    except SourceError:
        return malformed(Kind.XADES, file).told
    wrong = _wrong(content, name, signed)
    found = Beside(
        kind=Kind.XADES,
        file=file,
        chain=signed.certificates,
        signed_at=signed.signed_at,
        stamped=signed.stamped,
        token=signed.token,
        wrong=wrong,
        carried=_carried(signed),
        archived=_archived(signed, content) if signed.archive and not wrong else b"",
        archive=signed.archive,
    )
    return judge(found, trust, at=at, material=material).told


def chains_beside(signature: bytes) -> tuple[Chain, ...]:
    """Return the certificates of a text's signer, and of the authorities that stamped; none of what is no signature."""
    try:
        signed = read_xml_signature(signature)
    except SourceError:
        return ()
    chains = [signed.certificates]
    for token in (signed.token, signed.archive):
        with suppress(NotClosedError):
            chains.append(read_token(token).signed.certificates)
    return tuple(dict.fromkeys(chains))


def _archived(signed: XmlSignature, content: bytes) -> bytes:
    """Return what the archive time stamp has to be over; nothing where the text has no canonical form."""
    try:
        return signed.archived(content)
    except SourceError:
        return b""


def _carried(signed: XmlSignature) -> Material:
    values = signed.values
    return Material(certificates=values.certificates, crls=values.crls, answers=values.answers)


def _wrong(content: bytes, name: str, signed: XmlSignature) -> tuple[Finding, ...]:
    """Return what is wrong with a signature itself, or with the file that it is about."""
    signer = signer_of(signed.certificates)
    if not _is_signature(signed):
        return (finding("signature-broken", signer=signer),)
    if signed.name != name:
        return (finding("signature-other-file", signer=signer, name=signed.name),)
    match signed.coverage(content):
        case Coverage.ALL:
            return ()
        case Coverage.TEXT:
            return (finding("signature-layout", signer=signer),)
        case Coverage.NONE:
            return (finding("signature-content", signer=signer),)


def _method(key: SigningKey) -> XmlMethod:
    from asn1crypto import x509

    return _METHODS[x509.Certificate.load(key.certificate).public_key.algorithm, digest_of(key)]


def _sign(key: SigningKey, signed: bytes) -> bytes:
    """Return a signature as XMLDSig has it: of a curve, two numbers of the curve's size side by side (RFC 6931)."""
    from asn1crypto import algos, x509

    signature = key.sign(signed, digest_of(key))
    public = x509.Certificate.load(key.certificate).public_key
    if public.algorithm != "ec":
        return signature
    size = (public.bit_size + 7) // 8
    numbers = algos.DSASignature.load(signature)
    return b"".join(numbers[each].native.to_bytes(size, "big") for each in ("r", "s"))


def _is_signature(signed: XmlSignature) -> bool:
    """Tell whether the key of the signer's certificate signed what the signature states."""
    from asn1crypto import algos, x509
    from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

    value = signed.value
    kind, _, digest = signed.method.name.lower().partition("_")
    try:
        public = x509.Certificate.load(signed.certificates[0]).public_key
        if kind == "ecdsa":
            size = (public.bit_size + 7) // 8
            if len(value) != 2 * size:
                return False
            numbers = {"r": int.from_bytes(value[:size]), "s": int.from_bytes(value[size:])}
            value = algos.DSASignature(numbers).dump()
        mechanism = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_{kind}"})
        DefaultSignatureValidator().validate_signature(value, signed.signed, public, mechanism)
    except hostile():
        return False
    return True
