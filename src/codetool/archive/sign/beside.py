"""What a signature beside a file proves, of whatever kind it is: who signed, since when that is sure, and how far."""

from dataclasses import dataclass
from datetime import datetime

from codetool.archive.sign.judged import found_of, path_findings, signer_of
from codetool.archive.sign.chains import Material, Use, find_path
from codetool.archive.sign.tokens import CLOCKS_DIFFER, check_token
from codetool.archive.sign.told import Kind, SignatureFound
from codetool.archive.sign.trust import Trust
from codetool.findings import Finding, finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A signature as read: its certificates, the time that the signer states, and the time stamp over `stamped`."""

    kind: Kind
    file: str
    chain: tuple[bytes, ...]
    signed_at: datetime
    stamped: bytes
    token: bytes
    wrong: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is told of a signature, and until when it stays so: when its stamp runs out, or else its certificate."""

    told: SignatureFound
    until: datetime | None = None


def judge(found: Beside, trust: Trust, *, at: datetime, material: Material) -> Judged:
    """Return what a signature proves that is known to have been there at the time `at`.

    Its own time stamp, where it is good, proves an earlier time. The signer has to be good at the earliest time that is
    proven: what he states himself proves nothing, and must only not be later.
    """
    if found.wrong:
        return Judged(
            told=found_of(found.kind, found.file, found.wrong, chain=found.chain, signed_at=found.signed_at)
        )
    stamp = check_token(found.stamped, found.token, trust, at=at, material=material) if found.token else None
    stamped_at = stamp.told.stamped_at if stamp and stamp.good else None
    known = min(at, stamped_at or at)
    findings = [*(stamp.told.findings if stamp else ())]
    path = find_path(found.chain, trust, moment=known, use=Use.SIGN, material=material)
    findings += path_findings(path, Use.SIGN)
    if found.signed_at > known + CLOCKS_DIFFER:
        findings.append(finding("signature-future", time=f"{found.signed_at:%Y-%m-%d %H:%M}"))
    told = found_of(
        found.kind,
        found.file,
        tuple(findings),
        chain=found.chain,
        signed_at=found.signed_at,
        stamped_at=stamped_at,
        stamped_by=signer_of(stamp.chain) if stamp else "",
        level="B-T" if stamped_at else "B-B",
    )
    return Judged(told=told, until=stamp.until if stamp and stamp.good else path.until)
