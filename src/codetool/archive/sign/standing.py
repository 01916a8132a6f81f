"""What stands of one sealing: its signature and all renewals, read together, and when they have to be renewed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from codetool.archive.sign.detached import judge_detached
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.renewal import Renewed, Sealed, check_renewals, of_older
from codetool.archive.sign.stamps import EXPIRING
from codetool.archive.sign.tokens import with_findings
from codetool.archive.sign.told import SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.findings import Finding, finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """What is found of one sealing: the signature first, where there is one, then the renewals from the oldest on.

    `strays` tells of files that belong to none of them. `since` is when the inventory is known to have been there, and
    with it all that it lists: signatures of texts and PDFs are to be judged at that time, with `material`. `until` is
    when what proves it runs out; None where nothing does.
    """

    found: tuple[SignatureFound, ...]
    strays: tuple[Finding, ...]
    since: datetime
    until: datetime | None
    material: Material


def check_sealed(sealed: Sealed, trust: Trust, *, at: datetime, told: Material = NO_MATERIAL) -> Stands:
    """Return what stands of one sealing at the time `at`; any bytes may be given for any of its files.

    `told` is what the authorities were asked for now, where they were.
    """
    renewed = check_renewals(sealed, trust, at=at, told=told)
    stands = _with_signature(sealed, renewed, trust) if sealed.signed else _without(renewed)
    if not stands.found or not due(stands, at=at, within=EXPIRING):
        return stands
    return replace(stands, found=(*stands.found[:-1], _expiring(stands.found[-1], stands.until)))


def _without(renewed: Renewed) -> Stands:
    return Stands(
        found=renewed.found,
        strays=renewed.strays,
        since=renewed.since,
        until=renewed.until,
        material=renewed.material,
    )


def _with_signature(sealed: Sealed, renewed: Renewed, trust: Trust) -> Stands:
    signed = judge_detached(
        sealed.content,
        sealed.signature,
        trust,
        at=renewed.since,
        file=sealed.signature_path,
        material=renewed.material,
    )
    told = with_findings(signed.told, tuple(map(of_older, signed.told.findings))) if sealed.renewals else signed.told
    stamped_at = signed.told.stamped_at if signed.told.standing is not Standing.BROKEN else None
    return Stands(
        found=(told, *renewed.found),
        strays=renewed.strays,
        since=min(renewed.since, stamped_at or renewed.since),
        until=renewed.until if sealed.renewals else signed.until,
        material=signed.material + renewed.material,
    )


def _expiring(last: SignatureFound, until: datetime | None) -> SignatureFound:
    if until is None or last.stamped_at is None:
        return last
    told = finding("stamp-expiring", signer=last.stamped_by, day=f"{until:%Y-%m-%d}").in_file(last.file)
    return replace(last, findings=(*last.findings, told))


def due(stands: Stands, *, at: datetime, within: timedelta) -> bool:
    """Tell whether a sealing has to be renewed now: what proves it runs out within that time, and has not yet."""
    return stands.until is not None and at <= stands.until <= at + within
