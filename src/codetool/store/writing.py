"""Files written whole and together: all of them, or the folder as it was before."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from codetool.errors import OutputError
from codetool.store.enclosing import check_outside
from codetool.store.flushing import flush_folder
from codetool.store.parts import Part, keep_old, sweep_parts, write_part
from codetool.store.sealed import check_unsealed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """A file that waits beside its place, and what stands there now where it may have to come back."""

    path: Path
    new: Part
    old: Part | None


def write_files(files: Sequence[tuple[Path, bytes]], *, replace: bool, sealing: bool = False) -> None:
    """Write every file, or none: all are complete on the disk before the first takes its place.

    Folders that are absent are made. Without `replace` a file is created only where there is none, whoever else writes
    at the same moment. What a process that died left in their folders is removed. Raises OutputError, which names the
    file; VersionError for one that is sealed, unless it is the `sealing`, or a restoring from the archive, that writes.
    """
    missing = _missing_folders(path for path, _ in files)
    sweep_parts({path.parent for path, _ in files})
    staged: list[_Staged] = []
    placed: list[_Staged] = []
    try:
        for path, content in files:
            with told_of(path):
                if not sealing:
                    check_unsealed(path)
                check_outside(path)
                staged.append(_stage(path, content, replace=replace, alone=len(files) == 1))
        for one in staged:
            with told_of(one.path):
                _place(one, replace=replace)
                placed.append(one)
    except BaseException:
        for one in reversed(placed):
            _take_back(one)
        _discard(staged)
        remove_empty(missing)
        raise
    _discard(staged)
    confirm({path.parent for path, _ in files} | {folder.parent for folder in missing})


def confirm(folders: Iterable[Path]) -> None:
    """Put on the disk which names the folders hold; raise OutputError where it does not take that."""
    for folder in sorted(folders):
        try:
            flush_folder(folder)
        except OSError as error:
            raise OutputError(
                "it is written, but the disk does not confirm it ({reason})", "Check the disk, then try again.",
                place=str(folder), reason=error.strerror or error,
            ) from error  # fmt: skip


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Turn what the system refuses into an OutputError that names the file."""
    place = str(path)
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(
            "a file stands where the folder should be", "Choose another folder, or move that file.", place=place
        ) from error
    except OSError as error:
        raise OutputError(
            "the file cannot be written ({reason})",
            "Choose a folder that you may write to.",
            place=place,
            reason=error.strerror or error,
        ) from error


def missing_folders(path: Path) -> list[Path]:
    """Return the folders above a file that are not there yet, the innermost first."""
    return _missing_folders(iter([path]))


def _missing_folders(paths: Iterator[Path]) -> list[Path]:
    found = {folder for path in paths for folder in path.parents if not _is_there(folder)}
    return sorted(found, key=lambda folder: (-len(folder.parts), folder))


def _is_there(folder: Path) -> bool:
    try:
        return folder.exists()
    except OSError:  # a name that no folder can have: it is told when it is made
        return True


def remove_empty(folders: Sequence[Path]) -> None:
    """Remove those of the folders that are empty; one in which somebody else wrote meanwhile stays."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def check_place(path: Path, *, replace: bool) -> None:
    """Raise OutputError where no file can take that place: in that of a folder, a device, or a file that is to stay."""
    if path.is_dir():
        raise OutputError("this is a folder", "Name a file in it.", place=str(path))
    if path.exists() and not path.is_file():
        # A rename would put a file where the device was.
        raise OutputError(
            "this is a pipe or a device, not a file",
            "Name a file; without -o the result goes to stdout.",
            place=str(path),
        )
    if path.exists() and not replace:
        raise there_already(path)


def _stage(path: Path, content: bytes, *, replace: bool, alone: bool) -> _Staged:
    check_place(path, replace=replace)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = write_part(path.parent, content, mode_for(path))
    try:  # where there is one file only, nothing can fail after it has taken its place
        return _Staged(path=path, new=new, old=keep_old(path) if path.exists() and not alone else None)
    except BaseException:
        new.let_go()
        raise


def there_already(path: Path) -> OutputError:
    """Return the error that a file stands where a new one was to come."""
    return OutputError("the file is there already", "Choose another name, or add --force.", place=str(path))


def _place(one: _Staged, *, replace: bool) -> None:
    if replace:
        one.new.path.replace(one.path)
        return
    try:
        _create(one)
    except FileExistsError as error:
        raise there_already(one.path) from error


def _create(one: _Staged) -> None:
    try:
        os.link(one.new.path, one.path)  # fails where the file is there: nobody else's can be replaced
    except FileExistsError:
        raise
    except OSError:  # no links on this disk: an empty file keeps the place
        os.close(os.open(one.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            one.new.path.replace(one.path)
        except BaseException:
            one.path.unlink()
            raise


def _take_back(one: _Staged) -> None:
    with suppress(OSError):  # a failure is being told: the others are taken back all the same
        if one.old:
            one.old.path.replace(one.path)
        else:
            one.path.unlink(missing_ok=True)


def _discard(staged: Sequence[_Staged]) -> None:
    for one in staged:
        for part in filter(None, (one.new, one.old)):
            part.let_go()


def mode_for(path: Path) -> int:
    """Return the permissions that a file is to have: those of the one in its place, else as the user's mask says."""
    # mkstemp makes files for their owner alone; an edition is for everybody who may read the folder.
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
