"""Time stamps (RFC 3161): had from an authority, and checked without one."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import new as new_hash
from hashlib import sha512
from typing import TYPE_CHECKING

from codetool.archive.sign import closed
from codetool.archive.sign.closed import Closed, Held, NotClosedError
from codetool.archive.sign.fitness import refuse
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.material import NO_MATERIAL, Material, gather
from codetool.archive.sign.network import go_online, stamper
from codetool.archive.sign.paths import TOLERANCE, Fault, Judged, Purpose
from codetool.archive.sign.proof import Chain, ends_of, fingerprint, judged, signer_of, told_of
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.verdicts import Role
from codetool.errors import SigningError
from codetool.findings import Finding, Severity, finding

if TYPE_CHECKING:
    from aiohttp import ClientSession

_DIGESTS = frozenset({"sha256", "sha384", "sha512"})
_GRANTED = bytes.fromhex("3003020100")
"""PKIStatusInfo of an answer that grants a time stamp, with nothing else to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a time stamp states: over which digest it is, and when it was made; `signed` says by whom."""

    digest: str
    imprint: bytes = field(repr=False)
    made: datetime
    signed: Closed = field(repr=False)

    def covers(self, content: bytes) -> bool:
        """Tell whether it is over these bytes."""
        return self.digest in _DIGESTS and new_hash(self.digest, content).digest() == self.imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFound:
    """A time stamp as found, with what follows from it: `good` where its time is proven, and until when it stays so."""

    told: SignatureFound
    good: bool = False
    made: datetime | None = None
    until: datetime | None = None
    chain: Chain = field(default=(), repr=False)


def stamp(content: bytes, url: str, trust: Trust) -> bytes:
    """Return a time stamp over the SHA-512 of some bytes, from the authority at an address, as a token in our form.

    Of the certificates that the authority sends only those are kept that lead to its root, and what its key does not
    sign is written in one way. Raises SigningError where there is no answer, or none that `trust` finds good.
    """
    from asn1crypto import x509

    async def ask(session: "ClientSession") -> bytes:
        answer = await stamper(url, session).async_timestamp(sha512(content).digest(), "sha512")
        return bytes(answer.dump())

    answer = go_online(ask, place=url)
    try:
        token = closed.in_our_form(answer)
        found = read_token(token)
    except NotClosedError as error:
        raise _useless(url) from error
    if not found.covers(content):
        raise _useless(url)
    chain = found.signed.certificates
    material = gather((chain,), trust) if trust.roots else NO_MATERIAL
    authority = judged(chain, trust, purpose=Purpose.STAMPING, at=found.made, material=material)
    refuse(authority, x509.Certificate.load(chain[0]), place=url)
    return token


def _useless(url: str) -> SigningError:
    return SigningError(
        "what this address answers is no time stamp that holds",
        "Name the address of a time stamping service (RFC 3161).",
        place=url,
    )


def read_token(token: bytes) -> Token:
    """Return what a token states; raise NotClosedError where it is none in our form, or no key signed it."""
    from asn1crypto import tsp

    signed = closed.read_closed(token)
    if signed.content_type != "tst_info" or signed.content is None or signed.token:
        raise NotClosedError
    if closed.held(signed, signed.content) is not Held.CONTENT:
        raise NotClosedError
    try:
        stated = tsp.TSTInfo.load(signed.content, strict=True)
        return Token(
            digest=stated["message_imprint"]["hash_algorithm"]["algorithm"].native,
            imprint=stated["message_imprint"]["hashed_message"].native,
            made=stated["gen_time"].native.astimezone(UTC),
            signed=signed,
        )
    except hostile() as error:
        raise NotClosedError from error


def check_token(  # noqa: PLR0913 - a stamp, what it is over, and what it is judged by
    content: bytes, token: bytes, trust: Trust, *, at: datetime, file: str = "", material: Material = NO_MATERIAL
) -> TokenFound:
    """Return what is found of a time stamp over some bytes; any may be given for either.

    It has to be good still at the time `at`: now, or when another stamp was put over it.
    """
    try:
        found = read_token(token)
    except NotClosedError:
        return broken_token(file)
    chain = found.signed.certificates
    if not found.covers(content):
        return broken_token(file, chain)
    authority = _judged(found, trust, at, material)
    findings = told_of(authority, chain, Role.STAMP)
    if authority.fault is Fault.REVOKED and authority.day and authority.day > found.made:
        findings = (finding("stamp-compromised", signer=signer_of(chain), day=f"{authority.day:%Y-%m-%d}"),)
    if found.made > at + TOLERANCE:
        findings = (finding("stamp-future", signer=signer_of(chain), day=f"{found.made:%Y-%m-%d %H:%M}"),)
    good = bool(trust.roots) and not findings
    told = _told(
        file,
        chain,
        findings,
        found.made,
        proven=good,
        unknown=authority.fault in {None, Fault.NO_ROOT, Fault.OTHER_KEY},
    )
    return TokenFound(told=told, good=good, made=found.made, until=ends_of(chain), chain=chain)


def broken_token(file: str, chain: Chain = ()) -> TokenFound:
    """Return what is told of bytes that are no time stamp, or one over something else."""
    found = (finding("stamp-broken", signer=signer_of(chain) or "?"),)
    return TokenFound(told=_told(file, chain, found, None, proven=False, unknown=False))


def _told(  # noqa: PLR0913 - a stamp has so many sides
    file: str, chain: Chain, findings: tuple[Finding, ...], made: datetime | None, *, proven: bool, unknown: bool
) -> SignatureFound:
    told = SignatureFound(
        file=file,
        kind=Kind.STAMP,
        signer=signer_of(chain),
        certificate=fingerprint(chain),
        stamped_at=made,
        stamped_by=signer_of(chain),
        standing=Standing.PROVEN if proven else Standing.UNTRUSTED if unknown else Standing.BROKEN,
    )
    return with_findings(told, findings)


def with_findings(told: SignatureFound, findings: tuple[Finding, ...]) -> SignatureFound:
    """Return what is told of a stamp with other findings: an error breaks it."""
    wrong = any(each.severity is Severity.ERROR for each in findings)
    standing = Standing.BROKEN if wrong else told.standing
    return replace(told, standing=standing, findings=tuple(each.in_file(told.file) for each in findings))


def _judged(found: Token, trust: Trust, at: datetime, material: Material) -> Judged:
    """Return what is to be said of an authority: it has to be good when it stamped, and when that was last needed."""
    chain = found.signed.certificates
    first = judged(chain, trust, purpose=Purpose.STAMPING, at=found.made, material=material)
    if first.fault or at <= found.made:
        return first
    last = judged(chain, trust, purpose=Purpose.STAMPING, at=at, material=material)
    # What was revoked for no fault of its key does not spoil what it did before (RFC 3161, 4, item 1).
    return first if last.fault is Fault.REVOKED and not last.compromised else last


def write_response(token: bytes) -> bytes:
    """Return a token as the whole answer of an authority, the form that a .tsr has."""
    body = _GRANTED + token
    return bytes(_length(body)) + body


def read_response(response: bytes) -> bytes:
    """Return the token in an answer; raise NotClosedError where anything else is in it."""
    start = response.find(_GRANTED, 0, 16)
    token = response[start + len(_GRANTED) :]
    if start < 0 or write_response(token) != response:
        raise NotClosedError
    return token


def _length(body: bytes) -> bytes:
    """Return the tag and length of a sequence, in DER."""
    size = len(body)
    if size < 0x80:  # noqa: PLR2004 - the short form
        return bytes([0x30, size])
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x30, 0x80 | len(octets)]) + octets
