"""The HTML edition in a real Chromium: no overflow, nothing fetched, keyboard, accessibility in light and dark."""

from pathlib import Path
from typing import Literal

import pypdfium2 as pdfium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Page

from codetool.akn.read import read_expression
from codetool.render import Imprint, render_html

WIDTHS = (360, 1400)
ADDRESS = "https://example.org/code/2001-06-07.html"
SLIPPED = """<script>window.slipped = 1</script>
<img src="https://example.org/x.png" alt="" onerror="window.slipped = 2">"""
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
    links = b"".join(b"<title eId='x_%d'><num>Titre %d</num><heading>T</heading></title>" % (n, n) for n in range(100))
    sources = {
        "long_contents": fictional.read_bytes().replace(b"</body>", links + b"</body>"),
        "long_target": fictional.read_bytes().replace(b"<p>Les dur", b"<p>" + b"mot " * 400 + b"</p><p>Les dur"),
        "code": code_path.read_bytes(),
        "fictional": fictional.read_bytes(),
        "long_word": long_word,
        "wide_table": wide_table,
    }
    for name, source in sources.items():
        imprint = Imprint(address=ADDRESS) if name == "code" else Imprint()
        (folder / f"{name}.html").write_text(render_html(read_expression(source), imprint), encoding="utf-8")
    slipped = (folder / "fictional.html").read_text(encoding="utf-8").replace("</main>", f"{SLIPPED}</main>")
    (folder / "slipped_in.html").write_text(slipped, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in (*sources, "slipped_in")}


def opened(browser: Browser, path: Path, width: int, scheme: Scheme = "light") -> Page:
    window = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",  # a page that glides is measured while it moves
    )
    page = window.new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [320, *WIDTHS])  # 320: a page enlarged four times on a common screen
@pytest.mark.parametrize("name", ["code", "fictional", "long_word", "wide_table"])
def test_no_page_is_wider_than_the_window(browser: Browser, editions: dict[str, Path], name: str, width: int) -> None:
    page = opened(browser, editions[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Asked for by WCAG 2.2 and off by default in axe.
    "rules": {"target-size": {"enabled": True}},
}


def faults(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page, options=RULES)
    assert len(found.response["passes"]) > 20
    return [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["code", "fictional"])
def test_axe_finds_nothing(browser: Browser, editions: dict[str, Path], name: str, width: int, scheme: Scheme) -> None:
    assert faults(opened(browser, editions[name], width, scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_with_a_preview_or_a_citation_open(
    browser: Browser, editions: dict[str, Path], width: int, scheme: Scheme
) -> None:
    page = opened(browser, editions["fictional"], width, scheme)
    page.keyboard.press("Tab")  # the focus shows from now on
    page.focus(REFERENCE)
    assert page.is_visible(".preview")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.focus("#art_1-1 > .cite")
    page.keyboard.press("Enter")
    assert page.is_visible(".cite-panel")
    assert faults(page) == []


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
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 3000)")
    assert page.evaluate("document.querySelector('.contents h2').getBoundingClientRect().top") > 0


# --- what the script adds ------------------------------------------------------------------------------------

REFERENCE = "#art_1-1 a.akn-ref"
COPIED = """async (beginning) => {
  for (let tries = 0; tries < 300; tries += 1) {
    const text = await navigator.clipboard.readText();
    if (text.startsWith(beginning)) return text;
    await new Promise(requestAnimationFrame);
  }
  return "";
}"""
"""Reads the clipboard until what begins so is in it (the page's policy stops Playwright's own way of waiting)."""


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found
    return found


def test_the_contents_mark_what_is_being_read(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 1400)
    marked = ".contents a[aria-current='location']"
    assert page.locator(marked).count() == 0
    for title in ("title_3", "title_5", "title_2"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", title)
        page.wait_for_selector(f"{marked}[href='#{title}']")
        assert page.locator(marked).count() == 1


def test_on_a_narrow_window_a_link_names_the_place_and_leads_to_the_contents(
    browser: Browser, editions: dict[str, Path]
) -> None:
    page = opened(browser, editions["code"], 360)
    assert page.inner_text(".whereabouts") == "Table des matières"
    page.evaluate("document.getElementById('title_2').scrollIntoView()")
    page.wait_for_selector(".whereabouts >> text=SECRET PROFESSIONNEL")
    assert box(page, ".whereabouts a")["y"] > 700
    page.click(".whereabouts a")
    assert box(page, ".contents")["y"] >= box(page, ".mark")["height"]
    assert box(page, ".contents")["y"] < 200
    assert not opened(browser, editions["code"], 1400).is_visible(".whereabouts")


def test_long_contents_keep_the_mark_in_sight(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["long_contents"], 1400)
    page.evaluate("document.getElementById('x_90').scrollIntoView()")
    page.wait_for_selector(".contents a[aria-current][href='#x_90']")
    mark, nav = box(page, ".contents a[aria-current]"), box(page, ".contents")
    assert nav["y"] <= mark["y"]
    assert mark["y"] + mark["height"] <= nav["y"] + nav["height"]


def test_citation_and_link_are_copied(browser: Browser, editions: dict[str, Path]) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(editions["code"].as_uri())
    page.click("#art_2-3 > .cite")
    page.click("text=Copier la référence")
    page.wait_for_selector("text=Copié")
    told = page.evaluate(COPIED, "art.").replace("\u00a0", " ")
    assert told == "art. 2.3, Code de déontologie des assistants sociaux de CPAS, projet, version du 7 juin 2001"
    page.click("text=Copier le lien")
    assert page.evaluate(COPIED, "https:") == f"{ADDRESS}#art_2-3"


def test_where_nothing_can_be_copied_the_text_is_selected_and_it_is_said(
    browser: Browser, editions: dict[str, Path]
) -> None:
    page = opened(browser, editions["fictional"], 1400)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#art_1-1 > .cite")
    page.click("text=Copier le lien")
    page.wait_for_selector("text=Le navigateur ne permet pas de copier")
    assert page.evaluate("getSelection().toString()") == editions["fictional"].as_uri() + "#art_1-1"


def test_the_keyboard_opens_a_citation_and_leaves_it(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["fictional"], 360)
    page.focus("#art_1-2 > .cite")
    page.keyboard.press("Enter")
    assert page.get_attribute("#art_1-2 > .cite", "aria-expanded") == "true"
    assert page.evaluate("document.activeElement.textContent") == "Copier la référence"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Copier le lien"
    page.keyboard.press("Escape")
    assert not page.is_visible(".cite-panel")
    assert page.evaluate("document.activeElement.parentElement.id") == "art_1-2"
    assert page.get_attribute("#art_1-2 > .cite", "aria-expanded") == "false"


def test_of_two_buttons_only_the_one_with_the_panel_says_that_it_is_open(
    browser: Browser, editions: dict[str, Path]
) -> None:
    page = opened(browser, editions["fictional"], 1400)
    for article in ("art_1-1", "art_1-2"):  # by the keyboard: a pointer would close the first by going down
        page.focus(f"#{article} > .cite")
        page.keyboard.press("Enter")
    assert page.eval_on_selector_all("[aria-expanded='true']", "all => all.map(one => one.parentElement.id)") == [
        "art_1-2"
    ]
    assert page.is_visible("#art_1-2 > .cite-panel")


def test_a_reference_shows_what_it_leads_to_and_the_pointer_may_go_there(
    browser: Browser, editions: dict[str, Path]
) -> None:
    page = opened(browser, editions["fictional"], 1400)
    page.hover(REFERENCE)
    page.wait_for_selector(".preview", state="visible")
    assert "Les durées sont celles-ci" in page.inner_text(".preview")
    assert page.get_attribute(REFERENCE, "aria-describedby") == "page-preview"
    page.hover(".preview")
    page.wait_for_timeout(400)  # longer than a preview waits before it goes
    assert page.is_visible(".preview")
    page.mouse.move(5, 5)
    page.wait_for_selector(".preview", state="hidden")
    assert page.get_attribute(REFERENCE, "aria-describedby") is None


@pytest.mark.parametrize("reference", [REFERENCE, "sup.note a"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_preview_comes_with_the_focus_beside_it_and_goes_with_escape(
    browser: Browser, editions: dict[str, Path], reference: str, width: int
) -> None:
    page = opened(browser, editions["fictional"], width)
    page.keyboard.press("Tab")
    page.focus(reference)
    preview, link = box(page, ".preview"), box(page, reference)
    assert preview["x"] >= 0
    assert preview["x"] + preview["width"] <= width
    assert preview["y"] >= link["y"] + link["height"] or preview["y"] + preview["height"] <= link["y"]
    page.keyboard.press("Escape")
    assert not page.is_visible(".preview")
    assert page.evaluate(f"document.activeElement === document.querySelector('{reference}')")


def test_a_preview_repeats_no_id_link_button_or_heading(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["fictional"], 1400)
    page.keyboard.press("Tab")
    page.focus(REFERENCE)
    assert page.locator(".preview [id], .preview a, .preview button, .preview :is(h2, h3, h4)").count() == 0
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )


def test_a_long_target_is_cut_at_a_word(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["long_target"], 360)
    page.keyboard.press("Tab")
    page.focus(REFERENCE)
    shown = page.inner_text(".preview")
    assert shown.endswith("mot …")
    assert 500 < len(shown) < 700


def test_no_focus_is_hidden_under_the_mark(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 360)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    mark = box(page, ".mark")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        top, bottom = page.evaluate("(r => [r.top, r.bottom])(document.activeElement.getBoundingClientRect())")
        assert mark["height"] <= top
        assert bottom <= 800


def test_the_whole_page_can_be_walked_with_the_keyboard(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["fictional"], 1400)
    walked = []
    for _ in range(40):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.className || document.activeElement.tagName"))
        page.keyboard.press("Escape")
        if walked[-1] == "back":
            break
    assert walked[0] == "skip"
    assert walked.index("permalink") < walked.index("cite") < walked.index("akn-ref") < walked.index("table")
    assert walked[-1] == "back"


def test_without_a_script_the_page_reads_whole(browser: Browser, editions: dict[str, Path]) -> None:
    texts = []
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script, viewport={"width": 1400, "height": 800})
        page = context.new_page()
        page.goto(editions["fictional"].as_uri())
        texts.append(page.locator("body").inner_text().split())
        assert page.locator(".cite").count() == (5 if script else 0)
    assert texts[0] == texts[1]
    assert "écrire1." in texts[1]
    assert "(TEXTE" in texts[1]


def test_the_policy_of_the_page_stops_what_was_slipped_in(browser: Browser, editions: dict[str, Path]) -> None:
    page = browser.new_page()
    refused: list[tuple[str, str | None]] = []
    page.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    page.goto(editions["slipped_in"].as_uri())
    assert refused == [("https://example.org/x.png", "csp")]
    assert page.evaluate("window.slipped") is None
    assert page.locator(".cite").count() == 5  # our own script ran


def test_the_printed_page_shows_the_mark_and_no_skip_link(browser: Browser, editions: dict[str, Path]) -> None:
    page = opened(browser, editions["code"], 800)
    page.emulate_media(media="print")
    assert page.is_visible(".mark")
    assert not page.is_visible(".skip")


def test_on_paper_the_mark_stands_on_every_sheet_beside_the_text(
    browser: Browser, editions: dict[str, Path], tmp_path: Path
) -> None:
    page = opened(browser, editions["code"], 800, "dark")
    page.pdf(path=tmp_path / "code.pdf", prefer_css_page_size=True)
    sheets = pdfium.PdfDocument(tmp_path / "code.pdf")
    assert len(sheets) in {5, 6}
    for sheet in sheets:
        text = sheet.get_textpage()
        marks = [(one, text.get_charbox(at)) for at, one in enumerate(text.get_text_range()) if not one.isspace()]
        said = "".join(one for one, _ in marks)
        assert said.endswith("Projet–màj.07.06.2001")
        first = said.rindex("Projet–màj.")
        left_of_mark = min(box[0] for _, box in marks[first : first + len("Projet")])
        assert all(box[2] < left_of_mark for one, box in marks[:first] if one.isalpha())
