"""How far a long command has come: one line on stderr, on a terminal, for anything over a second."""

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, assert_never

import click

from codetool.cli.settings import current_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codetool.archive.verify.report import Stage, Watch

_AFTER = 1.0
_EVERY = 0.1
_WIDTH = 60
"""Columns that the line takes: it is written over with as many spaces."""


@contextmanager
def watching() -> "Iterator[Watch]":
    """Give what tells how far a verification has come, and take its line away again at the end."""
    from codetool.archive.verify.report import unwatched

    if sys.stderr is None or not sys.stderr.isatty():
        yield unwatched
        return
    line = _Line()
    try:
        yield line.tell
    finally:
        line.clear()


class _Line:
    """The line that is written over."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _AFTER
        self._written = False

    def tell(self, stage: "Stage", done: int, total: int) -> None:
        """Write how far it is, not more often than can be read."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._written = True
            click.echo(f"\r{_named(stage)}: {done}/{total}".ljust(_WIDTH), nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._written:
            click.echo("\r" + " " * _WIDTH + "\r", nl=False, err=True)


def _named(stage: "Stage") -> str:
    from codetool.archive.verify.report import Stage

    match stage:
        case Stage.FILES:
            told = "files"
        case Stage.SIGNATURES:
            told = "signatures"
        case Stage.EDITIONS:
            told = "editions"
        case other:
            assert_never(other)
    return current_settings().translate(told)
