"""Several files changed together. Killed at any moment: tests/crash."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from codetool.errors import OutputError, VersionError
from codetool.store.recovery import WORKSPACE
from codetool.store.sealed import SEALED_FILE, Sealed, sealed_bytes
from codetool.store.transaction import Change, writing_into


def contents(folder: Path) -> dict[str, str | None]:
    return {
        str(path.relative_to(folder)): path.read_text() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def change(root: Path, *fillings: Callable[[Change], object]) -> None:
    with writing_into(root) as writer, writer.change() as made:
        for fill in fillings:
            fill(made)


def fill_folder(made: Change) -> None:
    staged = made.stage("object/v1")
    (staged / "content").mkdir(parents=True)
    (staged / "content" / "a.txt").write_text("sealed")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a folder with two files and a folder in it."""
    change(tmp_path, lambda it: it.put("a/one.txt", b"one"), lambda it: it.put("two.txt", b"two"), fill_folder)
    return tmp_path


BEFORE: dict[str, str | None] = {
    "a": None,
    "a/one.txt": "one",
    "object": None,
    "object/v1": None,
    "object/v1/content": None,
    "object/v1/content/a.txt": "sealed",
    "two.txt": "two",
}


def test_files_and_folders_are_created_together(store: Path) -> None:
    assert contents(store) == BEFORE


def test_they_are_replaced_and_removed_together(store: Path) -> None:
    change(
        store,
        lambda it: it.put("a/one.txt", b"new", replace=True),
        lambda it: it.remove("two.txt"),
        lambda it: it.remove("object"),
        lambda it: it.put("object", b"a file now"),
    )
    assert contents(store) == {"a": None, "a/one.txt": "new", "object": "a file now"}


def test_nothing_is_seen_of_it_before_the_end(store: Path) -> None:
    with writing_into(store) as writer, writer.change() as made:
        made.put("a/one.txt", b"new", replace=True)
        made.remove("two.txt")
        assert {name: text for name, text in contents(store).items() if not name.startswith(WORKSPACE)} == BEFORE
        assert (store / WORKSPACE).is_dir()
    assert contents(store)["a/one.txt"] == "new"


def test_an_exception_leaves_all_as_it_was(store: Path) -> None:
    def fail(_: Change) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change(store, lambda it: it.put("a/one.txt", b"new", replace=True), lambda it: it.put("n/new", b""), fail)
    assert contents(store) == BEFORE


def test_what_was_given_up_is_not_made(store: Path) -> None:
    change(store, lambda it: it.put("new", b""), lambda it: it.scratch(), lambda it: it.give_up())
    assert contents(store) == BEFORE


def test_a_folder_that_nothing_came_into_goes(tmp_path: Path) -> None:
    change(tmp_path / "new" / "store")
    assert contents(tmp_path) == {}


def test_made_in_between_what_follows_is_a_change_of_its_own(store: Path) -> None:
    with pytest.raises(OutputError):
        change(
            store,
            lambda it: it.put("first", b"kept"),
            lambda it: it.make(),
            lambda it: it.put("second", b""),
            lambda it: it.stage("third"),  # and never filled
        )
    assert contents(store) == {**BEFORE, "first": "kept"}


@pytest.mark.parametrize("place", ["../x", "/etc/x", "", ".", "a/../../x", "a\0b"])
def test_a_place_outside_is_refused(store: Path, place: str) -> None:
    with pytest.raises(OutputError, match="this place is not in the folder, or a link leads there"):
        change(store, lambda it: it.put(place, b""))
    assert contents(store) == BEFORE


def test_a_link_is_not_followed(store: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (store / "link").symlink_to(outside)
    with pytest.raises(OutputError, match="or a link leads there"):
        change(store, lambda it: it.put("link/x", b""))
    with pytest.raises(OutputError, match="or a link leads there"):
        change(store, lambda it: it.put("late/x", b""), lambda _: (store / "late").symlink_to(outside))
    assert list(outside.iterdir()) == []
    assert not (store / WORKSPACE).exists()


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(store: Path) -> None:
    with pytest.raises(OutputError) as told:
        change(store, lambda it: it.put("two.txt", b"new"))
    assert str(told.value) == f"{store}/two.txt: the file is there already. Choose another name, or add --force."
    with pytest.raises(OutputError, match="this is a folder"):
        change(store, lambda it: it.put("a", b"new", replace=True))
    with pytest.raises(OutputError, match="there is no such file to remove"):
        change(store, lambda it: it.remove("three.txt"))
    assert contents(store) == BEFORE


@pytest.mark.parametrize("links", [True, False])
def test_what_another_put_there_meanwhile_is_kept(store: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    if not links:
        monkeypatch.setattr("os.link", _refuse)

    def meanwhile(_: Change) -> None:
        (store / "new.txt").write_text("of another")

    with pytest.raises(OutputError, match=r"new\.txt: the file is there already"):
        change(store, lambda it: it.put("n/first.txt", b"new"), lambda it: it.put("new.txt", b"new"), meanwhile)
    assert contents(store) == {**BEFORE, "new.txt": "of another"}


def _refuse(*_: object, **__: object) -> None:
    raise OSError(1, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.rename", "pathlib.Path.replace", "pathlib.Path.mkdir"])
def test_a_step_that_fails_is_taken_back_with_those_before_it(
    store: Path, monkeypatch: pytest.MonkeyPatch, step: str, *, links: bool
) -> None:
    """At whichever call of that kind the disk refuses once: all is as before, or the whole change was made."""
    if not links:
        monkeypatch.setattr("os.link", _refuse)
    told: list[str] = []
    for at in range(1, 40):
        (store / "moved").mkdir(exist_ok=True)
        before = contents(store)
        count = _fail_at(step, at, monkeypatch)
        told.append(_change_all(store))
        monkeypatch.setattr(*_whole(step))
        if count[0] < at:
            break
        assert not told[-1] or "(No space left on device)" in told[-1]
        assert contents(store) == before or not told[-1] or "does not confirm" in told[-1]
        if contents(store) != before:
            change(store, lambda it: it.put("a/one.txt", b"one", replace=True), lambda it: it.remove("n"))
    assert any(told)
    assert contents(store)["a/one.txt"] == "new"


def _change_all(store: Path) -> str:
    """Change the folder in each way; return what was told where that was refused."""
    try:
        change(
            store,
            lambda it: it.put("a/one.txt", b"new", replace=True),
            lambda it: it.remove("moved"),
            lambda it: it.put("n/deep/new.txt", b"new"),
            lambda it: os.mkdir(it.stage("n/folder")),  # noqa: PTH102 - the caller's own, which is not refused
        )
    except OutputError as error:
        return str(error)
    return ""


_WHOLE = {"fsync": os.fsync, "rename": Path.rename, "replace": Path.replace, "mkdir": Path.mkdir}


def _whole(step: str) -> tuple[str, object]:
    return step, _WHOLE[step.rpartition(".")[2]]


def _fail_at(step: str, at: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    work = _WHOLE[step.rpartition(".")[2]]
    calls = [0]

    def count(*arguments: object, **options: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(28, "No space left on device")
        return work(*arguments, **options)  # type: ignore[operator]

    monkeypatch.setattr(step, count)
    return calls


def test_permissions_stay_and_new_files_are_as_the_mask_says(store: Path) -> None:
    (store / "two.txt").chmod(0o640)
    mask = os.umask(0o027)
    try:
        change(store, lambda it: it.put("two.txt", b"new", replace=True), lambda it: it.put("three.txt", b""))
    finally:
        os.umask(mask)
    assert [(store / name).stat().st_mode & 0o777 for name in ("two.txt", "three.txt")] == [0o640, 0o640]
    (store / "two.txt").chmod(0o604)
    change(store, lambda it: it.put("two.txt", b"newer", replace=True))
    assert (store / "two.txt").stat().st_mode & 0o777 == 0o604


def test_what_is_sealed_is_changed_by_sealing_alone(store: Path) -> None:
    label, digest = "2001-06-07.fra", "0" * 128
    entry = Sealed(label=label, sha512=digest, inventory_sha512=digest, version="v1", sealed="2026-01-01T00:00:00Z")
    (store / "a" / f"{label}.xml").write_text("sealed")
    (store / "a" / SEALED_FILE).write_bytes(sealed_bytes([], [entry]))
    before = contents(store)
    for refused in (lambda it: it.put(f"a/{label}.xml", b"", replace=True), lambda it: it.remove(f"a/{label}.xml")):
        with pytest.raises(VersionError, match="is sealed since 2026-01-01"):
            change(store, refused)
    assert contents(store) == before
    with writing_into(store) as writer, writer.change(sealing=True) as made:
        made.put(f"a/{SEALED_FILE}", sealed_bytes([entry], []), replace=True)


def test_a_folder_is_copied(store: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    source = tmp_path_factory.mktemp("source")
    (source / "a" / "b").mkdir(parents=True)
    (source / "a" / "c.txt").write_text("c")
    change(store, lambda it: it.put_folder("copy", source))
    assert contents(store / "copy") == {"a": None, "a/b": None, "a/c.txt": "c"}


def test_a_workspace_of_another_name_and_the_folders_around_it(tmp_path: Path) -> None:
    with writing_into(tmp_path, "extensions/codetool-workspace") as writer, writer.change() as made:
        made.put("a", b"")
        assert (tmp_path / "extensions/codetool-workspace/new/1").is_file()
    assert contents(tmp_path) == {"a": ""}


@pytest.mark.parametrize("fill", [lambda it: it.remove("link"), lambda it: it.put("link", b"new", replace=True)])
def test_a_link_is_neither_replaced_nor_removed(store: Path, fill: Callable[[Change], object]) -> None:
    (store / "link").symlink_to("two.txt")
    with pytest.raises(OutputError, match="or a link leads there"):
        change(store, fill)
    assert (store / "link").is_symlink()
    assert contents(store) == {**BEFORE, "link": "two"}


@pytest.mark.parametrize("place", [WORKSPACE, f"{WORKSPACE}/archive", "archive/extensions/codetool-workspace"])
def test_nothing_is_written_where_work_in_progress_is_kept(store: Path, place: str) -> None:
    with pytest.raises(OutputError, match="codetool keeps its work in progress under this name, and removes it"):
        change(store / place, lambda it: it.put("x", b"lost with it"))
    assert contents(store) == BEFORE


def test_nor_through_a_link(store: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "archive"
    link.symlink_to(store / WORKSPACE / "new")
    with pytest.raises(OutputError, match="codetool keeps its work in progress under this name, and removes it"):
        change(link, lambda it: it.put("x", b"lost with it"))
    assert contents(store) == BEFORE


def test_but_a_change_may_make_another_ready_in_its_scratch_folder(store: Path) -> None:
    with writing_into(store) as writer, writer.change() as made:
        change(made.scratch() / "new", lambda it: it.put("x", b"x"))
        (made.scratch() / "new").rename(made.stage("new"))
    assert contents(store) == {**BEFORE, "new": None, "new/x": "x"}
