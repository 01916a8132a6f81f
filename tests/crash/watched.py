"""Commands under strace: which of their system calls write, and what becomes of them where one is the last, or fails.

strace counts the calls of each name for itself, so that one of them is named by its name and its number.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
_IN_FOLDER = re.compile(r'\d+<(/[^>]*)>, "[^"/][^"]*"')
_DIGEST = re.compile(r"[0-9a-f]{64}(?=\.)")  # files named after what others answer, another each time
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


class Warm:
    """A process in a folder that gives one command after the other, each in a child (`warm.py`), under strace.

    It gives the first by itself, so that what it loads is there for all.
    """

    def __init__(self, command: Sequence[str], folder: Path, scratch: Path) -> None:
        self.folder, self._err = folder, scratch / "err"
        self.log = scratch / "log"
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("warm.py"), *command],
            cwd=folder, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

        assert self._process.stdout
        assert self._process.stdout.readline() == "0\n", command

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()

    def give(self, command: Sequence[str], options: Iterable[str] = ()) -> Ended:
        """Give a command to its end, under strace with these options, of which it needs some to be started at all."""
        self._err.write_bytes(b"")
        child = self._ask(json.dumps({"command": command, "err": str(self._err)}))
        with self._watching(child, options):
            code = int(self._ask("now"))
        return Ended(code=code, err=self._err.read_text())

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    @contextmanager
    def _watching(self, child: str, options: Iterable[str]) -> Iterator[None]:
        if not options:
            yield
            return
        line = ["strace", "--output=/dev/null", *options, "--attach", child.strip()]
        with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr
            told = iter(strace.stderr.readline, "")
            assert any(line.endswith(" attached\n") for line in told), "strace did not begin"
            yield


def watch(command: Sequence[str], warm: Warm) -> tuple[Ended, tuple[Call, ...]]:
    """Give a command to its end, and return which of its system calls wrote something below its folder."""
    ended, watched = watch_all(command, warm)
    return ended, tuple(call for call in watched.seen if call.writes)


def watch_all(command: Sequence[str], warm: Warm) -> tuple[Ended, "Watched"]:
    """Give a command to its end, and return its system calls of those names, also where they only read."""
    ended = warm.give(command, [f"--trace={','.join(WRITING)}", "--decode-fds=path", f"--output={warm.log}"])
    return ended, Watched(command=command, warm=warm, seen=_calls(warm.log, warm.folder))


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
    return any(is_below(place, folder) for place in _places(call))


def is_below(place: str, folder: Path) -> bool:
    """Tell whether a path of a call, as seen from a folder, lies below that."""
    return Path(os.path.normpath(folder / place)).is_relative_to(folder)


def _places(call: re.Match[str]) -> tuple[str, ...]:
    """Return the paths of a call, those of its open files among them; what is written may only look like one."""
    is_text = call["name"] in {"write", "writev", "pwrite64", "pwritev"}
    # What is named in an open folder is no file of that name elsewhere; strace knows it by the folder.
    arguments = call["arguments"] if is_text else _IN_FOLDER.sub(r'"\1"', call["arguments"])
    found = [path if is_text else quoted or path for quoted, path in _PATH.findall(arguments)]
    return tuple(place for place in found if place)


def _call(call: re.Match[str], number: int, folder: Path) -> Call:
    paths = _places(call)
    seen = " ".join(paths).replace(f"{folder}/", "")[:80]
    return Call(name=call["name"], number=number, seen=seen, paths=paths, writes=_writes_below(call, folder))


def kill_at(call: Call, command: Sequence[str], warm: Warm) -> Ended:
    """Give a command, and kill it at one of its system calls."""
    return warm.give(command, [f"--trace={call.name}", f"--inject={call.name}:signal=KILL:when={call.number}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A command that was watched: all its system calls of those names."""

    command: Sequence[str]
    warm: Warm
    seen: Sequence[Call]

    def _places(self) -> frozenset[str]:
        """Return what is written below the folder, as it may be named; not the folder itself: Python looks into it."""
        folder = self.warm.folder
        written = {path for call in self.seen if call.writes for path in call.paths}
        below = {path for path in written if is_below(path, folder) and not _DIGEST.search(path)}
        return frozenset(below | {str(folder / path) for path in below}) - {str(folder)}

    def refusable(self) -> list[Call]:
        """Return the calls that write into one of these places."""
        places = self._places()
        return [call for call in self.seen if call.writes and places.intersection(call.paths)]

    def refuse_from(self, first: Call, error: str) -> Ended:
        """Run the command again where the disk refuses each call in its places from `first` on.

        They have to be the same places each time: other files, such as the terminal, stay as they are.
        """
        places = self._places()
        # With places named, strace counts the calls that concern them, also those that only read there.
        earlier = self.seen[: self.seen.index(first)]
        before = Counter(call.name for call in earlier if places.intersection(call.paths))
        names = sorted({call.name for call in self.seen if call.writes})
        faults = (f"--inject={name}:error={error}:when={before[name] + 1}+" for name in names)
        only = (f"--trace-path={place}" for place in sorted(places))
        told = ("--decode-fds=path", f"--output={self.warm.log}", f"--trace={','.join(names)}")
        ended = self.warm.give(self.command, [*told, *only, *faults])
        self._check_reached(first)
        return ended

    def _check_reached(self, first: Call) -> None:
        lines = self.warm.log.read_text(errors="replace").splitlines()
        refused = _CALL.match(next((line for line in lines if "(INJECTED)" in line), ""))
        assert refused, f"nothing was refused: {first}"
        found = _call(refused, first.number, self.warm.folder)
        assert (found.name, self._named(found)) == (first.name, self._named(first)), f"{refused[0]} instead of {first}"

    def _named(self, call: Call) -> list[str]:
        # Elsewhere, in the folder for passing files, names may be others each time.
        return [_DIGEST.sub("*", path) for path in call.paths if path.startswith(f"{self.warm.folder}/")]


def refuse_always(name: str, error: str, command: Sequence[str], warm: Warm) -> Ended:
    """Give a command where the system refuses all calls of one name."""
    return warm.give(command, [f"--trace={name}", f"--inject={name}:error={error}"])


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
