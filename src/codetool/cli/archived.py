"""The archive as commands find it: its folder, and what it holds, read while nobody writes into it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from codetool.cli.looks import code_folder
from codetool.cli.waiting import tell_waiting

if TYPE_CHECKING:
    from codetool.archive.objects import ArchivedObject


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--archive`."""
    return click.option(
        "--archive", type=click.Path(path_type=Path), metavar="FOLDER",
        help="The archive of sealed versions; else archive/ beside the store.",
    )(command)  # fmt: skip


def archive_folder(named: Path | None) -> Path:
    """Return the folder of the archive: the one named, else `archive/` beside the store; of a bag, its payload."""
    folder = named if named is not None else code_folder() / "archive"
    with suppress(OSError):  # one that cannot be read is told as such by who reads it
        if (folder / "bagit.txt").is_file() and (folder / "data").is_dir():
            return folder / "data"
    return folder


@contextmanager
def reading(folder: Path) -> "Iterator[tuple[ArchivedObject, ...]]":
    """Give the objects of an archive; no other process writes into it until the block ends.

    Raises ArchiveError where it is none.
    """
    from codetool.archive.objects import WORKSPACE, check_root, load_objects
    from codetool.store.lock import shared_reader
    from codetool.store.recovery import recover

    recover(folder, WORKSPACE)
    check_root(folder)
    with shared_reader(folder, tell_waiting):
        yield load_objects(folder)
