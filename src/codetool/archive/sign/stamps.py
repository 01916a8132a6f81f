"""Time stamps (RFC 3161): what one proves, of what, and until when."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from codetool.archive.sign.certificates import GOOD_DIGESTS, told_name
from codetool.archive.sign.cms import CmsSignature, UnreadableError, read_cms, strays
from codetool.archive.sign.paths import TOLERANCE, Evidence, Judge, Purpose
from codetool.archive.sign.verdicts import Role, told_fault
from codetool.findings import Finding, finding

EXPIRING = timedelta(days=365)
"""How long before a stamp runs out it is told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stamp:
    """A time stamp as it stands: who stamped, when, the digest of what."""

    signature: CmsSignature = field(repr=False)
    time: datetime
    digest: str
    imprint: bytes = field(repr=False)

    @property
    def by(self) -> str:
        """Return the name of the service."""
        return told_name(self.signature.signer.subject)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StampChecked:
    """A time stamp, and what it proves: `good` says that its time can be believed."""

    by: str = ""
    certificate: str = ""
    time: datetime | None = None
    good: bool = False
    intact: bool = False
    ends: datetime | None = None
    findings: tuple[Finding, ...] = ()


def read_stamp(token: bytes) -> Stamp:
    """Return the time stamp that some bytes are; raise UnreadableError where they are none."""
    signature = read_cms(token)
    if signature.content is None:
        raise UnreadableError("no time stamp")
    from asn1crypto import tsp

    try:
        told = tsp.TSTInfo.load(signature.content, strict=True)
        imprint = told["message_imprint"]
        return Stamp(
            signature=signature,
            time=told["gen_time"].native,
            digest=imprint["hash_algorithm"]["algorithm"].native,
            imprint=imprint["hashed_message"].native,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableError("no time stamp") from error


async def check_stamp(token: bytes, stamped: bytes, judge: Judge, evidence: Evidence, *, at: datetime) -> StampChecked:
    """Return what a time stamp proves of the bytes `stamped`, read at the time `at`.

    `at` is now, or the time of a later stamp that covers this one: what ran out in between does not matter then.
    """
    try:
        stamp = read_stamp(token)
        digest = hashlib.new(stamp.digest, stamped).digest()
    except ValueError:
        return StampChecked(findings=(finding("stamp-broken", signer="?"),))
    return await check_read_stamp(stamp, digest, judge, evidence, at=at)


async def check_read_stamp(
    stamp: Stamp, digest: bytes, judge: Judge, evidence: Evidence, *, at: datetime
) -> StampChecked:
    """Return the same for a stamp that was read already, and the digest of what it should cover."""
    signature = stamp.signature
    known = (*evidence.certificates, *judge.trust.certificates())
    intact = (
        signature.content is not None
        and signature.holds(signature.content)
        and stamp.imprint == digest
        and not strays(signature, known)
    )
    found = await _found(stamp, judge, evidence, at) if intact else (finding("stamp-broken", signer=stamp.by),)
    return StampChecked(
        by=stamp.by,
        certificate=signature.fingerprint,
        time=stamp.time,
        intact=intact,
        good=intact and not found and bool(judge.trust.roots),
        ends=signature.signer.not_valid_after,
        findings=found,
    )


async def _found(stamp: Stamp, judge: Judge, evidence: Evidence, at: datetime) -> tuple[Finding, ...]:
    if stamp.digest not in GOOD_DIGESTS or stamp.signature.weakness:
        weak = stamp.signature.weakness or stamp.digest.upper()
        return (finding("stamp-weak", signer=stamp.by, weak=weak),)
    if stamp.time > at + TOLERANCE:
        return (finding("stamp-future", signer=stamp.by, day=f"{stamp.time:%Y-%m-%d}"),)
    if not judge.trust.roots:
        return ()
    carried = Evidence(
        certificates=(*evidence.certificates, *stamp.signature.others), ocsps=evidence.ocsps, crls=evidence.crls
    )
    judged = await judge.judge(stamp.signature.signer, carried, Purpose.STAMPING, max(at, stamp.time))
    return told_fault(judged, stamp.signature.signer, Role.STAMP)


def told_expiring(checked: StampChecked, at: datetime) -> tuple[Finding, ...]:
    """Return a warning where a stamp runs out soon."""
    if not checked.good or checked.ends is None or checked.ends - at > EXPIRING:
        return ()
    return (finding("stamp-expiring", signer=checked.by, day=f"{checked.ends:%Y-%m-%d}"),)
