"""The audit: what is installed is what is pinned, what is pinned is needed, and it says which check was done."""

import subprocess
import sys

from tools.audit import PINS, ROOT, check_pins, read_answer, read_pins


def test_what_is_installed_is_pinned_and_what_is_pinned_is_needed() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tools.audit", "--pins"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    count = len(read_pins(PINS.read_text(encoding="utf-8")))
    assert ended.stdout == f"audited by pins alone; {count} pins, 0 found\n", ended.stdout
    assert ended.returncode == 0


def test_each_difference_is_told_with_what_to_do() -> None:
    pins = {"same": "1", "other": "1", "idle": "1"}
    installed = {"same": "1", "other": "2", "new": "3", "pip": "9", "codetool": "0"}
    assert list(check_pins(pins, installed, frozenset({"same", "other", "new"}))) == [
        "new 3 is installed and not pinned. Add new==3 to constraints.txt.",
        "other is installed as 2 and pinned as 1. Install it anew, or change the pin.",
        "idle is pinned and needed by nothing. Take it out of constraints.txt.",
    ]


def test_an_answer_without_a_database_is_none() -> None:
    assert read_answer("") is None
    assert read_answer('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}') is None


def test_known_faults_are_told_with_what_mends_them() -> None:
    rows = '{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}, {"id": "X-2", "fix_versions": []}]}'
    answer = read_answer(f'{{"dependencies": [{rows}, {{"name": "b", "skip_reason": "x"}}]}}')
    assert answer
    assert answer.known == 1
    assert answer.faults == ("a 1: X-1; mended in 2.", "a 1: X-2; mended in no version.")
