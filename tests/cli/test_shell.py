"""What all commands share: help, versions, usage errors, languages, variables, a reader who leaves, a quick start."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool import __version__
from codetool.cli import shell
from codetool.cli.shell import COMMANDS, codetool

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

PROGRAM = (sys.executable, "-m", "codetool")


def start(*arguments: str, folder: Path | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANG", "LC_", "CODETOOL_"))}
    return subprocess.run(
        [*PROGRAM, *arguments], cwd=folder, env={**kept, **environment}, capture_output=True, text=True, check=False
    )


# --- help and usage ---------------------------------------------------------------------------------------------------


def test_help_lists_the_commands_that_are_built_in_the_order_of_work(cli: "Cli") -> None:
    told = cli("--help")
    assert (told.code, told.err) == (0, "")
    page = told.out.partition("Commands:")[2].split("\n")
    names = [line.split()[0] for line in page if line.startswith("  ") and line[2] != " "]
    assert names == list(COMMANDS)
    assert cli("-h").out == told.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_on_a_line_of_its_own(cli: "Cli", name: str) -> None:
    told = cli(name, "--help")
    assert told.code == 0
    assert f"\n    codetool {name}" in told.out


@pytest.mark.parametrize("name", COMMANDS)
def test_no_two_options_of_a_command_share_a_name(name: str) -> None:
    with codetool.make_context("codetool", [], resilient_parsing=True) as context:
        command = codetool.get_command(context, name)
    assert command
    names = [parameter.name for parameter in command.params]
    assert len(names) == len(set(names)), "one would take the other's value"


def test_version(cli: "Cli") -> None:
    assert cli("--version").out == f"codetool, version {__version__}\n"
    assert cli("-V").code == 0


def test_without_a_command_the_help_is_shown_and_nothing_was_done(cli: "Cli") -> None:
    told = cli()
    assert (told.code, told.out) == (2, "")
    assert told.err == cli("--help").out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["lst"], "No such command 'lst'. See codetool --help."),
        (["diff", "a"], "Missing argument 'NEW'. See codetool diff --help."),
        (["diff", "a", "b", "c"], "Got unexpected extra argument (c). See codetool diff --help."),
        (["diff", "--fomat"], "No such option '--fomat'. Did you mean '--format'? See codetool diff --help."),
        (["list", "--format", "odt"], "Invalid value for '--format': 'odt' is not one of 'text', 'json'. "),
        (["--ui-lang", "de", "list"], "Invalid value for '--ui-lang': 'de' is not one of 'en', 'fr'. "),
    ],
)
def test_a_usage_error_is_one_line_that_names_the_help(cli: "Cli", arguments: list[str], line: str) -> None:
    assert cli.refused(*arguments).startswith(line)


# --- what must not happen ---------------------------------------------------------------------------------------------


def fail(error: BaseException) -> object:
    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (KeyboardInterrupt(), "interrupted; nothing is half-written"),
        (MemoryError(), "the document is too large or nested too deeply for this machine. Split it."),
        (RecursionError(), "the document is too large or nested too deeply for this machine. Split it."),
        (
            OSError(28, "No space left on device"),
            "the system refused (No space left on device). Check the disk, the names and your permissions.",
        ),
        (
            OSError(28, "No space left on device", "a.xml"),
            "a.xml: the system refused (No space left on device). Check the disk, the names and your permissions.",
        ),
    ],
)
def test_what_stops_the_program_is_told_in_one_line(
    cli: "Cli", monkeypatch: pytest.MonkeyPatch, error: BaseException, line: str
) -> None:
    monkeypatch.setattr("codetool.store.find_store", fail(error))
    told = cli("list")
    assert told.code == 2
    assert told.messages[-1] == f"codetool: {line}"
    assert "Traceback" not in told.err


def test_a_fault_of_ours_is_told_as_one(cli: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codetool.store.find_store", fail(KeyError("x")))
    told = cli("list")
    assert told.code == 2
    assert told.messages == ["codetool: this should not happen (KeyError: 'x'). Report it, with what --debug shows."]
    with pytest.raises(KeyError):
        cli("--debug", "list")
    with pytest.raises(KeyError):
        cli("list", "--debug")


# --- languages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["CODETOOL_UI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
@pytest.mark.parametrize(
    ("value", "word"), [("fr_BE.UTF-8", "Utilisation :"), ("C.UTF-8", "Usage:"), ("en_GB.UTF-8", "Usage:")]
)
def test_the_language_is_that_of_the_surroundings(
    cli: "Cli", monkeypatch: pytest.MonkeyPatch, name: str, value: str, word: str
) -> None:
    monkeypatch.setenv(name, value)
    assert cli("--help").out.startswith(word)


def test_our_own_variable_names_a_language_that_is_spoken(cli: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODETOOL_UI_LANG", "de")
    assert cli.refused("list") == "CODETOOL_UI_LANG: codetool does not speak “de”. Write en or fr."
    assert cli("--help", "--ui-lang", "fr").out.startswith("Utilisation :")


def test_our_own_variable_outweighs_the_locale(cli: "Cli", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("CODETOOL_UI_LANG", "fr")
    assert cli("--help").out.startswith("Utilisation :")
    assert cli("--help", "--ui-lang", "en").out.startswith("Usage:")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--ui-lang", "fr", "diff", "--help"],
        ["--ui-lang=fr", "diff", "--help"],
        ["diff", "--ui-lang", "fr", "--help"],
        ["diff", "--help", "--ui-lang", "fr"],
    ],
)
def test_the_language_may_stand_anywhere(cli: "Cli", arguments: list[str]) -> None:
    assert cli(*arguments).out.startswith("Utilisation : codetool diff [OPTIONS] ANCIENNE NOUVELLE")


def test_help_in_one_language_leaves_the_other_as_it_was(cli: "Cli") -> None:
    english = cli("diff", "--help").out
    assert cli("diff", "--help", "--ui-lang", "fr").out != english
    assert cli("diff", "--help").out == english


# --- the reader who leaves --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["--help"],
        ["show", "latest"],
        ["diff", "2020-01-01", "2020-01-01", "--format", "html"],
        ["render", "latest", "--format", "html"],
    ],
    ids=" ".join,
)
def test_a_reader_who_leaves_is_no_error(store: "Cli", arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # as `| head -1` does, only sooner
    with os.fdopen(writing, "wb") as gone:
        told = subprocess.run(
            [*PROGRAM, *arguments], cwd=store.folder, stdout=gone, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["diff", "2020-01-01", "2021-01-01"], 1),
        (["diff", "2020-01-01", "2021-01-01", "--format", "html"], 1),
        (["validate", "broken.xml"], 1),
        (["validate", "--format", "json", "broken.xml", "absent.xml"], 2),
        (["fmt", "--check", "broken.xml"], 1),
        (["show", "nothing"], 2),
        (["show", "latest", "--nonsense"], 2),
        (["list"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
@pytest.mark.parametrize("shell_line", ['"$@" | true', '"$@" 2>&1 | true'])
def test_a_reader_who_leaves_changes_no_exit_code(
    store: "Cli", tmp_path: Path, arguments: list[str], code: int, shell_line: str
) -> None:
    text = (store.folder / "versions/essai/2020-01-01.fra.xml").read_bytes()
    store.write("broken.xml", text.replace(b'<article eId="', b'<article  eId="twice ').decode())
    assert left_alone(store, tmp_path / "gone", shell_line, *arguments) == code


def left_alone(store: "Cli", gone: Path, line: str, *arguments: str) -> int:
    """Return the exit code of a command in a line of the shell, begun when the reader behind it has gone."""
    line = line.replace('"$@"', f'{{ while [ ! -e "{gone}" ]; do sleep 0.01; done; exec "$@"; }}')
    line = line.replace("true", f'{{ exec <&-; : > "{gone}"; }}')
    told = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}", "bash", *PROGRAM, *arguments],
        cwd=store.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout == ""
    assert "Traceback" not in told.stderr
    return told.returncode


def test_a_reader_who_leaves_does_not_make_an_archive_whole(store: "Cli", tmp_path: Path) -> None:
    assert store("seal", "2020-01-01", "--unsigned").code == 0
    command = ("verify", "--no-rebuild")
    assert left_alone(store, tmp_path / "first", '"$@" | true', *command) == 0
    guide = next((store.folder / "archive").rglob("LISEZ-MOI.txt"))
    guide.write_bytes(guide.read_bytes() + b" ")
    assert left_alone(store, tmp_path / "second", '"$@" | true', *command) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["list"], ["--help"], ["render", "latest", "--format", "html"]], ids=" ".join)
def test_a_full_disk_is_told(store: "Cli", arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [*PROGRAM, *arguments], cwd=store.folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert told.returncode == 2
    assert told.stderr.splitlines() == [
        "codetool: the system refused (No space left on device). Check the disk, the names and your permissions."
    ]


@pytest.mark.parametrize(
    "command", ["list", "--help", "render latest --format html", "import first.txt --date 2022-01-01"]
)
def test_an_output_that_is_closed_is_told_before_anything_is_done(store: "Cli", command: str) -> None:
    before = store.listing()
    script = f'"$0" -m codetool {command} >&-'
    told = subprocess.run(
        ["sh", "-c", script, sys.executable], cwd=store.folder, stderr=subprocess.PIPE, text=True, check=False
    )
    assert told.returncode == 2
    assert told.stderr == "codetool: standard output is closed. Leave it open, or send it to /dev/null.\n"
    assert store.listing() == before


# --- as a process -----------------------------------------------------------------------------------------------------


def test_exit_codes_reach_the_shell(store: "Cli") -> None:
    assert start("list", folder=store.folder).returncode == 0
    assert start("diff", "2020-01-01", "2021-01-01", folder=store.folder).returncode == 1
    told = start("show", "nothing", folder=store.folder, LANG="fr_BE.UTF-8")
    assert told.returncode == 2
    assert told.stderr == (
        "codetool: versions: il n'y a pas de version nothing. "
        "Le dépôt contient essai/2020-01-01.fra, essai/2021-01-01.fra.\n"
    )


def test_words_are_completed_for_the_shell() -> None:
    told = start(_CODETOOL_COMPLETE="bash_complete", COMP_WORDS="codetool va", COMP_CWORD="1")
    assert told.returncode == 0
    assert "validate" in told.stdout


def test_the_start_loads_nothing_that_help_does_not_need() -> None:
    script = "import sys, codetool.cli.shell as s; s.run(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(told.stderr.split())
    assert "codetool.cli.diff" in loaded, "help asks every command for its first sentence"
    heavy = {"lxml", "jinja2", "weasyprint", "rich", "charset_normalizer", "rapidfuzz", "diff_match_patch", "pycountry"}
    assert not heavy & loaded
    assert not {"importlib.metadata", "tomllib", "json", "subprocess", "tempfile", "email"} & loaded
    assert not {name for name in loaded if name.startswith("codetool.") and name.count(".") > 1} - {
        f"codetool.cli.{path.stem}" for path in Path(shell.__file__).parent.glob("*.py")
    }, "rooms below the command line"
