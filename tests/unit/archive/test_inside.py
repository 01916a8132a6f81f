"""Files below a folder that a stranger filled: no link is followed, no device waited for, no limit passed."""

import hashlib
import os
from pathlib import Path

import pytest

from codetool.archive.altered import AlteredError
from codetool.archive.inside import CONTENT_LIMIT, digest_inside, read_inside


def refused(root: Path, relative: str, limit: int = 100) -> str:
    with pytest.raises(AlteredError) as caught:
        read_inside(root, relative, limit)
    assert caught.value.finding.file == relative
    return caught.value.finding.code


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"x" * 100)
    assert read_inside(tmp_path, "a/b", 100) == b"x" * 100
    assert digest_inside(tmp_path, "a/b") == hashlib.sha512(b"x" * 100).hexdigest()
    assert refused(tmp_path, "a/b", 99) == "file-large"


def test_what_is_too_large_is_told_before_any_of_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a").open("wb") as stream:
        stream.truncate(CONTENT_LIMIT + 1)
    pieces: list[int] = []

    class Counted:
        def update(self, piece: bytes) -> None:
            pieces.append(len(piece))

    monkeypatch.setattr(hashlib, "sha512", Counted)
    with pytest.raises(AlteredError) as caught:
        digest_inside(tmp_path, "a")
    assert (caught.value.finding.code, pieces) == ("file-large", [])


def test_what_is_named_may_be_a_link_itself(tmp_path: Path) -> None:
    (tmp_path / "true").mkdir()
    (tmp_path / "true" / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "true")
    assert read_inside(tmp_path / "link", "a") == b"x"


def test_what_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "file").symlink_to(tmp_path / "folder" / "a")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path, "link/a") == "file-kind"
    assert refused(tmp_path, "file") == "file-kind"
    assert refused(tmp_path, "round") == "file-kind"
    assert refused(tmp_path, "pipe") == "file-kind"
    assert refused(tmp_path, "folder") == "file-kind"
    assert refused(tmp_path, "folder/a/b") == "file-kind"
    assert refused(tmp_path, "x" * 300) == "file-kind"
    assert refused(tmp_path, "nothing") == "file-missing"
    assert refused(tmp_path, "nothing/a") == "file-missing"
    assert refused(tmp_path / "nothing", "a") == "file-missing"
    for astray in ("../a", "folder/../folder/a", "", "/etc/passwd", "folder//a", "./a", "a\0"):
        assert refused(tmp_path, astray) == "file-missing"


def test_nothing_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"x")
    before = len([*Path("/proc/self/fd").iterdir()])
    for relative in ("a/b/c", "a/b", "a/x/y", "a/b/c/d") * 5:
        try:
            read_inside(tmp_path, relative)
        except AlteredError:
            continue
    assert len([*Path("/proc/self/fd").iterdir()]) == before
