"""Commands under strace: which of their system calls write, and what becomes of them where one is the last, or fails.

strace counts the calls of each name for itself, so that one of them is named by its name and its number.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

WRITING = (
    *("openat", "creat", "write", "writev", "pwrite64", "pwritev", "sendfile", "copy_file_range", "fallocate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat"),
    *("mkdir", "mkdirat", "rmdir", "fsync", "fdatasync", "ftruncate", "truncate"),
    *("chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "utimensat"),
)
_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\) += (?P<result>.*)")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"|(?:\d|AT_FDCWD)<(/[^>]*)>')  # pipes have no path
_MAKES = re.compile(r"O_CREAT|O_TRUNC|O_WRONLY|O_RDWR")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call: its name, its number among those of its name, how it looked, and whether it writes below us."""

    name: str
    number: int
    seen: str
    paths: tuple[str, ...]
    writes: bool

    def __str__(self) -> str:
        return f"{self.name} no. {self.number} ({self.seen})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended: by a signal where the code is below nought."""

    code: int
    err: str


def watch(command: Sequence[str], folder: Path, log: Path) -> tuple[Ended, tuple[Call, ...]]:
    """Run a command in a folder to its end, and return which of its system calls wrote something below that."""
    ended, watched = watch_all(command, folder, log)
    return ended, tuple(call for call in watched.seen if call.writes)


def watch_all(command: Sequence[str], folder: Path, log: Path) -> tuple[Ended, "Watched"]:
    """Run a command in a folder to its end, and return its system calls of those names, also where they only read."""
    ended = _trace(command, folder, [f"--trace={','.join(WRITING)}", "--decode-fds=path", f"--output={log}"])
    return ended, Watched(command=command, folder=folder, log=log, seen=_calls(log, folder))


def _calls(log: Path, folder: Path) -> tuple[Call, ...]:
    counts: Counter[str] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if call := _CALL.match(line):
            counts[call["name"]] += 1
            found.append(_call(call, counts[call["name"]], folder))
    return tuple(found)


def _writes_below(call: re.Match[str], folder: Path) -> bool:
    if call["name"] == "openat" and not _MAKES.search(call["arguments"]):
        return False
    return any(Path(os.path.normpath(folder / place)).is_relative_to(folder) for place in _places(call))


def _places(call: re.Match[str]) -> tuple[str, ...]:
    """Return the paths of a call, those of its open files among them; what is written may only look like one."""
    is_text = call["name"] in {"write", "writev", "pwrite64", "pwritev"}
    found = [path if is_text else quoted or path for quoted, path in _PATH.findall(call["arguments"])]
    return tuple(place for place in found if place)


def _call(call: re.Match[str], number: int, folder: Path) -> Call:
    paths = _places(call)
    seen = " ".join(paths).replace(f"{folder}/", "")[:80]
    return Call(name=call["name"], number=number, seen=seen, paths=paths, writes=_writes_below(call, folder))


def kill_at(call: Call, command: Sequence[str], folder: Path) -> Ended:
    """Run a command in a folder, and kill it at one of its system calls."""
    return _trace(command, folder, [f"--trace={call.name}", f"--inject={call.name}:signal=KILL:when={call.number}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A command that was watched in a folder: all its system calls of those names, and where they are logged."""

    command: Sequence[str]
    folder: Path
    log: Path
    seen: Sequence[Call]

    def refuse_from(self, first: Call, error: str) -> Ended:
        """Run the command again where the disk refuses each call in its places from `first` on.

        They have to be the same places each time: other files, such as the terminal, stay as they are.
        """
        written = {path for call in self.seen if call.writes for path in call.paths}
        # Python itself looks into the folder.
        places = (written | {str(self.folder / path) for path in written}) - {str(self.folder)}
        # With places named, strace counts the calls that concern them, also those that only read there.
        earlier = self.seen[: self.seen.index(first)]
        before = Counter(call.name for call in earlier if places.intersection(call.paths))
        names = sorted({call.name for call in self.seen if call.writes})
        faults = (f"--inject={name}:error={error}:when={before[name] + 1}+" for name in names)
        only = (f"--trace-path={place}" for place in sorted(places))
        told = ("--decode-fds=path", f"--output={self.log}", f"--trace={','.join(names)}")
        ended = _trace(self.command, self.folder, [*told, *only, *faults])
        self._check_reached(first)
        return ended

    def _check_reached(self, first: Call) -> None:
        lines = self.log.read_text(errors="replace").splitlines()
        refused = _CALL.match(next((line for line in lines if "(INJECTED)" in line), ""))
        assert refused, f"nothing was refused: {first}"
        assert _call(refused, first.number, self.folder) == first, f"{refused[0]} instead of {first}"


def refuse_always(name: str, error: str, command: Sequence[str], folder: Path) -> Ended:
    """Run a command in a folder where the system refuses all calls of one name."""
    return _trace(command, folder, [f"--trace={name}", f"--inject={name}:error={error}"])


def _trace(command: Sequence[str], folder: Path, options: Iterable[str]) -> Ended:
    done = subprocess.run(
        ["strace", "-qq", "--output=/dev/null", *options, sys.executable, "-m", "codetool.cli", *command],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(code=done.returncode, err=done.stderr)


def surroundings() -> dict[str, str]:
    """Return the environment of a command: the same calls each time, and messages in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CODETOOL_", "LC_", "COV_"))}
    return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


def spaced(calls: Sequence[Call], most: int) -> list[int]:
    """Return at which of the calls to stop: at every one, or at `most` of them in even distances.

    >>> spaced("abcdefghij", 3)
    [0, 4, 9]
    """
    if most >= len(calls) or most < 2:
        return list(range(len(calls))) if most >= len(calls) else [len(calls) // 2]
    return [round(at * (len(calls) - 1) / (most - 1)) for at in range(most)]
