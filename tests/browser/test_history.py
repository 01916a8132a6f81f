"""The history under the articles in a real Chromium: on and off, opened and closed, readable in light and dark."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from codetool.akn.read import read_expression
from codetool.history import Dated, trace_articles
from codetool.render import render_html
from codetool.render.history_view import history_blocks

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Return a page of the fictional version, as it would be had each of its articles had another word before."""
    source = (root / "tests" / "cases" / "render" / "edition" / "version.xml").read_bytes()
    before = source.replace(b"de r", b"la r").replace(b"lire;", b"lire, dormir;").replace(b"Essai", b"Conte")
    versions = [
        Dated(expression=read_expression(content), label=label, date=label)
        for content, label in ((before, "2000-01-01"), (source, "2001-01-01"))
    ]
    path = tmp_path_factory.mktemp("history") / "page.html"
    blocks = history_blocks(trace_articles(versions), "2001-01-01")
    path.write_text(render_html(versions[-1].expression, after=blocks), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, width: int = 1400, scheme: Scheme = "light", *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def test_the_history_is_turned_off_and_on(browser: Browser, page_path: Path) -> None:
    page = opened(browser, page_path)
    block, switch = page.locator(".history").first, page.locator('[data-history="show"]')
    assert (block.is_visible(), switch.get_attribute("aria-pressed")) == (True, "true")
    switch.focus()
    page.keyboard.press("Enter")
    assert page.locator(".history:visible").count() == 0
    assert switch.get_attribute("aria-pressed") == "false"
    assert not page.locator('[data-history="open"]').is_visible()
    switch.click()
    assert block.is_visible()


def test_all_of_it_is_opened_and_closed(browser: Browser, page_path: Path) -> None:
    page = opened(browser, page_path)
    switch, articles = page.locator('[data-history="open"]'), page.locator("details.history")
    closed = switch.inner_text()
    switch.click()
    assert all(one.get_attribute("open") is not None for one in articles.all())
    assert switch.inner_text() != closed
    switch.click()
    assert all(one.get_attribute("open") is None for one in articles.all())
    assert (switch.inner_text(), articles.count() > 1) == (closed, True)


def test_without_a_script_each_article_opens_by_itself(browser: Browser, page_path: Path) -> None:
    page = opened(browser, page_path, script=False)
    assert not page.locator(".history-switches").is_visible()
    article = page.locator("details.history").first
    assert not article.locator("ol").is_visible()
    article.locator("summary").first.click()
    assert article.locator("ol").is_visible()
    article.locator("details.step summary").first.click()
    assert article.locator("ins").first.is_visible()
    assert article.locator("ins .unseen").first.inner_text().strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1400])
def test_axe_finds_nothing_and_no_page_is_too_wide(
    browser: Browser, page_path: Path, width: int, scheme: Scheme
) -> None:
    page = opened(browser, page_path, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_on_paper_the_switches_are_left_out(browser: Browser, page_path: Path) -> None:
    page = opened(browser, page_path)
    page.emulate_media(media="print")
    assert not page.locator(".history-switches").is_visible()
    assert page.locator(".history").first.is_visible()
