"""The archive as commands find it: its folder, and what it holds, read while nobody writes into it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codetool.cli.looks import code_folder
from codetool.cli.paths import NAMED_FOLDER
from codetool.cli.settings import current_settings
from codetool.cli.waiting import tell_waiting
from codetool.errors import ArchiveError, RequestError, SourceError, VersionError

if TYPE_CHECKING:
    from codetool.archive.objects import ArchivedObject


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--archive`."""
    return click.option(
        "--archive", type=NAMED_FOLDER, metavar="FOLDER",
        help="The archive of sealed versions; else archive/ beside the store.",
    )(command)  # fmt: skip


def archive_folder(named: Path | None, *, undoing: bool = True) -> Path:
    """Return the folder of the archive: the one named, else `archive/` beside the store; of a bag, its payload.

    One that is not named is given as seen from where the command was given: messages have its name from here.
    `undoing` is as for `code_folder`.
    """
    folder = named if named is not None else own_archive(undoing=undoing)
    refuse_packed(folder)
    with suppress(OSError):  # one that cannot be read is told as such by who reads it
        if (folder / "bagit.txt").is_file() and (folder / "data").is_dir():
            return folder / "data"
    return folder


def refuse_absent_store(named: Path | None) -> None:
    """Raise VersionError where no archive is named, and the store beside which it would be is not there."""
    from codetool.store import find_store

    settings = current_settings()
    if named is None and settings.store is not None:
        find_store(settings.start, settings.store, undoing=False)


def refuse_packed(path: Path) -> None:
    """Raise RequestError for a zip file: what is in it is read once it is unpacked."""
    with suppress(OSError):  # told by who reads it
        if path.suffix.casefold() == ".zip" and path.is_file():
            raise RequestError("this is a zip file", "Unzip it first, and name the folder.", place=str(path))


def own_archive(*, undoing: bool = False) -> Path:
    """Return the folder of the archive beside the store, whatever archive is named."""
    from codetool.store.references import ARCHIVE

    return seen_from(current_settings().start, code_folder(undoing=undoing)) / ARCHIVE


def seen_from(start: Path, folder: Path) -> Path:
    """Return a folder as a path from `start` where one of the two lies in the other, else as it is.

    >>> str(seen_from(Path("/codes/versions/w"), Path("/codes")) / "archive")
    '../../archive'
    """
    if folder.is_relative_to(start):
        return folder.relative_to(start)
    if start.is_relative_to(folder):
        return Path(*[".."] * len(start.relative_to(folder).parts))
    return folder


def writable_archive(named: Path | None) -> Path:
    """Return the folder of the archive, to seal into; raise RequestError where it lies in the store, or is a bag."""
    from codetool.store import find_store

    folder, settings = archive_folder(named), current_settings()
    refuse_each_other(folder, find_store(settings.start, settings.store))
    if named is not None and folder != named:
        raise RequestError(
            "this is a bag that was exported: nothing is added to it",
            "Name the archive; where the bag alone is left, copy {bag} to {archive}: that is the archive then.",
            place=str(named), bag=folder, archive=own_archive(),
        )  # fmt: skip
    return folder


def refuse_each_other(archive: Path, store: Path) -> None:
    """Raise RequestError where the archive lies in the store, or the store in the archive."""
    one, other = archive.resolve(), store.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise RequestError(
            "the archive and the store lie in each other", "Name a folder beside the store.", place=str(archive)
        )


@contextmanager
def reading(folder: Path) -> "Iterator[tuple[ArchivedObject, ...]]":
    """Give the objects of an archive; no other process writes into it until the block ends.

    Raises ArchiveError where it is none.
    """
    from codetool.archive.objects import load_objects
    from codetool.archive.root import WORKSPACE, check_root
    from codetool.store.lock import shared_reader
    from codetool.store.recovery import recover

    recover(folder, WORKSPACE)
    with named_from(folder):
        refuse_absent(folder)
        check_root(folder)
        with shared_reader(folder, tell_waiting):
            yield load_objects(folder)


def refuse_absent(folder: Path) -> None:
    """Raise ArchiveError where there is no archive, and the store knows of sealed versions: none is to be begun."""
    from codetool.archive.root import is_nothing
    from codetool.store import find_store
    from codetool.store.sealed import SEALED_FILE, load_sealed

    if not is_nothing(folder):
        return
    settings = current_settings()
    with suppress(VersionError, SourceError):
        store = find_store(settings.start, settings.store, undoing=False)
        if any(load_sealed(path.parent) for path in store.glob(f"*/{SEALED_FILE}")):
            raise ArchiveError(
                "this is no archive",
                "The store knows of sealed versions: take their archive from a copy, or name it with --archive.",
                place=str(folder),
            )


@contextmanager
def named_from(folder: Path) -> "Iterator[None]":
    """Let the error of a file that was altered name it as seen from where the command was given."""
    from codetool.archive.altered import AlteredError

    try:
        yield
    except AlteredError as error:
        error.place = str(folder / error.finding.file)
        raise
