"""Time stamps (RFC 3161): had from an authority, and checked without one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import new as new_hash
from hashlib import sha512
from typing import TYPE_CHECKING

from codetool.archive.sign import closed
from codetool.archive.sign.closed import Closed, NotClosedError
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.judged import found_of, path_findings
from codetool.archive.sign.network import go_online, stamper
from codetool.archive.sign.chains import NO_MATERIAL, Material, Outcome, Path, Use, find_path
from codetool.archive.sign.told import Kind, SignatureFound
from codetool.archive.sign.trust import Trust
from codetool.errors import SigningError
from codetool.findings import finding

if TYPE_CHECKING:
    from aiohttp import ClientSession

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the clocks of two machines may be apart before a time stamp counts as one from the future."""

_DIGESTS = frozenset({"sha256", "sha384", "sha512"})
_GRANTED = bytes.fromhex("3003020100")
"""PKIStatusInfo of an answer that grants a time stamp, with nothing else to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a time stamp states: over which digest it is, and when it was made; `signed` says by whom."""

    algorithm: str
    imprint: bytes
    made: datetime
    signed: Closed

    def covers(self, content: bytes) -> bool:
        """Tell whether it is over these bytes."""
        return self.algorithm in _DIGESTS and new_hash(self.algorithm, content).digest() == self.imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class StampFound:
    """A time stamp as found, with what follows from it: `good` where it is proven, and until when it stays so."""

    told: SignatureFound
    good: bool = False
    until: datetime | None = None
    chain: tuple[bytes, ...] = ()


def stamp(content: bytes, url: str, trust: Trust) -> bytes:
    """Return a time stamp over the SHA-512 of some bytes, from the authority at an address, as a token in our form.

    Of the certificates that the authority sends only those are kept that lead to its root, and what its key does not
    sign is written in one way. Raises SigningError where there is no answer, or none that `trust` finds good.
    """

    async def ask(session: "ClientSession") -> bytes:
        answer = await stamper(url, session).async_timestamp(sha512(content).digest(), "sha512")
        return bytes(answer.dump())

    answer = go_online(ask, place=url)
    try:
        token = closed.write_closed(closed.read_open(answer))
        found = read_token(token)
    except (NotClosedError, *hostile()) as error:
        raise _useless(url) from error
    path = find_path(found.signed.certificates, trust, moment=found.made, use=Use.STAMP)
    if not found.covers(content) or (trust.roots and path.outcome is not Outcome.TRUSTED):
        raise _useless(url)
    return token


def _useless(url: str) -> SigningError:
    return SigningError(
        "what this address answers is no time stamp that holds, or one of an authority that is not trusted",
        "Name a time stamping authority (RFC 3161), and trust its root certificate.",
        place=url,
    )


def read_token(token: bytes) -> Stamp:
    """Return what a token states; raise NotClosedError where it is none in our form, or no key signed it."""
    from asn1crypto import tsp

    signed = closed.read_closed(token)
    if signed.content_type != "tst_info" or signed.content is None or signed.token:
        raise NotClosedError
    if not closed.is_signature(signed) or not closed.covers(signed, signed.content):
        raise NotClosedError
    try:
        stated = tsp.TSTInfo.load(signed.content, strict=True)
        return Stamp(
            algorithm=stated["message_imprint"]["hash_algorithm"]["algorithm"].native,
            imprint=stated["message_imprint"]["hashed_message"].native,
            made=stated["gen_time"].native.astimezone(UTC),
            signed=signed,
        )
    except hostile() as error:
        raise NotClosedError from error


def check_token(
    content: bytes, token: bytes, trust: Trust, *, at: datetime, file: str = "", material: Material = NO_MATERIAL
) -> StampFound:
    """Return what is found of a time stamp over some bytes.

    It has to be good still at the time `at`: now, or when another stamp was put over it.
    """
    try:
        found = read_token(token)
    except NotClosedError:
        return StampFound(told=found_of(Kind.STAMP, file, (finding("stamp-form"),)))
    path = _path(found, trust, at, material)
    findings = list(path_findings(path, Use.STAMP))
    if not found.covers(content):
        findings.append(finding("stamp-other-content"))
    if found.made > at + CLOCKS_DIFFER:
        findings.append(finding("stamp-future", time=f"{found.made:%Y-%m-%d %H:%M}"))
    chain = found.signed.certificates
    told = found_of(Kind.STAMP, file, tuple(findings), chain=chain, stamped_at=found.made)
    good = path.outcome is Outcome.TRUSTED and not findings
    return StampFound(told=told, good=good, until=path.until, chain=chain)


def _path(found: Stamp, trust: Trust, at: datetime, material: Material) -> Path:
    """Return what became of the path of an authority: good when it stamped, and good when it was last needed."""
    chain = found.signed.certificates
    first = find_path(chain, trust, moment=found.made, use=Use.STAMP, material=material)
    if first.outcome is not Outcome.TRUSTED or at < found.made:
        return first
    last = find_path(chain, trust, moment=at, use=Use.STAMP, material=material)
    # A certificate that was revoked for no fault of its key does not spoil what it did before (RFC 3161, 4, item 1).
    return first if last.outcome is Outcome.REVOKED and not last.compromised else last


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
