"""The page on security: each of its numbers is that of the code, and its pages are found."""

import re
from importlib import import_module
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "security.md").read_text(encoding="utf-8")
LIMITS = re.findall(r"^\| (.+?) \| ([\d,]+)( MB)? \| `([\w.]+):(\w+)` \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("what", "told", "unit", "module", "name"), LIMITS, ids=lambda value: value.strip())
def test_each_limit_is_that_of_the_code(what: str, told: str, unit: str, module: str, name: str) -> None:
    value = getattr(import_module(module), name)
    assert int(told.replace(",", "")) * (1024 * 1024 if unit else 1) == value, what


def test_every_row_of_the_limits_is_compared() -> None:
    rows = PAGE.partition("|---|---|---|\n")[2].partition("\n\n")[0].splitlines()
    assert len(LIMITS) == len(rows) > 20


@pytest.mark.parametrize(("page", "link"), [("README.md", "security.md"), ("fr/README.md", "securite.md")])
def test_the_pages_are_found(page: str, link: str) -> None:
    assert f"]({link})" in (DOCS / page).read_text(encoding="utf-8")
    assert ((DOCS / page).parent / link).is_file()


def test_the_commands_of_the_page_are_there() -> None:
    made = (DOCS.parent / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make ([\w-]+)`", PAGE)):
        assert f"\n{target}:" in made
