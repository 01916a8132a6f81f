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
    """Something was altered, lost, or is not what it says."""
    INTACT_UNPROVEN = "unproven"
    """Nothing was, as far as can be told; but nothing proves who wrote it."""
    PROVEN = "proven"
    """Nothing was, and a signature that leads to a root that the reader trusts covers all of it."""


class Subject(StrEnum):
    """What was looked at."""

    ARCHIVE = "archive"
    OBJECT = "object"
    SEALING = "sealing"
    BAG = "bag"
    TEXT = "text"
    PDF = "pdf"
    STORE = "store"


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
    LINK = "link"
    """A link in a folder: none is followed."""
    DEVICE = "device"
    """A pipe, a socket or a device: none is read."""
    DEEP = "deep"
    """A folder below too many others."""


class Rebuilt(StrEnum):
    """What came of making the editions of a sealing again."""

    NOT_ASKED = "not-asked"
    FAULTS_FIRST = "faults-first"
    """It was asked for, and something else is at fault already."""
    SAME = "same"
    SAME_TEXT = "same-text"
    DIFFERENT = "different"
    IMPOSSIBLE = "impossible"


class Origin(StrEnum):
    """What the signatures of a sealing prove, taken together."""

    NONE = "none"
    UNTRUSTED = "untrusted"
    PROVEN = "proven"
    BROKEN = "broken"


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
            return Verdict.ALTERED
        if self.subject is Subject.SEALING:
            return Verdict.INTACT_UNPROVEN
        proven = [one.origin is Origin.PROVEN for one in self.sealings]
        proven += [one.standing is Standing.PROVEN for one in self._telling()]
        return Verdict.PROVEN if proven and all(proven) else Verdict.INTACT_UNPROVEN

    def _telling(self) -> tuple[SignatureFound, ...]:
        """Return the signatures that count; beside one, a stamp of an unknown authority adds and takes nothing."""
        told = [one for one in self.signatures if one.kind is not Kind.STAMP or one.standing is not Standing.UNTRUSTED]
        return tuple(told) if any(one.kind is not Kind.STAMP for one in told) else self.signatures


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
