"""The site in a real Chromium: from a folder and from a server, with and without scripts, in light and dark."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from codetool.cli.preview import previewed
from codetool.render.look import Look
from codetool.render.site import Form, build_site, load_series, open_folder

LIBRARY = "reglement-bibliotheque"
CODE = "fewasc-deontologie"
KINDS = {
    "front": "index.html",
    "text": f"{LIBRARY}/index.html",
    "version": f"{LIBRARY}/2020-06-15/index.html",
    "changes": f"{LIBRARY}/2020-06-15/changes-from-2019-03-01.html",
    "article": f"{LIBRARY}/articles/art_3.html",
    "gone": f"{LIBRARY}/articles/art_5.html",
    "concordance": f"{LIBRARY}/concordance.html",
    "comparison": f"{LIBRARY}/compare.html?old=2019-03-01&new=2022-09-05.avis",
    "search": "search.html?q=secret",
    "missing": "404.html",
}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
Where = Literal["folder", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser")]


@dataclass(frozen=True)
class Site:
    """A site that stands in a folder and is shown by a server, and what pages asked for meanwhile."""

    folder: Path
    server: str
    browser: Browser

    def address(self, path: str, where: Where = "folder") -> str:
        return (self.folder.as_uri() + "/" if where == "folder" else self.server) + path

    def opened(self, path: str, where: Where = "folder", *, scripts: bool = True) -> Page:
        context = self.browser.new_context(viewport={"width": 1400, "height": 800}, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(self.address(path, where))
        return page


@pytest.fixture(scope="module")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory, code_path: Path, root: Path) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site")
    store = Path(shutil.copytree(root / "tests/cases/render/site/versions", home / "versions"))
    (store / CODE).mkdir()
    shutil.copy(code_path, store / CODE)
    folder = home / "the site"
    series = load_series(store, start=store, today="2022-01-01")
    build_site(series, open_folder(folder, free=False), look=Look(), forms=(Form.TEXT, Form.XML))
    with previewed(folder, 0) as address:
        yield Site(folder=folder, server=address, browser=chromium)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(site: Site, kind: str) -> None:
    page = site.opened(KINDS[kind])
    for width in (360, 1400):
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("where", ["folder", "server"])
def test_no_request_leaves_the_site_and_no_script_fails(site: Site, where: Where) -> None:
    page = site.browser.new_page()
    asked: list[Request] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright takes no built-in
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(f"{message.text} {message.location['url']}"))
    for path in KINDS.values():
        page.goto(site.address(path, where))
    base = site.address("", where)
    assert len(asked) > 2 * len(KINDS)
    assert [request.url for request in asked if not request.url.startswith((base, "data:"))] == []
    assert [request.url for request in asked if request.failure] == []
    # A browser asks a server for a picture of the site, unbidden.
    assert [what for what in wrong if not what.endswith("/favicon.ico")] == []


@pytest.mark.parametrize("where", ["folder", "server"])
def test_the_search_leads_to_the_article(site: Site, where: Where) -> None:
    page = site.opened("index.html", where)
    page.fill("input[type=search]", "secret professionnel")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found li")
    first = page.locator(".found li").first
    assert first.locator("a").first.inner_text() == "Article 2.1"
    assert first.locator("mark").all_inner_texts()[:2] == ["secret", "professionnel"]
    assert "dans la version du 7\u00a0juin 2001" in first.inner_text()
    first.locator("a").first.click()
    page.wait_for_selector("#art_2-1")
    assert urlsplit(page.url).fragment == "art_2-1"
    assert page.url.startswith(site.address(f"{CODE}/2001-06-07/index.html", where))
    assert "secret professionnel" in page.inner_text("#art_2-1")


def titles(site: Site, query: str) -> list[str]:
    page = site.opened(f"search.html?q={query}")
    return page.locator(".found li p:first-child a").all_inner_texts()


def test_words_are_found_in_all_their_forms(site: Site) -> None:
    assert titles(site, "bibliothecaires") == titles(site, "Bibliothécaire") != []
    assert titles(site, "usagers")[0] in titles(site, "usager")
    assert titles(site, "usage")[0] == "Article 1 – Objet", "the very word comes first"
    assert "Article 2.1" in titles(site, "secrets+professionnelles")


def test_a_text_in_force_leads_to_the_version_in_force_and_not_to_a_draft(site: Site) -> None:
    page = site.opened("search.html?q=gratuit")
    first = page.locator(".found li a").first.get_attribute("href")
    assert first == f"{LIBRARY}/2021-01-10/index.html#art_3"


def test_titles_and_their_first_words_are_found_too(site: Site) -> None:
    page = site.opened("search.html?q=«secret+professionnel+est+un+droit»")
    assert page.locator(".found li p:first-child a").all_inner_texts() == ["TITRE 2 SECRET PROFESSIONNEL"]
    page.click(".found a")
    assert urlsplit(page.url).fragment == "title_2"


def test_every_text_that_an_article_had_is_found_with_its_versions(site: Site) -> None:
    page = site.opened("search.html?q=lecteur+emprunter")
    told = [text.replace("\u00a0", " ") for text in page.locator(".found .where").all_inner_texts()]
    assert len(told) == 2
    assert told[0].startswith("dans 3 versions, de celle du 15 juin 2020 à celle du 5 septembre 2022 (projet, avis)")
    assert told[1].startswith("dans la version du 1er mars 2019")


def test_words_between_quotation_marks_are_found_in_their_order(site: Site) -> None:
    assert "Article 5 – Discrétion" in titles(site, "secret+lectures")
    assert titles(site, '"secret+lectures"') == []
    assert titles(site, "«+secret+sur+les+lectures+»")[0] == "Article 5 – Discrétion"


def test_a_number_leads_to_its_article(site: Site) -> None:
    assert titles(site, "2.3") == ["Article 2.3"]
    assert titles(site, "article+2.3") == ["Article 2.3"]
    page = site.opened("search.html?q=art.+2.3")
    assert page.locator(".found li p:first-child a").all_inner_texts() == ["Article 2.3"]
    assert page.inner_text("#page-count") == "1 résultat", "and not that no text has the word “art”"


def test_a_number_with_bis_is_found_with_and_without_a_space(site: Site, tmp_path: Path) -> None:
    store = tmp_path / "versions" / LIBRARY
    store.mkdir(parents=True)
    source = (site.folder.parent / "versions" / LIBRARY / "2019-03-01.fra.xml").read_text(encoding="utf-8")
    (store / "2019-03-01.fra.xml").write_text(source.replace("Art. 4.", "Art. 3bis."), encoding="utf-8")
    series = load_series(store.parent, start=store, today="2022-01-01")
    build_site(series, open_folder(tmp_path / "site", free=False), look=Look(), forms=())
    page = site.browser.new_page()
    for query in ("3bis", "3 bis", "art. 3 bis"):
        page.goto(f"{(tmp_path / 'site' / 'search.html').as_uri()}?q={query}")
        assert page.locator(".found li p:first-child a").first.inner_text() == "Article 3bis – Discrétion", query


def test_what_is_nowhere_is_said(site: Site) -> None:
    page = site.opened("search.html?q=zygomatique")
    assert page.inner_text("#page-count") == "Rien n’a été trouvé."
    assert titles(site, "%3Cimg+src%3Dx%3E") == []


def test_the_next_search_needs_no_mouse_and_the_way_back_works(site: Site) -> None:
    page = site.opened("search.html?q=carte")
    before = page.locator(".found li").count()
    page.fill("#page-words", "usager")
    page.keyboard.press("Enter")
    assert page.url.endswith("?q=usager")
    assert page.locator(".found li").count() > before
    if not page.is_hidden("#page-more"):
        page.focus("#page-more")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('.found') !== null")
    page.go_back()
    assert page.input_value("#page-words") == "carte"
    assert page.locator(".found li").count() == before


def test_any_two_versions_are_compared_in_the_page(site: Site) -> None:
    page = site.opened(f"{LIBRARY}/compare.html")
    page.select_option("#page-old", "2019-03-01")
    page.select_option("#page-new", "2021-01-10")
    page.click("form.choose button")
    assert page.evaluate("document.activeElement.id") == "page-pair"
    assert page.inner_text("#page-count").replace("\u00a0", " ").replace("\u202f", " ") == (
        "Articles modifiés : 1 ; ajoutés : 1 ; supprimés : 1 ; seulement renumérotés : 1 ; inchangés : 2."
    )
    changed = page.locator("#page-changes article")
    assert [text.split("\n")[0] for text in changed.all_inner_texts()] == [
        "Article 3", "Article 4", "Article 5", "Article 5",
    ]  # fmt: skip
    assert page.is_hidden("#page-full")
    lent = changed.nth(0)
    assert lent.locator("del").evaluate_all("all => all.map(one => one.childNodes[1].data)") == ["cinq", "trois"]
    assert lent.locator("ins").evaluate_all("all => all.map(one => one.childNodes[1].data)") == ["huit", "quatre"]


def test_what_changed_outside_articles_is_compared_too(site: Site) -> None:
    page = site.opened(f"{LIBRARY}/compare.html?old=2019-03-01&new=2022-09-05.avis")
    cover = page.locator("#page-changes h3", has_text="En dehors des articles").locator("xpath=following-sibling::*")
    assert cover.count() == 1
    assert cover.inner_text().split("\n")[0] == "Couverture et préface"
    assert "Projet – avis" in cover.locator("ins").inner_text()


def test_versions_that_follow_each_other_lead_to_their_full_comparison(site: Site) -> None:
    page = site.opened(f"{LIBRARY}/compare.html?old=2019-03-01&new=2020-06-15")
    page.click("#page-full a")
    assert page.url == site.address(f"{LIBRARY}/2020-06-15/changes-from-2019-03-01.html")


def test_the_comparison_of_texts_gives_both_texts_back(site: Site) -> None:
    """Strike what is inserted and the old text is left; strike what is deleted and the new one is."""
    page = site.opened(f"{LIBRARY}/compare.html?old=2022-09-05.avis&new=2019-03-01")
    sides = page.evaluate(
        """() => ["del", "ins"].map((gone) => {
          const copy = document.getElementById("page-changes").cloneNode(true);
          copy.querySelectorAll(gone + ", .unseen").forEach((one) => one.remove());
          return [...copy.querySelectorAll(".text")].map((one) => one.textContent.replace(/\\s+/g, " ").trim());
        })"""
    )
    new, old = sides
    assert "PrêtLe lecteur peut emprunter cinq livres pour trois semaines. Le prêt est gratuit." in new
    assert "PrêtLe lecteur peut emprunter huit livres pour quatre semaines. Le prêt est gratuit." in old


def test_long_texts_that_have_little_in_common_are_compared_too(site: Site, tmp_path: Path) -> None:
    store = tmp_path / "versions" / LIBRARY
    shutil.copytree(site.folder.parent / "versions" / LIBRARY, store)
    for label, word in (("2019-03-01", "ancien"), ("2020-06-15", "nouveau")):
        path = store / f"{label}.fra.xml"
        long = " ".join(f"{word}{number}" for number in range(3000))
        source = path.read_text(encoding="utf-8")
        path.write_text(source.replace("Le prêt est gratuit.", f"Le prêt est gratuit. {long}."), encoding="utf-8")
    series = load_series(store.parent, start=store, today="2022-01-01")
    build_site(series, open_folder(tmp_path / "site", free=False), look=Look(), forms=())
    page = site.browser.new_page()
    page.goto((tmp_path / "site" / LIBRARY / "compare.html").as_uri() + "?old=2019-03-01&new=2020-06-15")
    assert "ancien2999" in " ".join(page.locator("#page-changes del").all_inner_texts())
    assert "nouveau2999" in " ".join(page.locator("#page-changes ins").all_inner_texts())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_without_scripts_every_page_reads_whole(site: Site, kind: str) -> None:
    page = site.opened(KINDS[kind], scripts=False)
    text = page.inner_text("body").replace("\u00a0", " ")
    said = {
        "front": "Aucune version n’est en vigueur.",
        "text": "N’est plus en vigueur",
        "version": "Un retard est rappelé une fois par écrit.",
        "changes": "Ce qui arrive",
        "article": "Le lecteur peut emprunter huit livres",
        "gone": "Cet article n’existe plus",
        "concordance": "Discrétion",
        "comparison": "la suite des comparaisons ci-dessous",
        "search": "La recherche demande JavaScript.",
        "missing": "Cette page n’existe pas",
    }
    assert said[kind] in text
    if kind == "comparison":
        assert page.locator(".chain > li").count() == 3
        assert page.is_hidden("form.choose")


def test_the_first_key_leads_to_the_content(site: Site) -> None:
    page = site.opened("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-main"


def test_on_paper_the_line_through_time_stands_without_buttons(site: Site) -> None:
    page = site.opened(f"{LIBRARY}/index.html")
    page.emulate_media(media="print")
    assert page.is_visible(".timeline")
    assert not page.is_visible(".search")
    assert not page.is_visible(".top nav")
