"""A folder in which each command that writes has something to do, and the commands given there."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import Cli, cli
from tests.crash.commands import Contents, Row, contents, is_waiting
from tests.crash.watched import Warm

if TYPE_CHECKING:
    from tests.pki import Pki

__all__ = ["cli"]

IS_FULL = os.environ.get("CRASH") == "full"
"""Whether a command is stopped at each of its system calls, not at a few (`make crash`)."""


class Stage:
    """One command's folder, as it was before the command and as it is after: made again for each trial."""

    def __init__(self, row: Row, cli: Cli, place: Path) -> None:
        self.row, self.cli, self._place = row, cli, place
        shutil.copytree(cli.folder, place / "prepared", symlinks=True)
        self.before = self.now()
        self.after: Contents = {}
        self.warm = Warm(row.command, cli.folder, place)
        self.again()

    def again(self) -> None:
        """Bring the folder back to what it was before the command."""
        for path in self.cli.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self._place / "prepared", self.cli.folder, symlinks=True, dirs_exist_ok=True)

    def now(self) -> Contents:
        """Return what of the folder counts."""
        return self.row.counts(contents(self.cli.folder))

    def check_whole(self, when: str) -> None:
        """No file that anybody reads is another than before or after: none is half-written."""
        for path, content in self.now().items():
            if content is not None and not is_waiting(path) and path not in self.row.passing:
                assert content in (self.before.get(path), self.after.get(path)), f"{when}: {path}"


@pytest.fixture
def prepare(cli: Cli, request: pytest.FixtureRequest) -> Callable[[Row], None]:
    """Return what prepares the folder of a row of the table, with a key and authorities where it signs."""

    def prepare(row: Row) -> None:
        if not row.is_signed:
            row.prepare(cli)
            return
        pki: Pki = request.getfixturevalue("pki")
        request.getfixturevalue("now_at_the_authorities")
        # What is sealed before has stamps that run out soon: there is something to renew.
        _write_settings(cli, pki, "tsa-soon")
        row.prepare(cli)
        _write_settings(cli, pki, "tsa")

    return prepare


def _write_settings(cli: Cli, pki: "Pki", stamps: str) -> None:
    place = pki.place()
    settings = {"key": place.file, "passfile": place.pass_file, "stamps": pki.stamps(stamps)}
    lines = "".join(f'{name} = "{value}"\n' for name, value in settings.items())
    cli.write("codetool.toml", f'[archive]\n{lines}trust = ["{pki.root()}"]\n')


@pytest.fixture
def now_at_the_authorities(pki: "Pki") -> Iterator[None]:
    """Let the clocks of the authorities show what this machine's shows."""
    with pki.clock(datetime.now(UTC)):
        yield


@pytest.fixture
def stage(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory, prepare: Callable[[Row], None]
) -> Iterator[Callable[[Row], Stage]]:
    """Return what prepares a row of the table, to be stopped in its middle."""
    with ExitStack() as stack:

        def staged(row: Row) -> Stage:
            prepare(row)
            made = Stage(row, cli, tmp_path_factory.mktemp("stage"))
            stack.enter_context(closing(made.warm))
            return made

        yield staged


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
