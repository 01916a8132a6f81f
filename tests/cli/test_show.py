"""`codetool show`, and the names by which every command finds a version."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

IN_FORCE = """<temporalData source="#essai"><temporalGroup eId="tmpg_1">
<timeInterval eId="i" start="#eref_1" refersTo="#inForce"/></temporalGroup></temporalData><references"""


def git(folder: Path, *arguments: str) -> None:
    known = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *known, *arguments], cwd=folder, check=True, capture_output=True)


def test_show_prints_the_text_as_a_reader_sees_it(store: "Cli") -> None:
    told = store("show", "2020-01-01")
    assert (told.code, told.err) == (0, "")
    assert "CODE D'ESSAI" in told.out
    assert "L'essai se fait en deux temps" in told.out


@pytest.mark.parametrize("provision", ["art_1-1", "1.1", "1.1."])
def test_show_finds_a_provision_by_eid_and_by_number(store: "Cli", provision: str) -> None:
    told = store("show", "2020-01-01", provision)
    assert told.out.split() == "1.1 Le présent texte règle un essai.".split()


def test_show_prints_a_title_with_what_is_in_it(store: "Cli") -> None:
    told = store("show", "2020-01-01", "title_2")
    assert "TITRE 2" in told.out
    assert "2.1" in told.out
    assert "1.1" not in told.out


def test_an_unknown_provision_is_answered_with_some_that_there_are(store: "Cli") -> None:
    assert store.refused("show", "2020-01-01", "9.9") == (
        "versions/essai/2020-01-01.fra.xml: there is no provision 9.9. Name an eId or a number, such as 1.1, 1.2, 2.1."
    )


@pytest.mark.parametrize(
    "name",
    [
        "2021-01-01",
        "2021-01-01.fra",
        "latest",
        "latest~0",
        "essai/latest",
        "essai/2021-01-01",
        "essai/2021-01-01.fra",
        "versions/essai/2021-01-01.fra.xml",
        "./versions/essai/../essai/2021-01-01.fra.xml",
    ],
)
def test_the_names_of_a_version(store: "Cli", name: str) -> None:
    assert "manqué" in store("show", name, "2.1").out


def test_an_absolute_path_names_a_version(store: "Cli") -> None:
    assert "manqué" in store("show", store.folder / "versions/essai/2021-01-01.fra.xml", "2.1").out


@pytest.mark.parametrize("name", ["latest~1", "essai/latest~1"])
def test_the_one_before_the_latest(store: "Cli", name: str) -> None:
    assert "comme il a" in store("show", name, "2.1").out


@pytest.mark.parametrize("name", ["1999-01-01", "latest~2", "essai/1999-01-01", "autre/latest", "2020-01-01.nld", "x"])
def test_an_absent_version_is_answered_with_those_that_there_are(store: "Cli", name: str) -> None:
    assert store.refused("show", name) == (
        f"versions: there is no version {name}. The store holds essai/2020-01-01.fra, essai/2021-01-01.fra."
    )


def test_an_empty_store_says_so(cli: "Cli") -> None:
    (cli.folder / "versions").mkdir()
    assert cli.refused("show", "latest") == (
        "versions: there is no version latest. The store is empty: fill it with codetool import."
    )


def test_a_variant_and_a_language_are_part_of_the_label(store: "Cli") -> None:
    store("import", "second.txt", "--date", "2020-01-01", "--variant", "avis")
    store("import", "second.txt", "--date", "2020-01-01", "--lang", "nld")
    assert "manqué" in store("show", "2020-01-01.avis", "2.1").out
    assert "manqué" in store("show", "2020-01-01.avis.fra", "2.1").out
    assert "manqué" in store("show", "2020-01-01.nld", "2.1").out
    assert "comme il a" in store("show", "2020-01-01.fra", "2.1").out
    assert store.refused("show", "2020-01-01") == (
        "versions: 2020-01-01 names several versions. Name one of essai/2020-01-01.fra, essai/2020-01-01.nld."
    )


def test_where_there_are_several_works_the_label_names_one(store: "Cli") -> None:
    store("import", "first.txt", "--date", "2020-01-01", "--work", "autre")
    assert store.refused("show", "latest") == (
        "versions: there are several works. Write WORK/latest; WORK is one of autre, essai."
    )
    assert store.refused("show", "2020-01-01") == (
        "versions: 2020-01-01 names several versions. Name one of autre/2020-01-01.fra, essai/2020-01-01.fra."
    )
    assert store("show", "autre/latest").code == 0
    assert "manqué" in store("show", "2021-01-01", "2.1").out, "one work has this date"


def test_no_draft_is_in_force(store: "Cli") -> None:
    line = store.refused("show", "in-force")
    assert line.startswith("versions: no version is in force on ")
    known = "2020-01-01, 2021-01-01"
    assert line.endswith(f", but drafts or versions not in force yet: {known}. Name a version by its date.")


def test_in_force_is_the_last_adopted_version_whose_day_has_come(store: "Cli") -> None:
    for date in ("2019-01-01", "2019-06-01", "2999-01-01"):
        store("import", "first.txt", "--date", date, "--status", "adopted")
        path = store.folder / f"versions/essai/{date}.fra.xml"
        path.write_text(path.read_text().replace("<references", IN_FORCE, 1))
    told = store("diff", "in-force", "2019-06-01", "--format", "json")
    assert '"fra@2019-06-01"' in told.out.replace("/akn/be/act/code/essai/2020-01-01/essai/", "")


def test_a_file_wins_over_a_label(store: "Cli") -> None:
    (store.folder / "2021-01-01").write_bytes((store.folder / "versions/essai/2020-01-01.fra.xml").read_bytes())
    assert "comme il a" in store("show", "2021-01-01", "2.1").out


def test_a_folder_does_not_win_over_a_label(store: "Cli") -> None:
    (store.folder / "2021-01-01").mkdir()
    assert "manqué" in store("show", "2021-01-01", "2.1").out


def test_a_folder_is_no_version(store: "Cli") -> None:
    assert store.refused("show", "versions") == "versions: this is a folder. Name a file in it."


def test_a_file_that_is_not_there_is_no_label(store: "Cli") -> None:
    assert store.refused("show", "absent.xml") == "absent.xml: there is no such file. Check the name and the folder."


@pytest.fixture
def repository(store: "Cli") -> "Cli":
    git(store.folder, "init", "-q")
    git(store.folder, "add", "versions")
    git(store.folder, "commit", "-q", "-m", "two drafts")
    path = store.folder / "versions/essai/2021-01-01.fra.xml"
    path.write_text(path.read_text().replace("manqué", "perdu"))
    git(store.folder, "commit", "-q", "-a", "-m", "a word")
    return store


def test_a_revision_of_a_git_repository(repository: "Cli") -> None:
    old = "HEAD~1:versions/essai/2021-01-01.fra.xml"
    assert "manqué" in repository("show", old, "2.1").out
    assert "perdu" in repository("show", "2021-01-01", "2.1").out
    told = repository("diff", old, "2021-01-01", "--summary")
    assert told.code == 1
    assert "modified: 1" in told.out


@pytest.mark.parametrize("name", ["HEAD~9:versions/essai/2021-01-01.fra.xml", "HEAD:absent.xml", "--help:x", "HEAD:-p"])
def test_a_revision_that_is_not_there(repository: "Cli", name: str) -> None:
    line = repository.refused("show", "--", name)
    assert line.startswith(f"{name}: there is no such version: git says ")
    assert line.endswith("Write REV:path as in HEAD~1:versions/code/2001-06-07.fra.xml.")


def test_a_revision_without_a_repository(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(store.folder.parent))
    assert "there is no such version: git says " in store.refused("show", "HEAD:a.xml")


def test_a_revision_without_git(store: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(store.folder))
    assert store.refused("show", "HEAD:a.xml") == (
        "HEAD:a.xml: git is not installed. Name the version by a path or a label."
    )


def test_show_finds_what_stands_inside_an_article(root: Path, cli: "Cli") -> None:
    told = cli("show", str(root / "versions/fewasc-deontologie/2001-06-07.fra.xml"), "art_1-2__list_1__point_d")
    assert (told.code, told.out) == (0, "d)    contribuer à améliorer l'ensemble des structures sociales.\n")
