"""Sees what a reader touches: every file that it would write and every address that it would reach."""

import os
import sys
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = {
    # What changes the disk, and which of its arguments are paths.
    "os.remove": (0,), "os.rename": (0, 1), "os.mkdir": (0,), "os.rmdir": (0,), "os.link": (1,), "os.symlink": (1,),
    "os.truncate": (0,), "os.chmod": (0,), "os.chown": (0,), "os.utime": (0,), "shutil.rmtree": (0,),
    "shutil.copyfile": (1,), "shutil.move": (0, 1),
}  # fmt: skip
_REACHING = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")


class Watch:
    """Keeps in `seen` what was written outside a folder, and which addresses were asked for."""

    def __init__(self, folder: Path) -> None:
        """Begin to look; Python has no way to end it, so that this is for a process of its own."""
        self._folder = folder.resolve()
        self.seen: list[str] = []
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING:
                self._check(event, path)
        elif event in _CHANGING:
            for at in _CHANGING[event]:
                self._check(event, arguments[at])
        elif event in _REACHING:
            self.seen.append(f"{event} {arguments[1:]}")

    def _check(self, event: str, path: object) -> None:
        if isinstance(path, int) or path in ("/dev/null", b"/dev/null"):  # a descriptor was a path when it was opened
            return
        named = Path(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else Path()
        # The place itself counts, not what a link there leads to where the link itself is changed.
        inside = (named.parent.resolve() / named.name) if event != "open" else named.resolve()
        if not inside.is_relative_to(self._folder):
            self.seen.append(f"{event} {inside}")
