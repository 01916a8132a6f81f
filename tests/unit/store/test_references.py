"""How a version is named; the commands' side of it is in tests/cli/test_show.py."""

import subprocess
from pathlib import Path

import pytest

from codetool.errors import SourceError, VersionError
from codetool.store.references import find_source, find_store, is_folder, shown_path

TODAY = "2020-01-01"


@pytest.fixture
def start(tmp_path: Path) -> Path:
    for name in ("w/2001-06-07.fra.xml", "w/2001-06-07.nld.xml", "w/2001-06-07.avis.fra.xml", "w/2002-01-01.fra.xml"):
        path = tmp_path / "versions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def content(reference: str, start: Path) -> str:
    return find_source(reference, start=start, store=None, today=TODAY).content.decode()


def test_the_nearest_store_above_is_found(start: Path) -> None:
    (start / "a" / "b").mkdir(parents=True)
    assert find_store(start / "a" / "b") == start / "versions"
    (start / "a" / "versions").mkdir()
    assert find_store(start / "a" / "b") == start / "a" / "versions"
    assert find_store(start, start / "a") == start / "a"


def test_a_store_that_is_named_must_be_there(start: Path) -> None:
    with pytest.raises(VersionError, match="there is no such folder"):
        find_store(start, start / "absent")


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("2002-01-01", "w/2002-01-01.fra.xml"),
        ("2002-01-01.fra", "w/2002-01-01.fra.xml"),
        ("w/2002-01-01", "w/2002-01-01.fra.xml"),
        ("2001-06-07.nld", "w/2001-06-07.nld.xml"),
        ("2001-06-07.fra", "w/2001-06-07.fra.xml"),
        ("2001-06-07.avis", "w/2001-06-07.avis.fra.xml"),
        ("2001-06-07.avis.fra", "w/2001-06-07.avis.fra.xml"),
        ("latest", "w/2002-01-01.fra.xml"),
        ("w/latest~1", "w/2001-06-07.avis.fra.xml"),
        ("versions/w/2001-06-07.nld.xml", "w/2001-06-07.nld.xml"),
    ],
)
def test_a_label_or_a_path_names_one_file(start: Path, reference: str, name: str) -> None:
    assert content(reference, start) == name
    assert find_source(reference, start=start, store=None, today=TODAY).place == f"versions/{name}"


def test_an_ambiguous_label_is_refused_with_what_it_could_be(start: Path) -> None:
    with pytest.raises(VersionError) as told:
        content("2001-06-07", start)
    assert str(told.value) == (
        "versions: 2001-06-07 names several versions. Name one of w/2001-06-07.fra, w/2001-06-07.nld."
    )


def test_an_absent_label_is_refused_with_what_there_is(start: Path) -> None:
    with pytest.raises(VersionError) as told:
        content("w/1999-01-01", start)
    assert str(told.value) == (
        "versions: there is no version w/1999-01-01. The store holds "
        "w/2001-06-07.fra, w/2001-06-07.nld, w/2001-06-07.avis.fra, w/2002-01-01.fra."
    )


def test_a_work_is_chosen_by_its_name(start: Path) -> None:
    other = start / "versions/v/2003-01-01.fra.xml"
    other.parent.mkdir()
    other.write_text("other")
    assert content("v/latest", start) == "other"
    assert content("2003-01-01", start) == "other"
    for label in ("latest", "latest~1", "in-force"):
        with pytest.raises(VersionError, match=f"there are several works. Write WORK/{label}; WORK is one of v, w."):
            content(label, start)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have_is_no_fault(start: Path, name: str) -> None:
    assert not is_folder(Path(name))
    with pytest.raises(VersionError, match="there is no version"):
        content(name, start)


def test_a_folder_and_an_absent_file_are_told_apart_from_labels(start: Path) -> None:
    with pytest.raises(SourceError, match="versions: this is a folder"):
        content("versions", start)
    with pytest.raises(SourceError, match=r"absent\.xml: there is no such file"):
        content("absent.xml", start)


def test_what_git_shows_has_a_limit_too(start: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(start, "init", "-q")
    (start / "code.xml").write_bytes(b" " * 300_000)
    git(start, "add", "code.xml")
    git(start, "-c", "user.name=Essai", "-c", "user.email=essai@example.org", "commit", "-qm", "essai")
    monkeypatch.setattr("codetool.store.references.SIZE_LIMIT", 200_000)
    monkeypatch.setattr("codetool.akn.parser.SIZE_LIMIT", 200_000)
    with pytest.raises(SourceError, match=r"HEAD:code\.xml: the file has 1 MB; codetool reads at most"):
        content("HEAD:code.xml", start)


def test_git_fetches_nothing_that_a_clone_lacks(start: Path, tmp_path: Path) -> None:
    git(start, "init", "-q")
    (start / "code.xml").write_text("<a/>")
    git(start, "add", "code.xml")
    git(start, "-c", "user.name=Essai", "-c", "user.email=essai@example.org", "commit", "-qm", "essai")
    git(start, "config", "uploadpack.allowFilter", "true")
    lean = tmp_path / "lean"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", start.as_uri(), str(lean))
    asked = tmp_path / "asked"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {asked}\n")
    trap.chmod(0o755)
    git(lean, "config", "remote.origin.uploadpack", str(trap))
    git(lean, "config", "protocol.file.allow", "always")

    with pytest.raises(VersionError, match="there is no such version: git says"):
        content("HEAD:code.xml", lean)
    assert not asked.exists(), "a program that the clone names was run"

    git(lean, "config", "--unset", "remote.origin.uploadpack")
    git(lean, "show", "HEAD:code.xml")  # git alone fetches it
    assert content("HEAD:code.xml", lean) == "<a/>"


def test_a_path_is_shown_from_the_folder_where_the_user_stands() -> None:
    assert shown_path(Path("/a/b/c"), Path("/a")) == "b/c"
    assert shown_path(Path("/a/b/c"), Path("/x")) == "/a/b/c"


@pytest.mark.parametrize("left", ["versions/.codetool-work", ".codetool-work", "archive/extensions/codetool-workspace"])
@pytest.mark.parametrize("named", [False, True])
def test_what_an_interrupted_command_left_is_undone_where_a_store_is_opened(
    tmp_path: Path, left: str, *, named: bool
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / left / "new").mkdir(parents=True)
    place = tmp_path / "versions" if named else None
    assert find_store(tmp_path, place, undoing=False) == tmp_path / "versions"
    assert (tmp_path / left).exists()
    assert find_store(tmp_path, place) == tmp_path / "versions"
    assert not (tmp_path / left).exists()


def test_what_cannot_be_undone_in_the_archive_keeps_nobody_from_the_store(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    workspace = tmp_path / "archive" / "extensions" / "codetool-workspace"
    workspace.mkdir(parents=True)
    (workspace / "journal.json").write_bytes(b"{}")
    assert find_store(tmp_path) == tmp_path / "versions"
    (workspace / "journal.json").unlink()
    (tmp_path / "archive").rename(tmp_path / "elsewhere")
    (tmp_path / "archive").symlink_to(tmp_path / "elsewhere")
    assert find_store(tmp_path) == tmp_path / "versions"
    assert (tmp_path / "elsewhere" / "extensions" / "codetool-workspace").exists()
