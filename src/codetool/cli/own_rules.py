"""Rules of the user's own, run by a process beside this one: it can be stopped where a rule would never end.

XPath has no limit of its own: one that compares everything with everything takes hours over a large code.
"""

import resource
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from codetool.errors import CodetoolError, SourceError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from codetool.findings import Finding

SECONDS = 60
"""What the rules of one file may take over one document; sound ones take a fraction of a second."""

MEMORY = 4 * 1024**3
"""Bytes that the process may take: a document of the largest size that is read, as a tree, and its report."""

_Row = dict[str, Any]
_ROW = ("code", "severity", "eid", "line", "file", "text", "diagnostics")


class OwnRules:
    """The files of rules that a command names; leaving its `with` ends the process that runs them."""

    def __init__(self, paths: Iterable[Path], *, seconds: float = SECONDS) -> None:
        """Read and try the files; raise SourceError where one holds no rules."""
        self._files = [_load(path) for path in paths]
        self._seconds = seconds
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> Self:
        """Return the rules; the process begins with the first document."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._stop()

    def check(self, content: bytes, place: str) -> "Iterator[Finding]":
        """Yield what the rules find in a document; raise SourceError where they cannot run, or not in time."""
        from codetool.akn.schematron import RuleFinding

        for at, (_, name) in enumerate(self._files):
            answer = self._ask((at, content, place), name)
            if isinstance(answer, CodetoolError):
                raise answer
            yield from (RuleFinding(**row) for row in answer)

    def _ask(self, question: tuple[int, bytes, str], name: str) -> Any:  # noqa: ANN401 - rows, or an error
        line = self._line or self._start()
        fact = "the rules of {rules} took more than {seconds} seconds"
        try:
            line.send(question)
            if line.poll(self._seconds):
                return line.recv()
        except (EOFError, OSError):
            fact = "the rules of {rules} broke off"
        self._stop()
        raise SourceError(
            fact,
            "Look for a condition that compares everything with everything; xsl:key finds things quickly.",
            place=question[2],
            rules=name,
            seconds=f"{self._seconds:g}",
        )

    def _start(self) -> "Connection":
        from multiprocessing import get_context

        # A process begun anew, not forked: the same on every system, and lxml's state is its own.
        context = get_context("spawn")
        self._line, other = context.Pipe()
        self._process = context.Process(target=serve_confined, args=(other, self._files), daemon=True)
        self._process.start()
        other.close()
        return self._line

    def _stop(self) -> None:
        if self._process is not None and self._line is not None:
            self._line.close()
            self._process.kill()
            self._process.join()
        self._process = self._line = None


def serve_confined(line: "Connection", files: list[tuple[bytes, str]]) -> None:
    """Answer as `serve` does, in a process of its own that may not take all memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the one who asks
    serve(line, files)


def serve(line: "Connection", files: list[tuple[bytes, str]]) -> None:
    """Answer each question that comes over the line, until it is closed: the rows of the findings, or an error."""
    from codetool.akn.schematron import load_rules

    rules = [load_rules(content, name) for content, name in files]
    while True:
        try:
            at, content, place = line.recv()
        except EOFError:
            return
        line.send(_answer(rules[at], content, place))


def _answer(rules: Any, content: bytes, place: str) -> list[_Row] | CodetoolError:  # noqa: ANN401 - compiled rules
    from codetool.akn.schematron import check_rules

    try:
        return [{name: getattr(one, name) for name in _ROW} for one in check_rules(content, rules, place)]
    except CodetoolError as error:
        return error


def _load(path: Path) -> tuple[bytes, str]:
    from codetool.akn.schematron import load_rules
    from codetool.store import load_file

    content = load_file(path).content
    load_rules(content, str(path))
    return content, str(path)
