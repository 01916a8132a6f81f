"""Ten processes import, render and tidy in one store at the same time: nothing is lost, and who waits is told so."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from codetool.store.lock import sole_writer
from codetool.store.sealed import load_sealed
from tests.cli.conftest import FIRST, Cli
from tests.crash.commands import check_archive, contents, is_waiting
from tests.crash.many import SHARED
from tests.crash.watched import surroundings

PROCESSES = 10
SECONDS = float(os.environ.get("STRESS_SECONDS", "0"))
"""How long they work (`make stress`); else each of them gives a few commands."""
COMMANDS = 4


def test_ten_processes_in_one_store(cli: Cli, root: Path, tell: Callable[[str], None]) -> None:
    cli.write("first.txt", FIRST)
    assert cli("import", "first.txt", "--date", SHARED, "--work", "essai").code == 0
    working = [
        subprocess.Popen(
            [sys.executable, root / "tests/crash/many.py", str(number), str(COMMANDS), str(SECONDS)],
            cwd=cli.folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    failed = [told for process in working if (told := process.communicate()[1])]
    assert failed == []
    done = [json.loads((cli.folder / f"done-{number}.json").read_text()) for number in range(PROCESSES)]
    _check_imports(cli, {date: text for one in done for date, text in one["imported"].items()})
    _check_shared(cli)
    assert cli("validate").code == 0
    assert cli("fmt", "--check").code == 0
    assert not [path for path in contents(cli.folder) if is_waiting(path)]
    if SECONDS:
        sealed = _check_sealed(cli, [f"{day}.fra" for one in done for day in one["sealed"]])
        given, waited = sum(one["given"] for one in done), sum(one["waited"] for one in done)
        imported = sum(len(one["imported"]) for one in done)
        tell(f"{given} commands in {SECONDS:.0f} s, {imported} versions, {sealed} sealed, {waited} times told to wait")


def _check_imports(cli: Cli, imported: dict[str, str]) -> None:
    assert len(imported) >= PROCESSES
    for date, text in imported.items():
        assert (cli.folder / f"versions/essai/sources/{date}.fra.txt").read_text() == text
        written = (cli.folder / f"versions/essai/{date}.fra.xml").read_text()
        assert _named(written) == _named(text), date


def _check_sealed(cli: Cli, labels: list[str]) -> int:
    """Every sealing is in the archive and in the list of the store, and both are whole; return how many there are."""
    listed = {one.label for one in load_sealed(cli.folder / "versions/essai")}
    assert listed <= set(labels)
    assert len(set(labels) - listed) <= PROCESSES, "only what each of them had no time for any more"
    archived = {path.name for path in (cli.folder / "archive").glob("*/*/*/*/v*/content/*.fra")}
    assert archived == listed
    check_archive(cli)
    return len(listed)


def _check_shared(cli: Cli) -> None:
    """The version that all replaced has the text of the source beside it: no two imports were mixed."""
    source = (cli.folder / f"versions/essai/sources/{SHARED}.fra.txt").read_text()
    assert _named((cli.folder / f"versions/essai/{SHARED}.fra.xml").read_text()) == _named(source)


def _named(text: str) -> list[str]:
    return re.findall(r"l'essai (?:de )?\d+-\d+", text)


def test_a_command_that_waits_says_so_and_goes_on(cli: Cli) -> None:
    cli.write("first.txt", FIRST)
    (cli.folder / "versions").mkdir()
    with sole_writer(cli.folder / "versions"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "codetool.cli", "import", "first.txt", "--date", "2020-01-01", "--work", "essai"],
            cwd=cli.folder, env=surroundings(), stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert waiting.stderr
        assert waiting.stderr.readline() == "another codetool writes into versions: waiting\n"
    told = waiting.communicate()[1]
    assert waiting.returncode == 0
    assert told.startswith("kept: versions/essai/2020-01-01.fra.xml")


def test_a_writer_that_was_killed_keeps_nobody_waiting(cli: Cli) -> None:
    cli.write("first.txt", FIRST)
    (cli.folder / "versions").mkdir()
    holding = "import sys, pathlib\nfrom codetool.store.transaction import writing_into\n"
    holding += "with writing_into(pathlib.Path('versions')):\n    print('held', flush=True)\n    sys.stdin.read()"
    held = subprocess.Popen(
        [sys.executable, "-c", holding], cwd=cli.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert held.stdout
    assert held.stdout.readline() == "held\n"
    held.kill()
    held.communicate()
    told = cli("import", "first.txt", "--date", "2020-01-01", "--work", "essai")
    assert told.code == 0
    assert "waiting" not in told.err
