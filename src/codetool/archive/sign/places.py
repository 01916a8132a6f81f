"""Where a key is kept, and the small files beside it: read with a limit, told in one line when they cannot be."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.errors import SigningError
from codetool.findings import Finding, finding

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.signers import Signer

_LIMIT = 1024 * 1024
"""Bytes of a key, a certificate or a pass file at most."""

_READABLE_BY_OTHERS = 0o044


@dataclass(frozen=True, slots=True, kw_only=True)
class Pkcs12Place:
    """A key and its certificates in one file (.p12, .pfx), and the file that holds its password, where it has one."""

    file: Path
    pass_file: Path | None = None

    @property
    def named(self) -> str:
        """Return what messages call it."""
        return str(self.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pkcs11Place:
    """A key on a card or token: its driver, the token's label, the key's label, and the file that holds the PIN.

    `certificate` is the certificate's label, where it is not the key's.
    """

    module: Path
    token: str
    key: str
    pin_file: Path
    certificate: str = ""

    @property
    def named(self) -> str:
        """Return what messages call it."""
        return f"{self.module} ({self.token})"


KeyPlace = Pkcs12Place | Pkcs11Place


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpenedPlace:
    """What a place held: the signer, its certificate and others, the file of its secret, and how to let go of it."""

    signer: "Signer" = field(repr=False)
    certificate: "x509.Certificate" = field(repr=False)
    others: "tuple[x509.Certificate, ...]" = field(repr=False)
    secret: Path | None
    release: Callable[[], None] = field(repr=False)


def read_small(path: Path) -> bytes:
    """Return the bytes of a key, certificate or pass file; raise SigningError where it cannot be had.

    A pipe is not waited for, a device not read.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            is_file = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            content = stream.read(_LIMIT + 1) if is_file else b""
    except FileNotFoundError:
        raise SigningError("there is no such file", "Check the name and the folder.", place=str(path)) from None
    except IsADirectoryError:
        raise SigningError("this is a folder", "Name a file in it.", place=str(path)) from None
    except OSError as error:
        raise SigningError(
            "the file cannot be read ({reason})", "Check its permissions.", place=str(path), reason=error.strerror
        ) from None
    if not is_file:
        raise SigningError("this is a pipe or a device, not a file", "Name the right file.", place=str(path))
    if len(content) > _LIMIT:
        raise SigningError("this is too large for a key or certificate", "Name the right file.", place=str(path))
    return content


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def read_secret(path: Path) -> str:
    """Return the first line of a pass file, without the end of the line."""
    try:
        secret = read_small(path).decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        secret = ""
    if not secret or "\n" in secret:
        raise SigningError(
            "a pass file holds the password or the PIN on one line, and nothing else",
            "Write it so, in UTF-8.",
            place=str(path),
        )
    return secret


def check_secrecy(path: Path | None) -> tuple[Finding, ...]:
    """Return a warning where other users of this machine may read a pass file."""
    if path is None or not path.stat().st_mode & _READABLE_BY_OTHERS:
        return ()
    return (finding("signature-pass-file").in_file(str(path)),)
