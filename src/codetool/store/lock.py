"""One writer at a time: a lock file in the folder of a Work; the system releases it, whatever becomes of its holder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codetool.errors import OutputError
from codetool.store.writing import missing_folders, remove_empty, told_of

_NAME = ".codetool.lock"
_PAUSE = 0.05
"""Seconds between two attempts."""
_ATTEMPTS = 100


@contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; raise OutputError where another holds it for longer than five seconds.

    The folder is made if it is absent, and removed again if nothing was written into it.
    """
    path = folder / _NAME
    missing = missing_folders(path)
    handle = _acquire(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held: those who wait see that it is gone, and make another
        os.close(handle)
        remove_empty(missing)


def _acquire(path: Path) -> int:
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE)
        with told_of(path.parent):
            handle = _try_once(path)
        if handle is not None:
            return handle
    raise OutputError(
        "another import writes into this folder", "Wait until it has ended, then try again.", place=str(path.parent)
    )


def _try_once(path: Path) -> int | None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except FileNotFoundError:  # another import that was refused removed its empty folder just now
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_at(path, handle):
            return handle
    except BlockingIOError:
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _is_at(path: Path, handle: int) -> bool:
    # A lock on a file that its last holder has removed meanwhile keeps nobody out.
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
