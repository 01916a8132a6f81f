"""The same version is the same file, on any day, from any folder, in any process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EDITION = """
from codetool.akn.read import read_expression
from codetool.render import Imprint, render_pdf
content = open(sys.argv[1], "rb").read()
sys.stdout.buffer.write(render_pdf(read_expression(content), Imprint(source=content)))
"""
COMPARISON = """
from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import Compared, render_redline_pdf, view_redline
contents = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
changes = compare(*map(read_expression, contents))
compared = Compared(old=contents[0], new=contents[1])
sys.stdout.buffer.write(render_redline_pdf(view_redline(changes, "fr", on_page=True), changes, "fr", compared))
"""
COMMAND = """
from codetool.cli import main
main()
"""
ON_A_DAY = """
import datetime, sys, time
moment = float(sys.argv.pop(1))

class Moved(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(moment, tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(moment, datetime.UTC).replace(tzinfo=None)

time.time = lambda: moment
datetime.datetime = Moved
"""
DAYS = (991_900_800, 1_900_000_000)
"""A day in June 2001 and one in March 2030, in seconds since 1970."""


@pytest.mark.parametrize("script", [EDITION, COMPARISON], ids=["edition", "comparison"])
def test_bytes_do_not_depend_on_day_folder_or_process(script: str, code_path: Path, root: Path, tmp_path: Path) -> None:
    files = str(code_path), str(root / "examples/exercice/exercice.fra.xml")
    made = [run.stdout for run in twice(script, files, tmp_path)]
    assert made[0].startswith(b"%PDF-1.7")
    assert made[0] == made[1]


COMMANDS = [
    *(("render", "2001-06-07", "--format", form) for form in ("html", "docx", "markdown", "text")),
    *(("diff", "2001-06-07", "exercice.fra.xml", "--format", form) for form in ("html", "docx", "markdown", "json")),
    ("site", "--forms", "html,docx,markdown,text,xml"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join((command[0], command[-1])))
def test_what_a_command_makes_is_the_same_everywhere(
    command: tuple[str, ...], code_path: Path, root: Path, tmp_path: Path
) -> None:
    for seed in SEEDS:
        folder = tmp_path / f"dossier {seed}"
        (folder / "versions" / code_path.parent.name).mkdir(parents=True)
        (folder / "versions" / code_path.parent.name / code_path.name).write_bytes(code_path.read_bytes())
        (folder / "exercice.fra.xml").write_bytes((root / "examples/exercice/exercice.fra.xml").read_bytes())
    runs = twice(COMMAND, (*command, "-o", "dist/made"), tmp_path)
    assert [run.returncode for run in runs] == [command[0] == "diff"] * 2, runs[0].stderr
    first, second = (files_in(tmp_path / f"dossier {seed}" / "dist") for seed in SEEDS)
    assert first
    assert first == second


SEEDS = ("1", "77")


def twice(script: str, arguments: tuple[str, ...], place: Path) -> "list[subprocess.CompletedProcess[bytes]]":
    """Run a script on two days, in two folders, with two seeds of the hash and in two time zones."""
    runs = []
    for day, seed, zone in zip(DAYS, SEEDS, ("UTC", "Pacific/Auckland"), strict=True):
        folder = place / f"dossier {seed}"
        folder.mkdir(exist_ok=True)
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(folder)}
        surroundings.pop("SOURCE_DATE_EPOCH", None)
        command = [sys.executable, "-c", ON_A_DAY + script, str(day), *arguments]
        runs.append(subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False))
    return runs


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
