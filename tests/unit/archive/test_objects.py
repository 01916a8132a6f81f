"""Objects are found where their ids put them, as ocfl-py puts them, and their bytes are checked when they are read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple as Layout

from codetool.archive.altered import AlteredError
from codetool.archive.objects import load_objects, object_id, object_place
from codetool.archive.root import check_root
from codetool.errors import ArchiveError
from tests.archive.build import WORK, build_archive, sealed

LABELS = ("2021-01-01.fra", "2020-01-01.avis.nld")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return build_archive(
        tmp_path / "archive",
        {
            WORK: [sealed(label) for label in LABELS],
            "/akn/be/act/a/2020/b": [sealed(LABELS[0], "/akn/be/act/a/2020/b")],
        },
    )


@given(st.text(min_size=1, max_size=120).filter(lambda text: text.isprintable()))
def test_a_place_is_that_of_the_layout(identifier: str) -> None:
    assert object_place(identifier) == Layout().identifier_to_path(identifier)


def test_what_an_object_tells(archive: Path) -> None:
    first, second = load_objects(archive)
    one = first if first.work == WORK else second
    assert {first.work, second.work} == {WORK, "/akn/be/act/a/2020/b"}
    assert one.place == object_place(object_id(WORK))
    assert one.path == archive / one.place
    assert one.labels() == {LABELS[0]: 1, LABELS[1]: 2}
    sealing = one.sealing(LABELS[1])
    assert (sealing.version, sealing.record.label) == (2, LABELS[1])
    assert one.read_logical(f"{LABELS[0]}/{LABELS[0]}.html") == f"<p>{LABELS[0]}</p>".encode()
    with pytest.raises(AlteredError, match="is missing"):
        one.read_logical("nothing")


def test_a_changed_file_is_not_handed_out(archive: Path) -> None:
    (text,) = (path for path in archive.rglob(f"{LABELS[1]}.html"))
    text.write_bytes(b"changed")
    one = next(one for one in load_objects(archive) if one.work == WORK)
    with pytest.raises(AlteredError) as caught:
        one.read_logical(f"{LABELS[1]}/{LABELS[1]}.html")
    assert caught.value.finding.code == "file-changed"


def test_an_object_in_another_place(archive: Path) -> None:
    place = archive / object_place(object_id(WORK))
    place.rename(place.parent / "elsewhere")
    with pytest.raises(AlteredError) as caught:
        load_objects(archive)
    assert caught.value.finding.code == "object-elsewhere"


def test_what_is_no_archive(archive: Path, tmp_path: Path) -> None:
    check_root(archive)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="this is no archive"):
        check_root(tmp_path / "empty")
    (archive / "0=ocfl_1.1").write_bytes(b"ocfl_1.1")
    with pytest.raises(AlteredError) as caught:
        check_root(archive)
    assert caught.value.finding.code == "file-exact"
    (archive / "0=ocfl_1.1").rename(archive / "0=ocfl_1.0")
    with pytest.raises(AlteredError) as caught:
        check_root(archive)
    assert caught.value.finding.code == "file-missing"
