"""A text that means harm in a real Chromium: no script of its own runs, nothing is asked for, no page bursts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.diff.merge import merge
from codetool.diff.merge_told import tell_merge
from codetool.render import (
    Imprint,
    enclose,
    render_html,
    render_merge_html,
    render_redline,
    view_merge,
    view_redline,
)
from tests.hostile import BADS, CLOSING, PICTURES, QUOTES, SCRIPT, article, document, paragraph, pictures

pytestmark = pytest.mark.browser

FACES = ("edition", "redline", "merge")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    added = (article(16, pictures(*PICTURES, "good.svg")), article(17, paragraph(SCRIPT + QUOTES)))
    sources = (document().encode(), document(*added, title=CLOSING).encode())
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (folder / "good.svg").write_text(drawing, encoding="utf-8")
    old, new = (read_expression(source) for source in sources)
    imprint = Imprint(source=sources[1], pictures=enclose(new, sources[1], folder).pictures)
    merged = tell_merge(merge(old, new, old), old, new, old)
    names = dict.fromkeys(("base", "ours", "theirs"), SCRIPT)
    faces = {
        "edition": render_html(new, imprint),
        "redline": render_redline(
            view_redline(compare(old, new), "fr", old_name=SCRIPT, new_name=CLOSING, on_page=True), "fr"
        ),
        "merge": render_merge_html(view_merge(merged, "fr", names), "fr"),
    }
    for name, html in faces.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


@pytest.mark.parametrize("face", FACES)
def test_nothing_of_the_text_runs_and_nothing_is_asked_for(browser: Browser, pages: Path, face: str) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    dialogs, requests, errors = list[str](), list[str](), list[str]()

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    address = (pages / f"{face}.html").as_uri()
    page.goto(address)
    for link in page.locator("a[href]:visible").all()[:20]:
        link.dispatch_event("mouseover")
    assert (dialogs, errors) == ([], [])
    assert [url for url in requests if not url.startswith("data:image/")] == [address]
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_text_is_read_as_it_is_written(browser: Browser, pages: Path) -> None:
    page = browser.new_page()
    page.goto((pages / "edition.html").as_uri())
    text = "".join(page.locator("main").inner_text().split())
    assert all("".join(bad.split()) in text for bad in BADS)
    assert page.locator("main img").count() == 1
    assert page.evaluate("document.querySelector('main img').naturalWidth > 0")
    assert page.title().startswith(CLOSING)
