"""Files below a folder that a stranger may have filled: opened part by part, no link followed, no device waited for."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from codetool.archive.altered import altered

CONTENT_LIMIT = 1024**3
"""Bytes of one file that we read at most: a scan of a whole code has less."""
JSON_LIMIT = 64 * 1024**2
"""Bytes of an inventory that we read at most: it has some two hundred for each file."""
_PIECE = 1024**2


@contextmanager
def open_inside(root: Path, relative: str) -> Iterator[BinaryIO]:
    """Open a regular file below `root` for reading; raise AlteredError where it is absent, a link or a device.

    `relative` has `/` between its parts and no `..`. `root` itself is the user's word, and may be a link.
    """
    *folders, name = relative.split("/")
    with _opened(root, relative) as base:
        handles = [base]
        try:
            for folder in folders:
                handles.append(_step(handles[-1], folder, relative, os.O_DIRECTORY))
            handle = _step(handles[-1], name, relative, os.O_NONBLOCK)
            handles.append(handle)
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise altered("file-kind", relative)
            with os.fdopen(os.dup(handle), "rb") as stream:
                yield stream
        finally:
            for one in handles[1:]:
                os.close(one)


@contextmanager
def _opened(root: Path, relative: str) -> Iterator[int]:
    try:
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise altered("file-missing", relative) from error
    try:
        yield handle
    finally:
        os.close(handle)


def _step(folder: int, name: str, relative: str, flags: int) -> int:
    if name in {"", ".", ".."} or "\0" in name:
        raise altered("file-missing", relative)
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=folder)
    except FileNotFoundError as error:
        raise altered("file-missing", relative) from error
    except PermissionError as error:
        raise altered("file-unreadable", relative) from error
    except (OSError, ValueError) as error:  # a link, a file where a folder should be, a name that no file can have
        raise altered("file-kind", relative) from error


def read_inside(root: Path, relative: str, limit: int = CONTENT_LIMIT) -> bytes:
    """Return the bytes of a file below `root`; raise AlteredError where it is none, or larger than `limit`."""
    with open_inside(root, relative) as stream:
        if os.fstat(stream.fileno()).st_size > limit:  # told at once, and not after all of it was read
            raise altered("file-large", relative, limit=limit // 1024**2)
        try:
            content = stream.read(limit + 1)
        except OSError as error:  # a disk that fails
            raise altered("file-unreadable", relative) from error
    if len(content) > limit:
        raise altered("file-large", relative, limit=limit // 1024**2)
    return content


def stat_inside(root: Path, relative: str) -> os.stat_result:
    """Return the status of a file below `root`; raise AlteredError where it is none."""
    with open_inside(root, relative) as stream:
        return os.fstat(stream.fileno())


def digest_inside(root: Path, relative: str) -> str:
    """Return the SHA-512 of a file below `root`, in hexadecimal; raise AlteredError where it is none, or too large."""
    found, size = hashlib.sha512(), 0
    with open_inside(root, relative) as stream:
        if os.fstat(stream.fileno()).st_size > CONTENT_LIMIT:
            raise altered("file-large", relative, limit=CONTENT_LIMIT // 1024**2)
        try:
            while piece := stream.read(_PIECE):
                found.update(piece)
                size += len(piece)
                if size > CONTENT_LIMIT:  # it grew meanwhile
                    raise altered("file-large", relative, limit=CONTENT_LIMIT // 1024**2)
        except OSError as error:
            raise altered("file-unreadable", relative) from error
    return found.hexdigest()
