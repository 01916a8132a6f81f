"""The stamps of an archive renewed: what is proven for less than a year gets one more, over all that proves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from codetool.archive.objects import WORKSPACE, ArchivedObject, load_objects
from codetool.archive.sign.renewal import Sealed, renew
from codetool.archive.sign.standing import due
from codetool.archive.sign.trust import Trust
from codetool.archive.sound import read_sealed, require_sealed, require_sound_object
from codetool.store.lock import Waiting, wait_in_silence
from codetool.store.transaction import writing_into

SOON = timedelta(days=365)
"""How long before a stamp runs out it is renewed: one renewal a year is enough, and a year that is missed no harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamping:
    """Where stamps are had (a URL), who is trusted, when, and whether also what does not run out soon is renewed."""

    url: str
    trust: Trust
    at: datetime
    all_of_them: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A sealing whose stamps were renewed: its Work and version, and until when it is proven now."""

    work: str
    version: str
    until: datetime | None


def renew_archive(archive: Path, stamping: Stamping, *, waiting: Waiting = wait_in_silence) -> tuple[Renewal, ...]:
    """Stamp again what runs out within a year; return what was renewed.

    Raises ArchiveError for what is altered: a new stamp would make it look sound. SigningError where no stamp can be
    had; those that were renewed before stay.
    """
    made: list[Renewal] = []
    with writing_into(archive, WORKSPACE, waiting=waiting) as writer:
        for one in load_objects(archive):
            for number, sealed in _sealed(one, stamping):
                files = renew(sealed, stamping.url, stamping.trust)
                with writer.change() as change:
                    for path, content in sorted(files.items()):
                        change.put(f"{one.place}/{path}", content)
                renewed = Sealed(inventory=sealed.inventory, logs=sealed.logs, files={**sealed.files, **files})
                until = require_sealed(one, renewed, stamping.trust, stamping.at).until
                made.append(Renewal(work=one.work, version=f"v{number}", until=until))
    return tuple(made)


def _sealed(one: ArchivedObject, stamping: Stamping) -> Iterator[tuple[int, Sealed]]:
    """Yield the sealings of an object that are to be renewed, each by its number."""
    found = [(version.number, read_sealed(one, version.number)) for version in one.inventory.versions]
    chosen = [
        (number, sealed)
        for number, sealed in found
        if due(require_sealed(one, sealed, stamping.trust, stamping.at), at=stamping.at, within=SOON)
        or stamping.all_of_them
    ]
    if chosen:
        require_sound_object(one)
    yield from chosen
