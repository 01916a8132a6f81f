"""How far a verification has come: one line on a terminal, after a while, and gone at the end."""

import sys
from io import StringIO

import pytest

from codetool.archive.verify.report import Stage
from codetool.cli import progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_and_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_AFTER", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    with progress.watching() as watch:
        for stage in Stage:
            watch(stage, 1, 3)
    told = [line.strip() for line in terminal.getvalue().split("\r")]
    assert told == ["", "files: 1/3", "signatures: 1/3", "editions: 1/3", "", ""]


def test_nothing_is_told_of_what_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.watching() as watch:
        watch(Stage.FILES, 1, 3)
    assert terminal.getvalue() == ""


def test_a_file_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_AFTER", 0.0)
    monkeypatch.setattr(sys, "stderr", stream := StringIO())
    with progress.watching() as watch:
        watch(Stage.FILES, 1, 3)
    assert stream.getvalue() == ""
