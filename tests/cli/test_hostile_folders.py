"""A folder that somebody else made: its links, its settings and its templates reach nothing outside it, in one line."""

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hostile import document

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

HIDDEN = "ce que personne ne doit lire"
RENDER = ("render", "2020-01-01", "--format", "html", "-o", "dist/a.html")
LEADS_OUT = "this leads out of its folder, by a link or by its name. Put the file itself into the folder."


@pytest.fixture
def folder(store: "Cli") -> "Cli":
    """Return commands in a folder with two versions, beside which something lies that is nobody's business."""
    store.write("../outside/secret.txt", HIDDEN)
    store.write("../outside/other.xml", (store.folder / "versions/essai/2021-01-01.fra.xml").read_bytes())
    return store


def link(cli: "Cli", name: str, target: str) -> None:
    path = cli.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(cli.folder.parent / "outside" / target)


# --- links --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("show", "2020-01-01"),
        ("validate",),
        ("validate", "versions"),
        ("render", "latest", "--format", "text"),
        ("diff", "2020-01-01", "latest"),
        ("site", "-o", "dist/site", "--forms", "html"),
        ("import", "draft.txt", "--date", "2023-01-01", "--work", "essai"),
    ],
    ids=" ".join,
)
def test_a_version_that_is_a_link_out_of_the_store_is_refused(folder: "Cli", command: tuple[str, ...]) -> None:
    folder.write("draft.txt", "Art. 1. Un.\n\nArt. 2. Deux.\n")
    link(folder, "versions/essai/2022-01-01.fra.xml", "other.xml")
    told = folder.refused(*command)
    assert told.endswith(f"2022-01-01.fra.xml: {LEADS_OUT}")


def test_a_link_within_the_store_is_no_fault(folder: "Cli") -> None:
    (folder.folder / "versions/essai/2022-01-01.fra.xml").symlink_to("2021-01-01.fra.xml")
    assert folder("list").out.count("fra@") == 3


def test_a_work_that_is_a_link_out_of_the_store_is_refused(folder: "Cli") -> None:
    shutil.move(folder.folder / "versions/essai", folder.folder.parent / "outside/essai")
    link(folder, "versions/essai", "essai")
    assert folder.refused("list").endswith(LEADS_OUT)


def test_an_import_writes_nothing_through_a_link(folder: "Cli") -> None:
    folder.write("draft.txt", "Art. 1. Un.\n\nArt. 2. Deux.\n")
    shutil.rmtree(folder.folder / "versions/essai/sources")
    (folder.folder.parent / "outside/box").mkdir()
    link(folder, "versions/essai/sources", "box")
    told = folder.refused("import", "draft.txt", "--date", "2023-01-01", "--work", "essai")
    assert told == f"versions/essai/sources/2023-01-01.fra.txt: {LEADS_OUT}"
    assert not list((folder.folder.parent / "outside/box").iterdir())


def test_decisions_that_are_a_link_out_of_the_store_are_not_read(folder: "Cli") -> None:
    link(folder, "versions/essai/matches/2020-01-01.fra..2021-01-01.fra.toml", "secret.txt")
    told = folder.refused("diff", "2020-01-01", "2021-01-01")
    assert told.endswith(LEADS_OUT)


def test_settings_that_are_a_link_out_of_the_folder_are_not_read(folder: "Cli") -> None:
    link(folder, "codetool.toml", "secret.txt")
    assert folder.refused(*RENDER).startswith("codetool.toml: this leads out of its folder")


def test_a_template_that_is_a_link_is_not_read(folder: "Cli") -> None:
    folder.write("codetool.toml", '[look]\ntemplates = "modeles"\n')
    folder.write("modeles/edition/_about.html", "{% include 'edition/secret.txt' %}")
    link(folder, "modeles/edition/secret.txt", "secret.txt")  # of a kind that no check of the folder looks at
    assert folder.refused(*RENDER).endswith(f"modeles/edition/secret.txt: {LEADS_OUT}")
    link(folder, "modeles/edition/_head.html", "secret.txt")
    assert "modeles/edition/_head.html: this leads" in folder.refused(*RENDER)


@pytest.mark.parametrize("name", ["../outside", "/etc", "modeles"])
def test_templates_outside_the_folder_are_not_taken(folder: "Cli", name: str) -> None:
    folder.write("codetool.toml", f'[look]\ntemplates = "{name}"\n')
    link(folder, "modeles", ".")
    assert folder.refused(*RENDER).startswith("codetool.toml:2: this leads out of its folder")


def test_a_site_writes_nothing_through_a_link_that_waits_for_it(folder: "Cli") -> None:
    folder("site", "-o", "dist/site", "--forms", "html")
    (folder.folder / "dist/site/index.html").unlink()
    link(folder, "dist/site/.codetool-index.html.part", "secret.txt")
    folder("site", "-o", "dist/site", "--forms", "html")
    assert (folder.folder.parent / "outside/secret.txt").read_text() == HIDDEN
    assert (folder.folder / "dist/site/index.html").is_file()


# --- what settings and decisions say -------------------------------------------------------------------------

BOMBS = {
    "a number of many digits": "a = " + "9" * 5000,
    "a date that is none": "a = 2020-02-30",
    "lists without end": "a = " + "[" * 100_000,
    "tables without end": "a = " + "{a=" * 100_000,
    "a name of many parts": ".".join(["a"] * 100_000) + " = 1",
    "many names of many parts": ".".join(["a"] * 1500) + " = 1\n",
    "bytes": "\udcff\udcfe",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_toml_that_means_harm_is_refused_in_one_line(folder: "Cli", bomb: str) -> None:
    text = BOMBS[bomb].encode("utf-8", "surrogateescape")
    folder.write("codetool.toml", text)
    assert folder.refused(*RENDER).startswith("codetool.toml")
    folder.write("decided.toml", text)
    assert folder.refused("diff", "2020-01-01", "2021-01-01", "--overrides", "decided.toml").startswith("decided.toml")


def test_a_message_cannot_command_the_terminal(folder: "Cli") -> None:
    folder.write("codetool.toml", '"\\u001b]0;x\\u0007\\u202e" = 1\n')
    assert r"there is no setting \x1b]0;x\x07\u202e." in folder.refused(*RENDER)


def test_a_finding_cannot_command_the_terminal(folder: "Cli") -> None:
    folder.write("versions/essai/2020-01-01.fra.xml", document().replace("javascript:", "javascript:&#x9b;31m"))
    said = folder(*RENDER).err
    assert r"javascript:\x9b31m" in said
    assert "\x9b" not in said


# --- templates ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ("{% autoescape false %}{{ view.title }}{% endautoescape %}", "autoescape may not be changed"),
        ("{{ 'a' * 99999999999 }}", "MemoryError"),
        ("{{ '%99999999999d' % 1 }}", "MemoryError"),
        ("{{ 'a'.center(99999999999) }}", "MemoryError"),
        ("{{ 9 ** 9 ** 9 ** 9 ** 9 ** 9}}", "a number is too large"),
        ("{{ lipsum(n=9) }}", "'lipsum' is undefined"),
        ("{{ cycler.__init__.__globals__ }}", "access to attribute '__init__'"),
        ("{{ '{0.__class__}'.format(view) }}", "access to attribute '__class__'"),
        ("{% include '../../../outside/secret.txt' %}", "there is no template “../../../outside/secret.txt”"),
    ],
)
def test_a_template_that_means_harm_is_told_by_its_line(folder: "Cli", body: str, fact: str) -> None:
    folder.write("codetool.toml", '[look]\ntemplates = "modeles"\n')
    folder.write("modeles/edition/_about.html", f"\n{body}")
    told = folder.refused(*RENDER)
    assert told.startswith("modeles/edition/_about.html:2: ")
    assert fact in told


# --- a repository that somebody else made ---------------------------------------------------------------------


def test_what_git_calls_runs_no_file_of_the_repository(folder: "Cli") -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder.folder, check=True)
    assert folder("git-setup").code == 0
    told = subprocess.run(
        ["git", "config", "diff.codetool.textconv"], cwd=folder.folder, check=True, capture_output=True, text=True
    )
    assert told.stdout.startswith(sys.executable)
    folder.write("click.py", f"open({str(folder.folder / 'ran')!r}, 'w')")
    path = "versions/essai/2020-01-01.fra.xml"
    shown = subprocess.run(
        ["sh", "-c", f"{told.stdout.strip()} {path}"],
        cwd=folder.folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "TITRE 1" in shown.stdout
    assert not (folder.folder / "ran").exists()
