"""Each command that writes, killed at its system calls that write: all is as before or as after, and work goes on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.commands import ROWS, Row, is_waiting
from tests.crash.conftest import IS_FULL, Stage
from tests.crash.watched import Call, kill_at, spaced, watch

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")


@pytest.mark.parametrize("row", [row for row in ROWS if row.few or IS_FULL], ids=lambda row: row.name)
def test_a_command_that_is_killed(
    row: Row, stage: Callable[[Row], Stage], tmp_path_factory: pytest.TempPathFactory, tell: Callable[[str], None]
) -> None:
    staged = stage(row)
    ended, calls = watch(row.command, staged.cli.folder, tmp_path_factory.mktemp("log") / "log")
    assert ended.code == 0, ended
    staged.after = staged.now()
    assert staged.after != staged.before
    chosen = spaced(calls, row.most if IS_FULL else row.few)
    for at in chosen:
        staged.again()
        assert kill_at(calls[at], row.command, staged.cli.folder).code == -9, f"not reached: {calls[at]}"
        _check(staged, calls[at])
    tell(f"{row.name}: killed at {len(chosen)} of {len(calls)} calls")


def _check(staged: Stage, call: Call) -> None:
    row, cli = staged.row, staged.cli
    _check_whole(staged, call)
    if row.reader:
        told = cli(*row.reader)
        assert told.code == 0, f"{call}: {told}"
        assert staged.now() in (staged.before, staged.after), call
        row.check(cli)
    was_done = {path: one for path, one in staged.now().items() if not is_waiting(path)} == staged.after
    told = cli(*row.command)
    assert staged.now() == staged.after, f"{call}: {told}"
    assert told.code == 0 or (was_done and told.code == 2), f"{call}: {told}"
    row.check(cli)


def _check_whole(staged: Stage, call: Call) -> None:
    """No file that anybody reads is another than before or after: none is half-written."""
    for path, content in staged.now().items():
        if content is not None and not is_waiting(path) and path not in staged.row.passing:
            assert content in (staged.before.get(path), staged.after.get(path)), f"{call}: {path}"


def test_the_command_that_puts_right_is_killed_itself(stage: Callable[[Row], Stage], tmp_path: Path) -> None:
    row = next(row for row in ROWS if row.name == "import --force")
    staged = stage(row)
    folder = staged.cli.folder
    log = tmp_path.with_name("log")
    calls = watch(row.command, folder, log)[1]
    staged.after = staged.now()
    # All is in its place then, and the journal is still there.
    last = max(at for at, call in enumerate(calls) if call.name == "rename")
    interrupted = calls[last + 1]
    staged.again()
    assert kill_at(interrupted, row.command, folder).code == -9
    undoing = watch(row.reader, folder, log)[1]
    assert staged.now() == staged.before
    assert len(undoing) > 5
    for at in spaced(undoing, len(undoing) if IS_FULL else 2):
        staged.again()
        assert kill_at(interrupted, row.command, folder).code == -9
        assert kill_at(undoing[at], row.reader, folder).code == -9, undoing[at]
        assert staged.cli(*row.reader).code == 0, undoing[at]
        assert staged.now() == staged.before, undoing[at]
