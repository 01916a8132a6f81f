"""Why a time stamping service gives nothing, in words of our own: those of network libraries are in English alone."""

from socket import gaierror

from codetool.errors import Fact, SigningError


def told_failure(error: BaseException) -> Fact:
    """Return why a request failed, by the kind of an error of the network or of pyHanko, or of what caused it."""
    import aiohttp

    cause: BaseException = error.__cause__ or error
    if isinstance(cause, aiohttp.ClientConnectorError) and not isinstance(cause, aiohttp.ClientSSLError):
        cause = cause.os_error
    remedy = "Check its address and the network, and try again."
    for kind, fact in (
        (aiohttp.ContentTypeError, "its answer is no time stamp"),
        (aiohttp.ClientResponseError, "it answers with HTTP status {status}"),
        (aiohttp.ClientPayloadError, "its answer is cut off, or larger than any time stamp"),
        (aiohttp.InvalidURL, "it cannot be called by this address"),
        (aiohttp.ClientSSLError, "no secure connection to it can be made"),
        (TimeoutError, "it does not answer in time"),
        (gaierror, "there is no host of this name"),
        (ConnectionRefusedError, "the connection is refused"),
        ((aiohttp.ClientError, OSError), "the connection fails"),
    ):
        if isinstance(cause, kind):
            return Fact(SigningError(fact, remedy, status=getattr(cause, "status", "")))
    return Fact(SigningError("its answer is no time stamp", remedy))
