"""One writer at a time."""

import fcntl
import os
from pathlib import Path

import pytest

from codetool.errors import OutputError
from codetool.store import lock
from codetool.store.lock import sole_writer

NAME = ".codetool.lock"


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_nothing_is_left_of_a_lock(tmp_path: Path) -> None:
    with sole_writer(tmp_path / "a" / "b"):
        assert listing(tmp_path) == ["a", "a/b", f"a/b/{NAME}"]
    assert listing(tmp_path) == []


def test_a_folder_in_which_something_was_written_stays(tmp_path: Path) -> None:
    with sole_writer(tmp_path / "a"):
        (tmp_path / "a" / "x").write_text("x")
    assert listing(tmp_path) == ["a", "a/x"]


def test_a_second_writer_is_refused_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    with sole_writer(tmp_path), pytest.raises(OutputError) as told, sole_writer(tmp_path):
        pytest.fail("two writers")
    assert str(told.value) == (
        f"{tmp_path}: another import writes into this folder. Wait until it has ended, then try again."
    )
    assert 2 < sum(pauses) < 10, "a few seconds"


def test_a_second_writer_goes_on_when_the_first_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sole_writer(tmp_path)
    first.__enter__()
    monkeypatch.setattr("time.sleep", lambda _: first.__exit__(None, None, None))
    with sole_writer(tmp_path):
        assert listing(tmp_path) == [NAME]
    assert listing(tmp_path) == []


def test_the_file_of_a_process_that_died_blocks_nobody(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("")
    with sole_writer(tmp_path):
        pass
    assert listing(tmp_path) == []


def test_a_lock_on_a_file_that_was_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = fcntl.flock
    locked: list[int] = []

    def remove_first(handle: int, how: int) -> None:
        work(handle, how)
        locked.append(handle)
        if len(locked) == 1:
            (tmp_path / NAME).unlink()
        if len(locked) == 2:
            (tmp_path / NAME).unlink()
            (tmp_path / NAME).write_text("of another")

    monkeypatch.setattr("fcntl.flock", remove_first)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with sole_writer(tmp_path):
        assert len(locked) == 3


def test_a_folder_that_another_removed_meanwhile_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = os.open
    opened: list[object] = []

    def refuse_first(path: Path, flags: int, mode: int = 0o777) -> int:
        opened.append(path)
        if len(opened) == 1:
            path.parent.rmdir()
        return work(path, flags, mode)

    monkeypatch.setattr("os.open", refuse_first)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with sole_writer(tmp_path / "a"):
        assert len(opened) == 2
    assert listing(tmp_path) == []


def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OutputError, match="No locks available"), sole_writer(tmp_path):
        pytest.fail("not locked")


def test_what_interrupts_the_wait_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", interrupt)
    with sole_writer(tmp_path):
        with pytest.raises(KeyboardInterrupt), sole_writer(tmp_path):
            pytest.fail("two writers")
        assert listing(tmp_path) == [lock._NAME], "the lock of the other stays"
