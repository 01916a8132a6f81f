"""`codetool init`: a folder in which everything works at once."""

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool.store.settings_file import KNOWN, load_settings

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

TEXT = "CODE D'ESSAI\n\n- projet d'essai -\n\n1.1 Un texte.\n\n1.2 Un autre.\n"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_new_code_works_with_no_other_step(cli: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    told = cli("--ui-lang", "fr", "init", "mon code", "--title", 'Code « A "B" »', "--publisher", "Ligue d'été")
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        "créé : mon code/codetool.toml",
        "créé : mon code/README.md",
        "créé : mon code/versions/.gitkeep",
        "Le code s'appelle mon-code, sa langue est fra, son pays be : c'est écrit dans mon code/codetool.toml.",
    ]
    assert sorted(cli.listing()) == ["mon code/README.md", "mon code/codetool.toml", "mon code/versions/.gitkeep"]
    monkeypatch.chdir(cli.folder / "mon code")
    Path("recu.txt").write_text(TEXT, encoding="utf-8")
    assert cli("import", "recu.txt", "--date", "2020-01-01").code == 0
    assert cli("validate").code == 0
    assert cli("render", "latest", "--format", "html", "-o", "dist/code.html").code == 0
    assert cli("render", "latest", "--format", "pdf", "-o", "dist/code.pdf").code == 0
    version = Path("versions/mon-code/2020-01-01.fra.xml").read_text(encoding="utf-8")
    assert "/akn/be/act/code/ligue-d-ete/2020-01-01/mon-code" in version
    assert 'showAs="Ligue d\'été"' in version


def test_the_file_of_settings_tells_all_that_can_be_set(cli: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("fr", "en"):
        assert cli("--ui-lang", language, "init", language, "--title", "T", "--publisher", "P").code == 0
        text = (cli.folder / language / "codetool.toml").read_text(encoding="utf-8")
        # With every remark that is a setting taken for one, the file is still one that can be read.
        settings = re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE)
        (cli.folder / language / "codetool.toml").write_text(settings, encoding="utf-8")
        tables = load_settings(cli.folder / language).tables
        told = {name for values in tables.values() for name in values}
        assert told == {name for names in KNOWN.values() for name in names} - {"author_short"}
        readme = (cli.folder / language / "README.md").read_text(encoding="utf-8")
        assert len(readme.splitlines()) <= 20
        assert all(told in readme for told in ("`archive/`", "`codetool seal latest`", "`codetool verify`"))
    monkeypatch.chdir(cli.folder / "en")
    assert cli("list").code == 0


def test_this_folder_is_meant_where_none_is_named(cli: "Cli") -> None:
    cli.write("README.md", "kept")
    told = cli("init", "--name", "essai", "--country", "lu", "--lang", "deu", "--author", "ligue")
    assert told.out.splitlines() == [
        "made: codetool.toml",
        "made: versions/.gitkeep",
        "The code is called essai, its language is deu, its country lu: codetool.toml says so.",
    ]
    assert (cli.folder / "README.md").read_text() == "kept"


def test_a_first_text_is_imported_at_once(cli: "Cli") -> None:
    cli.write("recu.txt", TEXT)
    told = cli("init", "code", "--lang", "fra", "--draft", "recu.txt", "--date", "2020-01-01")
    assert told.code == 0
    assert (
        "kept: code/versions/code/2020-01-01.fra.xml, source in code/versions/code/sources/2020-01-01.fra.txt"
        in told.err
    )
    assert (cli.folder / "code/versions/code/2020-01-01.fra.xml").is_file()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--draft", "absent.txt", "--date", "2020-01-01"), "absent.txt: there is no such file. Check the name and "),
        (("--draft", "prose.txt", "--date", "2020-01-01"), "prose.txt: no article was found"),
        (("--draft", "prose.txt", "--date", "1/1/2020"), "'1/1/2020' is no date. "),
        (("--draft", "prose.txt"), "--draft and --date belong together. Give both, or neither."),
        (("--date", "2020-01-01"), "--draft and --date belong together. Give both, or neither."),
        (("--country", "nowhere"), "'nowhere' is no country in two letters. Write --country as be, fr, lu or nl."),
        (("--lang", "fr"), "'fr' is no language in three letters. Write --lang as fra, nld, deu or eng."),
        (("--name", "a/b"), "'a/b' is no name for a folder. "),
        (("--author", "1"), "'1' is no short id of an author. "),
        (("--title", "a\x01b"), "the title holds the character U+0001, which no title has. "),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(cli: "Cli", options: tuple[str, ...], line: str) -> None:
    cli.write("prose.txt", "Bonjour.\n")
    git(cli.folder, "init", "-q")
    assert cli.refused("init", "code", *options).startswith(line)
    assert not (cli.folder / "code").exists()
    assert not (cli.folder / ".gitattributes").exists()
    assert "codetool" not in git(cli.folder, "config", "--local", "--list")


def test_a_folder_with_something_in_the_way_is_refused(cli: "Cli") -> None:
    assert cli("init", "code").code == 0
    assert cli.refused("init", "code") == (
        "code: a code stands in this folder already: codetool.toml is there. Name another folder."
    )
    cli.write("other/versions/a/b.xml", "")
    assert cli.refused("init", "other") == (
        "other: versions is there already, and not empty. Name another folder, or move it away."
    )
    cli.write("file", "")
    assert cli.refused("init", "file") == "file: this is a file. Name a folder, or one that is to be made."


def test_in_git_the_versions_are_compared_through_codetool(cli: "Cli") -> None:
    git(cli.folder, "init", "-q")
    assert "git compares and merges its versions through codetool from now on" in cli("init", "a b").out
    assert cli("init", "c").code == 0
    assert cli.refused("init", "d", "--draft", "absent.txt", "--date", "2020-01-01")
    assert (cli.folder / ".gitattributes").read_text().splitlines() == [
        "# codetool: begin",
        "a?b/versions/**/*.xml diff=codetool merge=codetool",
        "c/versions/**/*.xml diff=codetool merge=codetool",
        "a?b/versions/** -text",
        "a?b/versions/**/sealed.toml -text -merge",
        "a?b/archive/** -text -merge",
        "c/versions/** -text",
        "c/versions/**/sealed.toml -text -merge",
        "c/archive/** -text -merge",
        "# codetool: end",
    ]
    assert f"{sys.executable} -P -m codetool git-diff" in git(cli.folder, "config", "--get", "diff.codetool.command")


def test_where_git_cannot_be_set_up_nothing_is_made(cli: "Cli") -> None:
    git(cli.folder, "init", "-q")
    cli.write("recu.txt", TEXT)
    cli.write(".gitattributes/file", "a folder in its place")
    line = cli.refused("init", "code", "--draft", "recu.txt", "--date", "2020-01-01", "--lang", "fra")
    assert line.startswith(".gitattributes: this is a folder.")
    assert not (cli.folder / "code").exists()


def test_without_a_git_repository_nothing_is_said_of_it(cli: "Cli") -> None:
    assert "git" not in cli("init", "code").out.replace(".gitkeep", "")
    assert not (cli.folder / "code/.gitattributes").exists()


def test_what_an_interrupted_start_left_is_undone_first(cli: "Cli") -> None:
    cli.write("code/.codetool-work/new/1", "left")
    assert cli("init", "code").code == 0
    assert sorted(cli.listing()) == ["code/README.md", "code/codetool.toml", "code/versions/.gitkeep"]


@pytest.mark.parametrize(("refused", "place"), [("code", "code"), ("versions", "code/versions")])
def test_where_the_disk_refuses_in_the_end_git_is_as_before(
    cli: "Cli", monkeypatch: pytest.MonkeyPatch, refused: str, place: str
) -> None:
    git(cli.folder, "init", "-q")
    cli.write("recu.txt", TEXT)
    before = cli.listing()

    def refuse(workspace: Path) -> None:
        if workspace.parent.name == refused:
            raise OSError(28, "No space left on device")
        (workspace / "journal.json").unlink()

    monkeypatch.setattr("codetool.store.transaction.close_journal", refuse)
    told = cli("init", "code", "--draft", "recu.txt", "--date", "2020-01-01")
    assert (told.code, told.out) == (2, "")
    assert told.messages[-1].startswith(f"codetool: {place}: the file cannot be written (No space left on device)")
    assert [line for line in told.messages if line.startswith("kept: ")] == []
    assert {name for name in cli.listing() if not name.startswith(".git/")} == {
        name for name in before if not name.startswith(".git/")
    }
    assert "codetool" not in git(cli.folder, "config", "--local", "--list")
