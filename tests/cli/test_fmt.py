"""`codetool fmt`."""

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool.store.upkeep import Series
from codetool.store.versions import list_versions
from tests.cli.conftest import FIRST, SECOND

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

LATER = "versions/essai/2021-01-01.fra.xml"
EARLIER = "versions/essai/2020-01-01.fra.xml"


def without_wids(store: "Cli") -> Path:
    """Take the wIds out of the later version, as if it had been written by hand."""
    path = store.folder / LATER
    text = path.read_text()
    assert ' wId="art_2-1"' in text
    path.write_text(re.sub(' wId="[^"]*"', "", text))
    return path


def test_an_import_into_the_store_keeps_what_was_renumbered_the_same(store: "Cli") -> None:
    text = (store.folder / LATER).read_text()
    assert '<article eId="art_2-1" wId="art_2-1-20210101">' in text
    assert '<article eId="art_2-2" wId="art_2-1">' in text
    assert store("import", "second.txt", "--date", "2021-01-01").messages[0].startswith("unchanged: ")


def test_what_was_imported_is_in_order(store: "Cli") -> None:
    told = store("fmt", "--check")
    assert (told.code, told.out, told.messages) == (0, "", ["to be formatted: 0 of 2"])


def test_the_code_of_2001_is_in_order(cli: "Cli", code_path: Path) -> None:
    cli.write("versions/fewasc-deontologie/2001-06-07.fra.xml", code_path.read_bytes())
    before = cli.listing()
    assert cli("fmt").code == 0
    assert cli.listing() == before


def test_check_names_the_files_and_writes_nothing(store: "Cli") -> None:
    without_wids(store)
    before = store.listing()
    told = store("fmt", "--check")
    assert (told.code, told.out) == (1, f"{LATER}: 2 wIds\n")
    assert told.messages == ["to be formatted: 1 of 2"]
    assert store.listing() == before


def test_wids_come_back_from_the_version_before(store: "Cli") -> None:
    whole = (store.folder / LATER).read_bytes()
    path = without_wids(store)
    told = store("fmt")
    assert (told.code, told.out, told.messages) == (0, f"{LATER}: 2 wIds\n", ["formatted: 1 of 2"])
    assert path.read_bytes() == whole
    assert store("fmt", "--check").code == 0


def test_one_version_is_formatted_in_the_light_of_the_others(store: "Cli") -> None:
    whole = (store.folder / LATER).read_bytes()
    path = without_wids(store)
    assert store("fmt", "2021-01-01").code == 0
    assert path.read_bytes() == whole


def test_layout_and_missing_eids_are_told(store: "Cli") -> None:
    path = store.folder / EARLIER
    whole = path.read_bytes()
    path.write_text(re.sub(r"\n *", "\n", path.read_text()).replace(' eId="art_1-1"', "").replace(' eId="title_2"', ""))
    told = store("fmt", "2020-01-01")
    assert (told.code, told.out) == (0, f"{EARLIER}: layout, 2 eIds\n")
    assert path.read_bytes() == whole


def test_a_file_outside_the_store_is_formatted_by_itself(cli: "Cli", code_path: Path) -> None:
    path = cli.write("draft.xml", code_path.read_text().replace("\n", "\n "))
    told = cli("fmt", "draft.xml")
    assert (told.code, told.out) == (0, "draft.xml: layout\n")
    assert path.read_bytes() == code_path.read_bytes()


def test_a_link_stays_a_link(cli: "Cli", code_path: Path) -> None:
    path = cli.write("folder/draft.xml", code_path.read_text().replace("\n", "\n "))
    (cli.folder / "link.xml").symlink_to(path)
    assert cli("fmt", "link.xml").code == 0
    assert (cli.folder / "link.xml").is_symlink()
    assert path.read_bytes() == code_path.read_bytes()


def test_one_bad_file_is_told_and_the_rest_go_on(store: "Cli") -> None:
    whole = (store.folder / LATER).read_bytes()
    path = without_wids(store)
    store.write("versions/autre/2020-01-01.fra.xml", "<akomaNtoso>")
    told = store("fmt")
    assert told.code == 2
    assert told.messages[0].startswith("codetool: versions/autre/2020-01-01.fra.xml: line 1: the XML is broken")
    assert told.messages[1] == "formatted: 1 of 2"
    assert path.read_bytes() == whole


def test_without_the_version_before_no_wid_is_guessed(store: "Cli") -> None:
    path = without_wids(store)
    before = path.read_bytes()
    store.write(EARLIER, "<akomaNtoso>")
    told = store("fmt", "2021-01-01")
    assert told.code == 0
    assert told.messages[0] == f"{LATER}: its wIds stay as they are, because a version before it cannot be read"
    assert path.read_bytes() == before
    assert store.french("fmt", "2021-01-01").messages[0].startswith(f"{LATER} : ses wId restent tels quels")


def test_a_version_in_git_is_refused(store: "Cli") -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "versions"],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=store.folder, check=True)
    assert store.refused("fmt", f"HEAD:{EARLIER}") == (
        f"HEAD:{EARLIER}: this version comes from git or a pipe, and not from a file. "
        "Name a file, or a label of the store."
    )


def test_what_is_not_there_is_refused(store: "Cli") -> None:
    assert "there is no version 1999-01-01" in store.refused("fmt", "1999-01-01")
    (store.folder / "empty").mkdir()
    assert store.refused("fmt", "empty").startswith("empty: there is no XML file in this folder")


@pytest.mark.parametrize("arguments", [(), ("--check",)], ids=["written", "checked"])
def test_what_is_told_has_its_french(store: "Cli", arguments: tuple[str, ...]) -> None:
    without_wids(store)
    told = store.french("fmt", *arguments)
    assert told.out == f"{LATER}: wId : 2\n"
    assert told.messages == ["à mettre en forme : 1 sur 2" if arguments else "mis en forme : 1 sur 2"]


def test_a_series_is_of_one_work_and_one_language(cli: "Cli") -> None:
    for work, text in (("un", FIRST), ("deux", SECOND)):
        cli.write("text.txt", text)
        assert cli("import", "text.txt", "--date", "2020-01-01", "--work", work).code == 0
    versions = list_versions(cli.folder / "versions")
    series = Series(versions=versions)
    assert [len(series.before(version.path)) for version in versions] == [0, 0]
