"""The fuzzer in its short form: a few seconds of damaged sources for every reader (`make fuzz` runs it for longer)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FUZZER = Path(__file__).parent / "fuzz_readers.py"


@pytest.mark.slow
@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "odt", "pdf"])
def test_damaged_sources_are_read_or_refused_in_time_and_in_bounds(form: str, tmp_path: Path) -> None:
    command = [sys.executable, str(FUZZER), form, "--seconds", "4", "--seed", "1", "--keep", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " read" in ended.stdout
    own, started = map(int, re.findall(r"(\d+) MB", ended.stdout))
    assert own > 0
    assert (started > 0) is (form == "pdf")
