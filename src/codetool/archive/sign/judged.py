"""What is told of a signature or a time stamp: its signer, its standing, and what became of the path to a root."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from codetool.archive.sign.certificates import told_name
from codetool.archive.sign.hostile import hostile
from codetool.archive.sign.chains import Outcome, Path, Use
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.findings import Finding, Severity, finding

_SIGNER = {
    Outcome.UNKNOWN: "signature-untrusted",
    Outcome.EXPIRED: "signature-expired",
    Outcome.EARLY: "signature-early",
    Outcome.REVOKED: "signature-revoked",
    Outcome.WEAK: "signature-weak",
    Outcome.UNSUITED: "signature-unsuited",
}
_STAMPER = {
    Outcome.UNKNOWN: "stamp-untrusted",
    Outcome.EXPIRED: "stamp-expired",
    Outcome.EARLY: "stamp-early",
    Outcome.REVOKED: "stamp-revoked",
    Outcome.WEAK: "stamp-weak",
    Outcome.UNSUITED: "stamp-unsuited",
}


def path_findings(path: Path, use: Use) -> tuple[Finding, ...]:
    """Return what is wrong with a path: nothing, or one finding."""
    if path.outcome is Outcome.TRUSTED:
        return ()
    code = (_SIGNER if use is Use.SIGN else _STAMPER)[path.outcome]
    return (finding(code, subject=path.told, day=f"{path.since:%Y-%m-%d}" if path.since else ""),)


def found_of(  # noqa: PLR0913 - a signature has so many sides
    kind: Kind,
    file: str,
    findings: tuple[Finding, ...],
    *,
    chain: tuple[bytes, ...] = (),
    signed_at: datetime | None = None,
    stamped_at: datetime | None = None,
    stamped_by: str = "",
    level: str = "",
) -> SignatureFound:
    """Return a signature as found: broken by any error, else proven where its signer is known."""
    return SignatureFound(
        file=file,
        kind=kind,
        signer=signer_of(chain),
        certificate=sha256(chain[0]).hexdigest() if chain else "",
        signed_at=signed_at,
        stamped_at=stamped_at,
        stamped_by=stamped_by,
        level=level,
        standing=_standing(findings),
        findings=tuple(each.in_file(file) for each in findings),
    )


def told_anew(found: SignatureFound, findings: tuple[Finding, ...]) -> SignatureFound:
    """Return a signature with other findings, and the standing that follows from them."""
    placed = tuple(each.in_file(found.file) for each in findings)
    return replace(found, findings=placed, standing=_standing(placed))


def _standing(findings: tuple[Finding, ...]) -> Standing:
    if any(each.severity is Severity.ERROR for each in findings):
        return Standing.BROKEN
    unknown = {"signature-untrusted", "stamp-untrusted"}
    return Standing.UNTRUSTED if any(each.code in unknown for each in findings) else Standing.PROVEN


def signer_of(chain: tuple[bytes, ...]) -> str:
    """Return the name in the first certificate of a chain, or nothing."""
    from asn1crypto import x509

    try:
        return told_name(x509.Certificate.load(chain[0]).subject)
    except hostile():
        return ""
