"""Signatures of bytes beside their file (CMS, CAdES levels B-B and B-T), as `logs/vN/inventory.json.p7s` has them."""

from dataclasses import replace
from datetime import UTC, datetime

from codetool.archive.clocks import SKEW
from codetool.archive.sign import closed
from codetool.archive.sign.attributes import Signed, read_attributes, write_attributes
from codetool.archive.sign.beside import BesideFound, judge, malformed
from codetool.archive.sign.beside_stamps import Beside
from codetool.archive.sign.closed import Closed, Held, NotClosedError
from codetool.archive.sign.fitness import refuse
from codetool.archive.sign.keys import Signing, SigningKey
from codetool.archive.sign.material import NO_MATERIAL, Material, gather
from codetool.archive.sign.paths import Purpose
from codetool.archive.sign.proof import Chain, judged, signer_of
from codetool.archive.sign.revoked import known_revoked
from codetool.archive.sign.tokens import read_token, stamp
from codetool.archive.sign.told import Kind, SignatureFound
from codetool.archive.sign.trust import Trust
from codetool.errors import SigningError
from codetool.findings import finding

LISTS_LIMIT = 1024 * 1024
"""Bytes of lists of revoked certificates that a signature holds at most."""


def sign_detached(content: bytes, signing: Signing, *, at: datetime) -> bytes:
    """Return a signature of some bytes, made at the time `at`, as CMS in DER; stamped where an address is named for it.

    In it are the certificates up to the root, and what their authorities now say of revocation, all signed along.
    Raises SigningError where the certificate does not hold at that time, where what was gathered says that it, or that
    of the stamps, was revoked, and where a time stamp cannot be had.
    """
    from asn1crypto import x509

    chain = (signing.key.certificate, *signing.key.chain)
    told = gather((chain,), signing.trust)
    refuse_signer(chain, signing.trust, told, at)
    material = replace(without_long_lists(told), certificates=chain)
    digest, mechanism = digest_of(signing.key), _mechanism(signing.key)
    attributes = write_attributes(content, digest, mechanism, Signed(at=at, material=material))
    signed = Closed(
        content_type="data",
        digest=digest,
        certificates=chain,
        attributes=attributes,
        mechanism=mechanism,
        signature=signing.key.sign(attributes, digest),
    )
    if signing.stamps:
        signed = replace(signed, token=stamp(signed.signature, signing.stamps, signing.trust))
        stamper = read_token(signed.token).signed.certificates
        refuse(known_revoked(stamper, told, at), x509.Certificate.load(stamper[0]), place=signing.stamps)
    return closed.write_closed(signed)


def refuse_other_clock(signature: bytes, at: datetime, *, place: str) -> None:
    """Raise SigningError where the stamp in a signature that says it was made at the time `at` is of another day.

    `place` is the address of the service.
    """
    made = read_token(closed.read_closed(signature).token).made
    if abs(made - at) > SKEW:
        raise SigningError(
            "this machine says that it is {now}, and the time stamping service that it is {then}",
            "Set the clock right, or name another service; then seal again.",
            place=place,
            now=f"{at.astimezone(UTC):%Y-%m-%d %H:%M}",
            then=f"{made:%Y-%m-%d %H:%M}",
        )


def refuse_signer(chain: Chain, trust: Trust, material: Material, at: datetime) -> None:
    """Raise SigningError where a signer's certificates, or what is told of them, show that the key proves nothing."""
    from asn1crypto import x509

    found = judged(chain, trust, purpose=Purpose.SIGNING, at=at, material=material)
    if found.fault is None and not trust.roots:
        found = known_revoked(chain, material, at)
    refuse(found, x509.Certificate.load(chain[0]), place="")


def without_long_lists(material: Material) -> Material:
    """Return what of some material a signature holds; long lists are left to the renewals, which keep them as files."""
    crls, size = [], 0
    for each in material.crls:
        size += len(each)
        if size <= LISTS_LIMIT:
            crls.append(each)
    return replace(material, crls=tuple(crls))


def digest_of(key: SigningKey) -> str:
    """Return the digest that a key signs: as strong as the curve, and for RSA the one of the archive."""
    from asn1crypto import x509

    public = x509.Certificate.load(key.certificate).public_key
    if public.algorithm == "rsa":
        return "sha512"
    if public.algorithm == "ec":
        return next((name for bits, name in ((256, "sha256"), (384, "sha384")) if public.bit_size <= bits), "sha512")
    raise SigningError(
        "texts and inventories are not signed with a key of the kind {algorithm}",
        "Name an RSA key, or one on the curve P-256 or P-384.",
        place=key.subject,
        algorithm=public.algorithm,
    )


def _mechanism(key: SigningKey) -> bytes:
    from asn1crypto import algos, x509

    kind = "rsa" if x509.Certificate.load(key.certificate).public_key.algorithm == "rsa" else "ecdsa"
    return bytes(algos.SignedDigestAlgorithm({"algorithm": f"{digest_of(key)}_{kind}"}).dump())


def check_detached(  # noqa: PLR0913 - content, signature, and what it is judged by
    content: bytes, signature: bytes, trust: Trust, *, at: datetime, file: str = "", material: Material = NO_MATERIAL
) -> SignatureFound:
    """Return what is found of a signature of some bytes; any bytes may be given for either.

    `at` is when the signature is known to have been there: now, or when the first renewal was stamped. Its own time
    stamp, where it is good, proves an earlier time; the signer has to be good at the earliest that is proven.
    """
    return judge_detached(content, signature, trust, at=at, file=file, material=material).told


def judge_detached(  # noqa: PLR0913 - as above
    content: bytes, signature: bytes, trust: Trust, *, at: datetime, file: str = "", material: Material = NO_MATERIAL
) -> BesideFound:
    """Return what is found of a signature of some bytes, as `check_detached` does, and until when it stays so."""
    try:
        signed = closed.read_closed(signature)
        stated = read_attributes(signed)
    except NotClosedError:
        return malformed(Kind.CADES, file)
    if signed.content_type != "data" or signed.content is not None:
        return malformed(Kind.CADES, file)
    wrong = {Held.CONTENT: "", Held.OTHER: "signature-content", Held.NOTHING: "signature-broken"}[
        closed.held(signed, content)
    ]
    found = Beside(
        kind=Kind.CADES,
        file=file,
        chain=signed.certificates,
        signed_at=stated.at,
        stamped=signed.signature,
        token=signed.token,
        wrong=(finding(wrong, signer=signer_of(signed.certificates)),) if wrong else (),
    )
    return replace(judge(found, trust, at=at, material=stated.material + material), material=stated.material)
