"""The files at the root of an archive, byte for byte as codetool writes and verifies them (OCFL 1.1, 4.1 and 4.2)."""

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from codetool.archive.altered import AlteredError, altered
from codetool.archive.inside import read_inside
from codetool.archive.signs import is_archive, names_in
from codetool.errors import ArchiveError
from codetool.store.enclosing import LAYOUT_FILE, ROOT_FILE
from codetool.store.recovery import ARCHIVE_WORKSPACE

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
LAYOUT_CONFIG = f"extensions/{LAYOUT}/config.json"
WORKSPACE = ARCHIVE_WORKSPACE
"""Where a command that writes has its unfinished work; gone when it has ended."""
_LONGEST = 10_000
"""Bytes of such a file that we read at most."""

_DESCRIPTION = (
    "Extension 0003: Hashed Truncated N-tuple Trees with Object ID Encapsulating Directory for OCFL Storage Hierarchies"
)


def namaste(name: str) -> bytes:
    r"""Return what the file holds that says what a folder is.

    >>> namaste("0=ocfl_1.1")
    b'ocfl_1.1\n'
    """
    return f"{name.removeprefix('0=')}\n".encode()


def _as_json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


ROOT_FILES: Mapping[str, bytes] = MappingProxyType(
    {
        ROOT_FILE: namaste(ROOT_FILE),
        LAYOUT_FILE: _as_json({"extension": LAYOUT, "description": _DESCRIPTION}),
        LAYOUT_CONFIG: _as_json(
            {"extensionName": LAYOUT, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
        ),
    }
)
"""Every file of the root by its path: an archive has these and objects, and no other."""


def check_root(root: Path) -> None:
    """Raise ArchiveError where a folder is no archive, or cannot be read.

    AlteredError where a file of its root is not as it must be.
    """
    _check_readable(root)
    for path, content in ROOT_FILES.items():
        try:
            found = read_inside(root, path, _LONGEST)
        except AlteredError as error:
            if is_archive(root, names_in(root)):
                raise
            raise ArchiveError(
                "this is no archive", "Name one with --archive, or begin one with codetool seal.", place=str(root)
            ) from error
        if found != content:
            raise altered("file-exact", path)


def _check_readable(root: Path) -> None:
    """Raise ArchiveError where a folder is there and closed to us: nothing can be said of what is in it."""
    try:
        with os.scandir(root):
            is_open = os.access(root, os.X_OK)
    except PermissionError:
        is_open = False
    except (OSError, ValueError):  # there is no such folder: told by who looks for something in it
        return
    if not is_open:
        raise ArchiveError(
            "the folder cannot be read ({reason})", "Check the permissions of the folder.",
            place=str(root), reason=os.strerror(errno.EACCES),
        )  # fmt: skip


def is_nothing(root: Path) -> bool:
    """Tell whether there is no archive yet: no such folder, or no file in it.

    A disk that refused the first sealing may have left empty folders. Raises ArchiveError where it cannot be read.
    """
    _check_readable(root)
    return not any(files for _, _, files in os.walk(root))
