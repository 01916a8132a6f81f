"""What an interrupted command left, and the journal that says how to undo it."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from codetool.errors import OutputError
from codetool.store import recovery
from codetool.store.journal import JOURNAL, Step
from codetool.store.lock import sole_writer
from codetool.store.recovery import WORKSPACE, recover
from codetool.store.transaction import writing_into


class Killed(BaseException):
    """The machine stops: nothing after it runs."""


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def interrupted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change the folder, and stop when all is in its place and the journal is still there."""

    def stop(*_: object) -> None:
        subprocess.run(["cp", "-a", root, root.with_name("copy")], check=True)  # links between files stay
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("codetool.store.transaction.close_journal", stop)
        with pytest.raises(Killed):
            changed(root)
    shutil.rmtree(root)
    root.with_name("copy").rename(root)


def changed(root: Path) -> None:
    with writing_into(root) as writer, writer.change() as change:
        change.put("one.txt", b"new", replace=True)
        change.put("a/new.txt", b"new")
        change.remove("two.txt")
        folder = change.stage("b")
        folder.mkdir()
        (folder / "x").write_text("x")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which a command was interrupted."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "one.txt").write_text("one")
    (root / "two.txt").write_text("two")
    interrupted(root, monkeypatch)
    assert (root / "one.txt").read_text() == "new"
    assert not (root / "two.txt").exists()
    return root


BEFORE = {"one.txt": "one", "two.txt": "two"}


def test_the_next_command_undoes_it(root: Path) -> None:
    assert recover(root)
    assert contents(root) == BEFORE
    assert sorted(path.name for path in root.iterdir()) == ["one.txt", "two.txt"]
    assert not recover(root)


def test_the_next_writer_undoes_it(root: Path) -> None:
    with writing_into(root):
        assert contents(root) == BEFORE


def test_what_was_only_made_ready_is_removed(root: Path) -> None:
    (root / WORKSPACE / JOURNAL).unlink()
    after = {"one.txt": "new", "a/new.txt": "new", "b/x": "x"}
    assert recover(root)
    assert contents(root) == after


def test_while_somebody_is_at_work_nothing_is_undone(root: Path) -> None:
    with sole_writer(root):
        assert not recover(root)
        assert (root / WORKSPACE / JOURNAL).exists()
    assert recover(root)


def test_a_file_that_somebody_changed_since_is_kept(root: Path) -> None:
    (root / "one.txt").write_text("written by hand since")
    (root / "a" / "new.txt").write_text("this too")
    assert recover(root)
    assert contents(root) == {"one.txt": "written by hand since", "a/new.txt": "this too", "two.txt": "two"}


def test_a_file_in_the_place_of_one_that_was_removed_is_told_and_nothing_lost(root: Path) -> None:
    (root / "two.txt").write_text("another")
    with pytest.raises(OutputError, match=r"two\.txt: what an interrupted command left cannot be undone \(File exists"):
        recover(root)
    (root / "two.txt").rename(root / "three.txt")
    assert recover(root)
    assert contents(root) == {**BEFORE, "three.txt": "another"}


def test_undoing_that_is_interrupted_goes_on_where_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = recovery._unmake
    for at in range(1, 5):
        calls: list[object] = []

        def stop(step: Step, target: Path, workspace: Path, at: int = at, calls: list[object] = calls) -> None:
            calls.append(step)
            if len(calls) == at:
                raise Killed
            work(step, target, workspace)

        monkeypatch.setattr(recovery, "_unmake", stop)
        with pytest.raises(Killed):
            recover(root)
    monkeypatch.setattr(recovery, "_unmake", work)
    assert recover(root)
    assert contents(root) == BEFORE


def test_a_folder_that_somebody_changed_since_is_kept(root: Path) -> None:
    (root / "b" / "y").write_text("written by hand since")
    assert recover(root)
    assert contents(root) == {**BEFORE, "b/x": "x", "b/y": "written by hand since"}


def test_a_folder_that_was_never_staged_is_not_taken_away(root: Path) -> None:
    (root / "own").mkdir()
    (root / "own" / "only.txt").write_text("the only copy")
    edited(root, lambda table: table["steps"].append({**table["steps"][-1], "number": "9", "place": "own"}))
    assert recover(root)
    assert contents(root) == {**BEFORE, "own/only.txt": "the only copy"}


def edited(root: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change the journal, and give it the right digest."""
    path = root / WORKSPACE / JOURNAL
    table = json.loads(path.read_bytes())
    del table["sha256"]
    edit(table)
    written = json.dumps(table, ensure_ascii=True, indent=1, sort_keys=True) + "\n"
    path.write_text(json.dumps({**table, "sha256": sha256(written.encode()).hexdigest()}))


def test_a_journal_that_was_only_written_anew_is_followed(root: Path) -> None:
    edited(root, dict)
    assert recover(root)
    assert contents(root) == BEFORE


@pytest.mark.parametrize(
    "edit",
    [
        lambda table: table["steps"][0].update(place="../outside.txt"),
        lambda table: table["steps"][0].update(place="/etc/hosts"),
        lambda table: table["steps"][0].update(place="a/../../outside.txt"),
        lambda table: table["steps"][0].update(place=""),
        lambda table: table["steps"][0].update(place=WORKSPACE),
        lambda table: table["steps"][0].update(place=f"{WORKSPACE}/{JOURNAL}"),
        lambda table: table["steps"][0].update(place="link/outside.txt"),
        lambda table: table["steps"][0].update(place=".git/hooks/post-checkout"),
        lambda table: table["steps"][0].update(place="a/.GIT"),
        lambda table: table["steps"][0].update(number="../1"),
        lambda table: table["steps"][0].update(sha256=""),
        lambda table: table["steps"][0].update(number=1),
        lambda table: table["steps"][0].update(do="destroy"),
        lambda table: table["folders"].append("../outside"),
        lambda table: table.update(steps=3),
        lambda table: table.update(format="codetool-journal/2"),
        lambda table: table.pop("folders"),
    ],
)
def test_a_journal_that_leads_elsewhere_is_not_followed(root: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "link").symlink_to(outside)
    edited(root, edit)
    _is_not_followed(root)


@pytest.mark.parametrize("content", ["", "[]", "null", "{", '{"sha256": ""}', "[" * 100_000, "\x00"])
def test_a_damaged_journal_is_not_followed(root: Path, content: str) -> None:
    (root / WORKSPACE / JOURNAL).write_text(content)
    _is_not_followed(root)


def test_a_journal_in_which_one_byte_is_another_is_not_followed(root: Path) -> None:
    path = root / WORKSPACE / JOURNAL
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        if json_of(path) != json.loads(whole):
            _is_not_followed(root)


def json_of(path: Path) -> object:
    try:
        return json.loads(path.read_bytes())
    except ValueError:
        return None


def _is_not_followed(root: Path) -> None:
    before = contents(root)
    with pytest.raises(OutputError) as told:
        recover(root)
    assert str(told.value) == (
        f"{root}/{WORKSPACE}/{JOURNAL}: the journal of a command that was interrupted is damaged, and is not followed. "
        f"Compare the folder with your backup, then move {root}/{WORKSPACE} out of it."
    )
    with pytest.raises(OutputError), writing_into(root):
        pytest.fail("written into")
    assert contents(root) == before


@pytest.mark.parametrize("kind", ["link", "file"])
def test_something_else_in_the_place_of_the_workspace_is_not_touched(tmp_path: Path, kind: str) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x").write_text("x")
    place = tmp_path / "root" / WORKSPACE
    if kind == "link":
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.write_text("x")
    with pytest.raises(OutputError, match="something else stands where codetool keeps its work in progress"):
        recover(tmp_path / "root")
    assert contents(tmp_path / "elsewhere") == {"x": "x"}


@pytest.fixture
def victim(root: Path) -> Path:
    """Return a folder beside that in which a command was interrupted; it holds what the journal has numbers for."""
    place = root.parent / "victim"
    for number in "123456":
        (place / number).mkdir(parents=True)
        (place / number / "own.txt").write_text("the victim's own")
    return place


@pytest.mark.parametrize("name", ["new", "old", "scratch", JOURNAL, f"{JOURNAL}.part"])
def test_a_link_in_a_workspace_is_not_followed(root: Path, victim: Path, name: str) -> None:
    place = root / WORKSPACE / name
    if place.exists():
        place.rename(root.parent / "away")
    place.symlink_to(root.parent / "away" if name == JOURNAL else victim)
    _is_refused(root, place, victim)


@pytest.mark.parametrize("side", ["new", "old"])
@pytest.mark.parametrize("kind", ["link", "broken", "pipe"])
def test_what_was_never_staged_is_not_moved(root: Path, victim: Path, side: str, kind: str) -> None:
    place = root / WORKSPACE / side / "7"
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(victim if kind == "link" else "nowhere")
    _is_refused(root, place, victim)


@pytest.mark.parametrize("name", ["0=ocfl_1.1", "new/notes.txt", "old/0x1", "thesis.docx"])
def test_a_workspace_that_holds_something_else_is_not_removed(root: Path, victim: Path, name: str) -> None:
    (root / WORKSPACE / JOURNAL).unlink()
    place = root / WORKSPACE / name
    place.write_text("mine")
    _is_refused(root, place, victim)


@pytest.mark.parametrize("name", ["new", "old", "scratch"])
def test_a_file_in_the_place_of_a_folder_is_not_followed(root: Path, victim: Path, name: str) -> None:
    place = root / WORKSPACE / name
    if place.exists():
        shutil.rmtree(place)
    place.write_text("x")
    _is_refused(root, place, victim)


def test_a_link_above_the_workspace_is_not_followed(root: Path, victim: Path) -> None:
    (root / WORKSPACE).rename(victim / "work")
    (root / "extensions").symlink_to(victim)
    before = contents(victim)
    with pytest.raises(OutputError, match="something else stands where codetool keeps its work in progress"):
        recover(root, "extensions/work")
    assert contents(victim) == before


def _is_refused(root: Path, place: Path, victim: Path) -> None:
    before, there = contents(root), contents(victim)
    told = f"{place}: something else stands where codetool keeps its work in progress. Move it away."
    with pytest.raises(OutputError) as refused:
        recover(root)
    assert str(refused.value) == told
    with pytest.raises(OutputError) as refused, writing_into(root):
        pytest.fail("written into")
    assert str(refused.value) == told
    assert (contents(root), contents(victim)) == (before, there)


def test_a_step_that_follows_a_link_which_another_put_there_is_refused(root: Path, victim: Path) -> None:
    inside = root / WORKSPACE / "old" / "8"
    inside.mkdir()
    (inside / "way").symlink_to(victim)
    through = {"do": "create", "number": "9", "place": "c/way/1", "sha256": ""}
    put_back = {"do": "remove", "number": "8", "place": "c", "sha256": ""}
    edited(root, lambda table: table["steps"].extend([through, put_back]))
    before = contents(victim)
    with pytest.raises(OutputError, match="the journal of a command that was interrupted is damaged"):
        recover(root)
    assert contents(victim) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another")
def test_in_a_folder_for_all_the_journal_of_another_user_is_not_followed(root: Path) -> None:
    root.chmod(0o1777)
    os.chown(root / WORKSPACE, 65534, 65534)
    with pytest.raises(OutputError, match="something else stands where codetool keeps its work in progress"):
        recover(root)
    assert contents(root)["one.txt"] == "new"


def test_a_read_only_folder_is_left_as_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert not recover(root)
    assert contents(root)["one.txt"] == "new"


@pytest.mark.parametrize("error", [PermissionError(1, "Operation not permitted"), OSError(5, "Input/output error")])
def test_what_may_not_be_undone_does_not_hinder_a_reader(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    told = pytest.raises(OutputError, match="what an interrupted command left cannot be undone")
    if isinstance(error, PermissionError):
        assert not recover(root)
    else:
        with told:
            recover(root)
    with told, writing_into(root):
        pytest.fail("written into")
