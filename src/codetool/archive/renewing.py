"""The stamps of an archive renewed: what is proven for less than a year gets one more, over all that proves it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from codetool.archive.objects import ArchivedObject, load_objects
from codetool.archive.root import WORKSPACE
from codetool.archive.sign.renewal import Sealed, renew
from codetool.archive.sign.standing import Stands, due
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.verdicts import UNTRUSTED_CODES
from codetool.archive.sound import read_sealed, require_sealed, require_sound_object
from codetool.errors import ArchiveError
from codetool.store.lock import Waiting, wait_in_silence
from codetool.store.transaction import Writer, writing_into

SOON = timedelta(days=365)
"""How long before a stamp runs out it is renewed: one renewal a year is enough, and a year that is missed no harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamping:
    """Where stamps are had, who is trusted, what time it is, and whether also what does not run out soon is renewed.

    `url` returns the address; it is asked for when something is due, since without that none is needed. `clock` is
    asked each time: others may have stamped while the archive was waited for, and many stamps take many minutes.
    """

    url: Callable[[], str]
    trust: Trust
    clock: Callable[[], datetime]
    all_of_them: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A sealing: its versions (`WORK/LABEL`), its number (`v1`), until when it is proven; None if nobody can tell.

    `gained` tells whether that is later than without the renewal, `due` whether it runs out within a year all the same.
    """

    labels: tuple[str, ...]
    version: str
    until: datetime | None
    gained: bool = True
    due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """The sealings that were renewed, and those that were left since nobody who is trusted vouches for them."""

    made: tuple[Renewal, ...]
    untold: tuple[Renewal, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    """A sealing of an object as it stands, by its number."""

    one: ArchivedObject
    number: int
    sealed: Sealed
    until: datetime | None
    due: bool

    @property
    def untold(self) -> bool:
        """Tell whether there is a signature or a stamp, and nobody can say until when it proves something."""
        return self.until is None and bool(self.sealed.signed or self.sealed.renewals)

    def renewed(self, stands: Stands, at: datetime) -> Renewal:
        """Return what is said of it as it stands when it was renewed."""
        gained = stands.until is None or self.until is None or stands.until > self.until
        return replace(self.told(stands.until), gained=gained, due=due(stands, at=at, within=SOON))

    def told(self, until: datetime | None) -> Renewal:
        """Return what is said of it."""
        labels = [label for label, number in self.one.labels().items() if number == self.number]
        named = tuple(f"{self.one.sealing(label).record.slug}/{label}" for label in labels)
        return Renewal(labels=named or (self.one.work,), version=f"v{self.number}", until=until)


def renew_archive(archive: Path, stamping: Stamping, *, waiting: Waiting = wait_in_silence) -> Renewals:
    """Stamp again what runs out within a year; return what was renewed, and of what nobody can tell.

    Raises ArchiveError for what is altered: a new stamp would make it look sound. SigningError where no stamp can be
    had; those that were renewed before stay.
    """
    made: list[Renewal] = []
    untold: list[Renewal] = []
    with writing_into(archive, WORKSPACE, waiting=waiting) as writer:
        for one in load_objects(archive):
            found = [_found(one, version.number, stamping) for version in one.inventory.versions]
            chosen = [each for each in found if each.due or stamping.all_of_them]
            if chosen:
                require_sound_object(one)
            made += [_renew(each, stamping, writer) for each in chosen]
            untold += [each.told(None) for each in found if each.untold and each not in chosen]
    return Renewals(made=tuple(made), untold=tuple(untold))


def _renew(found: _Found, stamping: Stamping, writer: Writer) -> Renewal:
    one, sealed = found.one, found.sealed
    files = renew(sealed, stamping.url(), stamping.trust)
    with writer.change() as change:
        for path, content in sorted(files.items()):
            change.put(f"{one.place}/{path}", content)
    renewed = Sealed(inventory=sealed.inventory, logs=sealed.logs, files={**sealed.files, **files})
    return found.renewed(require_sealed(one, renewed, stamping.trust, at := stamping.clock()), at)


def _found(one: ArchivedObject, number: int, stamping: Stamping) -> _Found:
    sealed = read_sealed(one, number)
    stands = require_sealed(one, sealed, stamping.trust, at := stamping.clock())
    is_due = due(stands, at=at, within=SOON)
    if stamping.trust.roots and (is_due or stamping.all_of_them):
        _require_proven(one, stands)
    return _Found(one=one, number=number, sealed=sealed, until=stands.until, due=is_due)


def _require_proven(one: ArchivedObject, stands: Stands) -> None:
    """Raise ArchiveError where none of the authorities that are trusted vouches for what is to be stamped."""
    for found in stands.found:
        for fault in found.findings:
            if fault.code in UNTRUSTED_CODES:
                raise ArchiveError(
                    "{trouble}", "Name its authority with --trust: a stamp over what is not proven proves nothing.",
                    place=f"{one.place}/{found.file}", trouble=fault.message,
                )  # fmt: skip
