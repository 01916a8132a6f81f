"""Each command that writes, killed at its system calls that write: all is as before or as after, and work goes on."""

import shutil
from collections.abc import Callable, Iterator
from time import perf_counter

import pytest

from tests.crash.commands import ROWS, Row, is_waiting
from tests.crash.conftest import IS_FULL, Stage
from tests.crash.watched import Call, kill_at, spaced, watch

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")


def _parts() -> Iterator[tuple[Row, int]]:
    """Yield the rows, those of many calls in several parts: each part takes some of the calls, all parts take all."""
    for row in ROWS:
        if row.few or IS_FULL:
            yield from ((row, part) for part in range(row.parts if IS_FULL else 1))


@pytest.mark.parametrize(("row", "part"), list(_parts()), ids=str)
def test_a_command_that_is_killed(
    row: Row, part: int, stage: Callable[[Row], Stage], tell: Callable[[str], None]
) -> None:
    staged = stage(row)
    ended, calls = watch(row.command, staged.warm)
    assert ended.code == 0, ended
    staged.after = staged.now()
    assert staged.after != staged.before
    chosen = range(part, len(calls), row.parts) if IS_FULL else spaced(calls, row.few)
    begun = perf_counter()
    for at in chosen:
        _kill(staged, calls[at])
        _check(staged, calls[at])
    each = (perf_counter() - begun) / len(chosen)
    tell(f"{row.name}: killed at {len(chosen)} of {len(calls)} calls, {each:.2f} s each")


def _kill(staged: Stage, call: Call) -> None:
    """Kill the command at a call; again where it was not reached, for a run may need one call of its name fewer."""
    for _ in range(_ATTEMPTS):
        staged.again()
        if kill_at(call, staged.row.command, staged.warm).code == -9:
            return
    pytest.fail(f"not reached: {call}")


_ATTEMPTS = 4


def _check(staged: Stage, call: Call) -> None:
    row, cli = staged.row, staged.cli
    staged.check_whole(str(call))
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


def test_the_command_that_puts_right_is_killed_itself(stage: Callable[[Row], Stage]) -> None:
    row = next(row for row in ROWS if row.name == "import --force")
    staged = stage(row)
    calls = watch(row.command, staged.warm)[1]
    staged.after = staged.now()
    # All is in its place then, and the journal is still there.
    last = max(at for at, call in enumerate(calls) if call.name == "rename")
    interrupted = calls[last + 1]
    staged.again()
    assert kill_at(interrupted, row.command, staged.warm).code == -9
    undoing = watch(row.reader, staged.warm)[1]
    assert staged.now() == staged.before
    assert len(undoing) > 5
    for at in spaced(undoing, len(undoing) if IS_FULL else 2):
        staged.again()
        assert kill_at(interrupted, row.command, staged.warm).code == -9
        assert kill_at(undoing[at], row.reader, staged.warm).code == -9, undoing[at]
        assert staged.cli(*row.reader).code == 0, undoing[at]
        assert staged.now() == staged.before, undoing[at]
