"""Files read and written whole: a reader sees the old file or the new one, never half of it."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from codetool.akn.parser import check_size
from codetool.errors import OutputError, SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of a text and the place they came from, as a message names it."""

    place: str
    content: bytes


def load_file(path: Path, place: str = "") -> Source:
    """Return a file's bytes; raise SourceError where it is absent, a folder, too large or may not be read.

    `place` is how messages name it, where that is not its path.
    """
    place = place or str(path)
    try:
        if path.is_dir():
            raise SourceError("this is a folder", "Name a file in it.", place=place)
        check_size(path.stat().st_size, place)
        return Source(place=place, content=path.read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError("there is no such file", "Check the name and the folder.", place=place) from error
    except OSError as error:
        raise SourceError(
            "the file cannot be read ({reason})",
            "Check its permissions.",
            place=place,
            reason=error.strerror or error,
        ) from error


def save_file(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file through a temporary one and a rename; its folder is made if it is absent.

    Raises OutputError where the file is there already and `replace` is false, or where it cannot be written.
    """
    place = str(path)
    try:
        if path.is_dir():
            raise OutputError("this is a folder", "Name a file in it.", place=place)
        if path.exists() and not replace:
            raise OutputError("the file is there already", "Choose another name, or add --force.", place=place)
        _write_into_folder(path, content)
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


def _write_into_folder(path: Path, content: bytes) -> None:
    missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_through(path, content)
    except BaseException:
        for folder in missing:  # the innermost first; one that was not made cannot be removed
            with suppress(OSError):
                folder.rmdir()
        raise


def _write_through(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".codetool-", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode_of(path: Path) -> int:
    # mkstemp makes files for their owner alone; an edition is for everybody who may read the folder.
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
