"""The HTML edition in a real Chromium: no overflow, nothing fetched, keyboard, accessibility in light and dark."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from codetool.akn.read import read_expression
from codetool.render import render_html

WIDTHS = (360, 1400)
Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, code_path: Path, root: Path) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("editions")
    fictional = root / "tests" / "cases" / "render" / "edition" / "version.xml"
    long_word = fictional.read_bytes().replace(b"calme", b"a" * 400)
    wide_table = fictional.read_bytes().replace(
        b"<tr><td><p>Essai", b"<tr>" + b"<td><p>mot</p></td>" * 40 + b"<td><p>Essai"
    )
    sources = {
        "code": code_path.read_bytes(),
        "fictional": fictional.read_bytes(),
        "long_word": long_word,
        "wide_table": wide_table,
    }
    for name, source in sources.items():
        (folder / f"{name}.html").write_text(render_html(read_expression(source)), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in sources}


def opened(browser: Browser, path: Path, width: int, scheme: Scheme = "light") -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["code", "fictional", "long_word", "wide_table"])
def test_no_page_is_wider_than_the_window(browser: Browser, editions: dict[str, Path], name: str, width: int) -> None:
    page = opened(browser, editions[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["code", "fictional"])
def test_axe_finds_nothing(browser: Browser, editions: dict[str, Path], name: str, width: int, scheme: Scheme) -> None:
    page = opened(browser, editions[name], width, scheme)
    found = Axe().run(page)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_nothing_leaves_the_page(browser: Browser, editions: dict[str, Path]) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(editions["fictional"].as_uri())
    assert asked == [editions["fictional"].as_uri()]


def test_the_first_key_leads_to_the_text(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 1400)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-text"


def test_an_article_is_shown_below_the_mark_when_its_address_is_opened(
    browser: Browser, editions: dict[str, Path]
) -> None:
    page = opened(browser, editions["code"], 360)
    page.emulate_media(reduced_motion="reduce")
    page.goto(editions["code"].as_uri() + "#art_3-2")
    top = page.evaluate("document.getElementById('art_3-2').getBoundingClientRect().top")
    mark = page.evaluate("document.querySelector('.mark').getBoundingClientRect().bottom")
    assert mark <= top < 200


def test_lines_are_of_a_readable_length(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 1400)
    per_line = page.evaluate(
        "(p => { const s = getComputedStyle(p); return p.innerText.length"
        " / (p.getBoundingClientRect().height / parseFloat(s.lineHeight)); })"
        "(document.querySelector('#art_1-2 .akn-intro p'))"
    )
    assert 50 <= per_line <= 75


def test_contents_stay_beside_the_text_on_a_wide_window(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 1400)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 3000)")
    assert page.evaluate("document.querySelector('.contents h2').getBoundingClientRect().top") > 0


def test_the_printed_page_shows_the_mark_and_no_skip_link(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 800)
    page.emulate_media(media="print")
    assert page.is_visible(".mark")
    assert not page.is_visible(".skip")
