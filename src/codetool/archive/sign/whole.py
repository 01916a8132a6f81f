"""Whether what a signature carries to be judged with is as its authorities signed it, to the last byte.

Revocation values stand under no signature of the sealing. Each bears one of its own, but has room around it: another
way to write the same, certificates that nobody needs. So each is written again from what is signed, and compared, and
each signature must be of a key that a trusted root vouches for.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from codetool.archive.sign.certificates import issued_below
from codetool.archive.sign.closed import is_canonical
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.proof import Chain
from codetool.archive.sign.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asn1crypto import x509

_MOST_RESPONDERS = 10
"""Certificates in one answer that are looked at: an answer with more of them is not whole."""


def whole_of(material: Material, chain: Chain, trust: Trust) -> Material:
    """Return what of some material is whole, and from authorities that trusted roots vouch for; any bytes may be given.

    `chain` are the certificates of the signer, beside which the material stands.
    """
    if material == NO_MATERIAL:
        return material
    known = _Known.of(material + Material(certificates=chain), trust)
    return replace(
        material,
        certificates=tuple(der for der in material.certificates if known.is_certificate(der)),
        crls=tuple(der for der in material.crls if _holds(known.is_list, der)),
        answers=tuple(der for der in material.answers if _holds(known.is_answer, der)),
    )


def responders_of(answers: "Iterable[bytes]") -> tuple[bytes, ...]:
    """Return the certificates that some answers carry: of those who answered."""
    from asn1crypto import ocsp

    found: list[bytes] = []
    for der in answers:
        with suppress(*hostile()):
            answer = ocsp.OCSPResponse.load(der, strict=True)
            found += [each.dump() for each in islice(answer.basic_ocsp_response["certs"] or (), _MOST_RESPONDERS)]
    return tuple(dict.fromkeys(found))


def _holds(told: "Callable[[bytes], bool]", der: bytes) -> bool:
    try:
        return told(der)
    except hostile():
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The trusted roots, and the certificates that they and those below them issued, as written in DER."""

    issued: frozenset[bytes]
    all: "tuple[x509.Certificate, ...]"

    @classmethod
    def of(cls, material: Material, trust: Trust) -> "_Known":
        from asn1crypto import x509

        ders = (*material.certificates, *responders_of(material.answers))
        readable = (x509.Certificate.load(der) for der in ders if _holds(_is_readable, der))
        below = issued_below(trust.certificates(), readable)
        return cls(issued=frozenset(each.dump() for each in below), all=(*trust.certificates(), *below))

    def is_certificate(self, der: bytes) -> bool:
        return der in self.issued

    def is_list(self, der: bytes) -> bool:
        """Tell whether a list of revoked certificates is what an authority of its issuer's name signed."""
        from asn1crypto import algos, crl

        found = crl.CertificateList.load(der, strict=True)
        signed = found["tbs_cert_list"]
        algorithm = algos.SignedDigestAlgorithm.load(signed["signature"].dump())
        value = found["signature"].native
        again = crl.CertificateList({
            "tbs_cert_list": signed, "signature_algorithm": algorithm, "signature": value,
        })  # fmt: skip
        named = (each for each in self.all if each.subject.hashable == found.issuer.hashable)
        return again.dump() == der and any(_signed(value, signed.dump(), each, algorithm) for each in named)

    def is_answer(self, der: bytes) -> bool:
        """Tell whether an answer is what its responder signed, with no certificates but those of known authorities."""
        from asn1crypto import algos, core, ocsp

        basic = ocsp.OCSPResponse.load(der, strict=True).basic_ocsp_response
        signed, value = basic["tbs_response_data"], basic["signature"].native
        algorithm = algos.SignedDigestAlgorithm(basic["signature_algorithm"].native)
        certificates = basic["certs"]
        inner = {"tbs_response_data": signed, "signature_algorithm": algorithm, "signature": value}
        if certificates:
            inner["certs"] = list(certificates)
        again = ocsp.OCSPResponse({
            "response_status": "successful",
            "response_bytes": {
                "response_type": "basic_ocsp_response",
                "response": core.ParsableOctetString(ocsp.BasicOCSPResponse(inner).dump()),
            },
        })  # fmt: skip
        responder = signed["responder_id"]
        named = (each for each in self.all if _is_named(responder, each))
        return (
            again.dump() == der
            and all(each.dump() in self.issued for each in certificates or ())
            and any(_signed(value, signed.dump(), each, algorithm) for each in named)
        )


def _is_readable(der: bytes) -> bool:
    """Tell whether bytes are a certificate in the one way to write it, with names and a key that can be compared."""
    from asn1crypto import x509

    found = x509.Certificate.load(der, strict=True)
    return is_canonical(der) and all((found.subject.hashable, found.issuer.hashable, found.public_key.sha1))


def _is_named(responder: Any, certificate: "x509.Certificate") -> bool:  # noqa: ANN401 - asn1crypto has no types
    if responder.name == "by_name":
        return bool(responder.chosen.hashable == certificate.subject.hashable)
    return bool(responder.native == certificate.public_key.sha1)


def _signed(value: bytes, content: bytes, certificate: "x509.Certificate", algorithm: Any) -> bool:  # noqa: ANN401
    from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

    try:
        DefaultSignatureValidator().validate_signature(value, content, certificate.public_key, algorithm)
    except hostile():
        return False
    return True
