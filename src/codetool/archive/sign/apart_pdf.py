"""Has the signatures inside PDFs checked by a process of its own, which has limits of time and memory.

The grammar of PDF knows no bounds: a file of some kilobytes keeps whoever reads it busy for ever. To start the process
takes as long as to check several honest files, so that one serves for all of them; after a hostile one it is another.
"""

import subprocess
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Timer
from typing import IO, Any

from codetool.archive.apart import Failure, Limits, Outcome, command_of, failure_of, outcome_of
from codetool.archive.parcel import Parcel, pack
from codetool.archive.sign.check_pdf import unchecked
from codetool.archive.sign.material import NO_MATERIAL, Material
from codetool.archive.sign.pdf_read import LARGEST
from codetool.archive.sign.told import SignatureFound
from codetool.archive.sign.told_json import read_plain
from codetool.archive.sign.trust import Trust

PDF, ROOTS, CERTIFICATES, CRLS, ANSWERS = "pdf", "roots", "certificates", "crls", "answers"
"""What the files of a request are; but for the PDF, each has its number behind."""

_WORKER = "codetool.archive.sign.apart_pdf_worker"
_LIMITS = Limits(memory=2 * 1024**3, room=0)
_START, _NETWORK = 10, 600
"""Seconds by the clock that it has besides: to begin, and to wait for authorities that it asks."""
_WIDTH = 8


def send(stream: IO[bytes], content: bytes) -> None:
    """Write bytes, their length before them."""
    stream.write(len(content).to_bytes(_WIDTH, "little"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Return bytes that were sent, or none where the other end is gone."""
    size = int.from_bytes(stream.read(_WIDTH), "little")
    content = stream.read(size)
    return content if len(content) == size else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfAsked:
    """What is asked of a PDF, as `check_pdf_signatures` is."""

    content: bytes
    trust: Trust
    at: datetime
    fetch: bool = False
    material: Material = NO_MATERIAL

    def parcel(self) -> Parcel:
        """Return the same as a request."""
        lists = {
            ROOTS: self.trust.roots,
            CERTIFICATES: self.material.certificates,
            CRLS: self.material.crls,
            ANSWERS: self.material.answers,
        }
        files = {f"{name}{at}": der for name, ders in lists.items() for at, der in enumerate(ders)}
        counts = {name: len(ders) for name, ders in lists.items()}
        head = {"at": self.at.isoformat(), "fetch": self.fetch, "counts": counts}
        return Parcel(head=head, files={PDF: self.content, **files})


def read_asked(request: Parcel) -> PdfAsked:
    """Return what a request asks."""

    def listed(name: str) -> tuple[bytes, ...]:
        return tuple(request.files[f"{name}{at}"] for at in range(request.head["counts"][name]))

    return PdfAsked(
        content=request.files[PDF],
        trust=Trust(roots=listed(ROOTS)),
        at=datetime.fromisoformat(request.head["at"]),
        fetch=request.head["fetch"],
        material=Material(certificates=listed(CERTIFICATES), crls=listed(CRLS), answers=listed(ANSWERS)),
    )


class PdfChecker:
    """Checks the signatures of PDFs, one after the other; its process begins with the first, and ends with it."""

    def __init__(self, limits: Limits = _LIMITS) -> None:
        """Take the limits for each file."""
        self._limits = limits
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[..., PdfChecker] | None = None

    def check(self, asked: PdfAsked) -> tuple[SignatureFound, ...]:
        """Return the signatures and document time stamps of a PDF, first to last, and what each proves."""
        if len(asked.content) > LARGEST:
            return unchecked("signature-unreadable")
        with self._turn:
            outcome = self._outcome(asked)
        match outcome.failure:
            case None:
                return _told(outcome.head)
            case Failure.LIMITS:
                return unchecked("signature-takes-long")
            case _:
                return unchecked("signature-unreadable")

    def _outcome(self, asked: PdfAsked) -> Outcome:
        process = self._started()
        kept = False
        patience = self._limits.seconds * 2 + _START + (_NETWORK if asked.fetch else 0)
        try:
            with _killed_after(process, patience):
                with suppress(BrokenPipeError):
                    assert process.stdin and process.stdout  # noqa: PT018, S101 - they are pipes
                    send(process.stdin, pack(asked.parcel()))
                    if answer := receive(process.stdout):
                        outcome = outcome_of(answer)
                        kept = outcome.failure is None  # else the next file would have less room than it is given
                        return outcome
                return Outcome(failure=failure_of(process.wait()))
        finally:
            if not kept:
                self._stop()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is not None:  # ended from outside, between two files
            self._stop()
        if self._process is None:
            figures = (self._limits.seconds, self._limits.memory, self._limits.room)
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [*command_of(_WORKER), *map(str, figures)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._end = weakref.finalize(self, _ended, self._process)
        return self._process

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._process = self._end = None


@contextmanager
def _killed_after(process: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    clock = Timer(seconds, process.kill)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _ended(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()


def _told(head: Mapping[str, Any]) -> tuple[SignatureFound, ...]:
    try:
        return tuple(map(read_plain, head["signatures"]))
    except (KeyError, TypeError, ValueError):
        return unchecked("signature-unreadable")
