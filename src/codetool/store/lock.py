"""One writer at a time: the folder itself is locked, so that no file is left of it, and nothing of a process that died.

The lock is the system's (flock) on the folder's own descriptor. It ends with the process that holds it, whatever
becomes of that. A process that has a lock may not ask for it again: it would wait for itself.
"""

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from itertools import chain, repeat
from pathlib import Path

from codetool.errors import CodetoolError, OutputError, SourceError
from codetool.store.flushing import flush_folder
from codetool.store.writing import missing_folders, remove_empty, told_of

Waiting = Callable[[Path], None]
"""Called once with the folder, where a lock is waited for that others hold: the place to tell the user."""

_PAUSES = ((200, 0.05), (2000, 0.01), (18_000, 0.005))
"""Attempts, and the seconds before each: who has waited longer asks more often, so that many at once pass nobody by."""
_TOLD_AFTER = 20
_CANNOT_LOCK = frozenset({errno.ENOLCK, errno.EBADF, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
"""What a disk says that does not know locks, or none of folders (some that are reached over a network)."""


class _Kind(IntEnum):
    """Which others a lock keeps out."""

    ALL = fcntl.LOCK_EX
    WRITERS = fcntl.LOCK_SH


def wait_in_silence(folder: Path) -> None:
    """Say nothing of a lock that is waited for."""


@contextmanager
def sole_writer(folder: Path, waiting: Waiting = wait_in_silence, *, needed: bool = True) -> Iterator[None]:
    """Keep every other process out that asks for the folder; raise OutputError where it is not free for two minutes.

    The folder is made if it is absent, and removed again if nothing was written into it. A lock that is not `needed` is
    done without on a disk that has none.
    """
    missing = missing_folders(folder / "any")
    with told_of(folder):
        handle = _acquire(folder, _Kind.ALL, waiting) if needed else _acquire_or_none(folder, _Kind.ALL, waiting)
    try:
        with told_of(folder):
            for made in missing:
                flush_folder(made.parent)
        yield
    finally:
        remove_empty(missing)  # while it is held: those who wait see that it is gone, and make another
        _release(handle)


@contextmanager
def shared_reader(folder: Path, waiting: Waiting = wait_in_silence) -> Iterator[None]:
    """Keep writers out of a folder that is there; others may read it too.

    Raises SourceError where a writer has it for longer than two minutes. On a disk without locks it is read as it is.
    """
    handle = _acquire_shared(folder, waiting)
    try:
        yield
    finally:
        _release(handle)


def _acquire_shared(folder: Path, waiting: Waiting) -> int | None:
    try:
        return _acquire_or_none(folder, _Kind.WRITERS, waiting)
    except OutputError as error:
        raise SourceError(
            "another codetool has been writing into this folder for two minutes",
            "Wait until it has ended, then try again.", place=str(folder),
        ) from error  # fmt: skip
    except OSError as error:
        raise SourceError(
            "the folder cannot be read ({reason})", "Check its name and its permissions.",
            place=str(folder), reason=error.strerror or error,
        ) from error  # fmt: skip


@contextmanager
def writer_if_free(folder: Path) -> Iterator[bool]:
    """Hold the folder as `sole_writer` does if nobody else does, and tell whether it is held; nobody is waited for."""
    try:
        handle = _try_once(folder, _Kind.ALL)
    except (OSError, OutputError):  # not ours to open, or a disk without locks
        handle = None
    try:
        yield handle is not None
    finally:
        _release(handle)


def _release(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _acquire_or_none(folder: Path, kind: _Kind, waiting: Waiting) -> int | None:
    try:
        return _acquire(folder, kind, waiting)
    except OutputError as error:
        if error.fact == _NO_LOCKS:
            return None
        raise


def _acquire(folder: Path, kind: _Kind, waiting: Waiting) -> int:
    pauses = chain.from_iterable(repeat(seconds, attempts) for attempts, seconds in _PAUSES)
    for attempt, pause in enumerate(pauses):
        if attempt == _TOLD_AFTER:
            waiting(folder)
        if kind is _Kind.ALL:
            folder.mkdir(parents=True, exist_ok=True)
        handle = _try_once(folder, kind)
        if handle is not None:
            return handle
        time.sleep(pause)
    raise OutputError(
        "another codetool has been writing into this folder for two minutes",
        "Wait until it has ended, then try again.",
        place=str(folder),
    )


def _try_once(folder: Path, kind: _Kind) -> int | None:
    """Return the descriptor of the folder, locked; None where another holds it, or has just removed it."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        if kind is _Kind.WRITERS:
            raise
        return None
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
        if _is_at(folder, handle):
            return handle
    except BlockingIOError:
        pass
    except OSError as error:
        os.close(handle)
        raise _told(error, folder) from error
    os.close(handle)
    return None


_NO_LOCKS = "the disk that this folder is on cannot lock folders ({reason})"


def _told(error: OSError, folder: Path) -> CodetoolError | OSError:
    if error.errno not in _CANNOT_LOCK:
        return error
    return OutputError(
        _NO_LOCKS, "Move it to a disk of this computer: without a lock, two at once could lose work.",
        place=str(folder), reason=error.strerror,
    )  # fmt: skip


def _is_at(folder: Path, handle: int) -> bool:
    # A lock on a folder that its last holder has removed meanwhile keeps nobody out.
    try:
        return os.path.samestat(folder.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
