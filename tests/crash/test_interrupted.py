"""`codetool verify` after a sealing was killed: it tells of that, alters nothing, and what it advises works."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.crash.commands import ROWS, Row
from tests.crash.conftest import IS_FULL, Stage
from tests.crash.watched import Call, kill_at, spaced, watch

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")

WORKSPACE = "archive/extensions/codetool-workspace"
_MOVING = frozenset({"rename", "link", "unlink", "mkdir"})
_LEFT = {"archive-interrupted", "archive-empty", "store-interrupted"}
"""What may be told of a sealing that was killed: no fault."""


def state(folder: Path) -> dict[str, object]:
    """Return what stands below a folder: names, times, and bytes."""
    return {
        str(path): (path.lstat().st_mtime_ns, path.lstat().st_mode, None if path.is_dir() else path.read_bytes())
        for path in [folder, *sorted(folder.rglob("*"))]
    }


def codes(cli: Cli, *paths: str) -> set[str]:
    told = cli("verify", *paths, "--no-rebuild", "--format", "json")
    found = {row["code"] for row in json.loads(told.out)["findings"]}
    assert told.code == (1 if found & {"archive-interrupted", "store-interrupted"} else 0), told
    return found


def has_archive(cli: Cli) -> bool:
    """Tell whether there is an archive: before the first sealing, and when that is undone, there is none."""
    return (cli.folder / WORKSPACE).is_dir() or any(path.is_file() for path in (cli.folder / "archive").rglob("*"))


@pytest.mark.parametrize("name", ["seal into nothing", "seal"])
def test_a_sealing_that_was_killed_is_no_alteration(name: str, stage: Callable[[Row], Stage]) -> None:
    row = next(row for row in ROWS if row.name == name)
    staged = stage(row)
    calls = [call for call in watch(row.command, staged.warm)[1] if call.name in _MOVING]
    told: set[str] = set()
    for at in spaced(calls, len(calls) if IS_FULL else 8):
        staged.again()
        assert kill_at(calls[at], row.command, staged.warm).code == -9
        told |= _check(staged.cli, calls[at])
    assert told >= {"archive-interrupted", "store-interrupted"}


def _check(cli: Cli, call: Call) -> set[str]:
    """Return what is told after a kill: no fault, the same from everywhere; and what it advises sets all right."""
    before = state(cli.folder)
    told: set[str] = set()
    if has_archive(cli):
        told = codes(cli)
        assert told <= _LEFT, call
        assert codes(cli, "archive") == {code for code in told if code.startswith("archive-")}, call
    assert state(cli.folder) == before, f"{call}: it only reads"
    assert cli("list").code == 0
    assert not (cli.folder / WORKSPACE).exists()
    assert not has_archive(cli) or codes(cli) == set(), f"{call}: the remedy works"
    return told
