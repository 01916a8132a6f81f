"""The process of its own: it limits itself, shuts the doors, does one task in an empty folder, and tells the result.

Started by `apart` alone: task, seconds, bytes of memory and of a file are its arguments.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from codetool.archive.apart import REQUEST, RESULT, Failure, Task
from codetool.archive.parcel import Parcel, pack, unpack
from codetool.errors import CodetoolError, MissingPartError


def main() -> None:
    """Do the task that the arguments name."""
    task, *figures = sys.argv[1:]
    seconds, memory, room = map(int, figures)
    folder = Path.cwd()
    limit_process(memory, room)
    limit_time(seconds)
    tempfile.tempdir = str(folder)
    sys.dont_write_bytecode = True
    request = unpack((folder / REQUEST).read_bytes())
    sys.addaudithook(Doors(folder).check)
    (folder / RESULT).write_bytes(pack(_done(Task(task), request)))


def limit_process(memory: int, room: int) -> None:
    """Limit the memory of this process and the size of a file that it writes, both in bytes, for ever."""
    for kind, figure in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, room), (resource.RLIMIT_CORE, 0)):
        least = _least(kind, figure)
        resource.setrlimit(kind, (least, least))


def limit_time(seconds: int) -> None:
    """Let the system end this process when it has used so many more seconds of the processor."""
    wanted = int(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (_least(resource.RLIMIT_CPU, wanted), _hard(resource.RLIMIT_CPU)))


def _least(kind: int, figure: int) -> int:
    # Whoever started codetool may have set limits of his own.
    hard = _hard(kind)
    return figure if hard == resource.RLIM_INFINITY else min(figure, hard)


def _hard(kind: int) -> int:
    return resource.getrlimit(kind)[1]


class Doors:
    """Refuses what no task needs: other programs, the network unless `online`, and files written outside a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder in which files may be written."""
        self.online = False
        self._inside = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - a text to compare with, for each file

    def check(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise PermissionError for an event of the interpreter (`sys.addaudithook`) that is behind a closed door."""
        if event in _CLOSED or event.startswith("subprocess."):
            raise PermissionError(event)
        if event.startswith("socket.") and event != _UNCONNECTED and not self.online:
            raise PermissionError(event)
        if event == "open" and _writes(arguments[1], arguments[2]) and not self._is_inside(arguments[0]):
            raise PermissionError(event)

    def _is_inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return isinstance(path, int)  # a descriptor that is open already
        return os.path.realpath(os.fsdecode(path)).startswith(self._inside)


_CLOSED = frozenset({"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "pty.spawn"})
_UNCONNECTED = "socket.__new__"
"""What leads nowhere until it is connected; two of them are how asyncio wakes itself."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and bool(flags & _WRITING)


def _done(task: Task, request: Parcel) -> Parcel:
    try:
        return _do(task, request)
    except MissingPartError as error:
        return _failed(Failure.MISSING, _fact(error))
    except CodetoolError as error:
        return _failed(Failure.REFUSED, _fact(error))
    except MemoryError:
        return _failed(Failure.LIMITS, "")
    except RecursionError:
        return _failed(Failure.REFUSED, "it is nested too deeply")
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file brings about is told as one line
        return _failed(Failure.BROKEN, " ".join(f"{type(error).__name__}: {error}".split())[:200])


def _fact(error: CodetoolError) -> str:
    # The remedy is that of the finding that quotes it.
    return f"{error.place}: {error.said()}" if error.place else error.said()


def _failed(failure: Failure, detail: str) -> Parcel:
    return Parcel(head={"failure": failure.value, "detail": detail})


def _do(task: Task, request: Parcel) -> Parcel:
    from codetool.archive.pdf_read import read_attachments, read_flow, read_pages

    match task:
        case Task.OPEN:
            return Parcel(files=read_attachments(request.files["pdf"]))
        case Task.READ:
            pages = {name: list(read_pages(content)) for name, content in request.files.items()}
            flows = {name: read_flow(content) for name, content in request.files.items()}
            return Parcel(head={"pages": pages, "flows": flows})
        case Task.REBUILD:
            from codetool.archive.rebuild import rebuild
            from codetool.render.recipe_json import read_recipe

            files = dict(request.files)
            recipe = read_recipe(files.pop(""))
            return Parcel(files={"made": rebuild(files, recipe)})


if __name__ == "__main__":
    main()
