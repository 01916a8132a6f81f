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
from codetool.render import render_redline_pdf, view_redline
contents = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
changes = compare(*map(read_expression, contents))
sys.stdout.buffer.write(render_redline_pdf(view_redline(changes, "fr", on_page=True), changes, "fr", contents))
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
    made = []
    for day, seed, zone in zip(DAYS, ("1", "77"), ("UTC", "Pacific/Auckland"), strict=True):
        folder = tmp_path / f"dossier {seed}"
        folder.mkdir()
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(folder)}
        surroundings.pop("SOURCE_DATE_EPOCH", None)
        command = [sys.executable, "-c", ON_A_DAY + script, str(day), *files]
        made.append(subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=True).stdout)
    assert made[0].startswith(b"%PDF-1.7")
    assert made[0] == made[1]
