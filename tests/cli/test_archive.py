"""`codetool archive`: what is sealed listed, exported and restored."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from codetool.store.journal import Deed, Journal, Step, digest_of, save_journal

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

BAGIT = Path(sys.executable).with_name("bagit.py")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_list(archived: "Cli") -> None:
    lines = archived("archive", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "essai/2020-01-01.fra",
        "/akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01",
        "essai/2021-01-01.fra",
        "/akn/be/act/code/essai/2020-01-01/essai/fra@2021-01-01",
    ]
    assert lines[0].split()[1] == "v1"
    assert lines[0].endswith("not signed")
    told = json.loads(archived("archive", "list", "--format", "json").out)["sealed"]
    assert [(one["label"], one["version"], one["signer"]) for one in told] == [
        ("essai/2020-01-01.fra", "v1", ""),
        ("essai/2021-01-01.fra", "v2", ""),
    ]


def test_the_digests_are_those_that_seal_told(store: "Cli") -> None:
    told = [store("seal", label).messages[-1].rpartition(" ")[2] for label in ("2020-01-01", "2021-01-01")]
    assert [len(digest) for digest in told] == [128, 128]
    assert store("archive", "list", "--digests").out.split("\n")[2::3] == [f"    {digest}" for digest in told]
    rows = json.loads(store("archive", "list", "--format", "json").out)["sealed"]
    assert [row["inventory_sha512"] for row in rows] == told


def test_nothing_to_renew_is_said_without_a_stamping_service(archived: "Cli") -> None:
    before = files_of(archived.folder)
    told = archived("archive", "renew")
    assert (told.code, told.messages) == (0, ["nothing runs out within a year"])
    assert archived.refused("archive", "renew", "--force") == (
        "no time stamping service is named. Name it with --stamps, or in codetool.toml below [archive]."
    )
    assert files_of(archived.folder) == before


def test_a_bag_says_what_is_in_it(archived: "Cli") -> None:
    assert archived("archive", "export", "-o", "bag").code == 0
    lines = (archived.folder / "bag/bag-info.txt").read_text(encoding="utf-8").splitlines()
    assert "External-Description: CODE D'ESSAI (essai/2020-01-01.fra, essai/2021-01-01.fra)" in lines


def test_a_bag_is_valid_without_us_and_restores_the_store(archived: "Cli") -> None:
    assert archived("archive", "export", "-o", "bag").code == 0
    bag = archived.folder / "bag"
    checked = subprocess.run([BAGIT, "--validate", bag], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert files_of(bag / "data") == files_of(archived.folder / "archive")
    told = archived("archive", "restore", "--archive", "bag", "--store", "again/versions")
    places = f"copy {Path('bag/data')} to {Path('again/archive')}, or name it with --archive"
    assert told.messages == [
        "restored: essai/2020-01-01.fra",
        "restored: essai/2021-01-01.fra",
        f"no archive stands beside this store: {places}",
    ]
    assert files_of(archived.folder / "again/versions") == files_of(archived.folder / "versions")
    told = archived("archive", "restore", "--store", "third/versions")
    assert told.messages[-1].startswith(f"no archive stands beside this store: copy archive to {Path('third/archive')}")
    shutil.copytree(bag / "data", archived.folder / "again/archive")
    assert archived("verify", "--store", "again/versions").code == 0


def test_the_archive_of_a_store_that_is_not_there_is_not_another_one(archived: "Cli") -> None:
    for command in (("list",), ("export", "-o", "out"), ("renew",)):
        assert archived.refused("archive", *command, "--store", "absent") == (
            "absent: there is no such folder. Name the store with --store."
        )
    shutil.rmtree(archived.folder / "versions")
    assert "essai/2020-01-01.fra" in archived("archive", "list").out


def test_a_zip_file_is_to_be_unpacked(archived: "Cli") -> None:
    shutil.make_archive(str(archived.folder / "packed"), "zip", archived.folder, "archive")
    for command in (("archive", "list", "--archive"), ("verify",)):
        told = archived(*command, "packed.zip")
        assert told.code == 2
        assert "packed.zip: this is a zip file. Unzip it first, and name the folder." in told.err


@pytest.mark.parametrize("command", [("archive", "export"), ("site",), ("serve",)])
def test_a_folder_is_no_standard_output(archived: "Cli", command: tuple[str, ...]) -> None:
    assert archived.refused(*command, "-o", "-") == (
        "--output: - is standard output, and no folder. Name a folder; one of this name is ./-."
    )
    assert not (archived.folder / "-").exists()


def test_one_version_as_files(archived: "Cli") -> None:
    told = archived("archive", "export", "2020-01-01", "-o", "edition")
    assert told.messages == ["written: edition, 9 files"]
    made = files_of(archived.folder / "edition")
    assert made["2020-01-01.fra.xml"] == (archived.folder / "versions/essai/2020-01-01.fra.xml").read_bytes()
    assert made["2020-01-01.fra.pdf"].startswith(b"%PDF")


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        ("latest", "2021-01-01.fra"),
        ("latest~1", "2020-01-01.fra"),
        ("essai/latest", "2021-01-01.fra"),
        ("essai/2020-01-01.fra", "2020-01-01.fra"),
        ("/akn/be/act/code/essai/2020-01-01/essai/latest", "2021-01-01.fra"),
        ("versions/essai/2020-01-01.fra.xml", "2020-01-01.fra"),
    ],
)
def test_a_version_is_named_as_everywhere(archived: "Cli", reference: str, label: str) -> None:
    assert archived("archive", "export", reference, "-o", "edition").code == 0
    assert (archived.folder / f"edition/{label}.xml").is_file()


def test_a_version_that_is_in_force_or_not_there(store: "Cli") -> None:
    assert store("seal", "2020-01-01").code == 0
    assert store.refused("archive", "export", "in-force", "-o", "x").startswith("archive: no version is in force on ")
    assert store.refused("archive", "export", "latest~1", "-o", "x") == (
        "archive: the archive holds no version latest~1. See codetool archive list."
    )
    assert store("adopt", "2021-01-01", "--adopted", "2021-02-01", "--in-force", "2021-03-01").code == 0
    for label in ("2021-02-01", "2021-01-01"):
        assert store("seal", label).code == 0
    for reference in ("in-force", "latest"):  # by date, not by when it was sealed
        assert store("archive", "export", reference, "-o", reference).code == 0
        assert (store.folder / reference / "2021-02-01.fra.xml").is_file()


def test_what_is_there_is_not_written_over(archived: "Cli") -> None:
    archived.write("bag/mine.txt", "mine")
    for label in ((), ("2020-01-01",)):
        assert archived.refused("archive", "export", *label, "-o", "bag") == (
            "bag: there is something already. Name a folder that is not there yet."
        )
    assert archived.refused("archive", "restore") == (
        f"{Path('versions')}: the store holds essai/2020-01-01.fra already. "
        "Restore into an empty one: name another with --store."
    )


@pytest.mark.parametrize("lost", [("*.xml",), ("*.xml", "sealed.toml"), ("*.xml", "sources/*.txt")])
def test_what_is_left_of_a_store_does_not_keep_it_from_being_filled_again(
    archived: "Cli", lost: tuple[str, ...]
) -> None:
    work = archived.folder / "versions/essai"
    before = files_of(work)
    for path in [path for pattern in lost for path in work.glob(pattern)]:
        path.unlink()
    assert archived.refused("show", "latest") == (
        f"versions: {'every version is gone, also what was sealed. See codetool list.'}"
        if "sealed.toml" not in lost
        else "versions: there is no version latest. The store is empty: fill it with codetool import."
    )
    assert archived("archive", "restore").code == 0
    assert files_of(work) == before


def test_other_files_in_the_places_of_what_is_restored_stay(archived: "Cli") -> None:
    work = archived.folder / "versions/essai"
    source, listed = work / "sources/2020-01-01.fra.txt", work / "sealed.toml"
    for path in work.glob("*.xml"):
        path.unlink()
    whole = listed.read_bytes()
    for path, content in (
        (source, b"another"),
        (listed, whole.replace(b'"2020-01-01.fra"', b'"1999-01-01.fra"')),
    ):
        was = path.read_bytes()
        path.write_bytes(content)
        before = files_of(work)
        assert archived.refused("archive", "restore") == (
            f"versions: the store holds essai/{path.relative_to(work).as_posix()} already. "
            "Restore into an empty one: name another with --store."
        )
        assert files_of(work) == before
        path.write_bytes(was)
    source.unlink()
    source.symlink_to(archived.folder / "first.txt")
    assert "essai/sources/2020-01-01.fra.txt already" in archived.refused("archive", "restore")
    assert source.is_symlink()


@pytest.mark.parametrize("label", [(), ("2020-01-01",)])
def test_nothing_is_exported_into_the_store(archived: "Cli", label: tuple[str, ...]) -> None:
    before = files_of(archived.folder / "versions")
    assert archived.refused("archive", "export", *label, "-o", "versions/x") == (
        "versions/x: this folder lies in the store. Name one outside of it."
    )
    assert files_of(archived.folder / "versions") == before


@pytest.mark.parametrize("content", [b"[[sealed]]\nlabel = 1\n", b"<sealed>\n", b"\xff"])
def test_the_remedy_mends_a_list_that_is_damaged(archived: "Cli", content: bytes) -> None:
    listed = archived.folder / "versions/essai/sealed.toml"
    whole = listed.read_bytes()
    listed.write_bytes(content)
    told = archived("validate")
    command = re.search(r"run codetool (archive restore --store FOLDER) in the folder of the code", told.out + told.err)
    assert command, told
    assert archived(*command[1].split()).code == 0
    shutil.copy(archived.folder / "FOLDER/essai/sealed.toml", listed)
    assert listed.read_bytes() == whole
    assert archived("validate").code == 0
    assert archived("verify", "--no-rebuild").code == 0


@pytest.mark.parametrize("name", ["2020-01-01.fra.xml", "received/2020-01-01.fra.txt"])
def test_an_altered_file_is_neither_exported_nor_restored(archived: "Cli", name: str) -> None:
    (path,) = archived.folder.glob(f"archive/*/*/*/*/v1/content/2020-01-01.fra/{name}")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    for command in (("export", "2020-01-01", "-o", "out"), ("export", "-o", "out"), ("restore", "--store", "out")):
        assert path.name in archived.refused("archive", *command)
        assert not (archived.folder / "out").exists()


def test_a_label_that_two_languages_have_is_ambiguous(store: "Cli") -> None:
    for name, date in (("first.txt", "2020-01-01"), ("second.txt", "2021-01-01")):
        assert store("import", name, "--date", date, "--work", "essai", "--lang", "nld").code == 0
    for label in ("2020-01-01.fra", "2020-01-01.nld", "2021-01-01.nld"):
        assert store("seal", label).code == 0
    for label in ("2020-01-01", "essai/2020-01-01"):
        assert store.refused("archive", "export", label, "-o", "x") == (
            f"archive: {label} names several versions. Name one of essai/2020-01-01.fra, essai/2020-01-01.nld."
        )
    assert store("archive", "export", "2020-01-01.fra", "-o", "french").code == 0
    assert (store.folder / "french/2020-01-01.fra.xml").is_file()
    assert store("archive", "export", "2021-01-01", "-o", "dutch").code == 0
    assert (store.folder / "dutch/2021-01-01.nld.xml").is_file()


def test_what_the_archive_does_not_hold(archived: "Cli") -> None:
    assert archived.refused("archive", "export", "2019-01-01", "-o", "x") == (
        "archive: the archive holds no version 2019-01-01. See codetool archive list."
    )
    assert archived.refused("archive", "export", "--work", "autre", "-o", "x") == (
        "autre: the archive holds no such work. See codetool archive list."
    )
    assert archived.refused("archive", "list", "--archive", "none").startswith("none: this is no archive. ")


@pytest.mark.parametrize("place", ["archive/extensions/codetool-workspace", "versions/.codetool-work"])
def test_a_journal_that_came_with_an_archive_moves_nothing_out_of_it(archived: "Cli", place: str) -> None:
    victim, workspace = archived.folder / "victim", archived.folder / place
    archived.write("victim/7", "the victim's own file")
    archived.write(f"{place.partition('/')[0]}/payload/x", "x")
    workspace.mkdir(parents=True)
    for name in ("new", "old"):
        (workspace / name).symlink_to(victim)
    create = Step(deed=Deed.CREATE, number="1", target=PurePosixPath("payload"), digest=digest_of(victim / "7"))
    remove = Step(deed=Deed.REMOVE, number="7", target=PurePosixPath("stolen"))
    save_journal(workspace, Journal(steps=(create, remove)))
    before = files_of(archived.folder)
    own = (("archive", "list"), ("archive", "export", "-o", "bag")) if place.startswith("archive") else (("list",),)
    for command in (*own, ("archive", "restore")):
        told = archived.refused(*command)
        assert told.endswith(
            f"{place}/new: something else stands where codetool keeps its work in progress. Move it away."
        )
        assert files_of(archived.folder) == before
