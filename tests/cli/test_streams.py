"""A text that comes through a pipe or standard input, as from `<(git show …)`, `… |` and /dev/stdin."""

import io
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

FIRST, SECOND = "versions/essai/2020-01-01.fra.xml", "versions/essai/2021-01-01.fra.xml"
pytestmark = pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
Piped = Callable[[bytes], str]


@pytest.fixture
def piped(request: pytest.FixtureRequest) -> Piped:
    """Return what gives content the name that a shell gives to `<(…)`."""

    def pipe(content: bytes) -> str:
        reading, writing = os.pipe()
        request.addfinalizer(lambda: os.close(reading))
        sender = threading.Thread(target=_send, args=(writing, content))
        sender.start()
        request.addfinalizer(sender.join)
        return f"/dev/fd/{reading}"

    return pipe


def _send(writing: int, content: bytes) -> None:
    with os.fdopen(writing, "wb") as stream:
        stream.write(content)


def say(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


def test_two_pipes_are_compared_like_two_files(store: "Cli", piped: Piped) -> None:
    sides = [(store.folder / name).read_bytes() for name in (FIRST, SECOND)]
    wanted = store("diff", FIRST, SECOND)
    found = store("diff", *map(piped, sides))
    assert wanted.code == 1
    assert (found.code, found.out, found.err) == (1, wanted.out, "")


@pytest.mark.parametrize(
    "command", [("diff", SECOND, "-"), ("show", "-"), ("validate", "-"), ("merge", "-", "-1", "-1")]
)
def test_standard_input_is_a_version(store: "Cli", monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    arguments = [SECOND if argument == "-1" else argument for argument in command]
    say(monkeypatch, (store.folder / FIRST).read_bytes())
    wanted = store(*(FIRST if argument == "-" else argument for argument in arguments))
    found = store(*arguments)
    assert (found.code, found.out) == (wanted.code, wanted.out.replace(FIRST, "-"))


def test_changes_and_decisions_come_through_pipes_too(
    store: "Cli", piped: Piped, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = '[[forbid]]\nold = "2.1"\nnew = "2.2"\n'
    json = store("diff", FIRST, SECOND, "--format", "json", "--overrides", piped(decided.encode())).out
    assert '"new": ["art_2-2"], "old_num": [], ' in json
    say(monkeypatch, json.encode())
    assert store("patch", FIRST, "-", "-o", "made.xml").code == 0


def test_what_cannot_be_read_from_it_is_told(store: "Cli", piped: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.refused("diff", piped(b""), FIRST).endswith("the file is empty. Name a file with a text in it.")
    assert store.refused("diff", "/dev/fd/999", FIRST) == (
        "/dev/fd/999: there is no such file. Check the name and the folder."
    )
    monkeypatch.setattr(sys, "stdin", None)
    assert store.refused("diff", "-", FIRST) == ("-: standard input is closed. Send the text into it, or name a file.")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_pipe_without_an_end_is_read_up_to_the_limit(store: "Cli") -> None:
    assert "codetool reads at most 64 MB" in store.refused("show", "/dev/zero")


def test_a_pipe_cannot_be_written_back(store: "Cli", piped: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (store.folder / FIRST).read_bytes()
    assert "this version comes from git or a pipe" in store("fmt", piped(content)).err
    say(monkeypatch, content)
    store.write("-", "a file of that name is not meant")
    assert "this version comes from git or a pipe" in store("fmt", "-").err
    assert (store.folder / "-").read_text() == "a file of that name is not meant"


def test_a_pipe_in_a_folder_is_not_waited_for(store: "Cli") -> None:
    os.mkfifo(store.folder / "versions" / "essai" / "pipe.xml")
    assert store("validate", "versions").code == 0
