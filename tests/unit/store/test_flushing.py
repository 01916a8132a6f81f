"""What is put on the disk itself, and what no disk can be asked to."""

import errno
import os
from pathlib import Path

import pytest

from codetool.store.flushing import flush_folder, flush_tree, write_flushed


def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that the names of the files and folders come into that are flushed."""
    seen: list[str] = []
    monkeypatch.setattr("os.fsync", lambda handle: seen.append(Path(f"/proc/self/fd/{handle}").readlink().name))
    return seen


def test_a_tree_is_flushed_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = tmp_path / "top"
    (top / "b").mkdir(parents=True)
    (top / "a.txt").write_text("a")
    (top / "b" / "c.txt").write_text("c")
    (top / "link").symlink_to(tmp_path)
    seen = flushed(monkeypatch)
    flush_tree(top)
    assert seen == ["a.txt", "c.txt", "b", "top"]


def test_a_file_is_created_and_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = flushed(monkeypatch)
    write_flushed(tmp_path / "a.txt", b"a")
    assert (seen, (tmp_path / "a.txt").read_bytes()) == (["a.txt"], b"a")
    with pytest.raises(FileExistsError):
        write_flushed(tmp_path / "a.txt", b"b")


def test_a_disk_that_has_nothing_to_flush_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [errno.EINVAL, errno.EIO]

    def refuse(_: int) -> None:
        raise OSError(codes[0], os.strerror(codes[0]))

    monkeypatch.setattr("os.fsync", refuse)
    flush_folder(tmp_path)
    del codes[0]
    with pytest.raises(OSError, match="Input/output error"):
        flush_folder(tmp_path)


def test_a_folder_that_one_may_only_put_files_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    flush_folder(tmp_path)
