"""The only place that reaches the network: for time stamps, and for what authorities tell of revoked certificates."""

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.failures import told_failure
from codetool.errors import SigningError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from aiohttp import ClientSession
    from asn1crypto import cms
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko_certvalidator.fetchers import Fetchers

LARGEST_ANSWER = 32 * 1024 * 1024
"""Bytes of an answer at most: lists of revoked certificates reach some megabytes."""

LONGEST_WAIT = 30
"""Seconds that one answer may take."""

MOST_REQUESTS = 100

T = TypeVar("T")


def go_online(work: "Callable[[ClientSession], Awaitable[T]]", *, place: str) -> T:
    """Return what `work` does with a session, which is closed afterwards.

    Raises SigningError where the network fails; `place` is the service's address.
    """
    import aiohttp
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    async def run() -> T:
        async with _session() as session:
            return await work(session)

    try:
        return finished(run())
    except (TimestampRequestError, aiohttp.ClientError, TimeoutError) as error:
        raise SigningError(
            "the time stamping service gives no time stamp ({trouble})",
            "Check its address and the network, and try again.",
            place=place,
            trouble=told_failure(error),
        ) from error


def stamper(url: str, session: "ClientSession") -> "TimeStamper":
    """Return the client of a time stamping service (RFC 3161)."""
    from pyhanko.sign.timestamps import HTTPTimeStamper
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    class Stamper(HTTPTimeStamper):
        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> "cms.ContentInfo":
            """Return a time stamp; an answer that is none is a fault of the service."""
            try:
                return await super().async_timestamp(message_digest, md_algorithm)
            except (ValueError, TypeError, KeyError) as error:
                raise TimestampRequestError("its answer is no time stamp") from error

    if "@" in url:
        raise SigningError(
            "the address of a time stamping service may hold no name and no password",
            "Use a service that asks for none: what stands in an address is seen by many.",
            place=url.rpartition("@")[2],
        )
    if not url.startswith(("http://", "https://")):
        raise SigningError(
            "a time stamping service has an address that begins with http:// or https://",
            "Name it so: its operator tells which.",
            place=url,
        )
    return Stamper(url, session=session, timeout=LONGEST_WAIT)


def revocation(session: "ClientSession") -> "Fetchers":
    """Return what asks authorities about revoked certificates, with limits of size, time and number."""
    from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
    from pyhanko_certvalidator.fetchers.api import FetchLimits

    limits = FetchLimits(max_requests=MOST_REQUESTS, max_cert_requests=0)
    return AIOHttpFetcherBackend(session, per_request_timeout=LONGEST_WAIT, limits=limits).get_fetchers()


@asynccontextmanager
async def _session() -> "AsyncIterator[ClientSession]":
    import ssl

    import aiohttp
    import certifi

    class Bounded(aiohttp.ClientResponse):
        async def read(self) -> bytes:
            """Return the body; fail where it is larger than any honest one."""
            if self._body is None:
                body = await self.content.read(LARGEST_ANSWER + 1)
                while body and not self.content.at_eof() and len(body) <= LARGEST_ANSWER:
                    body += await self.content.read(LARGEST_ANSWER + 1 - len(body))
                if len(body) > LARGEST_ANSWER:
                    raise aiohttp.ClientPayloadError(f"more than {LARGEST_ANSWER} bytes")
                self._body = body
            return self._body

    connector = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=certifi.where()))
    timeout = aiohttp.ClientTimeout(total=LONGEST_WAIT)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout, response_class=Bounded) as session:
        yield session
