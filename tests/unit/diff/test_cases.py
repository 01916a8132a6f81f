"""Readable goldens: `old.xml` and `new.xml` compared tell what `expected.txt` says (`tests/cases/diff`)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.akn.schema import check_schema
from codetool.diff import ChangeSet, compare

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "cases" / "diff").glob("*/expected.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, told_changes: Callable[[ChangeSet], str]) -> None:
    old, new = ((case / name).read_bytes() for name in ("old.xml", "new.xml"))
    assert [*check_schema(old), *check_schema(new)] == []
    told = told_changes(compare(read_expression(old), read_expression(new)))
    assert told == (case / "expected.txt").read_text("utf-8")


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
