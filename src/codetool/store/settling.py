"""A sealing writes into two folders, the archive and the store: a note in the store says that it is under way.

The note is there before anything of the sealing shows in the archive, and goes when the list of what is sealed tells of
it. Where a process died in between, the archive says what became of it: it holds the sealing, and the list is made
complete; or it does not, and nothing was sealed. Until it can be asked, nothing is written into the store.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from codetool.errors import CodetoolError, OutputError, SourceError
from codetool.store.enclosing import ROOT_FILE
from codetool.store.journal import JOURNAL, place_in
from codetool.store.lock import writer_if_free
from codetool.store.recovery import ARCHIVE_WORKSPACE, recover
from codetool.store.sealed import SEALED_FILE, Sealed, load_sealed, sealed_bytes, sealed_of
from codetool.store.writing import confirm, told_of, write_files

NOTE = ".codetool-sealing.json"
_FORMAT = "codetool-sealing/1"
_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sealing under way: the entry that the list of a Work is to have, and where the archive will hold it.

    `slug` is the Work's folder in the store, `archive` the path of the archive from the store, `place` the object's
    folder in it. `is_first` says that there was no archive before.
    """

    slug: str
    entry: Sealed
    archive: str
    place: str
    is_first: bool

    def archive_of(self, store: Path) -> Path:
        """Return the archive of a store that has the note."""
        return Path(os.path.normpath(os.path.join(os.path.realpath(store), self.archive)))  # noqa: PTH118 - may be absolute


def note_of(begun: Begun) -> bytes:
    """Return the bytes of the note that a sealing is under way; they stand in the store under the name `NOTE`."""
    return (json.dumps({"format": _FORMAT, **asdict(begun)}, indent=1, sort_keys=True) + "\n").encode()


def end_sealing(store: Path, begun: Begun) -> None:
    """Put a sealing that is in the archive into the list of its Work, and remove the note; again, it changes nothing.

    Raises OutputError where the disk refuses, VersionError where the list has the version otherwise.
    """
    folder = store / begun.slug
    listed = load_sealed(folder)
    if begun.entry not in listed:
        content = sealed_bytes(listed, [begun.entry])
        write_files([(folder / SEALED_FILE, content)], replace=True, sealing=True)
    drop_sealing(store)


def drop_sealing(store: Path) -> None:
    """Remove the note: nothing was sealed, or the list tells of it. Raises OutputError where the disk refuses."""
    with told_of(store / NOTE):
        (store / NOTE).unlink(missing_ok=True)
    confirm([store])


def awaited(store: Path) -> Begun | None:
    """Return the sealing that the next command will put into the list, as the archive holds it; nothing is written."""
    if not os.path.lexists(store / NOTE):
        return None
    with suppress(OSError, ValueError, OutputError):
        begun = _load(store)
        archive = begun.archive_of(store)
        if not os.path.lexists(archive / ARCHIVE_WORKSPACE / JOURNAL):  # else it will be undone
            return begun if _is_held(archive, begun) else None
    return None


def settle(store: Path) -> None:
    """Complete or forget a sealing that was interrupted; the store is held by this process.

    Raises OutputError where the note is damaged, or the archive cannot be asked, or the disk refuses.
    """
    if not os.path.lexists(store / NOTE):
        return
    begun = _load(store)
    end_sealing(store, begun) if _is_done(store, begun) else drop_sealing(store)


def settle_if_free(store: Path) -> None:
    """Do the same where nobody else is at work in the store and it can be written to; who only reads is not stopped."""
    if os.path.lexists(store / NOTE) and os.access(store, os.W_OK):
        with suppress(CodetoolError), writer_if_free(store) as held:
            if held:
                settle(store)


def _load(store: Path) -> Begun:
    path = store / NOTE
    try:
        content = path.read_bytes() if _is_plain(path) and path.stat().st_size <= _LIMIT else b""
        return _read(json.loads(content), store)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, SourceError) as error:
        raise OutputError(
            "the note of a sealing that was interrupted is damaged",
            "Move it away, then see with codetool verify what is sealed.", place=str(path),
        ) from error  # fmt: skip


def _read(table: dict[str, object], store: Path) -> Begun:
    if table["format"] != _FORMAT:
        raise ValueError(table["format"])
    slug, archive, place = (_text(table[name]) for name in ("slug", "archive", "place"))
    place_in(store, PurePosixPath(slug) / SEALED_FILE)
    if len(PurePosixPath(slug).parts) != 1:
        raise ValueError(slug)
    entry = sealed_of(table["entry"], str(store / NOTE))
    return Begun(slug=slug, entry=entry, archive=archive, place=place, is_first=table["is_first"] is True)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError(value)
    return value


def _is_done(store: Path, begun: Begun) -> bool:
    """Tell whether the archive holds the sealing; raise OutputError where it cannot be asked."""
    archive = begun.archive_of(store)
    try:
        if archive.parent.is_relative_to(Path(os.path.realpath(store)).parent):
            recover(archive, ARCHIVE_WORKSPACE)  # a note may come from a stranger: nothing is touched farther away
        if not os.path.lexists(archive / ARCHIVE_WORKSPACE / JOURNAL):
            if _is_held(archive, begun):
                return True
            if (archive / ROOT_FILE).is_file() or (begun.is_first and archive.parent.is_dir()):
                return False
    except (OSError, ValueError, OutputError) as error:
        raise _unknown(store, begun) from error
    raise _unknown(store, begun)


def _is_held(archive: Path, begun: Begun) -> bool:
    return _digest(archive, f"{begun.place}/{begun.entry.version}/inventory.json") == begun.entry.inventory_sha512


def _digest(archive: Path, place: str) -> str:
    path = place_in(archive, PurePosixPath(place))
    if not _is_plain(path):
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha512").hexdigest()


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _unknown(store: Path, begun: Begun) -> OutputError:
    return OutputError(
        "a sealing of {label} was interrupted, and the archive {archive} cannot be asked what became of it",
        "Make it reachable, or wait until nobody reads it; then try again. If it is lost for good, remove this file.",
        place=str(store / NOTE), label=begun.entry.shown_label, archive=begun.archive_of(store),
    )  # fmt: skip
