"""A process that gives a command, so that all is loaded, and then gives further ones, each in a child of its own.

    python tests/crash/warm.py COMMAND

When it has given the first, it prints its exit code. Then it reads a line of JSON for each command, {"command": [...],
"err": FILE}, and answers with the child's number. The child waits for one line more, so that whoever is to watch it
comes first; when it has ended, the answer is how, as subprocess tells that.

A child is as any process, and dies as one; what it spares is the loading of libraries, most of the time of a trial.
"""

import ctypes
import json
import os
import secrets
import sys
import tempfile
from collections import defaultdict
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import count

from codetool.cli.shell import run

_ANYBODY, _SET_PTRACER = -1, 0x59616D61


def main() -> None:
    """Give a command, then others until the input ends."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        code = run(sys.argv[1:])
    _tell(code)
    while line := sys.stdin.readline():
        asked = json.loads(line)
        waits, starts = os.pipe()
        child = os.fork()
        if not child:
            os.close(starts)
            sys.exit(_give(asked["command"], asked["err"], waits))
        os.close(waits)
        _tell(child)
        sys.stdin.readline()
        os.close(starts)
        _tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _give(command: list[str], err: str, waits: int) -> int:
    """Give a command in this process, when the pipe closes; return its exit code."""
    # Where a process may watch its own children alone, strace is none of its parents.
    ctypes.CDLL(None).prctl(_SET_PTRACER, ctypes.c_ulong(_ANYBODY))
    _use_same_names()
    for stream, name, flags in ((0, os.devnull, os.O_RDONLY), (1, os.devnull, os.O_WRONLY), (2, err, os.O_WRONLY)):
        opened = os.open(name, flags)
        os.dup2(opened, stream)
        os.close(opened)
    os.read(waits, 1)
    os.close(waits)
    return run(command)


class _Names:
    """The same names of passing files in each child, counted in each folder: what passes elsewhere changes none."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, count[int]] = defaultdict(count)

    def __next__(self) -> str:
        # tempfile asks for a name alone, in functions that have the folder as `dir`.
        return self.in_folder(sys._getframe(1).f_locals["dir"])

    def in_folder(self, folder: str) -> str:
        return f"{next(self._numbers[folder]):08}"


def _use_same_names() -> None:
    """Let the names of files in progress be the same in each child: a call is told from another by its place."""
    names = _Names()

    def token_hex(nbytes: int | None = None) -> str:  # noqa: ARG001 - its own signature
        return names.in_folder("secrets")

    tempfile._name_sequence = names  # type: ignore[attr-defined]
    secrets.token_hex = token_hex


if __name__ == "__main__":
    main()
