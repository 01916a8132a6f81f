"""Time stamps (RFC 3161): had from an authority, and checked without one."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new as new_hash
from hashlib import sha512
from typing import TYPE_CHECKING

from codetool.archive.sign.closed import Closed, NotClosedError, is_intact, read_closed, read_open, write_closed
from codetool.archive.sign.fetch import fetched
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.trust import Trust
from codetool.errors import SigningError

if TYPE_CHECKING:
    from asn1crypto import tsp

RESPONSE_LIMIT = 1024 * 1024
"""Bytes of an answer with a time stamp that we read at most; they have some thousands."""


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


_DIGESTS = frozenset({"sha256", "sha384", "sha512"})


def stamp(content: bytes, url: str, trust: Trust) -> bytes:
    """Return a time stamp over the SHA-512 of some bytes, from the authority at an address, as a token in our form.

    Of the certificates that the authority sends only those are kept that lead to its root; what it did not sign is
    written in one way. Raises SigningError where there is no answer, or none that holds.
    """
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.sign.timestamps.common_utils import handle_tsp_response

    nonce, request = TimeStamper().request_cms(sha512(content).digest(), "sha512")
    answer = fetched(url, request.dump(), "application/timestamp-query", limit=RESPONSE_LIMIT)
    try:
        from asn1crypto import tsp

        granted = handle_tsp_response(tsp.TimeStampResp.load(answer, strict=True), nonce)
    except OSError as error:  # pyHanko's own, which quotes the authority
        raise _refused(url) from error
    except hostile() as error:
        raise _useless(url) from error
    try:
        token = write_closed(read_open(granted.dump(), trust.roots))
        found = read_stamp(token)
    except NotClosedError as error:
        raise _useless(url) from error
    if not found.covers(content):
        raise _useless(url)
    return token


def _refused(url: str) -> SigningError:
    return SigningError(
        "the authority refuses the time stamp", "Ask it why, or name another one.", place=url
    )  # fmt: skip


def _useless(url: str) -> SigningError:
    return SigningError(
        "what this address answers is no time stamp that holds",
        "Name the address of a time stamping authority (RFC 3161).",
        place=url,
    )


def read_stamp(token: bytes) -> Stamp:
    """Return what a token states; raise NotClosedError where it is none in our form, or its signature does not hold."""
    from asn1crypto import tsp

    signed = read_closed(token)
    if signed.content_type != "tst_info" or signed.content is None or signed.token or not is_intact(signed, signed.content):
        raise NotClosedError
    try:
        stated: tsp.TSTInfo = tsp.TSTInfo.load(signed.content, strict=True)
        return Stamp(
            algorithm=stated["message_imprint"]["hash_algorithm"]["algorithm"].native,
            imprint=stated["message_imprint"]["hashed_message"].native,
            made=stated["gen_time"].native.astimezone(UTC),
            signed=signed,
        )
    except hostile() as error:
        raise NotClosedError from error
