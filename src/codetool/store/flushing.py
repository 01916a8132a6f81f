"""Files and folders that are on the disk itself, not only on their way to it, before anything relies on them."""

import errno
import os
from pathlib import Path

_HAS_NONE = frozenset({errno.EINVAL, errno.ENOTSUP})
"""What a disk says that has nothing to flush of a folder."""


def write_flushed(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Create a file that was not there, its bytes on the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Put on the disk which names a folder holds: after that, a file that was made, moved or removed stays so."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:  # a folder to put files into and not to look at
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _HAS_NONE:
            raise
    finally:
        os.close(handle)


def flush_tree(root: Path) -> None:
    """Put on the disk all that lies in a folder, or the one file; links are left as they are."""
    if root.is_symlink():
        return
    if not root.is_dir():
        _flush_file(root)
        return
    for child in sorted(root.iterdir()):
        flush_tree(child)
    flush_folder(root)


def _flush_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
