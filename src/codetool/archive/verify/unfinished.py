"""An archive in which a command was interrupted, looked at as it will be when that is undone: in a copy, undone there.

Nothing is written into the archive. What the next command will take away is not looked at, and all else is: a journal
that a stranger wrote hides nothing, for whatever it leaves has to be in order by itself.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from codetool.archive.altered import AlteredError
from codetool.archive.inside import CONTENT_LIMIT, open_inside
from codetool.archive.verify.tree import Entry, Tree, walk_tree
from codetool.errors import CodetoolError
from codetool.store.recovery import undo_interrupted

_PLAIN = frozenset({Entry.FILE, Entry.FOLDER})
_PIECE = 1024**2


@contextmanager
def undone(root: Path, workspace: str) -> Iterator[Path | None]:
    """Give a copy of a folder in which what was interrupted is undone, to be looked at in its place.

    It gives None where nothing was interrupted; and where it cannot be undone, or not be copied whole: the folder is
    then to be looked at as it stands.
    """
    if not os.path.lexists(root / workspace):
        yield None
        return
    with TemporaryDirectory(prefix="codetool-") as name:
        copy = Path(name)
        yield copy if _copied(root, copy) and _is_undone(copy, workspace) else None


def _is_undone(copy: Path, workspace: str) -> bool:
    try:
        return undo_interrupted(copy, workspace)
    except CodetoolError:  # a damaged journal, or something else in the workspace
        return False


def _copied(root: Path, copy: Path) -> bool:
    """Copy what stands below a folder, and tell whether that is all of it; no link is followed."""
    tree = walk_tree(root)
    if not _PLAIN.issuperset(tree.entries.values()) or not _has_room(root, tree, copy):
        return False
    try:
        _copy(root, tree, copy)
    except (OSError, AlteredError):
        return False
    return True


def _has_room(root: Path, tree: Tree, copy: Path) -> bool:
    """Tell whether the files take no more than half of what is free, and none is larger than any of ours."""
    try:
        sizes = [(root / path).lstat().st_size for path in tree.files()]
        return max(sizes, default=0) <= CONTENT_LIMIT and sum(sizes) <= shutil.disk_usage(copy).free // 2
    except OSError:
        return False


def _copy(root: Path, tree: Tree, copy: Path) -> None:
    made: dict[tuple[int, int], Path] = {}
    for path, kind in sorted(tree.entries.items()):
        place = copy / path
        if kind is Entry.FOLDER:
            place.mkdir()
            continue
        with open_inside(root, path) as stream:
            found = os.fstat(stream.fileno())
            # A file that was put in its place is the one that waits in the workspace: so it is known again.
            first = made.setdefault((found.st_dev, found.st_ino), place)
            if first is not place:
                place.hardlink_to(first)
                continue
            with place.open("xb") as new:
                shutil.copyfileobj(stream, new, _PIECE)
