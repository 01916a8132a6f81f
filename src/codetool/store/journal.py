"""The journal of a change that touches several files: what is moved where, so that it can be taken back at any moment.

While a journal is there, the change does not count: whoever finds it, with nobody at work, takes the steps back that
were made. The change counts from the moment in which its journal is removed. So an error that was told, and a process
that was killed, leave the folder as it was, and only a command that ended well has changed it. A step back needs no
room on the disk.
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
_FORMAT = "codetool-journal/1"
_SIZE_LIMIT = 64 * 2**20
_NUMBERED = re.compile(r"[0-9]{1,9}")


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

    `digest` is that of the new file, empty for a folder and for what is removed.
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
    """Return a place below the root; raise ValueError where it is not below it, or a link leads there.

    >>> place_in(Path("/codes"), PurePosixPath("../other"))
    Traceback (most recent call last):
    ValueError: ../other
    """
    told = str(target)
    if target.is_absolute() or not target.parts or ".." in target.parts or "\0" in told:
        raise ValueError(told)
    place = root
    for part in target.parts[:-1]:
        place /= part
        if place.is_symlink():
            raise ValueError(told)
    return place / target.parts[-1]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, an empty string where there is none."""
    if not path.is_file() or path.is_symlink():
        return ""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


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
        raise OutputError(
            "the journal of a command that was interrupted is damaged, and is not followed",
            "Compare the folder with your backup, then move {workspace} out of it.",
            place=str(path), workspace=workspace,
        ) from error  # fmt: skip


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
    return Step(
        deed=Deed(row["do"]), number=row["number"], target=PurePosixPath(row["place"]), digest=str(row["sha256"])
    )


def _digest(table: Mapping[str, object]) -> str:
    return sha256(_written(table)).hexdigest()


def _written(table: Mapping[str, object]) -> bytes:
    return (json.dumps(table, ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode()
