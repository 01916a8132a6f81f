"""What is told of an archive, or of a file: its sealings, its signatures, its faults, and the verdict in one word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto

from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.findings import Finding, Severity


class Verdict(StrEnum):
    """How far what was looked at can be trusted, the worst first."""

    ALTERED = "altered"
    """ALTERED: something was altered, lost, or is not what it says."""
    NOT_AS_SEALED = "not-as-sealed"
    """NOT AS SEALED: the store has not what was sealed, or the archive not what the store knows."""
    NOT_PROVEN = "not-proven"
    """NOT PROVEN: the files agree with each other, but signatures or time stamps do not hold."""
    UNFINISHED = "unfinished"
    """UNFINISHED: a command was interrupted while it wrote there, and nothing else is at fault."""
    INTACT_UNPROVEN = "unproven"
    """INTACT, ORIGIN UNPROVEN: nothing was altered or lost, as far as can be told; but nothing proves who wrote it."""
    IN_PART_SIGNED = "in-part-signed"
    """INTACT, IN PART SIGNED: nothing was altered or lost, and proven signatures cover a part of it."""
    AS_SEALED = "as-sealed"
    """AS SEALED: the store, or the text in it, is what was sealed; without a signature nothing proves who wrote it."""
    EMPTY = "empty"
    """EMPTY: nothing is sealed in the archive."""
    COMPLETE = "complete"
    """COMPLETE: a bag has all that it lists; what is found of the archive in it is told apart."""
    PROVEN = "proven"
    """INTACT AND SIGNED: nothing was altered or lost, and signatures that lead to a trusted root cover all of it."""


class Subject(StrEnum):
    """What was looked at."""

    ARCHIVE = "archive"
    """An archive of sealed versions."""
    OBJECT = "object"
    """A part of an archive, by itself: the sealed versions of one Work."""
    SEALING = "sealing"
    """One sealed version outside of its archive, as it was exported."""
    BAG = "bag"
    """A bag that was exported (BagIt); the archive in it has a row of its own."""
    TEXT = "text"
    """A text in Akoma Ntoso, with its signature beside it or its line in the list of its store."""
    PDF = "pdf"
    """A PDF by itself."""
    STORE = "store"
    """The store, compared with the archive."""


class Stage(Enum):
    """What takes time, in this order."""

    FILES = auto()
    SIGNATURES = auto()
    EDITIONS = auto()


Watch = Callable[[Stage, int, int], None]
"""Called with the stage, how many are done, and how many there are, for a bar of progress."""


def unwatched(stage: Stage, done: int, total: int) -> None:
    """Tell nobody."""


class Reason(StrEnum):
    """Why nothing can be verified."""

    OTHER = "other"
    """Neither an archive nor a PDF nor a text in Akoma Ntoso."""
    UNSEALED = "unsealed"
    """A text that is not signed, and that no store lists as sealed."""
    UNSIGNED = "unsigned"
    """A PDF that is not signed, and does not carry what it was made from."""
    NO_PDF = "no-pdf"
    """It is called a PDF, and is none: no signature can have been in it."""
    PAGE = "page"
    """A web page outside of its sealed version: it carries neither a signature nor what it was made from."""
    ALONE = "alone"
    """A signature, not of a text of ours, without the file that it is about."""
    EMPTY = "empty"
    """A folder in which there is nothing that can be verified."""
    UNREADABLE = "unreadable"
    """It cannot be read, or is too large."""
    LINK = "link"
    """A link in a folder: none is followed."""
    DEVICE = "device"
    """A pipe, a socket or a device: none is read."""
    DEEP = "deep"
    """A folder below too many others."""


class Refusal(StrEnum):
    """Why what was named was not looked at."""

    ABSENT = "absent"
    """Nothing stands in the place that was named."""
    REFUSED = "refused"
    """It could not be looked at; `message` says why."""


class Rebuilt(StrEnum):
    """What came of making the editions of a sealing again."""

    NOT_ASKED = "not-asked"
    """None was to be made again, or there is none to make."""
    FAULTS_FIRST = "faults-first"
    """It was asked for, and something else is at fault already."""
    SAME = "same"
    """The same, byte for byte."""
    SAME_TEXT = "same-text"
    """Other versions of the programs made it: the same words."""
    IMPOSSIBLE = "impossible"
    """It could not be made again; a finding says why."""
    DIFFERENT = "different"
    """Not the same: a finding says where."""


class Origin(StrEnum):
    """What the signatures of a sealing prove, taken together."""

    NONE = "none"
    """It is not signed."""
    UNTRUSTED = "untrusted"
    """It is signed, and nobody whom the reader trusts vouches for the signer."""
    PROVEN = "proven"
    """It is signed, and the signatures lead to a root that the reader trusts."""
    BROKEN = "broken"
    """A signature does not hold, or is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingTold:
    """One sealed version as it is told: what, when, by whom, and whether its editions could be made again.

    `work` is the IRI of the Work, `slug` its name in the store; `version` is 0 outside of an archive.
    """

    work: str
    slug: str
    label: str
    version: int
    sealed: datetime | None
    corrects: str | None = None
    missing: tuple[str, ...] = ()
    signer: str = ""
    stamped: datetime | None = None
    stamped_by: str = ""
    origin: Origin = Origin.NONE
    editions: Rebuilt = Rebuilt.NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found of one thing; findings are placed from `place` on.

    `listed` is the day (yyyy-mm-dd) on which the store has a text as sealed; `files` is how many were looked at.
    """

    place: str
    subject: Subject
    sealings: tuple[SealingTold, ...] = ()
    signatures: tuple[SignatureFound, ...] = ()
    findings: tuple[Finding, ...] = ()
    editions: Rebuilt = Rebuilt.NOT_ASKED
    listed: str = ""
    files: int = 1

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that say that something is wrong."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict: proven only where every sealing and every signature is.

        Of a sealing by itself that is not said: no signature in it covers its record, and what only that lists.
        """
        if self.errors:
            return self._at_fault()
        if self.subject is Subject.BAG:
            return Verdict.COMPLETE
        if self.subject is Subject.STORE or (self.listed and not self.signers):
            return Verdict.AS_SEALED
        if self.subject is Subject.ARCHIVE and not self.sealings:
            return Verdict.EMPTY
        return self._intact()

    def _at_fault(self) -> Verdict:
        codes = {one.code for one in self.errors}
        if codes <= _INTERRUPTED:
            return Verdict.UNFINISHED
        # A text of the store that is not what was sealed is told alike, whether the store was named or not.
        if self.subject is Subject.STORE or codes & _OTHER_IN_STORE:
            return Verdict.NOT_AS_SEALED
        return Verdict.ALTERED if any(one.is_alteration for one in self.errors) else Verdict.NOT_PROVEN

    def _intact(self) -> Verdict:
        proven = [one.origin is Origin.PROVEN for one in self.sealings]
        proven += [one.standing is Standing.PROVEN for one in self._telling()]
        if proven and all(proven):
            return Verdict.IN_PART_SIGNED if self.subject is Subject.SEALING else Verdict.PROVEN
        return Verdict.IN_PART_SIGNED if self.signers and not self.untrusted else Verdict.INTACT_UNPROVEN

    @property
    def rebuilt(self) -> Rebuilt:
        """Return what came of making editions again: of a PDF by itself, or the worst over the sealings."""
        order = list(Rebuilt)
        return max([self.editions, *(one.editions for one in self.sealings)], key=order.index)

    @property
    def signers(self) -> tuple[str, ...]:
        """Return who signed: of an archive its sealings, else the file."""
        named = self.sealings or [one for one in self.signatures if one.level]  # a time stamp has no level
        return tuple(sorted({one.signer for one in named if one.signer}))

    @property
    def untrusted(self) -> tuple[str, ...]:
        """Return those of them for whom nobody vouches that the reader trusts."""
        told = [(one.signer, one.origin.value) for one in self.sealings]
        told = told or [(one.signer, one.standing.value) for one in self.signatures if one.level]
        return tuple(sorted({signer for signer, proof in told if signer and proof == "untrusted"}))

    def _telling(self) -> tuple[SignatureFound, ...]:
        """Return the signatures that count; beside one, a stamp of an unknown authority adds and takes nothing."""
        told = [one for one in self.signatures if one.kind is not Kind.STAMP or one.standing is not Standing.UNTRUSTED]
        return tuple(told) if any(one.kind is not Kind.STAMP for one in told) else self.signatures


_INTERRUPTED = frozenset({"archive-interrupted", "store-interrupted"})
_OTHER_IN_STORE = frozenset({"store-changed", "store-absent"})
"""Findings that say that a text of the store is not the one that was sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unverifiable:
    """Something of which nothing can be verified, and why.

    `sealed` tells that it stands where a text belongs that is signed, or that its store lists as sealed.
    """

    place: str
    reason: Reason
    sealed: bool = False

    @property
    def leaves_open(self) -> bool:
        """Tell whether what was named is not verified without it: it was sealed, or nobody knows what it is."""
        return self.sealed or self.reason is Reason.UNREADABLE


_BESIDE = frozenset({Reason.OTHER, Reason.PAGE, Reason.EMPTY})
"""Why something is passed over in a folder of which nobody would think that it was verified with the rest."""


def worst(reports: Iterable[Report], passed_over: Iterable[Unverifiable] = ()) -> Verdict:
    """Return the verdict of the worst of some reports.

    A store or a bag that is in order proves nothing more, and takes nothing from what the archive proves. Texts
    and PDFs that had to be passed over are not proven, whatever stands beside them.
    """
    order, aside = list(Verdict), {Subject.STORE, Subject.BAG}
    found = [report.verdict for report in reports if report.subject not in aside or report.errors]
    if any(one.reason not in _BESIDE for one in passed_over):
        found.append(Verdict.INTACT_UNPROVEN)
    return min(found, key=order.index, default=Verdict.INTACT_UNPROVEN)
