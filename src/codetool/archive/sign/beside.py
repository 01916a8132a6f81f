"""What a signature beside a file proves, of whatever kind it is: who signed, since when that is sure, and how far."""

from dataclasses import dataclass, replace
from datetime import datetime

from codetool.archive.sign.beside_stamps import Beside, Stamps, check_stamps
from codetool.archive.sign.certificates import is_self_issued
from codetool.archive.sign.claimed import check_claimed
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.paths import TOLERANCE, Judged, Purpose
from codetool.archive.sign.proof import ends_of, fingerprint, judged, signer_of, told_of
from codetool.archive.sign.tokens import TokenFound
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.verdicts import Role, standing_of
from codetool.archive.sign.whole import whole_of
from codetool.findings import Finding, finding


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideFound:
    """What is told of a signature, and until when it stays so: when its last stamp runs out, or else its certificate.

    `material` is what it carries itself to be judged with.
    """

    told: SignatureFound
    until: datetime | None = None
    material: Material = NO_MATERIAL


def malformed(kind: Kind, file: str) -> BesideFound:
    """Return what is told of bytes that are no signature in our form."""
    found = finding("signature-form").in_file(file)
    return BesideFound(
        told=SignatureFound(file=file, kind=kind, signer="", standing=Standing.BROKEN, findings=(found,))
    )


def judge(found: Beside, trust: Trust, *, at: datetime, material: Material) -> BesideFound:
    """Return what a signature proves that is known to have been there at the time `at`.

    Its time stamps, where they are good, prove an earlier time: the one over all of it has to be good at `at`, the one
    over the signature alone when the other was made. The signer has to be good at the earliest time that is proven:
    what he states himself proves nothing, and must only not be later.
    """
    if found.wrong:
        return BesideFound(told=_told(found, found.wrong, Standing.BROKEN))
    # What stands in it unsigned is looked at only where a trusted root vouches for whoever told it.
    carried = whole_of(found.carried, found.chain, trust)
    material = carried + material
    stamps = check_stamps(found, trust, at=at, material=material)
    good = stamps.first
    known = min(at, good.made) if good and good.made else at
    signer = judged(found.chain, trust, purpose=Purpose.SIGNING, at=known, material=material)
    if stamps.altered:
        return BesideFound(told=_told(found, stamps.findings, Standing.BROKEN, good))
    if good and signer.fault is None and carried != found.carried and _knows_all(trust):
        altered = finding("signature-values", signer=signer_of(found.chain))
        return BesideFound(told=_told(found, (altered,), Standing.BROKEN, good))
    own = stamps.own if stamps.own and stamps.own.good else None
    findings = (
        *_of_signer(found, signer, trust),
        *stamps.findings,
        *_of_time(found, known),
        *check_claimed(signer_of(found.chain), found.signed_at, own.made if own else None),
    )
    standing = standing_of(signer) if trust.roots or signer.fault else Standing.UNTRUSTED
    # What is not known yet of revocation, a renewal asks for: it has to come in time for that as well.
    until = (stamps.until or ends_of(found.chain)) if trust.roots and not signer.fault else None
    told = _told(found, findings, standing, good)
    return BesideFound(told=replace(told, level=_level(found, carried, trust, stamps, known)), until=until)


def _knows_all(trust: Trust) -> bool:
    # Who trusts an authority in the middle cannot check what those above it told.
    return all(map(is_self_issued, trust.certificates()))


def _level(found: Beside, carried: Material, trust: Trust, stamps: Stamps, known: datetime) -> str:
    """Return the level of a signature, by what it carries; where somebody is trusted, by what that proves as well."""
    if not found.token:
        return "B-B"
    if not found.carried.crls and not found.carried.answers:
        return "B-T"
    if not trust.roots:
        return "B-LTA" if found.archive else "B-LT"
    chains = [(found.chain, Purpose.SIGNING, known)]
    own = stamps.own
    if own and own.good and own.made:
        chains.append((own.chain, Purpose.STAMPING, own.made))
    found_of = (judged(chain, trust, purpose=purpose, at=at, material=carried) for chain, purpose, at in chains)
    if not all(one.known for one in found_of):
        return "B-T"
    return "B-LTA" if stamps.archive and stamps.archive.good else "B-LT"


def _told(
    found: Beside, findings: tuple[Finding, ...], standing: Standing, good: TokenFound | None = None
) -> SignatureFound:
    return SignatureFound(
        file=found.file,
        kind=found.kind,
        signer=signer_of(found.chain),
        certificate=fingerprint(found.chain),
        signed_at=found.signed_at,
        stamped_at=good.made if good else None,
        stamped_by=signer_of(good.chain) if good else "",
        level="B-T" if found.token else "B-B",
        standing=standing,
        findings=tuple(each.in_file(found.file) for each in findings),
    )


def _of_signer(found: Beside, signer: Judged, trust: Trust) -> tuple[Finding, ...]:
    name = signer_of(found.chain)
    if signer.fault is not None:
        return told_of(signer, found.chain, Role.SIGNATURE)
    if not trust.roots:
        return (finding("signature-unproven", signer=name),)
    return () if signer.known else (finding("signature-revocation-unknown", signer=name),)


def _of_time(found: Beside, known: datetime) -> tuple[Finding, ...]:
    name = signer_of(found.chain)
    told = [] if found.token else [finding("signature-unstamped", signer=name)]
    if found.signed_at > known + TOLERANCE:
        claimed, day = (f"{moment:%Y-%m-%d %H:%M}" for moment in (found.signed_at, known))
        told.append(finding("signature-time", signer=name, claimed=claimed, day=day))
    return tuple(told)
