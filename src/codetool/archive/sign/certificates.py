"""Certificates, read as far as signing and checking need it."""

from datetime import datetime
from typing import TYPE_CHECKING

from codetool.errors import SigningError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto import x509

LEAST_RSA_BITS = 2048
LEAST_CURVE_BITS = 224
_LONGEST_CHAIN = 10

GOOD_DIGESTS = frozenset({"sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"})


def told_name(name: "x509.Name") -> str:
    """Return a name as people read it: the common name, and its organisation where it has another one.

    >>> from asn1crypto import x509
    >>> told_name(x509.Name.build({"common_name": "Cachet", "organization_name": "Fédération"}))
    'Cachet, Fédération'
    """
    parts = name.native
    common, organisation = (_first(parts.get(key)) for key in ("common_name", "organization_name"))
    told = common if organisation in {"", common} else ", ".join(filter(None, (common, organisation)))
    return told or str(name.human_friendly)


def _first(value: object) -> str:
    return str(value[0] if isinstance(value, list) else value or "")


def chain_of(certificate: "x509.Certificate", others: "Iterable[x509.Certificate]") -> "tuple[x509.Certificate, ...]":
    """Return, of `others`, the issuers of a certificate, from its own upwards; the root is left out.

    A reader trusts a root because he has it, not because a signature carries it.
    """
    known = {other.subject.hashable: other for other in others}
    chain: list[x509.Certificate] = []
    current = certificate
    while len(chain) < _LONGEST_CHAIN and not is_self_issued(current):
        issuer = known.get(current.issuer.hashable)
        if issuer is None or is_self_issued(issuer):
            break
        chain.append(issuer)
        current = issuer
    return tuple(chain)


def is_self_issued(certificate: "x509.Certificate") -> bool:
    """Return whether a certificate names itself as its issuer, as roots do."""
    return bool(certificate.subject.hashable == certificate.issuer.hashable)


def issued_below(
    roots: "Iterable[x509.Certificate]", certificates: "Iterable[x509.Certificate]"
) -> "tuple[x509.Certificate, ...]":
    """Return, of some certificates, those that trusted roots issued, and those that these issued in turn.

    A hostile file carries hundreds that only look so, to keep whoever tries all their chains busy for ever.
    """
    found: dict[bytes, x509.Certificate] = {}
    left = {one.dump(): one for one in certificates}
    level = list(roots)
    while level:
        names = {issuer.subject.hashable for issuer in level}
        possible = [one for one in left.values() if one.issuer.hashable in names]
        level = [one for one in possible if any(is_signed_by(one, issuer) for issuer in level)]
        found |= {one.dump(): left.pop(one.dump()) for one in level}
    return tuple(found.values())


def is_of_key(certificate: "x509.Certificate", issuer: "x509.Certificate") -> bool:
    """Return whether a certificate says that it was issued with the key of another (RFC 5280, 4.2.1.1).

    Two authorities may bear one name: what the other one issued was not altered for that.
    """
    named: bytes | None = certificate.authority_key_identifier
    return named is not None and bool(named == issuer.key_identifier)


def is_signed_by(certificate: "x509.Certificate", issuer: "x509.Certificate") -> bool:
    """Return whether a certificate bears the signature of the key of another."""
    from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

    algorithm = certificate["signature_algorithm"]
    if algorithm.dump() != certificate["tbs_certificate"]["signature"].dump():
        return False
    try:
        DefaultSignatureValidator().validate_signature(
            signature=certificate["signature_value"].native,
            signed_data=certificate["tbs_certificate"].dump(),
            public_key_info=issuer.public_key,
            signature_algorithm=algorithm,
        )
    except Exception:  # noqa: BLE001 - of many kinds: what cannot be checked is not signed
        return False
    return True


def weakness(certificate: "x509.Certificate") -> str:
    """Return what makes a certificate's key or its signature too weak to prove anything, or an empty string."""
    key = certificate.public_key
    digest = _digest_of(certificate)
    if key.algorithm == "dsa":
        return "DSA"
    if key.algorithm.startswith("rsa") and key.bit_size < LEAST_RSA_BITS:
        return f"RSA {key.bit_size}"
    if key.algorithm == "ec" and key.bit_size < LEAST_CURVE_BITS:
        return f"EC {key.bit_size}"
    if digest not in GOOD_DIGESTS | {""} and not is_self_issued(certificate):
        return digest.upper()
    return ""


def _digest_of(certificate: "x509.Certificate") -> str:
    try:
        return str(certificate["signature_algorithm"].hash_algo)
    except ValueError:  # of an algorithm that has none of its own, as Ed25519
        return ""


_TO_SIGN = frozenset(
    {
        "1.3.6.1.5.5.7.3.2",  # clientAuth, and the next: what qualified certificates have borne before there was better
        "1.3.6.1.5.5.7.3.4",  # emailProtection
        "1.3.6.1.5.5.7.3.36",  # documentSigning (RFC 9336)
        "1.2.840.113583.1.1.5",  # Adobe's authentic documents
        "1.3.6.1.4.1.311.10.3.12",  # Microsoft's document signing
        "2.5.29.37.0",  # anyExtendedKeyUsage
    }
)
"""Of the purposes that a certificate may name, those that fit whoever signs documents (RFC 5280, 4.2.1.12)."""


def is_made_to_sign(certificate: "x509.Certificate") -> bool:
    """Return whether a certificate is for signing documents, and not for an authority, a server or anything else.

    One that names no purposes is not bound to any.
    """
    uses, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    if certificate.ca or (uses is not None and not uses.native & {"digital_signature", "non_repudiation"}):
        return False
    return purposes is None or any(one.dotted in _TO_SIGN for one in purposes)


def check_signer(certificate: "x509.Certificate", at: datetime, place: str) -> None:
    """Raise SigningError where a certificate does not allow its key to sign at the time `at`."""
    if at > certificate.not_valid_after:
        raise SigningError(
            "the certificate of {subject} ran out on {day}",
            "Ask its issuer for a new one.",
            place=place,
            subject=told_name(certificate.subject),
            day=f"{certificate.not_valid_after:%Y-%m-%d}",
        )
    if at < certificate.not_valid_before:
        raise SigningError(
            "the certificate of {subject} is valid from {day} only",
            "Check the clock of this machine, or wait until then.",
            place=place,
            subject=told_name(certificate.subject),
            day=f"{certificate.not_valid_before:%Y-%m-%d}",
        )
    if weak := weakness(certificate):
        raise SigningError(
            "the key of {subject} is too weak to sign for years to come ({weak})",
            "Ask for an RSA key of 3072 bits, or one on the curve P-256 or P-384.",
            place=place,
            subject=told_name(certificate.subject),
            weak=weak,
        )
    if not is_made_to_sign(certificate):
        raise SigningError(
            "the certificate of {subject} is not made for signatures",
            "Name a key whose certificate is for documents, not for encryption, a server, time stamps or an authority.",
            place=place,
            subject=told_name(certificate.subject),
        )
