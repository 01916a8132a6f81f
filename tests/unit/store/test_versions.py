"""The versions that a store holds."""

from pathlib import Path

import pytest

from codetool.store.versions import StoredVersion, list_versions, version_path


def put(store: Path, *names: str) -> None:
    for name in names:
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (store / name).write_text("")


def test_versions_are_listed_by_work_date_variant_and_language(tmp_path: Path) -> None:
    put(
        tmp_path,
        "w/2002-01-01.fra.xml",
        "w/2001-06-07.nld.xml",
        "w/2001-06-07.fra.xml",
        "w/2001-06-07.avis.fra.xml",
        "v/2003-01-01.fra.xml",
    )
    assert [version.full_label for version in list_versions(tmp_path)] == [
        "v/2003-01-01.fra",
        "w/2001-06-07.fra",
        "w/2001-06-07.nld",
        "w/2001-06-07.avis.fra",
        "w/2002-01-01.fra",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "2001-06-07.fra.xml",
        "w/sources/2001-06-07.fra.xml",
        "w/notes.xml",
        "w/2001-06-07.xml",
        "w/2001-06-07.FRA.xml",
        "w/2001-6-7.fra.xml",
        "w/2001-06-07.a b.fra.xml",
        "w/2001-06-07.fra.txt",
        "w/.codetool-x.part",
    ],
)
def test_files_of_another_name_are_no_versions(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert list_versions(tmp_path) == ()


def test_a_store_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert list_versions(tmp_path / "absent") == ()


@pytest.mark.parametrize(
    ("variant", "language", "label", "full"),
    [
        ("", "fra", "2001-06-07", "w/2001-06-07.fra"),
        ("", "nld", "2001-06-07.nld", "w/2001-06-07.nld"),
        ("avis", "fra", "2001-06-07.avis", "w/2001-06-07.avis.fra"),
        ("avis", "nld", "2001-06-07.avis.nld", "w/2001-06-07.avis.nld"),
    ],
)
def test_labels_and_paths_go_together(tmp_path: Path, variant: str, language: str, label: str, full: str) -> None:
    path = version_path(tmp_path, "w", "2001-06-07", language, variant)
    put(tmp_path, str(path.relative_to(tmp_path)))
    (found,) = list_versions(tmp_path)
    assert found == StoredVersion(work="w", date="2001-06-07", variant=variant, language=language, path=path)
    assert (found.label, found.full_label) == (label, full)
