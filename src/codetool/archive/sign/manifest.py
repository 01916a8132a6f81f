"""The list that a renewal is a time stamp over: lines as `sha512sum` writes and checks them."""

import re
from collections.abc import Mapping
from hashlib import sha512

MANIFEST_LIMIT = 4 * 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{128})  ([A-Za-z0-9_][\w.\-]*(?:/[A-Za-z0-9_][\w.\-]*)*)", re.ASCII)


def write_manifest(digests: Mapping[str, str]) -> bytes:
    r"""Return the list of some paths and their SHA-512, sorted.

    >>> write_manifest({"v1/inventory.json": "ab" * 64})[-21:]
    b'b  v1/inventory.json\n'
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def read_manifest(source: bytes) -> dict[str, str] | None:
    """Return the digests that a list states, by path; None where it is not in our form, byte for byte."""
    if len(source) > MANIFEST_LIMIT:
        return None
    lines = source.decode("ascii", "replace").split("\n")[:-1]
    found = [match.groups() for match in map(_LINE.fullmatch, lines) if match]
    digests = {path: digest for digest, path in found}
    return digests if found and write_manifest(digests) == source else None


def digest_of(content: bytes) -> str:
    """Return the SHA-512 of a file, as lists have it."""
    return sha512(content).hexdigest()
