"""What is found of signatures as plain values, as a process of its own tells it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.findings import Finding, Severity


def plain(found: SignatureFound) -> dict[str, Any]:
    """Return a signature as values that JSON has.

    >>> found = SignatureFound(kind=Kind.PADES, signer="A", standing=Standing.BROKEN)
    >>> read_plain(plain(found)) == found
    True
    """
    return {
        "file": found.file,
        "signer": found.signer,
        "certificate": found.certificate,
        "signed_at": _written(found.signed_at),
        "stamped_at": _written(found.stamped_at),
        "stamped_by": found.stamped_by,
        "level": found.level,
        "kind": found.kind.value,
        "standing": found.standing.value,
        "findings": [_plain_finding(one) for one in found.findings],
    }


def read_plain(told: Mapping[str, Any]) -> SignatureFound:
    """Return the signature that values tell of; raise KeyError, TypeError or ValueError where they tell of none."""
    return SignatureFound(
        file=told["file"],
        signer=told["signer"],
        certificate=told["certificate"],
        signed_at=_time(told["signed_at"]),
        stamped_at=_time(told["stamped_at"]),
        stamped_by=told["stamped_by"],
        level=told["level"],
        kind=Kind(told["kind"]),
        standing=Standing(told["standing"]),
        findings=tuple(_finding(one) for one in told["findings"]),
    )


def _written(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _plain_finding(found: Finding) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "eid": found.eid,
        "line": found.line,
        "file": found.file,
        "values": dict(found.values),
    }


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(**{**told, "severity": Severity(told["severity"])})
