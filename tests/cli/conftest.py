"""The command line as a user meets it: a folder with a store in it, commands given there, what they print."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from hashlib import sha512
from pathlib import Path

import pytest

from codetool.cli.messages import _entries
from codetool.cli.shell import run
from codetool.store.sealed import SEALED_FILE, Sealed, sealed_bytes

FIRST = """CODE D'ESSAI

- projet d'essai -

TITRE 1 – OBJET

1.1 Le présent texte règle un essai.

1.2 L'essai se fait en deux temps :

a) le premier;
b) le second.

TITRE 2 – FIN

2.1 L'essai finit comme il a commencé.
"""
SECOND = FIRST.replace("en deux temps", "en deux temps distincts").replace(
    "2.1 L'essai", "2.1 Un essai manqué se refait.\n\n2.2 L'essai"
)
SECOND = SECOND.replace("- projet d'essai -", "- second projet d'essai -")  # each draft has a number of its own


def english_left(text: str, *arguments: str | Path) -> set[str]:
    """Return the English words of the interface that a French text still has, what the user wrote left out."""
    for argument in arguments:
        text = re.sub(rf"(?<!\w){re.escape(str(argument))}(?!\w)", " ", text)
    for typed in _TYPED:
        text = typed.sub(" ", text)
    return set(_WORD.findall(text)) & _english_words()


# What is the same in every language: git's own words, digests, the line that scripts read, values, options, files.
_TYPED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"git répond .*",
        r"\b[0-9a-f]{128}\b",
        r"^words: .*",
        r"choisissez parmi : [^.]*",
        r"'[^']*'(?=[ ,.])",
        r"\[[a-z]+(?:\|[a-z]+)+\]",
        r"--?[a-z][\w-]+",
        r"[\w/~.-]*[/~.][\w/~.-]+",
        r"codetool \w+",
        r"^codetool: [^:]*:",
        r"\b[0-9a-f]{128}\b",
    )
)
_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def _english_words() -> frozenset[str]:
    english = set(_WORD.findall(" ".join(entry["en"] for entry in _entries())))
    # Words that both languages have are no sign of either.
    return frozenset(english - set(_WORD.findall(" ".join(entry["fr"] for entry in _entries()))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command left: its exit code, what it printed, and its messages."""

    code: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        return self.err.splitlines()


class Cli:
    """Runs commands in a folder of their own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> Outcome:
        self._capture.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = self._capture.readouterr()
        # A PDF is no text: its bytes stand one for one in the string.
        out = printed.out.decode("latin-1" if printed.out.startswith(b"%PDF") else "utf-8")
        return Outcome(code=code, out=out, err=printed.err.decode())

    def refused(self, *arguments: str | Path) -> str:
        """Return the one line that a command which could not run has to say; nothing may have been written."""
        before = self.listing()
        outcome = self(*arguments)
        assert outcome.code == 2, outcome
        assert len(outcome.messages) == 1, outcome
        assert "Traceback" not in outcome.err
        assert "should not happen" not in outcome.err
        assert outcome.out == "" or '"findings": []' in outcome.out
        french = self.french(*arguments)
        assert (french.code, len(french.messages)) == (2, 1), french
        assert self.listing() == before, "something was written"
        return outcome.messages[0].removeprefix("codetool: ")

    def french(self, *arguments: str | Path) -> Outcome:
        """Return what a command says in French; none of the interface's English words may be left in it."""
        outcome = self("--ui-lang", "fr", *arguments)
        assert english_left(outcome.err, *arguments) == set(), outcome.err
        return outcome

    def listing(self) -> dict[str, tuple[int, int]]:
        """Return every file below the folder with its size and time of change."""
        return {
            str(path.relative_to(self.folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
            for path in sorted(self.folder.rglob("*"))
            if not path.is_dir()
        }

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def seal(self, label: str) -> None:
        """Let a version of the store be sealed, as far as the store knows."""
        folder = self.folder / "versions" / "essai"
        one = Sealed(
            label=label,
            sha512=sha512((folder / f"{label}.xml").read_bytes()).hexdigest(),
            inventory_sha512="0" * 128,
            version="v1",
            sealed="2026-11-26T17:00:00Z",
        )
        (folder / SEALED_FILE).write_bytes(sealed_bytes([], [one]))


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Return commands in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(("CODETOOL_", "LC_", "LANG", "NO_COLOR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    return Cli(tmp_path, capsysbinary)


@pytest.fixture
def store(cli: Cli) -> Cli:
    """Return commands in a folder whose store holds two drafts of one code."""
    cli.write("first.txt", FIRST)
    cli.write("second.txt", SECOND)
    for name, date in (("first.txt", "2020-01-01"), ("second.txt", "2021-01-01")):
        assert cli("import", name, "--date", date, "--work", "essai").code == 0
    return cli


@pytest.fixture(scope="session")
def sealed_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose store holds the two drafts, both sealed without a key; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("sealed")
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    for number, (text, date) in enumerate(((FIRST, "2020-01-01"), (SECOND, "2021-01-01"))):
        name = ("first.txt", "second.txt")[number]
        (folder / name).write_text(text, encoding="utf-8")
        for command in (("import", name, "--date", date, "--work", "essai"), ("seal", date)):
            done = subprocess.run(
                [sys.executable, "-m", "codetool", *command],
                cwd=folder, env=environment, capture_output=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture
def archived(cli: Cli, sealed_code: Path) -> Cli:
    """Return commands in a folder whose two drafts are sealed, one after the other."""
    shutil.copytree(sealed_code, cli.folder, dirs_exist_ok=True)
    return cli
