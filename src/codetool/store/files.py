"""Files read and written whole: a reader sees the old file or the new one, never half of it."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from codetool.akn.parser import SIZE_LIMIT, check_size
from codetool.errors import SourceError
from codetool.store.writing import write_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of a text and the place they came from, as a message names it."""

    place: str
    content: bytes


def load_file(path: Path, place: str = "", *, limit: int = 0, streams: bool = False) -> Source:
    """Return a file's bytes; raise SourceError where it is absent, a folder, too large or may not be read.

    `place` is how messages name it, where that is not its path; `limit` the bytes to read at most, where a document's
    limit is not meant. `streams` says that a pipe is meant where one is named, as by a shell's `<(…)`: it is read.
    """
    place = place or str(path)
    try:
        if path.is_dir():
            raise SourceError("this is a folder", "Name a file in it.", place=place)
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _load_stream(path, place, limit, waits=streams)
        check_size(found.st_size, place, limit)
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


def check_inside(path: Path, folder: Path, place: str = "") -> None:
    """Raise SourceError where a path below a folder leads out of it by a link: another's folder may be anybody's work.

    The folder itself may be a link: that is whoever named it.
    """
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        inside = False
    if not inside:
        raise SourceError(
            "this leads out of its folder, by a link or by its name",
            "Put the file itself into the folder.",
            place=place or str(path),
        )


def _load_stream(path: Path, place: str, limit: int, *, waits: bool) -> Source:
    if not waits:  # what nobody named might be waited for without end
        raise SourceError(
            "this is a pipe or a device, not a file", "Save its content as a file, and name that.", place=place
        )
    with path.open("rb") as stream:
        return read_stream(stream, place, limit)


def read_stream(stream: BinaryIO, place: str, limit: int = 0) -> Source:
    """Return what a stream gives until its end; raise SourceError where that is more than we read."""
    content = stream.read((limit or SIZE_LIMIT) + 1)
    check_size(len(content), place, limit)
    return Source(place=place, content=content)


def save_file(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file through a temporary one and a rename; its folder is made if it is absent.

    Raises OutputError where the file is there already and `replace` is false, or where it cannot be written.
    """
    write_files([(path, content)], replace=replace)
