"""What was sealed is listed, the list is read with suspicion, and nothing that it names is written."""

import re
import shutil
import unicodedata
from dataclasses import replace
from hashlib import sha512
from pathlib import Path

import pytest

from codetool.errors import SourceError, VersionError
from codetool.store.sealed import (
    SEALED_FILE,
    Sealed,
    check_sealed,
    check_unsealed,
    digest_of,
    load_sealed,
    read_sealed,
    sealed_bytes,
    sealed_entry,
)

ONE = Sealed(
    label="2001-06-07.fra",
    sha512=sha512(b"text").hexdigest(),
    inventory_sha512="0" * 128,
    version="v1",
    sealed="2026-11-26T17:00:00Z",
)
TWO = replace(ONE, label="2002-01-01.avis.nld", version="v2", sealed="2026-11-27T08:00:00Z")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return the folder of a Work with a sealed version and another one."""
    folder = tmp_path / "versions" / "essai"
    folder.mkdir(parents=True)
    (folder / SEALED_FILE).write_bytes(sealed_bytes([], [ONE]))
    (folder / "2001-06-07.fra.xml").write_bytes(b"text")
    (folder / "2002-01-01.fra.xml").write_bytes(b"other")
    return folder


def test_what_is_written_is_read_again() -> None:
    assert read_sealed(sealed_bytes([ONE], [TWO]), "x") == (ONE, TWO)
    assert sealed_bytes([TWO], [ONE]) == sealed_bytes([ONE], [TWO]) == sealed_bytes([ONE, TWO], [TWO])
    assert sealed_bytes([], []).decode().count("codetool") == 2


SHOWING = replace(ONE, pictures=(("plans/l'« été ».png", sha512(b"plan").hexdigest()), ("à\u202fb.SVG", "2" * 128)))


def test_pictures_are_listed_and_read_again() -> None:
    assert read_sealed(sealed_bytes([SHOWING], [TWO]), "x") == (SHOWING, TWO)
    assert b"pictures" not in sealed_bytes([ONE], [TWO]), "the list of a code without pictures is as it was"


@pytest.mark.parametrize("old", ["plans/l'", "2" * 128, '"à', "pictures = [\n"])
def test_pictures_are_read_with_suspicion(old: str) -> None:
    new = {"plans/l'": "../l'", "2" * 128: "2", '"à': '"\\u0007', "pictures = [\n": "pictures = [ 1,\n"}[old]
    content = sealed_bytes([SHOWING], []).decode().replace(old, new)
    with pytest.raises(SourceError, match="pictures has to be a list of names and digests"):
        read_sealed(content.encode(), "x")


def test_a_picture_of_a_sealed_version_is_not_written_and_its_change_is_told(work: Path) -> None:
    (work / SEALED_FILE).write_bytes(sealed_bytes([], [replace(SHOWING, pictures=SHOWING.pictures[:1])]))
    (work / "plans").mkdir()
    path = work / "plans" / "l'« été ».png"
    path.write_bytes(b"plan")
    assert list(check_sealed(work)) == []
    other = work / "plans" / "other.png"
    check_unsealed(other)
    for name in (path.name, path.name.upper(), unicodedata.normalize("NFD", path.name)):
        with pytest.raises(VersionError, match=r"2001-06-07, sealed since 2026-11-26, shows this picture: it is not"):
            check_unsealed(path.with_name(name))
    link = work.parent / "link.png"
    link.symlink_to(path)
    with pytest.raises(VersionError, match="shows this picture"):
        check_unsealed(link)
    path.write_bytes(b"another")
    for _ in range(2):  # changed, then gone
        ((where, found),) = check_sealed(work)
        assert (where.name, found.code, found.severity) == ("2001-06-07.fra.xml", "sealed-picture", "error")
        path.unlink(missing_ok=True)


def test_a_folder_without_a_list_has_nothing_sealed(tmp_path: Path) -> None:
    assert load_sealed(tmp_path) == ()
    assert load_sealed(tmp_path / "absent") == ()
    (tmp_path / "file").touch()
    assert load_sealed(tmp_path / "file") == ()


def test_a_version_is_sealed_once() -> None:
    with pytest.raises(VersionError, match=r"^2001-06-07\.fra: 2001-06-07 is sealed since 2026-11-26: it is not"):
        sealed_bytes([ONE], [replace(ONE, sha512="1" * 128)])


GOOD = sealed_bytes([ONE], [TWO]).decode()
LINE = 1 + GOOD.splitlines().index("[[sealed]]", GOOD.splitlines().index("[[sealed]]") + 1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2002-01-01.avis.nld", "2001-06-07.fra", f"{SEALED_FILE}:{LINE}: 2001-06-07.fra is listed twice."),
        ("2002-01-01.avis.nld", "../../etc/passwd", f"{SEALED_FILE}:{LINE}: label has to be a label such as"),
        ('version = "v2"', "version = 2", f"{SEALED_FILE}:{LINE}: version has to be a version such as v1."),
        ('version = "v2"\n', "", f"{SEALED_FILE}:{LINE}: this entry has not the values"),
        ('version = "v2"', 'version = "v2"\nby = "me"', f"{SEALED_FILE}:{LINE}: this entry has not"),
        ("2026-11-27T08", "2026-11-31T08", f"{SEALED_FILE}:{LINE}: sealed has to be a time such as"),
        ("2026-11-27T08:00:00Z", "2026-11-27", f"{SEALED_FILE}:{LINE}: sealed has to be a time such as"),
        ('version = "v2"', "version = v2", f"{SEALED_FILE}:{LINE + 4}: this is no TOML."),
        (GOOD, "a = " + "[" * 5000, f"{SEALED_FILE}: this is no TOML."),
        (GOOD, f"<<<<<<< HEAD\n{GOOD}", f"{SEALED_FILE}:1: this is a conflict of git: two sealings at once. Keep the"),
        (GOOD, "sealed = 1", f"{SEALED_FILE}: only tables [[sealed]] may stand here."),
        (GOOD, "sealed = [1]", f"{SEALED_FILE}: this entry has not the values"),
        (GOOD, "[other]", f"{SEALED_FILE}: only tables [[sealed]] may stand here."),
    ],
)
def test_a_damaged_list_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(SourceError, match="^" + re.escape(told)) as caught:
        read_sealed(GOOD.replace(old, new).encode(), SEALED_FILE)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(SourceError, match=r"^x: this is no TOML"):
        read_sealed(b"\xff\xfe", "x")


def test_a_list_that_is_no_plain_file_is_not_read(work: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    shutil.move(work / SEALED_FILE, outside)
    (work / SEALED_FILE).symlink_to(outside)
    with pytest.raises(SourceError, match=r"sealed\.toml: this is not a plain file"):
        check_unsealed(work / "2002-01-01.fra.xml")
    (work / SEALED_FILE).unlink()
    (work / SEALED_FILE).mkdir()
    with pytest.raises(SourceError, match="this is not a plain file"):
        load_sealed(work)


@pytest.mark.parametrize(
    "name",
    [
        "2001-06-07.fra.xml",
        "2001-06-07.FRA.xml",
        "sources/2001-06-07.fra.docx",
        "sources/2001-06-07.fra.txt",
        "sources/2001-06-07.fra.tar.gz",
        "sources/../2001-06-07.fra.xml",
        "matches/2000-01-01.fra..2001-06-07.fra.toml",
    ],
)
def test_what_belongs_to_a_sealed_version_is_not_written(work: Path, name: str) -> None:
    (work / "sources").mkdir()
    assert sealed_entry(work / name) == ONE
    with pytest.raises(VersionError) as caught:
        check_unsealed(work / name)
    assert str(caught.value) == (
        f"{work / name}: 2001-06-07 is sealed since 2026-11-26: it is not changed any more. "
        "Bring the correction in as a new version: codetool import … --corrects 2001-06-07."
    )


@pytest.mark.parametrize(
    "name",
    [
        "2002-01-01.fra.xml",
        "2001-06-07.nld.xml",
        "2001-06-07.avis.fra.xml",
        "sources/2001-06-07.avis.fra.txt",
        "matches/2001-06-07.fra..2002-01-01.fra.toml",
    ],
)
def test_all_else_may_be_written(work: Path, name: str) -> None:
    assert sealed_entry(work / name) is None
    check_unsealed(work / name)


def test_a_link_counts_as_itself_and_as_what_it_leads_to(work: Path, tmp_path: Path) -> None:
    (tmp_path / "here.xml").symlink_to(work / "2001-06-07.fra.xml")
    with pytest.raises(VersionError, match="is sealed since"):
        check_unsealed(tmp_path / "here.xml")
    (work / "2001-06-07.fra.xml").rename(tmp_path / "moved.xml")
    (work / "2001-06-07.fra.xml").symlink_to(tmp_path / "moved.xml")
    with pytest.raises(VersionError, match="is sealed since"):
        check_unsealed(work / "2001-06-07.fra.xml")


def test_a_path_that_cannot_be_is_not_sealed(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for path in (tmp_path / "circle" / "x.xml", tmp_path / ("n" * 300) / "x.xml", tmp_path / "circle"):
        assert sealed_entry(path) is None


def test_the_list_itself_is_written_by_nobody_else(work: Path) -> None:
    with pytest.raises(VersionError, match="this list is kept by codetool"):
        check_unsealed(work / SEALED_FILE)


def test_what_is_as_it_was_sealed_gives_nothing(work: Path) -> None:
    assert list(check_sealed(work)) == []
    assert digest_of(work / "2001-06-07.fra.xml") == ONE.sha512


def test_a_changed_and_an_absent_version_are_found(work: Path) -> None:
    path = work / "2001-06-07.fra.xml"
    path.write_bytes(b"texts")
    [(where, found)] = check_sealed(work)
    assert (where, found.code, found.severity) == (path, "sealed-changed", "error")
    assert found.message == "2001-06-07 was sealed on 2026-11-26 and is not the text that was sealed any more"
    assert "codetool archive export 2001-06-07 -o FOLDER" in found.remedy
    assert "codetool archive export 2001-06-07 -o DOSSIER" in found.remedied("fr")
    path.unlink()
    [(where, found)] = check_sealed(work)
    assert (where, found.code, found.severity) == (path, "sealed-absent", "error")
    assert found.message == "2001-06-07 was sealed on 2026-11-26 and is not in the store any more"
    assert "codetool archive export 2001-06-07 -o FOLDER" in found.remedy
    path.mkdir()
    assert [found.code for _, found in check_sealed(work)] == ["sealed-absent"]
