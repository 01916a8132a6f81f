"""The page of a merge in a real Chromium: axe, widths, light and dark, nothing fetched."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from codetool.akn.read import read_expression
from codetool.diff.merge import merge
from codetool.diff.merge_told import tell_merge
from codetool.render import render_merge_html, view_merge

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, code_path: Path, root: Path) -> Path:
    """Return a page with a conflict, changes of both sides, and unchanged articles."""
    base = code_path.read_bytes()
    ours = (root / "examples" / "exercice" / "exercice.fra.xml").read_bytes()
    theirs = base.replace(b"doit obtenir l'autorisation", b"doit demander l'accord")
    ours = ours.replace(b"doit obtenir l'autorisation", b"peut demander l'avis")
    sides = [read_expression(source) for source in (base, ours, theirs)]
    view = view_merge(tell_merge(merge(*sides), *sides), "fr", {"base": "2001", "ours": "a", "theirs": "b" * 200})
    assert view.conflicts
    written = tmp_path_factory.mktemp("merge") / "merge.html"
    written.write_text(render_merge_html(view, "fr"), encoding="utf-8")
    return written


def shown(browser: Browser, path: Path, width: int, scheme: Scheme = "light") -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1300])
def test_it_has_no_accessibility_fault(browser: Browser, path: Path, width: int, scheme: Scheme) -> None:
    page = shown(browser, path, width, scheme)
    page.check("#all")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


@pytest.mark.parametrize("width", [360, 1300])
def test_it_is_no_wider_than_the_window(browser: Browser, path: Path, width: int) -> None:
    page = shown(browser, path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_unchanged_articles_are_shown_on_demand(browser: Browser, path: Path) -> None:
    page = shown(browser, path, 1300)
    quiet = page.locator("tr.none").first
    assert not quiet.is_visible()
    page.check("#all")
    assert quiet.is_visible()
    page.context.close()
