"""The words of `codetool verify`: a sealing in a line, a verdict in a sentence that a secretary understands."""

import posixpath
from datetime import datetime
from typing import TYPE_CHECKING, Literal, assert_never

from codetool.cli.settings import current_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from codetool.archive.verify.report import Rebuilt, Report, SealingTold, Verdict

    Fault = Literal[Verdict.ALTERED, Verdict.NOT_AS_SEALED, Verdict.NOT_PROVEN, Verdict.UNFINISHED]


def named_subject(report: "Report") -> str:
    """Return what was looked at, in a few words."""
    from codetool.archive.verify.report import Subject

    match report.subject:
        case Subject.ARCHIVE:
            told = "archive, {versions}, {files}"
        case Subject.OBJECT:
            told = "part of an archive, {versions}, {files}"
        case Subject.SEALING:
            told = "sealed version outside of its archive, {files}"
        case Subject.BAG:
            told = "bag, {files}"
        case Subject.TEXT:
            told = "text in Akoma Ntoso"
        case Subject.PDF:
            told = "PDF file"
        case Subject.STORE:
            told = "the store, compared with the archive"
        case other:
            assert_never(other)
    speak = current_settings().translate
    return speak(told).format(versions=_counted_versions(len(report.sealings)), files=_counted_files(report.files))


def _counted_versions(count: int) -> str:
    speak = current_settings().translate
    return speak("1 sealed version") if count == 1 else speak("{count} sealed versions").format(count=count)


def _counted_files(count: int) -> str:
    speak = current_settings().translate
    return speak("1 file") if count == 1 else speak("{count} files").format(count=count)


def path_of(file: str, report: "Report") -> str:
    """Return the path of a file that a finding names, from where the command was given."""
    if file in {"", "."}:
        return report.place
    # The signature of a text stands beside it, all else below what was looked at.
    above = posixpath.dirname(report.place) if report.subject.value == "text" else report.place
    return posixpath.join(above, file)


def named_sealing(one: "SealingTold") -> str:
    """Return what is told of a sealing behind its label."""
    speak = current_settings().translate
    sealed = speak("sealed {day}").format(day=_day(one.sealed)) if one.sealed else speak("its record cannot be read")
    parts = [sealed, _origin_of(one)]
    parts += _editions_of(one.editions)
    if one.corrects:
        parts.append(speak("corrects {label}").format(label=one.corrects))
    if "received" in one.missing:
        parts.append(speak("source as received is missing"))
    return ", ".join(parts)


def _origin_of(one: "SealingTold") -> str:
    from codetool.archive.verify.report import Origin

    match one.origin:
        case Origin.NONE:
            told = "not signed"
        case Origin.UNTRUSTED:
            told = "signed in the name of {signer}, for whom nobody vouches that you trust"
        case Origin.PROVEN if one.stamped:
            told = "signed by {signer} (time stamp of {day})"
        case Origin.PROVEN:
            told = "signed by {signer}"
        case Origin.BROKEN:
            told = "its signature does not hold, or is missing"
        case other:
            assert_never(other)
    day = _day(one.stamped) if one.stamped else ""
    return current_settings().translate(told).format(signer=one.signer, day=day)


def _editions_of(rebuilt: "Rebuilt") -> list[str]:
    from codetool.archive.verify.report import Rebuilt

    match rebuilt:
        case Rebuilt.NOT_ASKED | Rebuilt.FAULTS_FIRST:
            return []
        case Rebuilt.SAME:
            told = "editions made again: identical"
        case Rebuilt.SAME_TEXT:
            told = "editions made again: same text"
        case Rebuilt.DIFFERENT:
            told = "editions made again: different"
        case Rebuilt.IMPOSSIBLE:
            told = "editions could not be made again"
        case other:
            assert_never(other)
    return [current_settings().translate(told)]


def named_rebuilding(report: "Report", *, asked: bool) -> str:
    """Return what came of making the editions again, or why that was not tried; nothing where it is said elsewhere.

    `asked` is False where the user wanted none made again.
    """
    from codetool.archive.verify.report import Rebuilt

    if report.subject.value == "pdf":
        return _of_pdf(report, asked=asked)
    found = {one.editions for one in report.sealings}
    if Rebuilt.FAULTS_FIRST in found:
        return current_settings().translate("editions not made again: what is at fault comes first")
    if asked or found != {Rebuilt.NOT_ASKED}:
        return ""
    return current_settings().translate("editions not made again, as --no-rebuild says")


def _of_pdf(report: "Report", *, asked: bool) -> str:
    from codetool.archive.verify.report import Rebuilt

    match report.editions:
        case Rebuilt.NOT_ASKED if not asked:
            told = "editions not made again, as --no-rebuild says"
        case Rebuilt.NOT_ASKED | Rebuilt.FAULTS_FIRST:
            told = "not made again: it does not carry what it was made from"
        case Rebuilt.SAME:
            told = "made again from what it carries: the same, byte for byte"
        case Rebuilt.SAME_TEXT:
            told = "made again from what it carries, by other versions of the programs: the same text, word for word"
        case Rebuilt.DIFFERENT if any(one.code == "edition-recipe-lost" for one in report.findings):
            told = "not made again: what it was made from was taken out of it, or exchanged"
        case Rebuilt.DIFFERENT:
            told = "made again from what it carries: not the same"
        case Rebuilt.IMPOSSIBLE:
            told = "could not be made again: why is said below"
        case other:
            assert_never(other)
    return current_settings().translate(told)


def sentence_of(report: "Report") -> str:
    """Return the verdict in one or two sentences."""
    from codetool.archive.verify.report import Verdict

    speak = current_settings().translate
    match report.verdict:
        case Verdict.ALTERED | Verdict.NOT_AS_SEALED | Verdict.NOT_PROVEN | Verdict.UNFINISHED as fault:
            return _at_fault(report, fault)
        case Verdict.INTACT_UNPROVEN if report.signers:
            return _signed_unproven(report)
        case Verdict.INTACT_UNPROVEN:
            told = speak(
                "INTACT, ORIGIN UNPROVEN. Nothing was altered or lost, as far as it can tell itself; but without a"
                " signature nothing proves who wrote it last."
            )
        case Verdict.IN_PART_SIGNED:
            told = _signed_in_part(report)
        case Verdict.AS_SEALED:
            told = _as_sealed(report)
        case Verdict.EMPTY:
            told = speak("EMPTY. Nothing is sealed in this archive.")
        case Verdict.COMPLETE:
            told = speak(
                "COMPLETE. The bag has every file of its lists, unchanged, and no other; the archive in it follows."
            )
        case Verdict.PROVEN:
            told = _proven(report)
        case other:
            assert_never(other)
    day, authority = _stamp(report) or ("", "")
    signers = ", ".join(report.signers)
    return told.format(signers=signers, day=day, authority=authority, listed=report.listed)


def _as_sealed(report: "Report") -> str:
    if report.subject.value == "store":
        return current_settings().translate(
            "AS SEALED. Every version that the store knows to be sealed is in the archive, and unchanged in the store."
        )
    return current_settings().translate(
        "AS SEALED. This is the text that was sealed on {listed}, as the list of its store says; without a"
        " signature nothing proves who wrote it."
    )


def _proven(report: "Report") -> str:
    if _stamp(report):
        return current_settings().translate(
            "INTACT AND SIGNED. Nothing was altered or lost; it is signed by {signers}, {day} at the latest"
            " (time stamp of {authority})."
        )
    return current_settings().translate("INTACT AND SIGNED. Nothing was altered or lost; it is signed by {signers}.")


def _signed_in_part(report: "Report") -> str:
    if report.subject.value == "sealing":
        return current_settings().translate(
            "INTACT, IN PART SIGNED. Nothing was altered or lost; text and PDFs are signed by {signers}, and what is"
            " beside them is as their record says, which only the archive's signature covers."
        )
    return current_settings().translate(
        "INTACT, IN PART SIGNED. Nothing was altered or lost; what is signed above is signed by {signers}, but not"
        " every version is signed, and nothing proves who wrote the others."
    )


def _signed_unproven(report: "Report") -> str:
    """Return what is told where it is signed in the name of somebody of whom the reader trusts nobody to vouch."""
    told = (
        "INTACT, ORIGIN UNPROVEN. Nothing was altered or lost; but whether {signers} signed it, no authority that"
        " you trust says. Name its certificate with --trust."
    )
    if report.subject.value in {"pdf", "text"}:  # by itself: the name is all that is known of who signed
        told = (
            "INTACT, ORIGIN UNPROVEN. Nothing was altered since somebody signed it in the name of {signers}; whose"
            " certificate that is, no authority that you trust says. Name the authority's with --trust."
        )
    codes = {one.code for one in report.findings}
    if "signature-revocation-unknown" in codes and not codes & _VOUCHED_BY_NONE:
        told = (
            "INTACT, ORIGIN UNPROVEN. Nothing was altered or lost, and {signers} signed it; but whether the key had"
            " been revoked by then is not known here. Verify again with --fetch."
        )
    return current_settings().translate(told).format(signers=", ".join(report.untrusted))


_VOUCHED_BY_NONE = frozenset({"signature-untrusted", "signature-other-key"})
"""Findings that say that no authority which the reader trusts vouches for a signer."""


def _at_fault(report: "Report", verdict: "Fault") -> str:
    from codetool.archive.verify.report import Verdict

    match verdict:
        case Verdict.ALTERED if len(report.errors) == 1:
            told = "ALTERED. Do not rely on it: 1 fault follows, with what to do about it."
        case Verdict.ALTERED:
            told = "ALTERED. Do not rely on it: {count} faults follow, with what to do about each."
        case Verdict.NOT_AS_SEALED:
            told = "NOT AS SEALED. What the store knows to be sealed and what is there are not the same."
        case Verdict.NOT_PROVEN:
            told = (
                "NOT PROVEN. The files agree with each other, but signatures or time stamps do not hold (faults:"
                " {count}): do not rely on who is said to have signed."
            )
        case Verdict.UNFINISHED:
            told = (
                "UNFINISHED. A command was interrupted while it wrote here; nothing else is at fault. Let it be"
                " finished or undone as is said below, then verify again."
            )
        case other:
            assert_never(other)
    return current_settings().translate(told).format(count=len(report.errors))


def _stamp(report: "Report") -> tuple[str, str] | None:
    """Return the day of the latest time stamp, and whose it is."""
    if report.sealings:
        stamps = [(one.stamped, one.stamped_by) for one in report.sealings if one.stamped]
    else:
        stamps = [(one.stamped_at, one.stamped_by) for one in report.signatures if one.stamped_at]
    day, authority = max(stamps, default=(None, ""))
    return (_day(day), authority) if day else None


def counted_faults(reports: "Iterable[Report]") -> str:
    """Return how many faults there are in all."""
    count = sum(len(report.errors) for report in reports)
    return current_settings().translate("faults: {count}").format(count=count)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
