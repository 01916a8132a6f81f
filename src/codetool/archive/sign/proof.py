"""What a chain of certificates proves at a time, as far as can be told without a network."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.certificates import told_name, weakness
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.material import Material
from codetool.archive.sign.paths import Fault, Judge, Judged, Purpose, fault_of_its_own
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.verdicts import Role, told_fault
from codetool.findings import Finding

if TYPE_CHECKING:
    from asn1crypto import x509

Chain = tuple[bytes, ...]
"""Certificates in DER: the signer's, and its issuers' upwards, without the root."""


def judged(chain: Chain, trust: Trust, *, purpose: Purpose, at: datetime, material: Material) -> Judged:
    """Return what is to be said of the first certificate of a chain, used at the time `at`; nothing is fetched."""
    from asn1crypto import x509

    certificate = x509.Certificate.load(chain[0])
    try:
        if weak := next(filter(None, map(weakness, map(x509.Certificate.load, chain))), ""):
            return Judged(fault=Fault.WEAK, subject=signer_of(chain), weak=weak)
        if purpose is Purpose.STAMPING and not _stamps_only(certificate):
            return Judged(fault=Fault.UNFIT, subject=signer_of(chain))
        if fault := fault_of_its_own(certificate, purpose):
            return fault
        if not trust.roots:
            return Judged()
        evidence = (Material(certificates=chain[1:]) + material).evidence()
        return finished(Judge(trust=trust).judge(certificate, evidence, purpose, at))
    except hostile():
        return Judged(fault=Fault.UNFIT, subject=signer_of(chain))


def told_of(found: Judged, chain: Chain, role: Role) -> tuple[Finding, ...]:
    """Return the finding that tells why a chain proves nothing, or none."""
    from asn1crypto import x509

    return told_fault(found, x509.Certificate.load(chain[0]), role)


def ends_of(chain: Chain) -> datetime:
    """Return when the first certificate of a chain to run out does so."""
    from asn1crypto import x509

    ends: datetime = min(x509.Certificate.load(der).not_valid_after for der in chain)
    return ends


def signer_of(chain: Chain) -> str:
    """Return the name in the first certificate of a chain, or nothing."""
    from asn1crypto import x509

    try:
        return told_name(x509.Certificate.load(chain[0]).subject)
    except hostile():
        return ""


def fingerprint(chain: Chain) -> str:
    """Return the SHA-256 of the first certificate of a chain, in hexadecimal, or nothing."""
    return sha256(chain[0]).hexdigest() if chain else ""


def _stamps_only(certificate: "x509.Certificate") -> bool:
    # RFC 3161, 2.3: this one purpose, and critical.
    purposes = certificate.extended_key_usage_value
    critical = "extended_key_usage" in certificate.critical_extensions
    return bool(purposes is not None and critical and purposes.native == ["time_stamping"])
