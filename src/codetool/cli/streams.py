"""The output of the process: it outlives whoever reads it."""

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Kept(io.FileIO):
    """A descriptor of which the reader may leave (codetool … | head): what follows goes nowhere, and is no error.

    So the command comes to its end, and its exit code says what it has found.
    """

    def write(self, content: "ReadableBuffer", /) -> int:
        """Return how many bytes were taken: all, where nobody is there to read them."""
        try:
            return super().write(content)
        except BrokenPipeError:
            send_nowhere(self.fileno())
            return memoryview(content).nbytes


def outlive_readers() -> None:
    """Let stdout and stderr take everything, even when nobody reads them any more."""
    sys.stdout = _kept(sys.stdout)
    sys.stderr = _kept(sys.stderr)


def send_nowhere(descriptor: int) -> None:
    """Let what a descriptor takes from now on go nowhere."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def _kept(stream: TextIO) -> TextIO:
    # Python has no stream where the descriptor is closed (>&-), and may have been given one of another kind.
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.flush()
    raw = _Kept(stream.fileno(), "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
