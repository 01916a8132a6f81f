"""The redline page in a real Chromium: keys, views, filters, what is hidden, widths, axe, many articles."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from benchmarks.acts import generate_act
from benchmarks.edits import edit
from benchmarks.truth import Numbering
from benchmarks.write_acts import write_act
from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import name_version, render_redline, view_redline
from tests.sizes import FULL

WIDTHS = (360, 1400)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
OPENS_IN = 10
"""Seconds that two thousand articles may take to open here, where others use the machine too; measured: under one."""

pytestmark = pytest.mark.browser


def written(path: Path, old: bytes, new: bytes, *, side_by_side: bool = False) -> Path:
    sides = (read_expression(old), read_expression(new))
    old_name, new_name = (name_version(side, "fr") for side in sides)
    view = view_redline(compare(*sides), "fr", old_name=old_name, new_name=new_name, on_page=True)
    page = render_redline(view, "fr", side_by_side=side_by_side)
    path.write_text(page, encoding="utf-8")
    return path


def act_pair(articles: int) -> tuple[bytes, bytes]:
    old = generate_act(1, articles)
    new, _ = edit(old, 1, numbering=Numbering.ALL)
    return write_act(old), write_act(new)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, code_path: Path, root: Path) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("redline")
    code = code_path.read_bytes()
    exercise = (root / "examples" / "exercice" / "exercice.fra.xml").read_bytes()
    long_word = exercise.replace(b"y compris en ligne", b"y compris " + b"a" * 400)
    pairs = {
        "exercise": (code, exercise),
        "long_word": (code, long_word),
        "same": (code, code),
        "act": act_pair(120),
        "short_act": act_pair(120 if FULL else 40),
    }
    pairs["metadata"] = code, code.replace(b"Code de d\xc3\xa9ontologie des", b"Code des")
    return {name: written(folder / f"{name}.html", *pair) for name, pair in pairs.items()}


@pytest.fixture
def opened(browser: Browser, pages: dict[str, Path]) -> Iterator[Page]:
    page = shown(browser, pages["exercise"], 1400)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
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


def walked(page: Page, key: str, steps: int) -> list[str]:
    found = []
    for _ in range(steps):
        page.keyboard.press(key)
        found.append(focused(page))
    return found


# Keys -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("forth", "back"), [("n", "p"), ("j", "k")])
def test_the_keys_walk_from_change_to_change(opened: Page, forth: str, back: str) -> None:
    assert walked(opened, forth, 5) == ["art_1-5", "art_2-1", "art_2-10", "art_2-11", "art_3-5"]
    assert walked(opened, back, 1) == ["art_2-11"]
    assert opened.locator("#page-position").inner_text() == "4 sur 10"


def test_the_walk_ends_at_the_last_change_and_the_first(opened: Page) -> None:
    walked(opened, "n", 30)
    assert opened.evaluate("document.activeElement.localName") == "details"
    # The row in the closed details is no stop, and is not counted.
    assert opened.locator("#page-position").inner_text() == "10 sur 10"
    walked(opened, "p", 30)
    assert focused(opened) == "art_1-5"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["Texte suivi", "Côte à côte"])
def test_the_buttons_walk_too_and_what_they_reach_is_in_sight(
    browser: Browser, pages: dict[str, Path], width: int, view: str
) -> None:
    page = shown(browser, pages["exercise"], width)
    page.get_by_role("radio", name=view).check()
    for _ in range(3):
        page.get_by_role("button", name="Changement suivant").click()
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    bar = page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom")
    assert focused(page) == "art_2-10"
    assert bar <= top < 800
    page.get_by_role("button", name="Changement précédent").click()
    assert focused(page) == "art_2-1"
    page.context.close()


def test_the_walk_goes_on_from_where_a_link_led(opened: Page) -> None:
    opened.locator("nav a[href='#art_4-3']").click()
    assert walked(opened, "n", 1) == ["title_6"]


def test_keys_with_a_modifier_are_the_browsers(opened: Page) -> None:
    opened.keyboard.press("Alt+n")
    assert focused(opened) == ""


def test_a_question_mark_tells_the_keys_and_escape_closes(opened: Page) -> None:
    help_ = opened.get_by_role("dialog", name="Au clavier")
    assert not help_.is_visible()
    opened.keyboard.press("?")
    assert help_.is_visible()
    assert "changement suivant" in help_.inner_text()
    opened.keyboard.press("n")
    assert help_.is_visible()
    opened.keyboard.press("Escape")
    assert not help_.is_visible()


def test_single_letter_keys_can_be_turned_off(opened: Page) -> None:
    opened.get_by_role("button", name="Aide").click()
    opened.get_by_role("checkbox", name="Touches d'une lettre actives").uncheck()
    opened.get_by_role("button", name="Fermer").click()
    assert walked(opened, "n", 1) != ["art_1-5"]
    opened.get_by_role("button", name="Changement suivant").click()
    assert focused(opened) == "art_1-5"


# What is shown on demand ----------------------------------------------------------------------------------------------


def box(page: Page) -> None:
    page.get_by_role("checkbox", name="Montrer aussi ce qui n'a pas changé").click()


def test_the_box_shows_what_did_not_change(opened: Page) -> None:
    hidden = [opened.locator("#art_1-1"), opened.locator("#art_7-2"), opened.locator("#art_2-3 .text p")]
    assert [one.is_visible() for one in hidden] == [False] * 3
    box(opened)
    assert [one.is_visible() for one in hidden] == [True] * 3
    box(opened)
    assert [one.is_visible() for one in hidden] == [False] * 3


def test_typography_stands_last_and_folded(opened: Page) -> None:
    typography = opened.locator("#page-typography")
    assert typography.evaluate("part => !part.open && !part.parentElement.querySelector('section:has(#art_7-1)')")
    assert not opened.locator("#art_7-1").is_visible()
    typography.locator("> summary").click()
    assert opened.locator("#art_7-1").is_visible()


def test_an_article_that_only_changed_its_number_unfolds(opened: Page) -> None:
    article = opened.locator("#art_2-2")
    assert "2.1 devient 2.2" in article.inner_text()
    assert not article.locator(".text p").first.is_visible()
    article.get_by_text("Texte inchangé").click()
    assert article.locator(".text p").first.is_visible()


def test_the_keys_walk_right_after_the_box_was_ticked(opened: Page) -> None:
    box(opened)
    assert walked(opened, "n", 1) == ["art_1-5"]


def test_titles_in_which_nothing_changed_are_hidden(opened: Page) -> None:
    assert not opened.locator("#title_7").is_visible()
    assert [opened.locator(f"#title_{number}").is_visible() for number in (1, 2, 6)] == [True] * 3


def test_a_link_to_a_hidden_article_shows_it(opened: Page) -> None:
    target = opened.locator("#art_3-2")
    assert not target.is_visible()
    opened.locator(".stale a").click()
    assert target.is_visible()


# Views and filters ----------------------------------------------------------------------------------------------------


def test_side_by_side_shows_each_text_in_its_column(opened: Page) -> None:
    article = opened.locator("#art_2-10")
    assert not article.get_by_role("table").is_visible()
    opened.get_by_role("radio", name="Côte à côte").check()
    heads = article.get_by_role("columnheader")
    assert [heads.nth(i).inner_text() for i in range(2)] == ["Ancien texte – 2.9", "Nouveau texte – 2.10"]
    old, new = (article.locator(f"td[data-side={side}]") for side in ("old", "new"))
    assert "obtenir l'autorisation du service et veiller" in old.inner_text()
    assert new.locator("ins").count() == 2
    assert (old.locator("ins").count(), new.locator("del").count()) == (0, 0)
    assert not article.locator(".text > p").first.is_visible()
    opened.keyboard.press("v")
    assert article.locator(".text > p").first.is_visible()
    assert not article.get_by_role("table").is_visible()


def test_a_line_and_the_one_that_replaces_it_stand_side_by_side(opened: Page) -> None:
    opened.keyboard.press("v")
    rows = opened.locator("#preface tbody tr")
    assert rows.count() == 4
    # What is out of sight is not laid out, and so has no inner text.
    first = rows.first.locator("td")
    assert "CODE DE DEONTOLOGIE" in (first.nth(0).text_content() or "")
    assert "EXERCICE FICTIF" in (first.nth(1).text_content() or "")


def test_both_columns_hold_the_whole_of_their_texts(browser: Browser, pages: dict[str, Path]) -> None:
    page = shown(browser, pages["act"], 1400)
    page.get_by_role("radio", name="Côte à côte").check()
    box(page)
    differ = page.evaluate(
        """() => [...document.querySelectorAll('article .paired')].filter(text => {
          const squeezed = (nodes, gone) => [...nodes].map(node => {
            const copy = node.cloneNode(true);
            copy.querySelectorAll(`${gone}, summary`).forEach(mark => mark.remove());
            return copy.textContent;
          }).join('').replace(/\\s/g, '');
          const running = [...text.children].filter(child => child.localName !== 'table' && child.localName !== 'h4');
          return ['old', 'new'].some(side => squeezed(running, side === 'old' ? 'ins' : 'del')
            !== squeezed(text.querySelectorAll(`td[data-side=${side}], td[colspan] details`), 'h4'));
        }).map(text => text.closest('article').id)"""
    )
    assert page.locator("article .paired").count() > 100
    assert differ == []
    page.context.close()


def test_it_opens_side_by_side_where_that_was_asked_for(browser: Browser, tmp_path: Path, code_path: Path) -> None:
    code = code_path.read_bytes()
    path = written(tmp_path / "a.html", code, code.replace(b"secret", b"silence"), side_by_side=True)
    page = shown(browser, path, 1400)
    assert page.get_by_role("radio", name="Côte à côte").is_checked()
    assert page.locator("article.change table").first.is_visible()
    page.context.close()


def shown_rows(page: Page) -> list[str]:
    rows = page.locator("main .row")
    return [str(rows.nth(i).get_attribute("id")) for i in range(rows.count()) if rows.nth(i).is_visible()]


def test_kinds_are_filtered(opened: Page) -> None:
    opened.get_by_text("Filtrer").click()
    for kind in ("modified", "renumbered", "moved", "split", "merged"):
        opened.locator(f".filters input[value={kind}]").click()
    assert shown_rows(opened) == ["title_2", "art_2-1", "title_6", "old-art_6-3"]
    assert opened.get_by_role("status").inner_text() == "Changements montrés\u00a0: 3 sur 22"
    assert opened.locator("nav a[href='#art_2-1']").is_visible()
    assert not opened.locator("nav a[href='#art_1-5']").is_visible()
    assert walked(opened, "n", 1) == ["art_2-1"]


def test_where_all_is_filtered_nothing_is_left_to_walk_to(opened: Page) -> None:
    opened.get_by_text("Filtrer").click()
    for box in opened.locator(".filters input").all():
        box.uncheck()
    assert shown_rows(opened) == []
    assert opened.locator("details.fold:visible").count() == 0
    assert opened.locator("#page-position").inner_text() == "– sur 0"


def test_metadata_that_changed_alone_can_be_read(browser: Browser, pages: dict[str, Path]) -> None:
    page = shown(browser, pages["metadata"], 1400)
    assert page.get_by_role("status").inner_text() == ""
    page.locator("summary", has_text="Métadonnées").click()
    assert shown_rows(page) == ["meta"]
    page.context.close()


def test_weights_are_filtered(opened: Page) -> None:
    opened.get_by_text("Filtrer").click()
    opened.get_by_role("combobox").select_option(label="fort seulement")
    assert shown_rows(opened) == ["title_2", "art_2-10"]
    opened.get_by_role("combobox").select_option(label="tous")
    assert opened.get_by_role("status").inner_text() == ""
    assert "art_1-5" in shown_rows(opened)


def test_what_follows_a_renumbering_is_filtered_apart(browser: Browser, pages: dict[str, Path]) -> None:
    page = shown(browser, pages["act"], 1400)
    before = page.locator(".consequential-row:visible").count()
    page.get_by_text("Filtrer").click()
    page.locator(".filters input[value=modified]").click()
    page.locator(".filters input[value=renumbered]").click()
    assert page.locator(".consequential-row:visible").count() == before > 0
    page.locator(".filters input[value=consequential]").click()
    assert page.locator(".consequential-row:visible").count() == 0
    page.context.close()


def test_without_a_script_the_page_reads_whole(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(pages["exercise"].as_uri())
    assert not page.get_by_role("button", name="Changement suivant").is_visible()
    assert not page.get_by_text("Côte à côte", exact=True).is_visible()
    assert page.locator("#art_2-10 ins").first.is_visible()
    page.get_by_role("checkbox").check()
    assert page.locator("#art_1-1 .text p").is_visible()
    page.context.close()


# Widths, colours, access ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 700, 1400])
@pytest.mark.parametrize("view", ["Texte suivi", "Côte à côte"])
@pytest.mark.parametrize("name", ["exercise", "long_word", "same", "act"])
def test_nothing_overflows(browser: Browser, pages: dict[str, Path], name: str, width: int, view: str) -> None:
    page = shown(browser, pages[name], width)
    page.get_by_role("radio", name=view).check()
    box(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("case", ["exercise inline", "exercise columns", "short_act inline", "short_act columns"])
def test_it_is_accessible(browser: Browser, pages: dict[str, Path], case: str, width: int, scheme: Scheme) -> None:
    name, view = case.split()
    page = shown(browser, pages[name], width, scheme)
    page.locator(f"input[value={view}]").check()
    box(page)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    page.context.close()


def test_the_help_is_accessible(opened: Page) -> None:
    opened.keyboard.press("?")
    found = Axe().run(opened)
    assert found.response["violations"] == [], found.generate_report()


def test_what_changed_is_said_in_words(opened: Page) -> None:
    assert opened.locator("#art_1-5 ins").evaluate("mark => mark.textContent") == "[ajouté\u00a0: , y compris en ligne]"
    said = opened.locator("#old-art_6-3 del").evaluate("mark => mark.textContent")
    assert said.startswith("[supprimé\u00a0: Il participe")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_light_and_dark_are_each_other_s_paper(browser: Browser, pages: dict[str, Path], scheme: Scheme) -> None:
    page = shown(browser, pages["exercise"], 1400, scheme)
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert color == {"light": "rgb(253, 252, 249)", "dark": "rgb(25, 23, 21)"}[scheme]
    page.context.close()


def test_numbers_are_lining(opened: Page) -> None:
    # Old-style figures make 2.11 look like 2.II in several of the faces.
    assert opened.evaluate("getComputedStyle(document.querySelector('h3')).fontVariantNumeric") == "lining-nums"


def test_on_paper_signs_stand_beside_the_colours_and_no_tools(opened: Page) -> None:
    opened.emulate_media(media="print")
    signs = opened.evaluate(
        "['ins', 'del'].map(name => getComputedStyle(document.querySelector(`article ${name}`), '::before').content)"
    )
    assert signs == ['"[+"', '"[−"']
    assert not opened.locator(".bar").is_visible()
    assert not opened.locator("nav").is_visible()


def test_nothing_is_fetched(browser: Browser, pages: dict[str, Path]) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages["exercise"].as_uri())
    page.keyboard.press("n")
    page.keyboard.press("v")
    box(page)
    page.wait_for_load_state("networkidle")
    assert asked == [pages["exercise"].as_uri()]
    page.close()


@pytest.mark.slow
def test_two_thousand_articles_open_and_can_be_walked(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path / "large.html", *act_pair(2000))
    began = time.monotonic()
    page = shown(browser, path, 1400)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.matches('.change')")
    page.keyboard.press("v")
    assert page.locator("article.modified-row table").first.is_visible()
    assert time.monotonic() - began < OPENS_IN
    assert page.locator("main article").count() >= 1990
    page.context.close()
