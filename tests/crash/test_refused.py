"""Each command that writes, where the disk refuses: one line, and all as before."""

import shutil
from collections.abc import Callable
from time import perf_counter

import pytest

from tests.crash.commands import ROWS, Row, is_waiting
from tests.crash.conftest import IS_FULL, Stage
from tests.crash.watched import Call, Ended, Watched, refuse_always, spaced, watch_all

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")

_REFUSED = [
    (row, part)
    for row in ROWS
    if row.is_refused and (IS_FULL or row.name in {"import --force", "fmt", "seal", "archive restore"})
    for part in range(row.parts if IS_FULL else 1)
]
_ERRORS = {"ENOSPC": "No space left on device", "EIO": "Input/output error"}
_NOT_CONFIRMED = "it is written, but the disk does not confirm it"


@pytest.mark.parametrize("error", _ERRORS if IS_FULL else ["EIO"])
@pytest.mark.parametrize(("row", "part"), _REFUSED, ids=str)
def test_a_disk_that_refuses_from_some_moment_on(
    row: Row,
    part: int,
    error: str,
    stage: Callable[[Row], Stage],
    tell: Callable[[str], None],
) -> None:
    staged = stage(row)
    watched = watch_all(row.command, staged.warm)[1]
    staged.after = staged.now()
    calls = watched.refusable()
    chosen = range(part, len(calls), row.parts) if IS_FULL else spaced(calls, 1)
    begun = perf_counter()
    refused = [_refuse(staged, watched, calls[at], error) for at in chosen]
    each = (perf_counter() - begun) / len(chosen)
    assert any(refused), "nothing was refused"
    counts = f"{len(chosen)} of {len(calls)} calls on, {sum(refused)} times refused"
    tell(f"{row.name}: {error} from {counts}, {each:.2f} s each")


def _refuse(staged: Stage, watched: Watched, call: Call, error: str) -> bool:
    row = staged.row
    staged.again()
    ended = watched.refuse_from(call, error)
    _check_told(ended, _ERRORS[error], call)
    staged.check_whole(str(call))
    if row.reader:
        told = staged.cli(*row.reader)
        assert told.code == 0, f"{call}: {told}"
    found = staged.now()
    if ended.code == 0:  # the work was done: only the tidying up was refused
        assert {path: one for path, one in found.items() if not is_waiting(path)} == staged.after, call
    elif _NOT_CONFIRMED in ended.err or row.is_twofold or (row.done and row.done in ended.err):
        assert not row.reader or found in (staged.before, staged.after), call
    elif row.reader:
        assert found == staged.before, f"{call}: {ended}"
    # Nothing is left to be done then, which some refuse.
    was_done = {path: one for path, one in found.items() if not is_waiting(path)} == staged.after
    told = staged.cli(*row.command)
    assert staged.now() == staged.after, f"{call}: {ended} then {told}"
    assert told.code == 0 or (was_done and told.code == 2), f"{call}: {told}"
    row.check(staged.cli)
    return ended.code != 0


def _check_told(ended: Ended, reason: str, call: Call) -> None:
    assert ended.code in {0, 2}, f"{call}: {ended}"
    if ended.code:
        lines = [line for line in ended.err.splitlines() if line.startswith("codetool: ")]
        assert len(lines) == 1, f"{call}: {ended}"
        assert reason in lines[0], f"{call}: {ended}"
        assert "should not happen" not in ended.err, f"{call}: {ended}"
        assert "Traceback" not in ended.err, f"{call}: {ended}"


_CALLS = ("fsync", "fchmod", "rename", "link")
"""What writes a result to a file, beside the calls that the terminal and the libraries need as well."""


@pytest.mark.parametrize("row", [row for row in ROWS if row.name in {"import -o", "render"}], ids=lambda row: row.name)
@pytest.mark.parametrize("name", _CALLS if IS_FULL else _CALLS[:1])
def test_a_result_that_cannot_be_written(row: Row, name: str, stage: Callable[[Row], Stage]) -> None:
    staged = stage(row)
    ended = refuse_always(name, "ENOSPC", row.command, staged.warm)
    if name == "link":  # a disk that has none is no fault
        assert ended.code == 0, ended
        assert not any(is_waiting(path) for path in staged.now())
    elif name == "rename" and row.name == "import -o":  # a new file is linked to its place
        assert ended.code == 0, ended
    else:
        assert ended.code == 2, ended
        assert staged.now() == staged.before
        assert "No space left on device" in ended.err


@pytest.mark.parametrize("error", ["ENOLCK", "EOPNOTSUPP", "EBADF"] if IS_FULL else ["EBADF"])
def test_a_disk_that_cannot_lock_folders(error: str, stage: Callable[[Row], Stage]) -> None:
    staged = stage(next(row for row in ROWS if row.name == "import --force"))
    ended = refuse_always("flock", error, staged.row.command, staged.warm)
    assert ended.code == 2
    assert ended.err.startswith("codetool: versions: the disk that this folder is on cannot lock folders (")
    assert len(ended.err.splitlines()) == 1
    assert staged.now() == staged.before
    assert refuse_always("flock", error, ("list",), staged.warm).code == 0
