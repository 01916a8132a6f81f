"""`codetool archive`: what is sealed listed, exported and restored."""

import json
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from codetool.store.journal import Deed, Journal, Step, digest_of, save_journal

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

BAGIT = Path(sys.executable).with_name("bagit.py")


@pytest.fixture
def sealed(store: "Cli") -> "Cli":
    """Return commands in a folder whose two drafts are sealed, one after the other."""
    for label in ("2020-01-01", "2021-01-01"):
        assert store("seal", label).code == 0
    return store


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_list(sealed: "Cli") -> None:
    lines = sealed("archive", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "essai/2020-01-01.fra",
        "/akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01",
        "essai/2021-01-01.fra",
        "/akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01",
    ]
    assert lines[0].split()[1] == "v1"
    assert lines[0].endswith("not signed")
    told = json.loads(sealed("archive", "list", "--format", "json").out)["sealed"]
    assert [(one["label"], one["version"], one["signer"]) for one in told] == [
        ("essai/2020-01-01.fra", "v1", ""),
        ("essai/2021-01-01.fra", "v2", ""),
    ]


def test_a_bag_is_valid_without_us_and_restores_the_store(sealed: "Cli") -> None:
    assert sealed("archive", "export", "-o", "bag").code == 0
    bag = sealed.folder / "bag"
    checked = subprocess.run([BAGIT, "--validate", bag], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert files_of(bag / "data") == files_of(sealed.folder / "archive")
    told = sealed("archive", "restore", "--archive", "bag", "--store", "again/versions")
    assert told.messages == ["restored: essai/2020-01-01.fra", "restored: essai/2021-01-01.fra"]
    assert files_of(sealed.folder / "again/versions") == files_of(sealed.folder / "versions")


def test_one_version_as_files(sealed: "Cli") -> None:
    told = sealed("archive", "export", "2020-01-01", "-o", "edition")
    assert told.messages == ["written: edition, 9 files"]
    made = files_of(sealed.folder / "edition")
    assert made["2020-01-01.fra.xml"] == (sealed.folder / "versions/essai/2020-01-01.fra.xml").read_bytes()
    assert made["2020-01-01.fra.pdf"].startswith(b"%PDF")


def test_what_is_there_is_not_written_over(sealed: "Cli") -> None:
    sealed.write("bag/mine.txt", "mine")
    for label in ((), ("2020-01-01",)):
        assert sealed.refused("archive", "export", *label, "-o", "bag") == (
            "bag: there is something already. Name a folder that is not there yet."
        )
    assert sealed.refused("archive", "restore") == (
        f"{Path('versions')}: the store holds essai/2020-01-01.fra already. "
        "Restore into an empty one: name another with --store."
    )


@pytest.mark.parametrize("name", ["2020-01-01.fra.xml", "received/2020-01-01.fra.txt"])
def test_an_altered_file_is_neither_exported_nor_restored(sealed: "Cli", name: str) -> None:
    (path,) = sealed.folder.glob(f"archive/*/*/*/*/v1/content/2020-01-01.fra/{name}")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    for command in (("export", "2020-01-01", "-o", "out"), ("export", "-o", "out"), ("restore", "--store", "out")):
        assert path.name in sealed.refused("archive", *command)
        assert not (sealed.folder / "out").exists()


def test_what_the_archive_does_not_hold(sealed: "Cli") -> None:
    assert sealed.refused("archive", "export", "2019-01-01", "-o", "x") == (
        "the archive holds no version 2019-01-01. See codetool archive list."
    )
    assert sealed.refused("archive", "export", "--work", "autre", "-o", "x") == (
        "autre: the archive holds no such work. See codetool archive list."
    )
    assert sealed.refused("archive", "list", "--archive", "none").startswith("none: this is no archive. ")


@pytest.mark.parametrize("place", ["archive/extensions/codetool-workspace", "versions/.codetool-work"])
def test_a_journal_that_came_with_an_archive_moves_nothing_out_of_it(sealed: "Cli", place: str) -> None:
    victim, workspace = sealed.folder / "victim", sealed.folder / place
    sealed.write("victim/7", "the victim's own file")
    sealed.write(f"{place.partition('/')[0]}/payload/x", "x")
    workspace.mkdir(parents=True)
    for name in ("new", "old"):
        (workspace / name).symlink_to(victim)
    create = Step(deed=Deed.CREATE, number="1", target=PurePosixPath("payload"), digest=digest_of(victim / "7"))
    remove = Step(deed=Deed.REMOVE, number="7", target=PurePosixPath("stolen"))
    save_journal(workspace, Journal(steps=(create, remove)))
    before = files_of(sealed.folder)
    own = (("archive", "list"), ("archive", "export", "-o", "bag")) if place.startswith("archive") else (("list",),)
    for command in (*own, ("archive", "restore")):
        told = sealed.refused(*command)
        assert told.endswith(
            f"{place}/new: something else stands where codetool keeps its work in progress. Move it away."
        )
        assert files_of(sealed.folder) == before
