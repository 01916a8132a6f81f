"""An example of every kind of conflict, as the reference shows it."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.diff.merge import Merge, merge
from codetool.diff.merge_clash import NOTED, ClashKind
from codetool.findings import Severity
from codetool.validate import check_source

CASES = sorted((Path(__file__).resolve().parents[2] / "cases" / "merge").iterdir())


def merged(folder: Path) -> Merge:
    return merge(*(read_expression((folder / f"{side}.xml").read_bytes()) for side in ("base", "ours", "theirs")))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_choice_is_what_the_case_says(folder: Path) -> None:
    found = merged(folder)
    assert write_expression(found.expression).decode() == (folder / "expected.xml").read_text(encoding="utf-8")
    assert [one.kind for one in found.conflicts] == [ClashKind(folder.name.partition("-")[0])]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_choice_is_valid(folder: Path) -> None:
    assert list(check_schema((folder / "expected.xml").read_bytes())) == []


def test_every_kind_of_conflict_has_a_case() -> None:
    assert {folder.name.partition("-")[0] for folder in CASES} == {kind.value for kind in set(ClashKind) - NOTED}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_choice_adds_no_error(folder: Path) -> None:
    before = {code for side in ("base", "ours", "theirs") for code in errors(folder / f"{side}.xml")}
    allowed = before | ({"reference-dangling"} if folder.name == "reference" else set())
    assert errors(folder / "expected.xml") <= allowed


def errors(path: Path) -> set[str]:
    return {finding.code for finding in check_source(path.read_bytes()) if finding.severity is Severity.ERROR}
