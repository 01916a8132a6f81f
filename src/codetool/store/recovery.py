"""The steps of a journal made and taken back, and what an interrupted command left put right by the next one."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import assert_never

from codetool.errors import OutputError
from codetool.store.flushing import flush_folder
from codetool.store.journal import (
    JOURNAL,
    SCRATCH,
    Deed,
    Journal,
    Step,
    digest_of,
    load_journal,
    not_followed,
    place_in,
    stranger_in,
)
from codetool.store.lock import writer_if_free

WORKSPACE = ".codetool-work"
"""The folder in which a change is made ready; it is gone when the command has ended."""

ARCHIVE_WORKSPACE = "extensions/codetool-workspace"
"""The same in an archive, where the standard has a place for it."""

_NAMES = frozenset({WORKSPACE, PurePosixPath(ARCHIVE_WORKSPACE).name})
"""What such folders are called, in a store and in an archive: whatever lies in one is removed by the next command."""

_STAYS = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR})
"""Why a folder that was made for a change is not removed again: somebody put something into it, or it never was."""


def recover(root: Path, workspace: str = WORKSPACE) -> bool:
    """Undo what an interrupted command left in a folder, and tell whether it was; costs one look where it is nothing.

    A folder that may not be written to, or in which somebody is at work, is left as it is. Raises OutputError where
    the journal is damaged, or the disk refuses.
    """
    if not os.path.lexists(root / workspace) or not os.access(root, os.W_OK):
        return False
    with writer_if_free(root) as held:
        try:
            return held and undo_interrupted(root, workspace)
        except OutputError as error:
            if isinstance(error.__cause__, PermissionError):  # another user's, in a folder that several write to
                return False
            raise


def undo_interrupted(root: Path, workspace: str) -> bool:
    """Undo what an interrupted command left in a folder that this process holds, and tell whether there was something.

    A file or folder that somebody has changed since is left as it is now. Raises OutputError as `recover` does.
    """
    place = _workspace_in(root, workspace)
    if not os.path.lexists(place):
        return False
    try:
        _check_sound(place)
        journal = load_journal(place, root)
        if journal:
            take_back(root, place, journal)
        discard(place, root)
    except (ValueError, RecursionError) as error:  # a step put a link or a pit of folders in the way of another
        raise not_followed(place) from error
    except OSError as error:
        raise OutputError(
            "what an interrupted command left cannot be undone ({reason})",
            "Check the disk and your permissions, then try again.",
            place=str(error.filename or place), reason=error.strerror or error,
        ) from error  # fmt: skip
    return True


def _workspace_in(root: Path, workspace: str) -> Path:
    place = root / workspace
    with suppress(ValueError):
        if not os.path.lexists(place_in(root, PurePosixPath(workspace))) or _is_ours(root, place):
            return place
    raise _stands_there(place)


def _check_sound(place: Path) -> None:
    stranger = stranger_in(place)
    if stranger:
        raise _stands_there(stranger)


def _stands_there(place: Path) -> OutputError:
    return OutputError(
        "something else stands where codetool keeps its work in progress", "Move it away.", place=str(place)
    )


def _is_ours(root: Path, place: Path) -> bool:
    """Tell whether a workspace can be followed: a true folder, and made by this user where anybody may make one."""
    found = place.lstat()
    for_all = root.stat().st_mode & stat.S_IWOTH  # such as /tmp
    return stat.S_ISDIR(found.st_mode) and (not for_all or found.st_uid == os.geteuid())


def check_root(root: Path) -> None:
    """Raise OutputError where a folder is, or lies in, one for work in progress: it would be removed with it.

    What a change makes ready in its own scratch folder is removed by right.
    """
    if _is_passing(root.absolute()) or _is_passing(Path(os.path.realpath(root))):
        raise OutputError(
            "codetool keeps its work in progress under this name, and removes it",
            "Name another folder.",
            place=str(root),
        )


def _is_passing(place: Path) -> bool:
    parts = place.parts
    return any(one in _NAMES and after != SCRATCH for one, after in zip_longest(parts, parts[1:]))


def carry_out(root: Path, workspace: Path, journal: Journal) -> None:
    """Make every step, and put it on the disk; raises OSError where one is refused, ValueError where a link leads away.

    What was made by then is for `take_back`.
    """
    for folder in journal.folders:
        place_in(root, folder).mkdir(exist_ok=True)
    for step in journal.steps:
        _make(step, place_in(root, step.target), workspace)
    _flush_around(root, journal)


def _make(step: Step, target: Path, workspace: Path) -> None:
    new = step.new_in(workspace)
    match step.deed:
        case Deed.CREATE:
            _create(new, target)
        case Deed.REPLACE:
            new.replace(target)
        case Deed.REMOVE:
            target.rename(step.old_in(workspace))
        case _:
            assert_never(step.deed)


def _create(new: Path, target: Path) -> None:
    if not new.is_dir():
        try:
            target.hardlink_to(new)  # fails where the file is there: nobody else's can be replaced
        except FileExistsError:
            raise
        except OSError:  # no links on this disk
            pass
        else:
            return
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    new.rename(target)


def take_back(root: Path, workspace: Path, journal: Journal) -> None:
    """Undo the steps that were made, the last one first; what is undone already stays so. Raises OSError."""
    for step in reversed(journal.steps):
        _unmake(step, place_in(root, step.target), workspace)
    for folder in reversed(journal.folders):
        _remove_empty(place_in(root, folder))
    _flush_around(root, journal)


def _unmake(step: Step, target: Path, workspace: Path) -> None:
    new, old = step.new_in(workspace), step.old_in(workspace)
    if step.deed is not Deed.REMOVE and digest_of(target) != step.digest:
        return  # not made, undone already, or changed by somebody since
    match step.deed:
        case Deed.CREATE:
            if not os.path.lexists(new) and os.path.lexists(target):
                target.rename(new)
            elif _is_same(new, target):
                target.unlink()
        case Deed.REPLACE:
            if os.path.lexists(old):
                old.replace(target)
        case Deed.REMOVE:
            if os.path.lexists(old):
                _refuse_taken(target)
                old.rename(target)
        case _:
            assert_never(step.deed)


def _is_same(new: Path, target: Path) -> bool:
    return os.path.lexists(target) and os.path.samestat(new.lstat(), target.lstat())


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):  # somebody put it there since: it is not ours to replace
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno not in _STAYS:
            raise


def _flush_around(root: Path, journal: Journal) -> None:
    for folder in sorted(_parents(root, journal)):
        if folder.is_dir():
            flush_folder(folder)


def _parents(root: Path, journal: Journal) -> Iterable[Path]:
    return {(root / place).parent for place in (*journal.folders, *(step.target for step in journal.steps))}


def close_journal(workspace: Path) -> None:
    """Remove the journal: from then on the change counts, or is undone for good."""
    (workspace / JOURNAL).unlink(missing_ok=True)


def discard(workspace: Path, root: Path) -> None:
    """Remove a workspace, its journal first, and the folders around it that it alone was in."""
    close_journal(workspace)
    flush_folder(workspace)
    shutil.rmtree(workspace)
    for folder in workspace.parents:
        if folder == root:
            return
        with suppress(OSError):
            folder.rmdir()
