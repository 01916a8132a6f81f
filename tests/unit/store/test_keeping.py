"""Versions that are read, changed and written back."""

from pathlib import Path

import pytest

from codetool.errors import OutputError
from codetool.store.keeping import keeping, store_of
from codetool.store.lock import wait_in_silence, writer_if_free


def written(folder: Path, name: str, text: str = "old") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_file_belongs_to_its_store(tmp_path: Path) -> None:
    stored, named = tmp_path / "versions/w/a.xml", tmp_path / "codes/w/a.xml"
    assert store_of(stored) == tmp_path / "versions"
    assert store_of(stored, tmp_path / "codes") == tmp_path / "versions"
    assert (store_of(named), store_of(named, tmp_path / "codes")) == (None, tmp_path / "codes")


def test_nobody_else_writes_there_meanwhile(tmp_path: Path) -> None:
    paths = [written(tmp_path, name) for name in ("versions/w/a.xml", "other/versions/w/a.xml", "alone/a.xml")]
    folders = [tmp_path / name for name in ("versions", "other/versions", "alone")]
    with keeping(paths, None, waiting=wait_in_silence) as kept:
        for folder in folders:
            with writer_if_free(folder) as free:
                assert not free, folder
        kept.save([(path, b"new") for path in paths])
    assert [path.read_text() for path in paths] == ["new"] * 3
    for folder in folders:
        with writer_if_free(folder) as free:
            assert free, folder


def test_those_of_one_store_are_written_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [written(tmp_path, name) for name in ("versions/w/a.xml", "versions/w/b.xml")]
    work, calls = Path.replace, list[Path]()

    def fail_second(path: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return work(path, target)

    monkeypatch.setattr("pathlib.Path.replace", fail_second)
    with (
        pytest.raises(OutputError, match="No space left on device"),
        keeping(paths, None, waiting=wait_in_silence) as it,
    ):
        it.save([(path, b"new") for path in paths])
    assert calls[:2] == paths
    assert [path.read_text() for path in paths] == ["old", "old"]


def test_nothing_to_save(tmp_path: Path) -> None:
    path = written(tmp_path, "versions/w/a.xml")
    with keeping([path], None, waiting=wait_in_silence) as kept:
        kept.save([])
    assert path.read_text() == "old"
