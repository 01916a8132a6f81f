"""The fictional version that the faces are tested with; its goldens stand beside it."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression


@pytest.fixture(scope="session")
def case(root: Path) -> Path:
    """Return the folder of the case: version.xml, and what the faces make of it."""
    return root / "tests" / "cases" / "render" / "edition"


@pytest.fixture(scope="session")
def fictional(case: Path) -> Expression:
    """Return the fictional version."""
    return read_expression((case / "version.xml").read_bytes())


@pytest.fixture(scope="session")
def federation_code(code_path: Path) -> Expression:
    """Return the federation's code."""
    return read_expression(code_path.read_bytes())


@pytest.fixture(scope="session")
def versions(root: Path) -> tuple[Expression, Expression]:
    """Return the two versions of the fictional regulation that comparisons in Word are tested with."""
    case = root / "tests" / "cases" / "render" / "word"
    old, new = (read_expression((case / f"{side}.xml").read_bytes()) for side in ("old", "new"))
    return old, new
