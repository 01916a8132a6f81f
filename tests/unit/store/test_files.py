"""Files are read and written whole."""

import os
from pathlib import Path

import pytest

from codetool.errors import OutputError, SourceError
from codetool.store.files import load_file, save_file


def listing(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def fail(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_s_bytes_and_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\0")
    assert load_file(path).content == b"\xff\0"
    assert load_file(path).place == str(path)
    assert load_file(path, "REV:a.txt").place == "REV:a.txt"


def test_what_cannot_be_read_is_told_by_the_name_that_the_user_gave(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path, fact in (
        (tmp_path, "this is a folder"),
        (tmp_path / "absent", "there is no such file"),
        (tmp_path / "file" / "inside", "there is no such file"),
        (tmp_path / ("x" * 5000), "the file cannot be read (File name too long)"),
    ):
        with pytest.raises(SourceError) as told:
            load_file(path, "it")
        assert str(told.value).startswith(f"it: {fact}. ")


def test_no_file_takes_the_place_of_a_pipe_or_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for replace in (False, True):
        with pytest.raises(OutputError, match="this is a pipe or a device, not a file"):
            save_file(tmp_path / "pipe", b"text", replace=replace)
    assert (tmp_path / "pipe").is_fifo()
    assert [*tmp_path.iterdir()] == [tmp_path / "pipe"]


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "pipe" if kind == "pipe" else Path(os.devnull)
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(SourceError) as told:
        load_file(path, "it")
    assert str(told.value) == "it: this is a pipe or a device, not a file. Save its content as a file, and name that."


def test_a_new_file_in_a_new_folder(tmp_path: Path) -> None:
    save_file(tmp_path / "a" / "b" / "c.txt", b"new", replace=False)
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"new"
    assert listing(tmp_path) == ["a", "a/b", "a/b/c.txt"], "no temporary file is left"


def test_a_file_that_is_there_is_kept_or_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="the file is there already"):
        save_file(path, b"new", replace=False)
    assert path.read_bytes() == b"old"
    save_file(path, b"new", replace=True)
    assert path.read_bytes() == b"new"


def test_a_file_s_permissions_outlive_its_replacement(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    save_file(path, b"new", replace=True)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save_file(tmp_path / "a.txt", b"new", replace=False)
        assert os.umask(0o027) == 0o027, "the process keeps its mask"
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["os.fsync", "os.fchmod", "pathlib.Path.replace", "tempfile.mkstemp"])
def test_a_write_that_fails_midway_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr(step, fail)
    with pytest.raises(OutputError) as told:
        save_file(path, b"new", replace=True)
    assert str(told.value) == (
        f"{path}: the file cannot be written (No space left on device). Choose a folder that you may write to."
    )
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("step", ["os.fsync", "os.fchmod", "tempfile.mkstemp"])
def test_a_write_that_fails_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.setattr(step, fail)
    with pytest.raises(OutputError):
        save_file(tmp_path / "there" / "new" / "deep" / "a.txt", b"new", replace=False)
    assert listing(tmp_path) == ["there"]


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_file(path, b"new", replace=True)
    assert path.read_bytes() == b"old"
    assert listing(tmp_path) == ["a.txt"]


def test_a_folder_and_a_file_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="this is a folder"):
        save_file(tmp_path, b"new", replace=True)
    for path in (tmp_path / "file" / "a.txt", tmp_path / "file" / "deep" / "a.txt"):
        with pytest.raises(OutputError, match="a file stands where the folder should be"):
            save_file(path, b"new", replace=True)


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path) -> None:
    save_file(tmp_path / ("x" * 255), b"new", replace=False)
    assert listing(tmp_path) == ["x" * 255]
