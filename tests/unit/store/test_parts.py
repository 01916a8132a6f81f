"""Files that wait beside their place, and those that a process left that is there no more."""

import fcntl
import os
from pathlib import Path

import pytest

from codetool.store import parts
from codetool.store.parts import Part, folder_part, keep_old, sweep_parts, write_part
from codetool.store.writing import write_files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_nobody_holds_is_swept_and_what_somebody_holds_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    for name in (".codetool-x.part", ".codetool-x.before", "codetool-x.part", ".codetool-x.txt"):
        (tmp_path / name).write_text("left")
    waiting, kept = write_part(tmp_path, b"new", 0o644), keep_old(tmp_path / "a.txt")
    sweep_parts([tmp_path, tmp_path / "absent"])
    held = [waiting.path.name, kept.path.name]
    assert names(tmp_path) == sorted([".codetool-x.txt", "a.txt", "codetool-x.part", *held])
    for part in (waiting, kept):
        part.let_go()
    assert names(tmp_path) == [".codetool-x.txt", "a.txt", "codetool-x.part"]


def test_a_folder_that_waits(tmp_path: Path) -> None:
    (tmp_path / ".codetool-x.part").mkdir()
    (tmp_path / ".codetool-x.part" / "a.txt").write_text("left")
    with folder_part(tmp_path) as folder:
        (folder / "a.txt").write_text("a")
        sweep_parts([tmp_path])
        assert names(tmp_path) == [folder.name]
    assert names(tmp_path) == []


def test_the_next_write_into_a_folder_sweeps_it(tmp_path: Path) -> None:
    (tmp_path / ".codetool-x.part").write_text("left")
    write_files([(tmp_path / "a.txt", b"a")], replace=False)
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_is_left_alone_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "swept" / ".codetool-x.part"
    place.parent.mkdir()
    (tmp_path / "mine").write_text("mine")
    match kind:
        case "pipe":
            os.mkfifo(place)
        case "link":
            place.symlink_to(tmp_path / "mine")
        case _:
            place.mkdir()
    sweep_parts([place.parent])
    assert (tmp_path / "mine").read_text() == "mine"
    if kind == "link":  # the others are as good as a file that was left
        assert os.path.lexists(place)


def test_a_part_that_was_swept_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("a")
    work, swept = fcntl.flock, list[Path]()

    def sweep_first(handle: int, how: int) -> None:
        if not how & fcntl.LOCK_UN and len(swept) < 1:
            path = Path(f"/proc/self/fd/{handle}").readlink()
            path.unlink()
            swept.append(path)
        work(handle, how)

    monkeypatch.setattr("fcntl.flock", sweep_first)
    waiting = write_part(tmp_path, b"new", 0o644)
    assert waiting.path.read_bytes() == b"new"
    swept.clear()
    kept = keep_old(tmp_path / "a.txt")
    assert kept.path.read_bytes() == b"a"
    assert swept != [kept.path]


def test_two_keep_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    first, second = (keep_old(tmp_path / "a.txt") for _ in range(2))
    first.let_go()
    sweep_parts([tmp_path])
    assert names(tmp_path) == sorted([second.path.name, "a.txt"])


def test_there_is_nothing_to_keep(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        keep_old(tmp_path / "a.txt")
    assert names(tmp_path) == []


def test_on_a_disk_without_locks_nothing_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    (tmp_path / ".codetool-x.part").write_text("left")
    monkeypatch.setattr("fcntl.flock", refuse)
    write_files([(tmp_path / "a.txt", b"a"), (tmp_path / "b.txt", b"b")], replace=False)
    write_files([(tmp_path / "a.txt", b"new"), (tmp_path / "b.txt", b"new")], replace=True)
    assert names(tmp_path) == [".codetool-x.part", "a.txt", "b.txt"]


def test_what_fails_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_part(tmp_path, b"new", 0o644)
    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("shutil.copy2", refuse)
    with pytest.raises(OSError, match="No space"):
        keep_old(tmp_path / "a.txt")
    assert names(tmp_path) == ["a.txt"]


def test_a_part_that_cannot_be_removed_hurts_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    part = write_part(tmp_path, b"", 0o644)
    assert isinstance(part, Part)
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.unlink", refuse)
        part.let_go()
    assert len(names(tmp_path)) == 1
    parts.sweep_parts([tmp_path])
    assert names(tmp_path) == []
