"""A process of its own for what comes from anywhere: limits of time, memory and files, no network, no other program.

A PDF may crash what opens it, and templates may count to infinity. What goes wrong here comes back as a value.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from codetool.archive.parcel import Parcel, pack, unpack

REQUEST, RESULT = "request", "result"
_WORKER = "codetool.archive.apart_worker"


class Task(StrEnum):
    """What a process of its own does."""

    OPEN = "open"
    """Takes out what a PDF carries."""
    READ = "read"
    """Reads the text of PDFs."""
    REBUILD = "rebuild"
    """Makes an edition again."""


class Failure(StrEnum):
    """Why it came to nothing."""

    REFUSED = "refused"
    """What was given cannot be worked with; `detail` is the line that says why."""
    MISSING = "missing"
    """A library or a font of this machine is missing; `detail` says which."""
    LIMITS = "limits"
    """It took more time, memory or room than it was given."""
    BROKEN = "broken"
    """It broke down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a process may take: seconds of the processor (twice as many by the clock), bytes of memory, of a file."""

    seconds: int = 60
    memory: int = 4 * 1024**3
    room: int = 512 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came back: a head and files, or a failure with its detail, which is empty where there is none to tell."""

    failure: Failure | None = None
    detail: str = ""
    head: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def run_apart(task: Task, parcel: Parcel, limits: Limits) -> Outcome:
    """Return what a task comes to in a process with limits, in an empty folder that is gone afterwards."""
    with TemporaryDirectory(prefix="codetool-") as name:
        folder = Path(name)
        (folder / REQUEST).write_bytes(pack(parcel))
        figures = (str(limits.seconds), str(limits.memory), str(limits.room))
        command = [*command_of(_WORKER), task.value, *figures]
        try:
            ended = subprocess.run(  # noqa: S603 - our own program
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=limits.seconds * 2 + _START,
                check=False,
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            return Outcome(failure=Failure.LIMITS)
        return _result(folder / RESULT, ended.returncode)


_START = 10
"""Seconds by the clock that a process has besides, to begin."""


def command_of(worker: str) -> list[str]:
    """Return the command that runs a module where this process finds its packages."""
    program = f"import runpy, sys; sys.path[:] = {sys.path!r}; runpy.run_module({worker!r}, run_name='__main__')"
    return [sys.executable, "-I", "-S", "-c", program]


def _result(path: Path, code: int) -> Outcome:
    if code:
        return Outcome(failure=failure_of(code))
    try:
        return outcome_of(path.read_bytes())
    except OSError:
        return Outcome(failure=Failure.BROKEN)


def outcome_of(answer: bytes) -> Outcome:
    """Return what a process tells."""
    try:
        parcel = unpack(answer)
    except ValueError:
        return Outcome(failure=Failure.BROKEN)
    if failure := parcel.head.get("failure"):
        return Outcome(failure=Failure(failure), detail=str(parcel.head.get("detail", "")))
    return Outcome(head=parcel.head, files=parcel.files)


def failure_of(code: int) -> Failure:
    """Return why a process ended that should not have, by its exit code: -9 for one that the system killed."""
    return Failure.LIMITS if -code in _LIMITING else Failure.BROKEN


_LIMITING = frozenset({9, 24, 25})
"""SIGKILL, SIGXCPU and SIGXFSZ: how the system ends a process that takes too much."""
