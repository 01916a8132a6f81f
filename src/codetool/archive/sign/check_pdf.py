"""Checks the signatures inside a PDF: who, when, and that nothing was changed since."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.certificates import told_name
from codetool.archive.sign.claimed import check_claimed
from codetool.archive.sign.cms import strays
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.network import go_online, revocation
from codetool.archive.sign.paths import TOLERANCE, Evidence, Judge, Judged, Purpose, fault_of_its_own
from codetool.archive.sign.pdf_changes import Changed, changes_after, changes_with, is_untouched
from codetool.archive.sign.pdf_read import Embedded, SignedPdf, read_signed_pdf
from codetool.archive.sign.stamps import StampChecked, check_read_stamp, check_stamp, read_stamp, told_expiring
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.verdicts import Role, standing_of, told_fault
from codetool.findings import Finding, Severity, finding

if TYPE_CHECKING:
    from aiohttp import ClientSession


def check_pdf_signatures(
    content: bytes, trust: Trust, *, at: datetime, fetch: bool = False, material: Material = NO_MATERIAL
) -> tuple[SignatureFound, ...]:
    """Return the signatures and document time stamps of a PDF, first to last, and what each proves.

    `at` is when the file is known to have been as it is: now, or the time of a stamp on what holds its digest. `fetch`
    allows to ask authorities over the network about certificates that lead to a trusted root; `material` tells
    of revocation, as what holds the file's digest has it. Whatever the bytes are, something is told of them; but they
    may keep it busy for ever, or fill the memory: for a stranger's file, `apart_pdf` does it within limits.
    """
    try:
        pdf = read_signed_pdf(content)
        if not pdf.signatures:
            return ()
        changed = changes_with(pdf, content)
        known = material.evidence()
        walk = _Walk(pdf=pdf, size=len(content), changed=changed, judge=Judge(trust=trust), at=at, known=known)
        return _checked(walk, fetch=fetch)
    except MemoryError:  # says nothing of the file but that it takes too much
        raise
    except Exception:  # noqa: BLE001 - pyHanko raises dozens of kinds on damaged files; each means the same
        return unchecked("signature-unreadable")


def unchecked(code: str) -> tuple[SignatureFound, ...]:
    """Return what is told of a file whose signatures cannot be checked; `code` is that of the finding that says why."""
    return (SignatureFound(kind=Kind.PADES, signer="", standing=Standing.BROKEN, findings=(finding(code),)),)


def _checked(walk: "_Walk", *, fetch: bool) -> tuple[SignatureFound, ...]:
    async def work(session: "ClientSession") -> tuple[SignatureFound, ...]:
        return await replace(walk, judge=replace(walk.judge, fetchers=revocation(session))).found()

    return go_online(work, place="") if fetch else finished(walk.found())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Walk:
    """Goes from the last signature to the first, since a time stamp proves that all before it was there then."""

    pdf: SignedPdf
    size: int
    changed: tuple[Changed, ...]
    """What was changed together with the first signing, and should not have been."""
    judge: Judge
    at: datetime
    known: Evidence
    """What is known of revocation besides what the file carries."""
    stamps: list[StampChecked] = field(default_factory=list)
    """Document time stamps that were found intact, the last one first."""

    async def found(self) -> tuple[SignatureFound, ...]:
        """Return what is told of each, first to last."""
        told = [
            await (self.of_stamp(one) if one.stamps else self.of_signature(one))
            for one in reversed(self.pdf.signatures)
        ]
        return tuple(reversed(told))

    @property
    def known_since(self) -> datetime:
        """Return the earliest time at which what the stamps so far cover is known to have been there."""
        return min((one.time for one in self.stamps if one.good and one.time), default=self.at)

    async def of_stamp(self, embedded: Embedded) -> SignatureFound:
        """Return what a document time stamp proves."""
        stamp = read_stamp(embedded.cms)
        digest = hashlib.new(stamp.digest, embedded.content).digest()
        checked = await check_read_stamp(stamp, digest, self.judge, self.pdf.evidence, at=self.known_since)
        expiring = told_expiring(checked, self.at) if not self.stamps else ()
        if checked.intact:
            self.stamps.append(checked)
        findings = (
            *checked.findings,
            *self.of_own(embedded, checked.by),
            *self.of_rest(embedded, checked.by),
            *expiring,
        )
        return SignatureFound(
            kind=Kind.STAMP,
            signer=checked.by,
            certificate=checked.certificate,
            stamped_at=checked.time,
            stamped_by=checked.by,
            standing=_standing_of_stamp(checked, self.judge, findings),
            findings=findings,
        )

    async def of_signature(self, embedded: Embedded) -> SignatureFound:
        """Return what a signature proves."""
        signature = embedded.signature
        signer = told_name(signature.signer.subject)
        own = await self.own_stamp(embedded)
        stamps = [*self.stamps, *([own] if own and own.intact else [])]
        good = sorted((one for one in stamps if one.good and one.time), key=lambda one: one.time or self.at)
        first = good[0] if good else None
        proof = first.time if first and first.time else self.at
        judged = await self.judged(embedded, proof)
        findings = (
            *self.of_bytes(embedded, signer),
            *_of_signer(judged, embedded, self.judge, signer),
            *(own.findings if own else ()),
            *_of_time(embedded, proof, signer, stamped=bool(stamps)),
            *check_claimed(signer, embedded.claimed, own.time if own and own.good else None),
            *self.of_own(embedded, signer),
            *self.of_rest(embedded, signer),
            *(told_expiring(own, self.at) if own and not self.stamps else ()),
        )
        return SignatureFound(
            kind=Kind.PADES,
            signer=signer,
            certificate=signature.fingerprint,
            signed_at=embedded.claimed,
            stamped_at=first.time if first else None,
            stamped_by=first.by if first else "",
            level=self.level(stamped=bool(stamps)),
            standing=_standing(judged, self.judge, findings),
            findings=findings,
        )

    async def own_stamp(self, embedded: Embedded) -> StampChecked | None:
        """Return what the time stamp of the signature itself proves, where it has one."""
        signature = embedded.signature
        if signature.stamp is None:
            return None
        stamped = signature.info["signature"].native
        return await check_stamp(signature.stamp, stamped, self.judge, self.pdf.evidence, at=self.known_since)

    async def judged(self, embedded: Embedded, at: datetime) -> Judged:
        """Return what is to be said of the signer's certificate; by itself alone, where nobody is trusted."""
        if not self.judge.trust.roots:
            return fault_of_its_own(embedded.signature.signer, Purpose.SIGNING) or Judged()
        own, evidence = embedded.signature, self.pdf.evidence
        carried = Evidence(
            certificates=(*evidence.certificates, *own.others, *self.known.certificates),
            ocsps=(*evidence.ocsps, *self.known.ocsps),
            crls=(*evidence.crls, *self.known.crls),
        )
        return await self.judge.judge(own.signer, carried, Purpose.SIGNING, at)

    def of_bytes(self, embedded: Embedded, signer: str) -> tuple[Finding, ...]:
        """Return what is wrong with the signature itself."""
        signature = embedded.signature
        known = (*self.pdf.evidence.certificates, *self.judge.trust.certificates())
        if not signature.holds(embedded.content) or strays(signature, known):
            return (finding("signature-broken", signer=signer),)
        if signature.weakness:
            return (finding("signature-weak", signer=signer, weak=signature.weakness),)
        return ()

    def of_own(self, embedded: Embedded, signer: str) -> tuple[Finding, ...]:
        """Return what was changed in the file together with adding a signature or stamp to it: the first, if any."""
        if embedded is not self.pdf.signatures[0]:
            return ()
        return tuple(finding(f"signature-changed-with-{kind}", signer=signer) for kind in self.changed)

    def of_rest(self, embedded: Embedded, signer: str) -> tuple[Finding, ...]:
        """Return what was added to the file after a signature or stamp, that should not have been."""
        later = [one for one in self.pdf.signatures if one.end > embedded.end]
        names = (told_name(one.signature.signer.subject) for one in later if not one.stamps)
        again = tuple(finding("signature-again", signer=name) for name in names)
        if not is_untouched(self.pdf, embedded):
            changes = changes_after(self.pdf, embedded)
            return (*(finding(f"signature-changed-after-{kind}", signer=signer) for kind in changes), *again)
        if later:
            return again
        if embedded.end == self.size:
            return ()
        revisions = self.pdf.reader.xrefs.total_revisions - 1
        severity = Severity.WARNING if embedded.source.signed_revision < revisions else Severity.ERROR
        return (finding("signature-uncovered", count=self.size - embedded.end, severity=severity),)

    def level(self, *, stamped: bool) -> str:
        """Return the level of a signature, by what it and the file carry for it."""
        if not stamped:
            return "B-B"
        if not self.pdf.evidence.certificates:
            return "B-T"
        return "B-LTA" if self.stamps else "B-LT"


def _of_signer(judged: Judged, embedded: Embedded, judge: Judge, signer: str) -> tuple[Finding, ...]:
    if judged.fault is not None:
        return told_fault(judged, embedded.signature.signer, Role.SIGNATURE)
    if not judge.trust.roots:
        return (finding("signature-unproven", signer=signer),)
    return () if judged.known else (finding("signature-revocation-unknown", signer=signer),)


def _of_time(embedded: Embedded, proof: datetime, signer: str, *, stamped: bool) -> tuple[Finding, ...]:
    found = []
    if not stamped:
        found.append(finding("signature-unstamped", signer=signer))
    if embedded.claimed is not None and embedded.claimed > proof + TOLERANCE:
        claimed, day = (f"{time.astimezone(UTC):%Y-%m-%d %H:%M}" for time in (embedded.claimed, proof))
        found.append(finding("signature-time", signer=signer, claimed=claimed, day=day))
    return tuple(found)


def _standing(judged: Judged, judge: Judge, findings: tuple[Finding, ...]) -> Standing:
    if any(one.severity is Severity.ERROR and one.code.startswith("signature-") for one in findings):
        return Standing.BROKEN
    return standing_of(judged) if judge.trust.roots else Standing.UNTRUSTED


def _standing_of_stamp(checked: StampChecked, judge: Judge, findings: tuple[Finding, ...]) -> Standing:
    if checked.good and not any(one.severity is Severity.ERROR for one in findings):
        return Standing.PROVEN
    wrong = judge.trust.roots and any(one.severity is Severity.ERROR for one in findings)
    return Standing.UNTRUSTED if checked.intact and not wrong else Standing.BROKEN
