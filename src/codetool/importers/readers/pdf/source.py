"""Bytes to pages: a process of its own opens the PDF, and what it could not read is told in one line."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from codetool.errors import SourceError

_WORKER = Path(__file__).with_name("worker.py")
_ORIGINAL = "Ask for the original file, or for a PDF that was saved from it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the worker tells at a time: a head, and arrays of numbers."""

    head: Mapping[str, Any]
    arrays: tuple[bytes, ...] = ()


def frames_of(source: bytes, place: str) -> Iterator[Frame]:
    """Yield the document's frame and one for each page; raise SourceError where it cannot be read to its end."""
    # -P: the folder of the worker holds modules of ours that have names of Python's own.
    command = [sys.executable, "-P", "-S", "-c", _program(), str(_WORKER)]
    with subprocess.Popen(  # noqa: S603 - our own file
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield from _talk(process, source, place)
        finally:
            process.kill()


def _program() -> str:
    """Return the program that runs the worker where this process finds its packages."""
    return f"import runpy, sys; sys.path[:] = {sys.path!r}; runpy.run_path(sys.argv[1], run_name='__main__')"


def _talk(process: "subprocess.Popen[bytes]", source: bytes, place: str) -> Iterator[Frame]:
    if process.stdin is None or process.stdout is None:  # pragma: no cover - both were asked for
        return
    try:
        process.stdin.write(source)
        process.stdin.close()
    except BrokenPipeError:
        raise _stopped(place) from None
    while True:
        frame = _read_frame(process.stdout)
        if frame is None:
            raise _stopped(place)
        if "error" in frame.head:
            raise _refusal(frame.head["error"], place)
        if "end" in frame.head:
            return
        yield frame


def _read_frame(out: IO[bytes]) -> Frame | None:
    size = out.read(4)
    head = out.read(int.from_bytes(size, "little"))
    try:
        told = json.loads(head)
    except ValueError:
        return None
    arrays = tuple(out.read(length) for length in told["lengths"])
    return Frame(head=told, arrays=arrays) if [*map(len, arrays)] == told["lengths"] else None


def _stopped(place: str) -> SourceError:
    return SourceError(
        "the PDF is broken, or takes too much time or memory to read",
        "Open it in a PDF viewer and print it to a new PDF, or ask for the original file.",
        place=place,
    )


def _refusal(error: str, place: str) -> SourceError:
    match error:
        case "password":
            return SourceError(
                "the file is protected by a password", "Save it without its password, then import it.", place=place
            )
        case "large":
            return SourceError(
                "the PDF has more pages or letters than import reads",
                "Part it into several files, and import each.",
                place=place,
            )
        case _:
            return SourceError("the PDF is broken and cannot be opened", _ORIGINAL, place=place)
