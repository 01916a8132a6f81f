"""A key, a certificate or a pass file is a regular file: nothing else is waited for, or read without an end."""

import os
import socket
from pathlib import Path

import pytest

from codetool.archive.sign.places import read_secret, read_small
from codetool.archive.sign.trust import load_trust
from codetool.errors import SigningError


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Return a pipe that nobody writes into."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def test_a_pipe_is_not_waited_for(pipe: Path) -> None:
    told = f"{pipe}: this is a pipe or a device, not a file. Name the right file."
    for read in (read_small, read_secret, lambda path: load_trust([path])):
        with pytest.raises(SigningError) as refused:
            read(pipe)
        assert str(refused.value) == told


def test_a_device_is_not_read() -> None:
    with pytest.raises(SigningError, match="this is a pipe or a device, not a file"):
        read_small(Path("/dev/zero"))


def test_what_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        with pytest.raises(SigningError, match="the file cannot be read"):
            read_small(Path("socket"))


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SigningError) as told:
        read_small(tmp_path)
    assert str(told.value).endswith("this is a folder. Name a file in it.")


def test_a_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mot de passe\n")
    (tmp_path / "link").symlink_to("secret")
    assert read_secret(tmp_path / "link") == "mot de passe"
