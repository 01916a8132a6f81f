"""One writer at a time, and readers that keep writers out."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from codetool.errors import OutputError, SourceError
from codetool.store.lock import shared_reader, sole_writer, writer_if_free


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_nothing_is_left_of_a_lock(tmp_path: Path) -> None:
    with sole_writer(tmp_path / "a" / "b"):
        assert listing(tmp_path) == ["a", "a/b"]
    assert listing(tmp_path) == []


def test_a_folder_in_which_something_was_written_stays(tmp_path: Path) -> None:
    with sole_writer(tmp_path / "a"):
        (tmp_path / "a" / "x").write_text("x")
    assert listing(tmp_path) == ["a", "a/x"]


def test_a_second_writer_is_told_to_wait_and_refused_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    told: list[tuple[Path, float]] = []
    monkeypatch.setattr("time.sleep", pauses.append)

    def tell(folder: Path) -> None:
        told.append((folder, sum(pauses)))

    with sole_writer(tmp_path), pytest.raises(OutputError) as refused, sole_writer(tmp_path, tell):
        pytest.fail("two writers")
    assert str(refused.value) == (
        f"{tmp_path}: another codetool has been writing into this folder for two minutes. "
        "Wait until it has ended, then try again."
    )
    assert [folder for folder, _ in told] == [tmp_path]
    assert told[0][1] == pytest.approx(1)
    assert sum(pauses) == pytest.approx(120, abs=1)


def test_a_second_writer_goes_on_when_the_first_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sole_writer(tmp_path)
    first.__enter__()
    monkeypatch.setattr("time.sleep", lambda _: first.__exit__(None, None, None))
    told: list[Path] = []
    with sole_writer(tmp_path, told.append):
        assert told == [], "nobody is told of a moment"


def test_readers_keep_writers_out_and_not_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    with shared_reader(tmp_path):
        with shared_reader(tmp_path):
            pass
        with pytest.raises(OutputError, match="another codetool has been writing"), sole_writer(tmp_path):
            pytest.fail("a writer beside a reader")
        with writer_if_free(tmp_path) as held:
            assert not held
    with sole_writer(tmp_path), pytest.raises(SourceError, match="another codetool"), shared_reader(tmp_path):
        pytest.fail("a reader beside a writer")


def test_a_reader_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the folder cannot be read"), shared_reader(tmp_path / "a"):
        pytest.fail("nothing is there to be read")
    assert listing(tmp_path) == []


def test_a_lock_is_taken_where_nobody_has_it(tmp_path: Path) -> None:
    with writer_if_free(tmp_path) as held, writer_if_free(tmp_path) as second:
        assert (held, second) == (True, False)
    with writer_if_free(tmp_path / "absent") as held:
        assert not held


def test_a_lock_on_a_folder_that_was_removed_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = fcntl.flock
    folder = tmp_path / "a"
    locked: list[int] = []

    def remove_first(handle: int, how: int) -> None:
        work(handle, how)
        locked.append(handle)
        if len(locked) < 3:
            folder.rmdir()
        if len(locked) == 2:
            folder.mkdir()

    monkeypatch.setattr("fcntl.flock", remove_first)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with sole_writer(folder):
        assert len(locked) == 3
    assert listing(tmp_path) == []


def test_a_folder_that_another_removed_meanwhile_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = os.open
    opened: list[Path] = []

    def refuse_first(path: Path, flags: int, mode: int = 0o777) -> int:
        opened.append(path)
        if len(opened) == 1:
            path.rmdir()
        return work(path, flags, mode)

    monkeypatch.setattr("os.open", refuse_first)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with sole_writer(tmp_path / "a"):
        assert opened[:2] == [tmp_path / "a", tmp_path / "a"]
    assert listing(tmp_path) == []


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EBADF, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OutputError) as told, sole_writer(tmp_path):
        pytest.fail("not locked")
    assert str(told.value) == (
        f"{tmp_path}: the disk that this folder is on cannot lock folders ({os.strerror(code)}). "
        "Move it to a disk of this computer: without a lock, two at once could lose work."
    )
    with shared_reader(tmp_path), sole_writer(tmp_path, needed=False):
        pass  # what is only read, or lies by itself, does without
    with writer_if_free(tmp_path) as held:
        assert not held


def test_what_else_the_system_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OutputError, match=r"the file cannot be written \(Input/output error\)"), sole_writer(tmp_path):
        pytest.fail("not locked")


def test_what_interrupts_the_wait_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", interrupt)
    with sole_writer(tmp_path):
        with pytest.raises(KeyboardInterrupt), sole_writer(tmp_path):
            pytest.fail("two writers")
        with writer_if_free(tmp_path) as held:
            assert not held, "the lock of the other stays"
