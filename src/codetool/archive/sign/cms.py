"""Signatures in CMS (RFC 5652): read strictly, so that nothing can stand in one that no check looks at."""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codetool.archive.sign.certificates import GOOD_DIGESTS, is_of_key, is_self_issued, is_signed_by, weakness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto import cms, core, x509

_STAMP = "signature_time_stamp_token"

_MOST_CERTIFICATES = 50


class UnreadableError(ValueError):
    """The bytes are no signature, or not formed as one is."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CmsSignature:
    """One signature: its signer, what certificates it carries, what it is over, and its time stamp, where it has one.

    `content` is what it holds inside (the statement of a time stamp), nothing where it signs something beside it.
    """

    signer: "x509.Certificate" = field(repr=False)
    others: "tuple[x509.Certificate, ...]" = field(repr=False)
    digest: str
    content: bytes | None = field(repr=False)
    stamp: bytes | None = field(repr=False)
    info: "cms.SignerInfo" = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the signer's certificate, in hexadecimal."""
        return hashlib.sha256(self.signer.dump()).hexdigest()

    def holds(self, content: bytes) -> bool:
        """Return whether it is the signature of `content`."""
        return self.holds_digest(hashlib.new(self.digest, content).digest())

    def holds_digest(self, digest: bytes) -> bool:
        """Return whether it is the signature of that of which this is the digest."""
        from pyhanko.sign.validation.errors import SignatureValidationError
        from pyhanko.sign.validation.generic_cms import validate_sig_integrity

        kind = "data" if self.content is None else "tst_info"
        try:
            intact, valid = validate_sig_integrity(self.info, self.signer, kind, digest)
        except (SignatureValidationError, ValueError, TypeError, KeyError, AttributeError, NotImplementedError):
            return False
        return intact and valid

    @property
    def weakness(self) -> str:
        """Return what makes it too weak to prove anything, or an empty string."""
        if self.digest not in GOOD_DIGESTS:
            return self.digest.upper().replace("SHA1", "SHA-1")
        return weakness(self.signer)


def read_cms(content: bytes) -> CmsSignature:
    """Return the one signature that some bytes are; raise UnreadableError where they are not that, to the last."""
    from pyhanko.sign.general import CMSExtractionError, CMSStructuralError, NonexistentAttributeError

    try:
        return _read(content)
    except UnreadableError:
        raise
    except (
        CMSExtractionError,
        CMSStructuralError,
        NonexistentAttributeError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        NotImplementedError,
        RecursionError,
        OverflowError,
    ) as error:
        raise UnreadableError("not CMS") from error


def _read(content: bytes) -> CmsSignature:
    from asn1crypto import cms
    from pyhanko.sign.general import extract_certificate_info

    message = cms.ContentInfo.load(content, strict=True)
    _require(message["content_type"].native == "signed_data")
    signed = message["content"]
    _require(len(signed["signer_infos"]) == 1)
    info = signed["signer_infos"][0]
    found = extract_certificate_info(signed)
    others = tuple(found.other_certs)
    _require(len(others) <= _MOST_CERTIFICATES)
    for part in (message, signed, signed["encap_content_info"], info):
        _check_whole(part)
    _check_form(signed, info, found.signer_cert)
    held = signed["encap_content_info"]["content"]
    return CmsSignature(
        signer=found.signer_cert,
        others=others,
        digest=info["digest_algorithm"]["algorithm"].native,
        content=bytes(held) if held else None,
        stamp=_stamp_of(info),
        info=info,
    )


def _require(fact: bool) -> None:  # noqa: FBT001 - as an assert, but for input
    if not fact:
        raise UnreadableError("not formed as a signature")


def _check_whole(part: "core.Sequence") -> None:
    # What does not fit its place is left out when it is read: then the parts are less than the whole.
    _require(b"".join(part[name].dump() for name, *_ in part._fields) == part.contents)


def _check_form(signed: "cms.SignedData", info: "cms.SignerInfo", signer: "x509.Certificate") -> None:
    # What the signature itself does not cover must be what the standard says, and nothing else.
    content_type = signed["encap_content_info"]["content_type"].native
    has_content = bool(signed["encap_content_info"]["content"])
    _require(content_type == ("tst_info" if has_content else "data"))
    by_issuer = info["sid"].name == "issuer_and_serial_number"
    if by_issuer:  # names are compared whatever their case, so that a changed letter would not be seen
        _require(info["sid"].chosen["issuer"].dump() == signer.issuer.dump())
    _require(info["version"].native == ("v1" if by_issuer else "v3"))
    plain = by_issuer and content_type == "data"
    _require(signed["version"].native in ({"v1"} if plain else {"v3", "v4"}))
    digest = info["digest_algorithm"]
    _require([one.native for one in signed["digest_algorithms"]] == [digest.native])
    _require(digest["parameters"].native is None)
    _require("crls" not in signed or not signed["crls"])
    _require(bool(info["signed_attrs"]))


def _stamp_of(info: "cms.SignerInfo") -> bytes | None:
    attributes = info["unsigned_attrs"]
    if not attributes:
        return None
    _require(len(attributes) == 1)
    attribute = attributes[0]
    _require(attribute["type"].native == _STAMP)
    _require(len(attribute["values"]) == 1)
    return bytes(attribute["values"][0].dump())


def strays(signature: CmsSignature, known: "Iterable[x509.Certificate]") -> bool:
    """Return whether a certificate that the signature carries is signed by none of its issuers that are known.

    Such a one was altered, or has no business there: no check would look at it.
    """
    carried = (signature.signer, *signature.others)
    issuers: dict[str, list[x509.Certificate]] = {}
    for one in (*carried, *known):
        issuers.setdefault(one.subject.hashable, []).append(one)
    roots = {one.dump() for one in known}
    return any(not _vouched(one, issuers) for one in carried if one.dump() not in roots)


def _vouched(certificate: "x509.Certificate", issuers: "dict[str, list[x509.Certificate]]") -> bool:
    named = issuers.get(certificate.issuer.hashable, [])
    # A root of the same name and another key is somebody else's: that one did not issue it is no alteration.
    possible = [one for one in named if not is_self_issued(one) or is_of_key(certificate, one)]
    return not possible or any(is_signed_by(certificate, issuer) for issuer in possible)
