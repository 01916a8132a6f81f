"""Why a service gives no time stamp is told in the reader's language, by what kind of error it was."""

from socket import gaierror
from unittest.mock import Mock

import aiohttp
import pytest
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from codetool.archive.sign.failures import told_failure
from codetool.cli.messages import translator
from codetool.errors import SigningError


def connecting(reason: OSError) -> aiohttp.ClientConnectorError:
    return aiohttp.ClientConnectorError(Mock(), reason)


@pytest.mark.parametrize(
    ("cause", "english", "french"),
    [
        (connecting(ConnectionRefusedError()), "the connection is refused", "la connexion est refusée"),
        (connecting(gaierror()), "there is no host of this name", "aucune machine ne porte ce nom"),
        (connecting(OSError()), "the connection fails", "la connexion échoue"),
        (TimeoutError(), "it does not answer in time", "il ne répond pas à temps"),
        (
            aiohttp.ClientResponseError(Mock(), (), status=500),
            "it answers with HTTP status 500",
            "il répond par le statut HTTP 500",
        ),
        (aiohttp.InvalidURL("x"), "it cannot be called by this address", "on ne peut pas l'appeler à cette adresse"),
        (ValueError("x"), "its answer is no time stamp", "sa réponse n'est pas un horodatage"),
    ],
)
def test_each_kind_has_words_of_its_own(cause: Exception, english: str, french: str) -> None:
    error = TimestampRequestError("of pyHanko")
    error.__cause__ = cause
    told = told_failure(error)
    assert told == english
    whole = SigningError("no stamp ({trouble})", "Try again.", trouble=told)
    assert str(whole) == f"no stamp ({english}). Try again."
    assert whole.said(translator("fr")) == f"no stamp ({french})"
