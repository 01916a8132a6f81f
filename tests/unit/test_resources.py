"""Data is found in the checkout and in the installed wheel."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from codetool import resources
from codetool.resources import load_table, resource_path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of a package that is installed elsewhere; nothing of it is remembered."""
    folder = tmp_path / "site-packages" / "codetool"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    resource_path.cache_clear()
    load_table.cache_clear()
    yield folder
    resource_path.cache_clear()
    load_table.cache_clear()


@pytest.mark.parametrize(
    "name", ["akn/findings.toml", "akn/profile.toml", "templates/edition", "templates/i18n/fr.toml"]
)
def test_the_data_of_the_checkout_is_there(name: str) -> None:
    assert resource_path(name).exists()


def test_the_wheel_s_own_data_wins(package: Path) -> None:
    carried = package / "_data" / "akn" / "findings.toml"
    carried.parent.mkdir(parents=True)
    carried.write_text('[one]\nseverity = "note"\n')
    assert resource_path("akn/findings.toml") == carried
    assert load_table("akn/findings.toml") == {"one": {"severity": "note"}}


def test_without_it_the_checkout_s_is_taken(package: Path) -> None:
    assert resource_path("akn/findings.toml") == package.parents[1] / "akn/findings.toml"


def test_a_table_is_read_once(package: Path) -> None:
    path = package / "_data" / "a.toml"
    path.parent.mkdir()
    path.write_text("x = 1\n")
    assert load_table("a.toml") == {"x": 1}
    path.write_text("x = 2\n")
    assert load_table("a.toml") == {"x": 1}


def test_every_table_of_ours_is_toml() -> None:
    tables = [*resource_path("akn").rglob("*.toml"), *resource_path("templates").rglob("*.toml")]
    assert tables
    for path in tables:
        assert tomllib.loads(path.read_text(encoding="utf-8"))
