"""Files written whole and together: all of them, or the folder as it was before."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from codetool.errors import OutputError
from codetool.store.sealed import check_unsealed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """A file that waits beside its place: its new bytes, and a copy of what stands there where that is replaced."""

    path: Path
    waiting: Path
    before: Path | None


def write_files(files: Sequence[tuple[Path, bytes]], *, replace: bool, sealing: bool = False) -> None:
    """Write every file, or none: all are complete on the disk before the first takes its place.

    Folders that are absent are made. Without `replace` a file is created only where there is none, whoever else writes
    at the same moment. Raises OutputError, which names the file; VersionError for one that is sealed, unless it is the
    `sealing`, or a restoring from the archive, that writes.
    """
    missing = _missing_folders(path for path, _ in files)
    staged: list[_Staged] = []
    placed: list[_Staged] = []
    try:
        for path, content in files:
            with told_of(path):
                if not sealing:
                    check_unsealed(path)
                staged.append(_stage(path, content, replace=replace))
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


def _stage(path: Path, content: bytes, *, replace: bool) -> _Staged:
    check_place(path, replace=replace)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".codetool-", suffix=".part", dir=path.parent)
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        waiting.chmod(mode_for(path))
        return _Staged(path=path, waiting=waiting, before=_copy_of(path, waiting))
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def _copy_of(path: Path, waiting: Path) -> Path | None:
    if not path.exists():
        return None
    copy = waiting.with_suffix(".before")
    try:
        os.link(path, copy)
    except OSError:  # no links on this disk, or none for us: a copy does as well
        try:
            shutil.copy2(path, copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
    return copy


def there_already(path: Path) -> OutputError:
    """Return the error that a file stands where a new one was to come."""
    return OutputError("the file is there already", "Choose another name, or add --force.", place=str(path))


def _place(one: _Staged, *, replace: bool) -> None:
    if replace:
        one.waiting.replace(one.path)
        return
    try:
        _create(one)
    except FileExistsError as error:
        raise there_already(one.path) from error


def _create(one: _Staged) -> None:
    try:
        os.link(one.waiting, one.path)  # fails where the file is there: nobody else's can be replaced
    except FileExistsError:
        raise
    except OSError:  # no links on this disk: an empty file keeps the place
        os.close(os.open(one.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            one.waiting.replace(one.path)
        except BaseException:
            one.path.unlink()
            raise


def _take_back(one: _Staged) -> None:
    if one.before:
        one.before.replace(one.path)
    else:
        one.path.unlink(missing_ok=True)


def _discard(staged: Sequence[_Staged]) -> None:
    for one in staged:
        for path in filter(None, (one.waiting, one.before)):
            with suppress(OSError):  # the work is done, or its failure is being told: what is left over hurts nobody
                path.unlink(missing_ok=True)


def mode_for(path: Path) -> int:
    """Return the permissions that a file is to have: those of the one in its place, else as the user's mask says."""
    # mkstemp makes files for their owner alone; an edition is for everybody who may read the folder.
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
