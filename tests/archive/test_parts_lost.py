"""An archive or a bag of which a part was taken away is refused and found; nothing is put into one but by sealing."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from codetool.archive.renewing import Stamping, renew_archive
from codetool.archive.sign.trust import Trust
from codetool.store.lock import writer_if_free
from tests.archive.conftest import LABELS, Sealed
from tests.cli.conftest import Cli

ROOT = ("0=ocfl_1.1", "ocfl_layout.json", "extensions")


def take(root: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()


def found(cli: Cli, path: str) -> set[str]:
    told = cli("verify", path, "--no-rebuild")
    assert told.code == 1, told.out
    assert "ALTERED" in told.out
    return set(told.out.splitlines())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_archive_without_the_files_of_its_root(cli: Cli, sealed: Sealed, count: int) -> None:
    take(sealed.archive, *ROOT[:count])
    (cli.folder / "above").mkdir()
    shutil.copytree(sealed.archive, cli.folder / "above" / "kept")
    assert {f"archive/{name}" for name in ROOT[: min(count, 2)]} <= found(cli, "archive")
    assert "above/kept/0=ocfl_1.1" in found(cli, "above")


@pytest.mark.parametrize("gone", [*ROOT, "all"])
def test_nothing_is_built_on_an_archive_without_a_file_of_its_root(cli: Cli, sealed: Sealed, gone: str) -> None:
    take(sealed.archive, *(ROOT if gone == "all" else [gone]))
    before = cli.listing()
    for command in (
        ("seal", LABELS[0][:10]),
        *(("archive", *words) for words in (("list",), ("export", "-o", "x"), ("restore", "--store", "x"), ("renew",))),
    ):
        told = cli.refused(*command)
        assert told.startswith(f"archive/{gone if gone != 'all' else ROOT[0]}"), command
        assert ": this file of the archive is missing. Ask codetool verify" in told, command
    assert cli.listing() == before
    assert "ce fichier de l'archive manque" in cli.french("archive", "list").err


@pytest.mark.parametrize("gone", ["bagit.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"])
def test_a_bag_without_a_file_of_its_own(cli: Cli, gone: str) -> None:
    assert cli("archive", "export", "-o", "bag").code == 0
    take(cli.folder / "bag", gone)
    assert f"bag/{gone}" in found(cli, "bag")


def test_a_bag_whose_payload_stands_elsewhere(cli: Cli) -> None:
    assert cli("archive", "export", "-o", "bag").code == 0
    (cli.folder / "bag" / "data").rename(cli.folder / "elsewhere")
    (cli.folder / "bag" / "data").symlink_to("../elsewhere")
    assert "bag/data" in found(cli, "bag")
    (cli.folder / "bag" / "data").unlink()
    assert "bag/data" in found(cli, "bag")


def test_a_sealed_version_without_its_record(cli: Cli) -> None:
    assert cli("archive", "export", LABELS[0], "-o", "exported").code == 0
    take(cli.folder / "exported", "record.json")
    assert "exported/record.json" in found(cli, "exported")


def test_an_object_without_what_says_that_it_is_one(cli: Cli, sealed: Sealed) -> None:
    shutil.copytree(sealed.object, cli.folder / "alone")
    take(cli.folder / "alone", "0=ocfl_object_1.1")
    assert "alone/0=ocfl_object_1.1" in found(cli, "alone")
    take(cli.folder / "alone", "inventory.json", "inventory.json.sha512")
    assert "alone/inventory.json" in found(cli, "alone")


# --- what writes ------------------------------------------------------------------------------------------------------


def test_nothing_is_written_into_an_archive_or_a_bag(cli: Cli) -> None:
    assert cli("archive", "export", "-o", "bag").code == 0
    before = cli.listing()
    for folder in ("archive", "bag"):
        for command in (
            ("archive", "restore", "--archive", "bag" if folder == "archive" else "archive", "--store", f"{folder}/x"),
            ("archive", "restore", "--archive", folder, "--store", f"{folder}/x"),
            ("archive", "export", LABELS[0], "-o", f"{folder}/x"),
            ("init", folder),
            ("init", f"{folder}/x"),
            ("import", "text.txt", "--date", "2023-01-01", "-o", f"{folder}/x.xml"),
            ("import", "text.txt", "--date", "2023-01-01", "--work", "essai", "--store", f"{folder}/x"),
            ("render", "latest", "--format", "text", "-o", f"{folder}/x.txt"),
            ("diff", "latest~1", "latest", "--format", "html", "-o", f"{folder}/x.html"),
            ("site", "--forms", "text", "-o", f"{folder}/x"),
        ):
            assert f"{folder}" in cli.refused(*command), command
    assert cli.refused("archive", "renew", "--archive", "bag").startswith(
        "bag/data: this place is in a bag that was exported. "
    )
    assert cli.listing() == before


def test_a_store_is_not_restored_around_its_archive(cli: Cli) -> None:
    assert "lie in each other" in cli.refused("archive", "restore", "--archive", "archive", "--store", ".")


def test_renewing_asks_what_time_it_is_when_it_has_the_archive(sealed: Sealed) -> None:
    free: list[bool] = []

    def clock() -> datetime:
        with writer_if_free(sealed.archive) as held:
            free.append(held)
        return datetime.now(UTC)

    renew_archive(sealed.archive, Stamping(url=lambda: "", trust=Trust(), clock=clock))
    assert free == [False] * len(LABELS)
