"""Files that wait beside their place, locked as long: one that nobody holds was left by a process that died."""

import fcntl
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PREFIX, _NEW, _OLD = ".codetool-", ".part", ".before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file that waits, and the descriptor whose lock says so."""

    path: Path
    handle: int

    def let_go(self) -> None:
        """Remove it, where it has not taken its place by now; never fails: what is left is swept by the next write."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        os.close(self.handle)


def write_part(folder: Path, content: bytes, mode: int, *, flushed: bool = True) -> Part:
    """Return a new file in a folder, its bytes on the disk where it is `flushed`, that waits to take its place."""
    part = _new_part(folder)
    try:
        with os.fdopen(part.handle, "wb", closefd=False) as file:
            file.write(content)
            file.flush()
            os.fchmod(part.handle, mode)
            if flushed:
                os.fsync(part.handle)
    except BaseException:
        part.let_go()
        raise
    return part


def keep_old(path: Path) -> Part:
    """Return a second name of a file, beside it, from which it can be had again; a copy on a disk without links."""
    while True:
        copy = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_OLD}")
        try:
            _copy(path, copy)
            part = Part(path=copy, handle=os.open(copy, os.O_RDONLY | os.O_CLOEXEC))
        except FileExistsError:
            continue
        except FileNotFoundError:  # swept before it was locked; or there is nothing to keep any more
            if not path.exists():
                raise
            continue
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        # Another process may keep the same file at the same moment: both names are one file, and so is their lock.
        if _is_held(part, fcntl.LOCK_SH):
            return part
        os.close(part.handle)


@contextmanager
def folder_part(folder: Path) -> Iterator[Path]:
    """Give a new folder in `folder`, to make something ready in; it goes when the block ends."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=_NEW, dir=folder))
        part = Part(path=path, handle=os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
        if _is_held(part, fcntl.LOCK_EX):
            break
        os.close(part.handle)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(part.handle)


def sweep_parts(folders: Iterable[Path]) -> None:
    """Remove the files and folders that a process left waiting that is there no more; what one may not touch stays."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for path in sorted(Path(entry.path) for entry in entries if _is_name(entry.name)):
                _sweep(path)


def _new_part(folder: Path) -> Part:
    while True:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_NEW, dir=folder)
        part = Part(path=Path(name), handle=handle)
        if _is_held(part, fcntl.LOCK_EX):
            return part
        os.close(handle)


def _copy(path: Path, copy: Path) -> None:
    try:
        os.link(path, copy)
    except FileExistsError:
        raise
    except OSError:  # no links on this disk, or none for us
        shutil.copy2(path, copy)


def _is_held(part: Part, kind: int) -> bool:
    """Lock a file that was just made; tell whether it still has its name then: another may have swept it before."""
    try:
        fcntl.flock(part.handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks: nothing is swept there
        return True
    with suppress(FileNotFoundError):
        return os.path.samestat(part.path.lstat(), os.fstat(part.handle))
    return False


def _is_name(name: str) -> bool:
    return name.startswith(_PREFIX) and name.endswith((_NEW, _OLD))


def _sweep(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                shutil.rmtree(path)
            else:
                path.unlink()
        finally:
            os.close(handle)
