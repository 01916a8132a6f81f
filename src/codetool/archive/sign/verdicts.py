"""What is told of a certificate that proves nothing, or less than it might."""

from enum import StrEnum
from typing import TYPE_CHECKING

from codetool.archive.sign.certificates import told_name
from codetool.archive.sign.paths import Fault, Judged
from codetool.archive.sign.told import Standing
from codetool.findings import Finding, finding

if TYPE_CHECKING:
    from asn1crypto import x509


class Role(StrEnum):
    """Whose certificate it is: of the one that signs, or of the one that stamps. The codes of findings begin so."""

    SIGNATURE = "signature"
    STAMP = "stamp"


_CODES = {
    Fault.NO_ROOT: "untrusted",
    Fault.OTHER_KEY: "other-key",
    Fault.EXPIRED: "expired",
    Fault.NOT_YET: "early",
    Fault.REVOKED: "revoked",
    Fault.WEAK: "weak",
    Fault.UNFIT: "purpose",
}


_UNTRUSTED = frozenset({Fault.NO_ROOT, Fault.OTHER_KEY})
"""What says nothing against a signature, only that nobody whom the reader trusts vouches for it."""
UNTRUSTED_CODES = frozenset(f"{role}-{_CODES[fault]}" for role in Role for fault in _UNTRUSTED)
"""The findings that tell of it: warnings."""

OF_SIGNERS = frozenset(f"{role}-{code}" for role in Role for code in _CODES.values()) | {
    "signature-time", "signature-proven-since", "stamp-future", "stamp-compromised", "renewal-late", "renewal-order",
}  # fmt: skip
"""What is told of who signed or stamped, and when, and not of the bytes that it is over."""


def told_fault(judged: Judged, certificate: "x509.Certificate", role: Role) -> tuple[Finding, ...]:
    """Return the finding that tells why a certificate proves nothing, or none."""
    if judged.fault is None:
        return ()
    return (
        finding(
            f"{role}-{_CODES[judged.fault]}",
            signer=judged.subject or told_name(certificate.subject),
            issuer=told_name(certificate.issuer),
            day=f"{judged.day:%Y-%m-%d}" if judged.day else "",
            weak=judged.weak,
        ),
    )


def standing_of(judged: Judged) -> Standing:
    """Return what an intact signature proves, by what is to be said of its certificate.

    A revoked key still signs, and gets time stamps: as long as it is not known that it was not, it proves nothing.
    """
    if judged.fault is None and not judged.known:
        return Standing.UNTRUSTED
    if judged.fault is None:
        return Standing.PROVEN
    return Standing.UNTRUSTED if judged.fault in _UNTRUSTED else Standing.BROKEN
