"""Loads the key that signs, from a file or from a card; passwords and PINs stay in here."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self, assert_never

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.certificates import chain_of, check_signer, told_name
from codetool.archive.sign.places import KeyPlace, OpenedPlace, Pkcs11Place, Pkcs12Place, check_secrecy
from codetool.archive.sign.trust import Trust
from codetool.errors import SigningError
from codetool.findings import Finding

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SigningKey:
    """A key that is ready to sign: one for many files, closed when all are signed (`with load_key(…) as key`).

    `certificate` and `chain` (from its issuer upwards) are DER; `findings` tell what should be better about the place.
    """

    subject: str
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    signer: "Signer" = field(repr=False)
    release: Callable[[], None] = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the certificate, in hexadecimal."""
        return hashlib.sha256(self.certificate).hexdigest()

    def sign(self, content: bytes, digest: str = "sha256") -> bytes:
        """Return the bare signature of `content`: PKCS#1 1.5 for an RSA key, DER of r and s for one on a curve."""
        from pkcs11 import PKCS11Error

        try:
            return finished(self.signer.async_sign_raw(content, digest))
        except PKCS11Error as error:
            raise SigningError(
                "the token does not sign ({trouble})", "Put the card in again.", trouble=type(error).__name__
            ) from error

    def close(self) -> None:
        """Let go of the card; what follows cannot sign."""
        self.release()

    def __enter__(self) -> Self:
        """Return the key itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it, whatever happened."""
        self.close()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signing:
    """What a sealing signs with: the key, where time stamps are had (a URL, or empty), and whom the archive trusts."""

    key: SigningKey
    stamps: str = ""
    trust: Trust


def load_key(place: KeyPlace, *, at: datetime) -> SigningKey:
    """Return the key that is kept in `place`, good for signing at the time `at`.

    Raises SigningError where there is none, where its password or PIN is wrong, or where its certificate does not
    allow it to sign at that time.
    """
    opened = _opened(place)
    try:
        certificate = opened.certificate
        check_signer(certificate, at, place.named)
        return SigningKey(
            subject=told_name(certificate.subject),
            certificate=certificate.dump(),
            chain=tuple(issuer.dump() for issuer in chain_of(certificate, opened.others)),
            findings=check_secrecy(opened.secret),
            signer=opened.signer,
            release=opened.release,
        )
    except BaseException:
        opened.release()
        raise


def _opened(place: KeyPlace) -> OpenedPlace:
    match place:
        case Pkcs12Place():
            from codetool.archive.sign.pkcs12 import open_pkcs12

            return open_pkcs12(place)
        case Pkcs11Place():
            from codetool.archive.sign.pkcs11 import open_pkcs11

            return open_pkcs11(place)
        case _:
            assert_never(place)
