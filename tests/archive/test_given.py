"""What is given out of an archive is as it was sealed, by all that can be told of it without knowing who signed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive.attacks import changed_head, forge_record, forge_text, place_inventory
from tests.archive.conftest import LABELS, Sealed
from tests.cli.conftest import Cli

OUT = ("-o", "out")
WHOLE = (("restore", "--store", "out"), ("export", *OUT))
FIRST = ("export", LABELS[0], *OUT)


def forge_head(folder: Path) -> None:
    """Forge the first text, and let the last inventory alone tell of it."""
    before = {name: (folder / name / "inventory.json").read_bytes() for name in ("v1", "v2")}
    forge_text(folder, 1)
    for name, content in before.items():
        place_inventory(folder / name, content)


def forge_older(folder: Path) -> None:
    """Forge the first text, and let the inventory in the object's folder alone tell of it."""
    before = {name: (folder / name / "inventory.json").read_bytes() for name in ("v1", "v2", "v3")}
    forge_text(folder, 1)
    new = (folder / "v1" / "inventory.json").read_bytes()
    for name, content in before.items():
        place_inventory(folder / name, content)
    place_inventory(folder / "v1", new)


def skip_one(folder: Path) -> None:
    """Forge the second text, and let the last record name no version before it."""
    forge_text(folder, 2)
    forge_record(folder, lambda told: told.update(before=None))


FORGED: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "all inventories fit": (lambda o: forge_text(o, 1), 0, "v1/inventory.json: the inventory of v1 is not the one"),
    "the last inventory alone": (forge_head, 0, "v1/inventory.json: "),
    "the object's inventory alone": (forge_older, 0, "v3/inventory.json: this file of the archive is not as it was"),
    "a link left out": (skip_one, 1, "v3/content/2022-01-01.fra/record.json: "),
}


@pytest.mark.parametrize(("forge", "at", "fact"), FORGED.values(), ids=FORGED)
def test_a_forged_version_is_not_given_out(
    cli: Cli, sealed: Sealed, forge: Callable[[Path], object], at: int, fact: str
) -> None:
    forge(sealed.object)
    told = cli.refused("archive", "export", LABELS[at], *OUT)
    assert fact in told
    assert told.startswith("archive/")
    for command in WHOLE:
        cli.refused("archive", *command)


def test_what_befell_another_version_does_not_keep_one_back(cli: Cli, sealed: Sealed) -> None:
    shutil.rmtree(sealed.object / "v1" / "content" / LABELS[0] / "received")
    assert cli("archive", "export", LABELS[2], *OUT).code == 0


MOVED: dict[str, tuple[Callable[[Sealed], object], str, str]] = {
    "elsewhere": (
        lambda sealed: sealed.object.rename(sealed.archive / "x"),
        "archive/x: the object akn:/akn/be/act/code/essai/2020-01-01/essai has its place in ",
        "Move the folder back to its place, or take the archive from a copy.",
    ),
    "a key more": (
        lambda sealed: changed_head(sealed.object, lambda told: told.update(author="x")),
        "inventory.json: author is not among what such a file says",
        "Take the file from a copy of the archive.",
    ),
}


@pytest.mark.parametrize(("change", "fact", "remedy"), MOVED.values(), ids=MOVED)
def test_the_fault_itself_is_told(
    cli: Cli, sealed: Sealed, change: Callable[[Sealed], object], fact: str, remedy: str
) -> None:
    change(sealed)
    for command in (*WHOLE, FIRST, ("list",)):
        told = cli.refused("archive", *command)
        assert fact in told
        assert told.endswith(f". {remedy}")
    assert fact in cli.refused("seal", LABELS[2])


def test_a_folder_that_is_missing_is_told_as_such(cli: Cli, sealed: Sealed) -> None:
    shutil.rmtree(sealed.object / "v2")
    for command in WHOLE:
        told = cli.refused("archive", *command)
        assert "/v2: the folder is missing, with all that has to be in it (files: " in told
        assert told.endswith("). Take it from a copy of the archive.")
