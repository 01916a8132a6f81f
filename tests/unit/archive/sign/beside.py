"""What tests of signatures beside files share: something signed, and how to tamper with it."""

import random
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from codetool.archive.sign.told import SignatureFound, Standing
from codetool.findings import Severity
from tests.pki import Pki

INVENTORY = b'{\n  "head": "v1",\n  "digestAlgorithm": "sha512"\n}\n'
TEXT = b'<?xml version="1.0" encoding="UTF-8"?>\n<a b="2" a="1"><!-- note --><p>L\'assistant social</p>\n</a>\n'
NAME = "2001-06-07.fra.xml"


def year(number: int, month: int = 6) -> datetime:
    """Return a day of a year."""
    return datetime(number, month, 1, 12, tzinfo=UTC)


def codes(found: SignatureFound) -> list[str]:
    """Return the codes of what was found, without notes."""
    return [each.code for each in found.findings if each.severity is not Severity.NOTE]


def is_noticed(found: SignatureFound) -> bool:
    """Tell whether something is wrong: an error, which `verify` exits 1 for."""
    return any(each.severity is Severity.ERROR for each in found.findings)


def check_proven(found: SignatureFound) -> None:
    """Assert that a signature is good."""
    assert codes(found) == []
    assert found.standing is Standing.PROVEN


def check_unknown(found: SignatureFound) -> None:
    """Assert that a signature is good, as far as can be told without knowing what was revoked."""
    assert codes(found) == ["signature-revocation-unknown"]
    assert found.standing is Standing.UNTRUSTED


def without_archive_stamp(signature: bytes) -> bytes:
    """Return a text's signature as it was before the last of its time stamps was added."""
    found, count = re.subn(rb"<xadesv141:ArchiveTimeStamp .*</xadesv141:ArchiveTimeStamp>", b"", signature)
    assert count == 1
    return found


def flips(source: bytes, *, every: int = 1) -> Iterator[bytes]:
    """Yield the same bytes with one of them altered, each in its turn, or every so many."""
    chance = random.Random(len(source))  # noqa: S311 - a test
    for place in range(chance.randrange(every), len(source), every):
        altered = bytearray(source)
        altered[place] ^= chance.randrange(1, 256)
        yield bytes(altered)


def missed(source: bytes, is_found: Callable[[bytes], bool], *, every: int = 1) -> list[int]:
    """Return the places of bytes that were altered without being noticed; there should be none."""
    assert not is_found(source)
    return [
        next(place for place, byte in enumerate(altered) if byte != source[place])
        for altered in flips(source, every=every)
        if not is_found(altered)
    ]


def openssl(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what OpenSSL says, run in a folder."""
    return subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def pem_root(pki: Pki) -> str:
    """Return the file of the root certificate."""
    return str(pki.root())
