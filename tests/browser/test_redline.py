"""The redline page in a real Chromium: keys, hidden articles, widths, light and dark, axe, nothing fetched."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import name_version, render_redline, view_redline

WIDTHS = (360, 1300)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

pytestmark = pytest.mark.browser


def written(path: Path, old: bytes, new: bytes) -> Path:
    sides = (read_expression(old), read_expression(new))
    names = {"old_name": name_version(sides[0], "fr"), "new_name": name_version(sides[1], "fr")}
    path.write_text(render_redline(view_redline(compare(*sides), "fr", **names), "fr"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, code_path: Path, root: Path) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("redline")
    code = code_path.read_bytes()
    exercise = (root / "examples" / "exercice" / "exercice.fra.xml").read_bytes()
    long_word = exercise.replace(b"y compris en ligne", b"y compris " + b"a" * 400)
    return {
        name: written(folder / f"{name}.html", code, new)
        for name, new in (("exercise", exercise), ("long_word", long_word), ("same", code))
    }


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Page]:
    page = shown(browser, pages["exercise"], 1300)
    yield page
    page.context.close()


def shown(browser: Browser, path: Path, width: int, scheme: Scheme = "light") -> Page:
    # Without smooth scrolling a position is final as soon as it is reached.
    page = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()
    page.goto(path.as_uri())
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_the_keys_walk_from_change_to_change(opened: Page) -> None:
    walked = []
    for _ in range(4):
        opened.keyboard.press("n")
        walked.append(focused(opened))
    assert walked == ["preface", "art_1-5", "art_2-1", "art_2-10"]
    opened.keyboard.press("p")
    assert focused(opened) == "art_2-1"


def test_the_walk_ends_at_the_last_change_and_the_first(opened: Page) -> None:
    for _ in range(30):
        opened.keyboard.press("n")
    assert opened.evaluate("document.activeElement.localName") == "details"
    for _ in range(30):
        opened.keyboard.press("p")
    assert focused(opened) == "preface"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_buttons_walk_too_and_what_they_reach_is_in_sight(
    browser: Browser, pages: dict[str, Path], width: int
) -> None:
    page = shown(browser, pages["exercise"], width)
    for _ in range(3):
        page.get_by_role("button", name="Changement suivant").click()
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.tools').getBoundingClientRect().bottom")
    assert focused(page) == "art_2-1"
    assert bar <= top < 800
    page.get_by_role("button", name="Changement précédent").click()
    assert focused(page) == "art_1-5"
    page.context.close()


def test_the_walk_goes_on_from_where_a_link_led(opened: Page) -> None:
    opened.locator("nav a[href='#art_4-3']").click()
    opened.keyboard.press("n")
    assert focused(opened) == "art_4-4"


def test_keys_with_a_modifier_are_the_browsers(opened: Page) -> None:
    opened.keyboard.press("Alt+n")
    assert focused(opened) == ""


def test_the_box_shows_what_did_not_change(opened: Page) -> None:
    hidden = opened.locator("#art_1-1, #art_7-1, #art_2-3 > p:not(.note)")
    assert [hidden.nth(i).is_visible() for i in range(hidden.count())] == [False] * 3
    opened.get_by_role("checkbox").check()
    assert [hidden.nth(i).is_visible() for i in range(hidden.count())] == [True] * 3
    opened.get_by_role("checkbox").uncheck()
    assert not hidden.first.is_visible()


def test_the_keys_walk_right_after_the_box_was_ticked(opened: Page) -> None:
    opened.get_by_role("checkbox").check()
    opened.keyboard.press("n")
    assert focused(opened) == "preface"


def test_titles_in_which_nothing_changed_are_hidden(opened: Page) -> None:
    assert not opened.locator("h2#title_7").is_visible()
    assert opened.locator("h2#title_6").is_visible()


def test_a_link_to_a_hidden_article_shows_it(opened: Page) -> None:
    target = opened.locator("#art_3-2")
    assert not target.is_visible()
    opened.locator(".stale a").click()
    assert target.is_visible()


def test_without_a_script_the_page_reads_whole(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(pages["exercise"].as_uri())
    assert page.get_by_role("checkbox").is_visible()
    assert not page.get_by_role("button", name="Changement suivant").is_visible()
    page.get_by_role("checkbox").check()
    assert page.locator("#art_1-1").is_visible()
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["exercise", "long_word", "same"])
def test_nothing_overflows(browser: Browser, pages: dict[str, Path], name: str, width: int) -> None:
    page = shown(browser, pages[name], width)
    page.get_by_role("checkbox").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_accessible(browser: Browser, pages: dict[str, Path], width: int, scheme: Scheme) -> None:
    page = shown(browser, pages["exercise"], width, scheme)
    page.get_by_role("checkbox").check()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_light_and_dark_are_each_other_s_paper(browser: Browser, pages: dict[str, Path], scheme: Scheme) -> None:
    page = shown(browser, pages["exercise"], 1300, scheme)
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert color == {"light": "rgb(253, 252, 249)", "dark": "rgb(25, 23, 21)"}[scheme]
    page.context.close()


def test_numbers_are_lining(opened: Page) -> None:
    # Old-style figures make 2.11 look like 2.II in several of the faces.
    assert opened.evaluate("getComputedStyle(document.querySelector('h3')).fontVariantNumeric") == "lining-nums"


def test_nothing_is_fetched(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages["exercise"].as_uri())
    page.keyboard.press("n")
    page.get_by_role("checkbox").check()
    page.wait_for_load_state("networkidle")
    assert asked == [pages["exercise"].as_uri()]
    page.close()
