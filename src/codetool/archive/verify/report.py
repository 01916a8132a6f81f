"""What is told of an archive, or of a file: its sealings, its signatures, its faults, and the verdict in one word."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto

from codetool.findings import Finding, Severity


class Verdict(StrEnum):
    """How far what was looked at can be trusted, the worst first."""

    ALTERED = "altered"
    """Something was altered, lost, or is not what it says."""
    INTACT_UNPROVEN = "intact, origin unproven"
    """Nothing was, as far as can be told; but nothing proves who wrote it."""
    PROVEN = "intact, signed"
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


class Rebuilt(StrEnum):
    """What came of making the editions of a sealing again."""

    NOT_ASKED = "not made again"
    SAME = "made again: identical"
    SAME_TEXT = "made again: same text"
    DIFFERENT = "made again: different"
    IMPOSSIBLE = "cannot be made again"


class Origin(StrEnum):
    """What the signatures of a sealing prove, taken together."""

    NONE = "not signed"
    UNTRUSTED = "signer not traced"
    PROVEN = "signed"
    BROKEN = "signature broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingTold:
    """One sealed version as it is told: what, when, by whom, and whether its editions could be made again."""

    work: str
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
    """What was found of one thing; `files` is how many were looked at."""

    place: str
    subject: Subject
    sealings: tuple[SealingTold, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that say that something is wrong."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict: proven only where every sealing is."""
        if self.errors:
            return Verdict.ALTERED
        proven = self.sealings and all(one.origin is Origin.PROVEN for one in self.sealings)
        return Verdict.PROVEN if proven else Verdict.INTACT_UNPROVEN


def worst(reports: tuple[Report, ...]) -> Verdict:
    """Return the verdict of the worst of some reports."""
    order = list(Verdict)
    return min((report.verdict for report in reports), key=order.index)
