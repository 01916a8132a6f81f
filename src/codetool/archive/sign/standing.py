"""What stands of one sealing: its signature and all renewals, read together, and when they have to be renewed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from codetool.archive.sign.chains import Material
from codetool.archive.sign.detached import judge_detached
from codetool.archive.sign.renewal import Sealed, check_renewals
from codetool.archive.sign.told import SignatureFound, Standing
from codetool.archive.sign.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """What is found of one sealing: the signature first, where there is one, then the renewals from the oldest on.

    `since` is when the inventory is known to have been there, and with it all that it lists: signatures of texts and PDFs
    are to be judged at that time, with `material`. `until` is when what proves it runs out; None where nothing does.
    """

    found: tuple[SignatureFound, ...]
    since: datetime
    until: datetime | None
    material: Material


def check_sealed(sealed: Sealed, trust: Trust, *, at: datetime) -> Stands:
    """Return what stands of one sealing at the time `at`; any bytes may be given for any of its files."""
    renewed = check_renewals(sealed, trust, at=at)
    if not sealed.signed:
        return Stands(found=renewed.found, since=renewed.since, until=renewed.until, material=renewed.material)
    signed = judge_detached(
        sealed.content,
        sealed.signature,
        trust,
        at=renewed.since,
        file=sealed.signature_path,
        material=renewed.material,
    )
    proven = signed.told.standing is Standing.PROVEN
    stamped_at = signed.told.stamped_at if proven else None
    return Stands(
        found=(signed.told, *renewed.found),
        since=min(renewed.since, stamped_at or renewed.since),
        until=renewed.until if sealed.renewals else signed.until if proven else None,
        material=renewed.material,
    )


def due(stands: Stands, *, at: datetime, within: timedelta) -> bool:
    """Tell whether a sealing has to be renewed now: what proves it runs out within that time, and has not yet."""
    return stands.until is not None and at <= stands.until <= at + within
