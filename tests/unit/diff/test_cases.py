"""Readable goldens: `old.xml` and `new.xml` compared tell what `expected.txt` says (`tests/cases/diff`).

`docs/explanation/tricky-cases.md` is made of them.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.akn.schema import check_schema
from codetool.diff import ChangeSet, Overrides, compare, read_overrides

FOLDER = Path(__file__).parents[2] / "cases" / "diff"
CASES = sorted(path.parent for path in FOLDER.glob("*/old.xml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, told_changes: Callable[[ChangeSet], str]) -> None:
    old, new = ((case / name).read_bytes() for name in ("old.xml", "new.xml"))
    assert [*check_schema(old), *check_schema(new)] == []
    decided = case / "overrides.toml"
    overrides = read_overrides(decided.read_bytes()) if decided.exists() else Overrides()
    told = told_changes(compare(read_expression(old), read_expression(new), overrides))
    assert told == (case / "expected.txt").read_text("utf-8")


def test_every_case_is_told_in_the_docs() -> None:
    table = tomllib.loads((FOLDER / "cases.toml").read_text("utf-8"))
    listed = [case["folder"] for part in table["part"] for case in part["case"]]
    assert sorted(listed) == sorted(case.name for case in CASES)
    assert len(listed) == len({*listed}) >= 60
