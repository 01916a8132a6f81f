"""Disks that are really full, or really read-only: small ones in memory, where the test may mount them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.conftest import Cli
from tests.crash.commands import ROWS, Row, contents
from tests.crash.conftest import IS_FULL
from tests.crash.watched import surroundings

_PAGE = 4096
_STORE_ROWS = [row for row in ROWS if row.reader and (IS_FULL or not row.name.startswith("seal"))]
_FILLED = _STORE_ROWS if IS_FULL else [row for row in ROWS if row.name == "import --force"]


@pytest.fixture
def disk(cli: Cli) -> Iterator[Callable[[str], None]]:
    """Return what mounts a disk with those options on the folder of the commands, or again with others."""
    mounted: list[Path] = []

    def mount(options: str) -> None:
        again = ["--options", f"remount,{options}"] if mounted else ["--types", "tmpfs", "--options", options, "tmpfs"]
        done = subprocess.run(["mount", *again, cli.folder], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
        mounted.append(cli.folder)
        os.chdir(cli.folder)  # what is under the disk is another folder

    yield mount
    os.chdir("/")
    if mounted:
        subprocess.run(["umount", "--lazy", cli.folder], check=True)


@pytest.mark.parametrize("row", _FILLED, ids=lambda row: row.name)
def test_a_full_disk(
    row: Row, cli: Cli, prepare: Callable[[Row], None], disk: Callable[[str], None], tell: Callable[[str], None]
) -> None:
    """From no page free to as many as the command needs: it is refused until then, and nothing changes."""
    disk("size=8m")
    prepare(row)
    before = contents(cli.folder)
    refused = _fill(cli, row, before, lambda pages: _leave_free(cli.folder, pages))
    assert refused >= 3
    assert contents(cli.folder) != before
    tell(f"{row.name}: {refused} times refused on a full disk")


@pytest.mark.parametrize("row", _FILLED, ids=lambda row: row.name)
def test_a_disk_without_room_for_names(
    row: Row, cli: Cli, prepare: Callable[[Row], None], disk: Callable[[str], None], tell: Callable[[str], None]
) -> None:
    disk("size=8m,nr_inodes=1000")
    prepare(row)
    before = contents(cli.folder)
    used = 1000 - os.statvfs(cli.folder).f_ffree
    refused = _fill(cli, row, before, lambda free: disk(f"size=8m,nr_inodes={used + free}"))
    assert refused >= 3
    tell(f"{row.name}: {refused} times refused on a disk without room for names")


def _fill(cli: Cli, row: Row, before: object, leave: Callable[[int], None]) -> int:
    """Give the command more room each time until it has enough; return how often it had not."""
    steps = range(60) if row.parts == 1 else range(0, 600, 8)  # each trial of some takes seconds
    for refused, free in enumerate(steps):
        leave(free)
        told = cli(*row.command)
        if told.code == 0:
            return refused
        assert told.code == 2, told
        assert len([line for line in told.messages if line.startswith("codetool: ")]) == 1, told
        assert "(No space left on device)" in told.err, told
        assert cli(*row.reader).code == 0
        with suppress(FileNotFoundError):
            (cli.folder / "ballast").unlink()
        assert contents(cli.folder) == before, free
    pytest.fail("there is never enough room")


def _leave_free(folder: Path, pages: int) -> None:
    with suppress(OSError), (folder / "ballast").open("wb", buffering=0) as ballast:
        while True:
            ballast.write(bytes(_PAGE))
    os.truncate(folder / "ballast", max(0, (folder / "ballast").stat().st_size - pages * _PAGE))


def test_a_disk_that_is_read_only(cli: Cli, prepare: Callable[[Row], None], disk: Callable[[str], None]) -> None:
    disk("size=8m")
    for row in _STORE_ROWS:
        disk("rw")
        for path in cli.folder.iterdir():
            subprocess.run(["rm", "-rf", path], check=True)
        prepare(row)
        # What a command left that was interrupted stays too: the store is read as it is.
        cli.write("versions/.codetool-work/new/1", "left")
        before = contents(cli.folder)
        disk("ro")
        told = cli(*row.command)
        assert (told.code, len(told.messages)) == (2, 1), told
        assert "Read-only file system" in told.err, told
        assert cli(*row.reader).code == 0
        assert contents(cli.folder) == before


def test_a_folder_that_one_may_not_write_to(cli: Cli) -> None:
    row = next(row for row in ROWS if row.name == "import --force")
    row.prepare(cli)
    before = contents(cli.folder)
    with TemporaryDirectory() as name:
        folder = Path(name) / "code"  # pytest's own folders are for their owner alone
        shutil.copytree(cli.folder, folder)
        for path in (Path(name), folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        told = _as_nobody(row.command, folder)
        assert told.returncode == 2, told
        assert "Permission denied" in told.stderr
        assert len(told.stderr.splitlines()) == 1
        assert _as_nobody(row.reader, folder).returncode == 0
        assert contents(folder) == before
        for path in (Path(name), folder, *folder.rglob("*")):
            path.chmod(0o755)


def _as_nobody(command: tuple[str, ...], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user to whom permissions apply: root is none."""
    us = [] if os.geteuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        line = [*us, sys.executable, *arguments]
        return subprocess.run(line, cwd=folder, env=surroundings(), capture_output=True, text=True, check=False)

    if run("-c", "import codetool").returncode:
        pytest.skip("no user but root may run this Python, or look into the folder of temporary files")
    return run("-m", "codetool.cli", *command)
