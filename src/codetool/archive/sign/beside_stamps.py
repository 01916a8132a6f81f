"""The time stamps of a signature beside a file: one over the signature alone, and one over all that it holds."""

from dataclasses import dataclass
from datetime import datetime

from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.proof import Chain
from codetool.archive.sign.tokens import TokenFound, broken_token, check_token
from codetool.archive.sign.told import Kind
from codetool.archive.sign.trust import Trust
from codetool.findings import Finding, finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A signature as read: its certificates, the time that the signer states, and the time stamp over `stamped`.

    `wrong` tells what is wrong with it or with the file; nothing, where both are intact. `carried` is what stands in it
    to be judged with, signed by nobody but those who told it; `archive` is a time stamp over `archived`, which is all
    of it and of the file, or nothing where there is no such stamp.
    """

    kind: Kind
    file: str
    chain: Chain
    signed_at: datetime
    stamped: bytes
    token: bytes
    wrong: tuple[Finding, ...]
    carried: Material = NO_MATERIAL
    archived: bytes = b""
    archive: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """What is found of the two time stamps; None for one that is not there."""

    own: TokenFound | None
    archive: TokenFound | None

    @property
    def first(self) -> TokenFound | None:
        """Return the oldest that proves its time, or None."""
        return next((one for one in (self.own, self.archive) if one and one.good), None)

    @property
    def until(self) -> datetime | None:
        """Return when the last that proves its time runs out; None where none does."""
        return next((one.until for one in (self.archive, self.own) if one and one.good), None)

    @property
    def altered(self) -> bool:
        """Return whether the archive time stamp shows that something was altered that no signature covers."""
        return any(each.code == _ALTERED for each in self.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with them, once where it is the same of both."""
        archive = map(_of_archive, self.archive.told.findings) if self.archive else ()
        return tuple(dict.fromkeys((*(self.own.told.findings if self.own else ()), *archive)))


def check_stamps(found: Beside, trust: Trust, *, at: datetime, material: Material) -> Stamps:
    """Return what is found of the time stamps of an intact signature that is known to have been there at the time `at`.

    That over all of it has to be good then, and proves since when the other was there (EN 319 132-1, 5.5.2).
    """
    archive = _archive(found, trust, at, material) if found.archive else None
    since = min(at, archive.made) if archive and archive.good and archive.made else at
    own = check_token(found.stamped, found.token, trust, at=since, material=material) if found.token else None
    return Stamps(own=own, archive=archive)


def _archive(found: Beside, trust: Trust, at: datetime, material: Material) -> TokenFound:
    if not found.archived:  # a stamp over nothing would be over that
        return broken_token(found.file)
    return check_token(found.archived, found.archive, trust, at=at, material=material)


_ALTERED = "stamp-archive-altered"


def _of_archive(found: Finding) -> Finding:
    """Return what a fault of the archive time stamp means: what it covers is more than a signature."""
    return finding(_ALTERED, signer=found.values["signer"]) if found.code == "stamp-broken" else found
