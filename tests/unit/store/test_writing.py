"""Several files are written together; one file's side of it is in test_files.py."""

import os
from pathlib import Path

import pytest

from codetool.errors import OutputError
from codetool.store.writing import write_files


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def refuse(*_: object, **__: object) -> None:
    raise OSError(1, "Operation not permitted")


def pair(folder: Path, text: str) -> list[tuple[Path, bytes]]:
    return [(folder / "deep" / "a.txt", text.encode()), (folder / "b.txt", text.encode())]


def test_files_are_written_together(tmp_path: Path) -> None:
    write_files(pair(tmp_path, "new"), replace=False)
    assert contents(tmp_path) == {"deep/a.txt": "new", "b.txt": "new"}
    write_files(pair(tmp_path, "newer"), replace=True)
    assert contents(tmp_path) == {"deep/a.txt": "newer", "b.txt": "newer"}


def test_a_file_that_another_makes_in_the_same_moment_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "b.txt"
    monkeypatch.setattr("os.fsync", lambda _: other.write_text("of another"))
    with pytest.raises(OutputError, match=r"b\.txt: the file is there already"):
        write_files(pair(tmp_path, "new"), replace=False)
    assert contents(tmp_path) == {"b.txt": "of another"}
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("other", ["", "of another"])
def test_without_links_too_a_file_is_created_only_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    monkeypatch.setattr("os.link", refuse)
    if other:
        monkeypatch.setattr("os.fsync", lambda _: (tmp_path / "b.txt").write_text(other))
        with pytest.raises(OutputError, match="the file is there already"):
            write_files(pair(tmp_path, "new"), replace=False)
        assert contents(tmp_path) == {"b.txt": other}
    else:
        write_files(pair(tmp_path, "new"), replace=False)
        assert contents(tmp_path) == {"deep/a.txt": "new", "b.txt": "new"}


def test_without_links_a_place_that_was_kept_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OutputError, match="Operation not permitted"):
        write_files(pair(tmp_path, "new"), replace=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("at", [1, 2])
def test_where_the_last_rename_fails_the_old_files_stand_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, *, links: bool
) -> None:
    write_files(pair(tmp_path, "old"), replace=False)
    work = Path.replace
    calls: list[Path] = []

    def fail(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == at:
            raise OSError(28, "No space left on device")
        return work(path, target)

    if not links:
        monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(pair(tmp_path, "new"), replace=True)
    assert contents(tmp_path) == {"deep/a.txt": "old", "b.txt": "old"}


def test_where_no_copy_can_be_kept_nothing_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(pair(tmp_path, "old"), replace=False)
    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr("shutil.copy2", refuse)
    with pytest.raises(OutputError, match="Operation not permitted"):
        write_files(pair(tmp_path, "new"), replace=True)
    assert contents(tmp_path) == {"deep/a.txt": "old", "b.txt": "old"}


def test_a_new_file_beside_a_replaced_one_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.txt").write_text("old")
    work = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "b.txt":
            raise OSError(28, "No space left on device")
        return work(path, target)

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(pair(tmp_path, "new"), replace=True)
    assert contents(tmp_path) == {"b.txt": "old"}
    assert not (tmp_path / "deep").exists()


def test_a_folder_in_which_another_wrote_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        (tmp_path / "deep" / "c.txt").write_text("of another")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError):
        write_files(pair(tmp_path, "new"), replace=False)
    assert contents(tmp_path) == {"deep/c.txt": "of another"}


def test_a_folder_whose_name_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="File name too long"):
        write_files([(tmp_path / ("x" * 300) / "a.txt", b"new")], replace=False)
    assert list(tmp_path.iterdir()) == []
