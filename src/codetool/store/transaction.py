"""Several files of a folder changed together: all of them, or none, whenever the machine stops.

    with writing_into(store, waiting=tell) as writer:    # the lock; what an interrupted command left is undone first
        ...                                              # read what the change depends on
        with writer.change() as change:
            change.put("code/2001-06-07.fra.xml", content)
            staged = change.stage("code/annexes")        # a path in the workspace: fill it, as a file or a folder
            change.remove("code/old.xml")
        # here it is done, and on the disk; an exception in the block leaves the folder as it was

A place is told from the root. Until the block ends nothing of the change can be seen outside the workspace.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePath, PurePosixPath

from codetool.errors import OutputError
from codetool.store.enclosing import check_outside
from codetool.store.flushing import flush_folder, flush_tree
from codetool.store.journal import SCRATCH, Deed, Journal, Step, digest_of, place_in, save_journal
from codetool.store.lock import Waiting, sole_writer, wait_in_silence
from codetool.store.recovery import (
    WORKSPACE,
    carry_out,
    check_root,
    close_journal,
    discard,
    take_back,
    undo_interrupted,
)
from codetool.store.sealed import check_unsealed
from codetool.store.settling import settle
from codetool.store.writing import check_place, confirm, mode_for, there_already, told_of


@contextmanager
def writing_into(root: Path, workspace: str = WORKSPACE, *, waiting: Waiting = wait_in_silence) -> Iterator["Writer"]:
    """Hold a folder for this process, and undo first what an interrupted command left in it.

    The folder is made if it is absent, and removed again if nothing was written into it. `waiting` is called once
    where others hold it. Raises OutputError where it is not free for two minutes, or cannot be locked, is itself a
    place for work in progress, or lies in an archive or a bag. Where a store and its archive are both held, the store
    comes first.
    """
    check_root(root)
    check_outside(root, may_be=workspace != WORKSPACE)
    with sole_writer(root, waiting):
        undo_interrupted(root, workspace)
        if workspace == WORKSPACE:
            settle(root)
        yield Writer(root=root, workspace=workspace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A folder that this process holds."""

    root: Path
    workspace: str

    @contextmanager
    def change(self, *, sealing: bool = False) -> Iterator["Change"]:
        """Give a change to fill, and make it when the block ends; an exception, from it or here, leaves all as it was.

        Raises OutputError where the disk refuses; VersionError for a version that is sealed, unless it is the
        `sealing`, or a restoring from the archive, that writes.
        """
        change = Change(root=self.root, workspace=self.root / self.workspace, sealing=sealing)
        try:
            yield change
            change.make()
        finally:
            change.close()


@dataclass(slots=True, kw_only=True, eq=False)
class Change:
    """Files that are to be created, replaced and removed together."""

    root: Path
    workspace: Path
    sealing: bool = False
    _steps: list[Step] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _is_open: bool = False
    _is_kept: bool = False

    def put(self, target: PurePath | str, content: bytes, *, replace: bool = False) -> None:
        """Let a file of that content stand in a place; one that is there is replaced only where that is said."""
        place = self._place(target)
        with told_of(place):
            staged = self.stage(target, replace=replace)
            staged.write_bytes(content)
            staged.chmod(mode_for(place))

    def stage(self, target: PurePath | str, *, replace: bool = False) -> Path:
        """Return a path in the workspace, at which the caller makes the file or the folder that is to stand in a place.

        Raises OutputError where something is there already that is not to be replaced. A folder is never replaced:
        remove it, then stage another. A link is neither replaced nor removed.
        """
        place = self._place(target)
        with told_of(place):
            is_there = os.path.lexists(place) and not self._is_removed(target)
            if is_there:
                _check_no_link(place)
                check_place(place, replace=True)
                if not replace:
                    raise there_already(place)
            step = self._step(Deed.REPLACE if is_there else Deed.CREATE, target)
            if is_there:
                _keep_copy(place, step.old_in(self.workspace))
        return step.new_in(self.workspace)

    def put_folder(self, target: PurePath | str, source: Path) -> None:
        """Let a copy of a folder stand in a place where there is nothing."""
        with told_of(self._place(target)):
            staged = self.stage(target)
            staged.mkdir()
            for path in sorted(source.rglob("*")):
                copy = staged / path.relative_to(source)
                if path.is_dir():
                    copy.mkdir()
                else:
                    shutil.copyfile(path, copy)

    def scratch(self) -> Path:
        """Return an empty folder in the workspace, to make things ready in; it goes with the workspace."""
        folder = self.workspace / SCRATCH
        with told_of(folder):
            self._open()
            folder.mkdir(exist_ok=True)
        return folder

    def remove(self, target: PurePath | str) -> None:
        """Let the file or folder of a place go; raise OutputError where there is none."""
        place = self._place(target)
        if not os.path.lexists(place):
            raise OutputError("there is no such file to remove", "Check the name and the folder.", place=str(place))
        _check_no_link(place)
        with told_of(place):
            self._step(Deed.REMOVE, target)

    def make(self) -> None:
        """Make the change so far, and put it on the disk; where that cannot be done, all is as it was."""
        if not self._steps:
            return
        for step in self._steps:
            self._place(step.target)  # by now a link may lead there
        with told_of(self.root):
            steps = tuple(self._whole(one) for one in self._steps)
            journal = Journal(steps=steps, folders=self._missing())
            self._steps.clear()
            for folder in ("new", "old"):
                flush_tree(self.workspace / folder)
            flush_folder(self.workspace.parent)
            save_journal(self.workspace, journal)
        try:
            with told_of(self.root):
                self._carry_out(journal)
        except BaseException:
            self._take_back(journal)
            raise
        confirm([self.workspace])

    def give_up(self) -> None:
        """Leave all as it is, whatever was asked for so far."""
        self._steps.clear()

    def close(self) -> None:
        """Remove the workspace, unless the next command needs it to undo what could not be undone here."""
        if self._is_open and not self._is_kept:
            with suppress(OSError):  # the work is done, or its failure is being told: the next command removes the rest
                discard(self.workspace, self.root)

    def _place(self, target: PurePath | str) -> Path:
        try:
            place = place_in(self.root, PurePosixPath(target))
        except ValueError as error:
            raise _leads_away(self.root / target) from error
        if not self.sealing:
            check_unsealed(place)
        return place

    def _is_removed(self, target: PurePath | str) -> bool:
        return any(one.deed is Deed.REMOVE and one.target == PurePosixPath(target) for one in self._steps)

    def _step(self, deed: Deed, target: PurePath | str) -> Step:
        self._open()
        self._steps.append(Step(deed=deed, number=str(next(self._numbers)), target=PurePosixPath(target)))
        return self._steps[-1]

    def _open(self) -> None:
        if not self._is_open:
            self._is_open = True
            for folder in ("new", "old"):
                (self.workspace / folder).mkdir(parents=True, exist_ok=True)

    def _missing(self) -> tuple[PurePosixPath, ...]:
        """Return the folders that the places need and that are not there, the outermost first."""
        made = {one.target for one in self._steps if one.deed is Deed.CREATE}
        needed = {folder for one in made for folder in one.parents[:-1]} - made
        return tuple(sorted(one for one in needed if not (self.root / one).is_dir()))

    def _whole(self, step: Step) -> Step:
        """Return a step with the digest of what was staged for it; raise OSError where nothing was."""
        digest = digest_of(step.new_in(self.workspace))
        if not digest and step.deed is not Deed.REMOVE:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.root / step.target))
        return replace(step, digest=digest)

    def _carry_out(self, journal: Journal) -> None:
        try:
            carry_out(self.root, self.workspace, journal)
            close_journal(self.workspace)
        except FileExistsError as error:
            raise there_already(Path(error.filename2 or error.filename or self.root)) from error
        except ValueError as error:
            raise _leads_away(self.root / str(error)) from error

    def _take_back(self, journal: Journal) -> None:
        self._is_kept = True
        with suppress(OSError, ValueError):  # that is being told already: the next command goes on
            take_back(self.root, self.workspace, journal)
            self._is_kept = False


def _leads_away(place: Path) -> OutputError:
    return OutputError(
        "this place is not in the folder, or a link leads there", "Name another, or remove the link.", place=str(place)
    )


def _check_no_link(place: Path) -> None:
    if place.is_symlink():
        raise _leads_away(place)


def _keep_copy(place: Path, copy: Path) -> None:
    try:
        os.link(place, copy, follow_symlinks=False)
    except OSError:  # no links on this disk, or none for us: a copy does as well
        shutil.copy2(place, copy, follow_symlinks=False)
