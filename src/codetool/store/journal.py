"""The journal of a change that touches several files: what is moved where, so that it can be taken back at any moment.

While a journal is there, the change does not count: whoever finds it, with nobody at work, takes the steps back that
were made. The change counts from the moment in which its journal is removed. So an error that was told, and a process
that was killed, leave the folder as it was, and only a command that ended well has changed it. A step back needs no
room on the disk.

A journal may have come with a folder that a stranger made: it is followed only where all of the workspace is what
codetool makes there, no link on the way to anything, and it takes away only what it knows to the byte.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

from codetool.errors import OutputError
from codetool.store.flushing import flush_folder, write_flushed

JOURNAL = "journal.json"
SCRATCH = "scratch"
"""The folder of a workspace in which a command makes things ready; what is left in it was never wanted."""
_FORMAT = "codetool-journal/1"
_SIZE_LIMIT = 64 * 2**20
_NUMBERED = re.compile(r"[0-9]{1,9}")
_STAGES = frozenset({"new", "old"})
_FOLDERS = _STAGES | {SCRATCH}
_FILES = frozenset({JOURNAL, f"{JOURNAL}.part"})


class Deed(Enum):
    """What is done in a place."""

    CREATE = "create"
    """A file or a folder comes where there was none."""
    REPLACE = "replace"
    """A file comes in the place of another, of which a copy was kept."""
    REMOVE = "remove"
    """A file or a folder goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move between the workspace and a place, told from the root; its number names both ends in the workspace.

    `digest` is that of the new file or folder, empty for what is removed.
    """

    deed: Deed
    number: str
    target: PurePosixPath
    digest: str = ""

    def new_in(self, workspace: Path) -> Path:
        """Return where the new file or folder waits."""
        return workspace / "new" / self.number

    def old_in(self, workspace: Path) -> Path:
        """Return where the old file or folder is kept."""
        return workspace / "old" / self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The steps of one change, in order, and the folders that are made for them, the outermost first."""

    steps: tuple[Step, ...]
    folders: tuple[PurePosixPath, ...] = ()


def place_in(root: Path, target: PurePosixPath) -> Path:
    """Return a place below the root; raise ValueError where it is not below it, is git's own, or a link leads there.

    >>> place_in(Path("/codes"), PurePosixPath("../other"))
    Traceback (most recent call last):
    ValueError: ../other
    """
    told = str(target)
    if target.is_absolute() or not target.parts or ".." in target.parts or "\0" in told:
        raise ValueError(told)
    if any(part.casefold() == ".git" for part in target.parts):  # what stands there, git runs
        raise ValueError(told)
    place = root
    for part in target.parts[:-1]:
        place /= part
        if place.is_symlink():
            raise ValueError(told)
    return place / target.parts[-1]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of all that a folder holds; an empty string where there is neither."""
    if path.is_symlink():
        return ""
    if path.is_dir():
        return _digest_of_folder(path)
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digest_of_folder(folder: Path) -> str:
    found = sha256(b"folder\n")
    for child in sorted(folder.iterdir()):
        found.update(os.fsencode(child.name) + b"\0" + digest_of(child).encode() + b"\n")
    return found.hexdigest()


def stranger_in(workspace: Path) -> Path | None:
    """Return what codetool would not have put into a workspace, None where there is nothing such.

    That is another name, a link, a device, a file in the place of a folder. A workspace with such a thing in it is
    neither followed nor removed.
    """
    for entry in _listed(workspace):
        is_own = _is_file(entry) if entry.name in _FILES else entry.name in _FOLDERS and _is_folder(entry)
        if not is_own:
            return Path(entry.path)
        staged = _listed(entry) if entry.name in _STAGES else ()
        for one in staged:
            if not _NUMBERED.fullmatch(one.name) or not (_is_file(one) or _is_folder(one)):
                return Path(one.path)
    return None


def _listed(folder: "os.PathLike[str]") -> "list[os.DirEntry[str]]":
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _is_file(entry: "os.DirEntry[str]") -> bool:
    return entry.is_file(follow_symlinks=False)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False)


def save_journal(workspace: Path, journal: Journal) -> None:
    """Put a journal on the disk, whole or not at all."""
    table = {
        "folders": [str(folder) for folder in journal.folders],
        "format": _FORMAT,
        "steps": [_row(one) for one in journal.steps],
    }
    waiting = workspace / f"{JOURNAL}.part"
    write_flushed(waiting, _written({**table, "sha256": _digest(table)}))
    waiting.rename(workspace / JOURNAL)
    flush_folder(workspace)


def load_journal(workspace: Path, root: Path) -> Journal | None:
    """Return the journal of a workspace, None where there is none.

    Raises OutputError where it is damaged, or names a place that is not below the root.
    """
    path = workspace / JOURNAL
    if not os.path.lexists(path):
        return None
    try:
        return _read(path, root, workspace)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise not_followed(workspace) from error


def not_followed(workspace: Path) -> OutputError:
    """Return the error that the journal of a workspace leads astray."""
    return OutputError(
        "the journal of a command that was interrupted is damaged, and is not followed",
        "Compare the folder with your backup, then move {workspace} out of it.",
        place=str(workspace / JOURNAL), workspace=workspace,
    )  # fmt: skip


def _read(path: Path, root: Path, workspace: Path) -> Journal:
    if workspace.is_symlink() or path.is_symlink() or not path.is_file() or path.stat().st_size > _SIZE_LIMIT:
        raise ValueError(path)
    table = json.loads(path.read_bytes())
    digest = table.pop("sha256")
    if table["format"] != _FORMAT or digest != _digest(table):
        raise ValueError(digest)
    steps = tuple(_step(row) for row in table["steps"])
    folders = tuple(PurePosixPath(folder) for folder in table["folders"])
    own = PurePosixPath(workspace.relative_to(root))
    for target in (*folders, *(step.target for step in steps)):
        place_in(root, target)
        if target == own or own in target.parents or target in own.parents:
            raise ValueError(target)
    return Journal(steps=steps, folders=folders)


def _row(step: Step) -> Mapping[str, str]:
    return {"do": step.deed.value, "number": step.number, "place": str(step.target), "sha256": step.digest}


def _step(row: Mapping[str, str]) -> Step:
    if not _NUMBERED.fullmatch(row["number"]):
        raise ValueError(row)
    deed, digest = Deed(row["do"]), str(row["sha256"])
    if bool(digest) == (deed is Deed.REMOVE):
        raise ValueError(row)
    return Step(deed=deed, number=row["number"], target=PurePosixPath(row["place"]), digest=digest)


def _digest(table: Mapping[str, object]) -> str:
    return sha256(_written(table)).hexdigest()


def _written(table: Mapping[str, object]) -> bytes:
    return (json.dumps(table, ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode()
