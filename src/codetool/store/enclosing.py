"""What is kept as it was sealed, and holds nothing else: an archive, a bag. No command writes anything into one."""

import os
from pathlib import Path

from codetool.errors import OutputError

ROOT_FILE = "0=ocfl_1.1"
OBJECT_FILE = "0=ocfl_object_1.1"
"""The files that say what a folder is (NAMASTE); each holds its own name from the `=` on, and a line end."""
LAYOUT_FILE = "ocfl_layout.json"
BAG_FILE = "bagit.txt"


def check_outside(place: Path, *, may_be: bool = False) -> None:
    """Raise OutputError where a place lies in an archive or a bag, wherever links to it come from, or is one.

    One more file there, and it is no longer what was sealed: `codetool verify` would call it altered. A place that
    `may_be` an archive is one that a sealing writes into: only what is above it counts.
    """
    true = Path(os.path.realpath(place))
    for folder in true.parents if may_be else (true, *true.parents):
        if any(os.path.lexists(folder / name) for name in (ROOT_FILE, OBJECT_FILE, LAYOUT_FILE)):
            raise OutputError("this place is in an archive of sealed versions", _REMEDY, place=str(place))
        if os.path.lexists(folder / BAG_FILE):
            raise OutputError("this place is in a bag that was exported", _REMEDY, place=str(place))


_REMEDY = "Name one outside of it: it holds what was sealed, and nothing else."
