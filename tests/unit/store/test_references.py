"""How a version is named; the commands' side of it is in tests/cli/test_show.py."""

from pathlib import Path

import pytest

from codetool.akn.parser import SIZE_LIMIT
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
    class Shown:
        returncode = 0
        stdout = bytes(SIZE_LIMIT + 1)

    monkeypatch.setattr("subprocess.run", lambda *_, **__: Shown())
    with pytest.raises(SourceError, match="codetool reads at most 64 MB"):
        content("HEAD:code.xml", start)


def test_a_path_is_shown_from_the_folder_where_the_user_stands() -> None:
    assert shown_path(Path("/a/b/c"), Path("/a")) == "b/c"
    assert shown_path(Path("/a/b/c"), Path("/x")) == "/a/b/c"


@pytest.mark.parametrize("left", ["versions/.codetool-work", ".codetool-work"])
@pytest.mark.parametrize("named", [False, True])
def test_what_an_interrupted_command_left_is_undone_where_a_store_is_opened(
    tmp_path: Path, left: str, *, named: bool
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / left / "new").mkdir(parents=True)
    assert find_store(tmp_path, tmp_path / "versions" if named else None) == tmp_path / "versions"
    assert not (tmp_path / left).exists()
