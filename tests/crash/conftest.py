"""A folder in which each command that writes has something to do, and the commands given there."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, cli
from tests.crash.commands import Contents, Row, contents

__all__ = ["cli"]

IS_FULL = os.environ.get("CRASH") == "full"
"""Whether a command is stopped at each of its system calls, not at a few (`make crash`)."""


class Stage:
    """One command's folder, as it was before the command and as it is after: made again for each trial."""

    def __init__(self, row: Row, cli: Cli, place: Path) -> None:
        self.row, self.cli, self._place = row, cli, place
        self.again()
        row.prepare(cli)
        shutil.copytree(cli.folder, place / "prepared", symlinks=True)
        self.before = self.now()
        self.after: Contents = {}

    def again(self) -> None:
        """Bring the folder back to what it was before the command."""
        for path in self.cli.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if (self._place / "prepared").is_dir():
            shutil.copytree(self._place / "prepared", self.cli.folder, symlinks=True, dirs_exist_ok=True)

    def now(self) -> Contents:
        """Return what of the folder counts."""
        return self.row.counts(contents(self.cli.folder))


@pytest.fixture
def stage(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Row], Stage]:
    """Return what prepares a row of the table."""
    return lambda row: Stage(row, cli, tmp_path_factory.mktemp("stage"))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return what has a line said at the end of the run: how much was tried."""
    return lambda text: record_property(_TOLD, text)


_TOLD = "tried"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say, in the full forms, how much was tried."""
    for report in terminalreporter.stats.get("passed", []) if IS_FULL or "STRESS_SECONDS" in os.environ else []:
        for name, told in report.user_properties:
            if name == _TOLD:
                terminalreporter.write_line(f"  {told}")
