"""A sealing that was interrupted between the archive and the store is completed or forgotten by the next command."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha512
from pathlib import Path

import pytest

from codetool.errors import OutputError
from codetool.store.lock import shared_reader, sole_writer
from codetool.store.sealed import SEALED_FILE, Sealed, load_sealed, sealed_bytes
from codetool.store.settling import NOTE, Begun, end_sealing, note_of, settle, settle_if_free
from codetool.store.transaction import writing_into

INVENTORY = b"{}"
ENTRY = Sealed(
    label="2001-06-07.fra",
    sha512=sha512(b"text").hexdigest(),
    inventory_sha512=sha512(INVENTORY).hexdigest(),
    version="v1",
    sealed="2026-11-26T17:00:00Z",
)
BEGUN = Begun(slug="essai", entry=ENTRY, archive="../archive", place="abc/def", is_first=False)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store beside an archive that holds a sealing, and the note that it is under way."""
    (tmp_path / "versions" / "essai").mkdir(parents=True)
    version = tmp_path / "archive" / "abc" / "def" / "v1"
    version.mkdir(parents=True)
    (version / "inventory.json").write_bytes(INVENTORY)
    (tmp_path / "archive" / "0=ocfl_1.1").write_bytes(b"ocfl_1.1\n")
    (tmp_path / "versions" / NOTE).write_bytes(note_of(BEGUN))
    return tmp_path / "versions"


def inventory(store: Path) -> Path:
    return store.parent / "archive" / "abc" / "def" / "v1" / "inventory.json"


def listed(store: Path) -> tuple[Sealed, ...]:
    return load_sealed(store / "essai")


def test_a_sealing_that_is_in_the_archive_is_listed(store: Path) -> None:
    with writing_into(store):
        assert listed(store) == (ENTRY,)
    assert not (store / NOTE).exists()


def test_again_it_changes_nothing(store: Path) -> None:
    end_sealing(store, BEGUN)
    (store / NOTE).write_bytes(note_of(BEGUN))  # as where the process died before it removed the note
    before = (store / "essai" / SEALED_FILE).stat()
    settle(store)
    assert (store / "essai" / SEALED_FILE).stat().st_mtime_ns == before.st_mtime_ns
    assert not (store / NOTE).exists()


def test_one_that_is_not_in_the_archive_is_forgotten(store: Path) -> None:
    inventory(store).unlink()
    settle(store)
    assert listed(store) == ()
    assert not (store / NOTE).exists()


def test_another_sealing_in_its_place_is_not_this_one(store: Path) -> None:
    inventory(store).write_bytes(b"{ }")
    settle(store)
    assert listed(store) == ()


def test_an_archive_that_was_never_begun_holds_nothing(store: Path) -> None:
    (store.parent / "archive").rename(store.parent / "moved")
    (store / NOTE).write_bytes(note_of(replace(BEGUN, is_first=True)))
    settle(store)
    assert listed(store) == ()


def away(store: Path) -> None:
    (store.parent / "archive").rename(store.parent / "moved")


def undoing(store: Path) -> None:
    workspace = store.parent / "archive" / "extensions" / "codetool-workspace"
    workspace.mkdir(parents=True)
    (workspace / "journal.json").write_bytes(b"{}")


def linked(store: Path) -> None:
    (store.parent / "archive" / "abc").rename(store.parent / "abc")
    (store.parent / "archive" / "abc").symlink_to(store.parent / "abc")


@pytest.mark.parametrize("change", [away, undoing, linked])
def test_while_the_archive_cannot_be_asked_nothing_is_written(store: Path, change: Callable[[Path], None]) -> None:
    change(store)
    with pytest.raises(OutputError, match=r"a sealing of 2001-06-07 was interrupted, and the archive .*archive"):
        writing_into(store).__enter__()
    assert (store / NOTE).exists()
    settle_if_free(store)  # who only reads is not stopped
    assert listed(store) == ()


def test_nothing_is_decided_while_a_reader_keeps_an_undoing_away(store: Path) -> None:
    undoing(store)
    with shared_reader(store.parent / "archive"):
        settle_if_free(store)
    assert (store / NOTE).exists()


def test_a_reader_settles_it_unless_another_is_at_work(store: Path) -> None:
    with sole_writer(store):
        settle_if_free(store)
        assert listed(store) == ()
    settle_if_free(store)
    assert listed(store) == (ENTRY,)


def test_the_list_keeps_what_was_on_it(store: Path) -> None:
    other = replace(ENTRY, label="2000-01-01.fra")
    (store / "essai" / SEALED_FILE).write_bytes(sealed_bytes([], [other]))
    settle(store)
    assert listed(store) == (other, ENTRY)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slug", "../other"),
        ("slug", "a/b"),
        ("slug", ".git"),
        ("slug", ""),
        ("slug", 3),
        ("place", "a\0b"),
        ("archive", None),
        ("entry", {}),
        ("format", "codetool-sealing/2"),
    ],
)
def test_a_note_that_leads_astray_is_not_followed(store: Path, name: str, value: object) -> None:
    table = json.loads((store / NOTE).read_bytes())
    (store / NOTE).write_text(json.dumps({**table, name: value}))
    with pytest.raises(OutputError, match="the note of a sealing that was interrupted is damaged"):
        settle(store)
    assert not list(store.parent.rglob(SEALED_FILE))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"[" * 50_000, b"\xff", b" " * 70_000])
def test_a_note_that_is_none_is_not_followed(store: Path, content: bytes) -> None:
    (store / NOTE).write_bytes(content)
    with pytest.raises(OutputError, match="the note of a sealing that was interrupted is damaged"):
        settle(store)


def test_a_note_that_is_a_link_is_not_followed(store: Path) -> None:
    (store / NOTE).rename(store.parent / "note")
    (store / NOTE).symlink_to(store.parent / "note")
    with pytest.raises(OutputError, match="the note of a sealing that was interrupted is damaged"):
        settle(store)
    assert listed(store) == ()


def test_a_place_outside_the_archive_is_not_looked_at(store: Path) -> None:
    (store / NOTE).write_bytes(note_of(replace(BEGUN, place="../archive/abc/def")))
    with pytest.raises(OutputError, match="cannot be asked"):
        settle(store)


def test_the_archive_is_told_from_the_store_wherever_both_are_moved(store: Path, tmp_path: Path) -> None:
    assert BEGUN.archive_of(store) == Path(os.path.realpath(tmp_path / "archive"))
    assert replace(BEGUN, archive="/srv/archive").archive_of(store) == Path("/srv/archive")
