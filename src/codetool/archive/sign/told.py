"""What is found of one signature or time stamp: who, when, how far it can be proven, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from codetool.findings import Finding


class Kind(StrEnum):
    """Where a signature stands: inside a PDF, beside a text, beside an inventory; or a time stamp on its own."""

    PADES = "PAdES"
    XADES = "XAdES"
    CADES = "CAdES"
    STAMP = "RFC 3161"


class Standing(StrEnum):
    """What a signature proves."""

    PROVEN = "proven"
    """Intact, made with a key whose certificate leads to a trusted root, was valid when it signed, and not revoked."""
    UNTRUSTED = "untrusted"
    """Intact, but its signer leads to no root that the reader trusts, or may have been revoked: that is not known."""
    BROKEN = "broken"
    """It proves nothing: what is signed was altered, or the signature itself does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFound:
    """One signature or time stamp, as read from a file.

    `certificate` is the SHA-256 of the signer's certificate, in hexadecimal; `signed_at` what the signer says,
    `stamped_at` what the oldest good time stamp proves; `level` is B-B, B-T, B-LT or B-LTA, empty for a time stamp on
    its own.
    """

    file: str = ""
    kind: Kind
    signer: str
    certificate: str = ""
    signed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamped_by: str = ""
    level: str = ""
    standing: Standing
    findings: tuple[Finding, ...] = ()
