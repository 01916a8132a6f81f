"""The site as a whole: its links, its bytes, what is made again and what is not."""

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from codetool.errors import CodetoolError, SourceError
from codetool.render.look import Logo, Look
from codetool.render.site import Form, build_site, load_series, open_folder
from codetool.render.site.folder import LIST
from tests.unit.render.site.conftest import TODAY, WORK, Made, build


def broken_links(site: Made) -> list[tuple[str, str]]:
    """Return the links that lead out of the folder, to no file, or to no place of a page."""
    broken = []
    for path, page in site.pages.items():
        for href in page.links:
            parts = urlsplit(href)
            if parts.scheme == "https":
                continue
            target = (site.root / path).parent / unquote(parts.path) if parts.path else site.root / path
            inside = target.resolve().relative_to(site.root.resolve()).as_posix() if not parts.scheme else ""
            known = site.pages[inside].ids if inside in site.pages else []
            if href.startswith("/") or not (site.root / inside).is_file() or (
                parts.fragment and unquote(parts.fragment) not in known
            ):  # fmt: skip
                broken.append((path, href))
    return broken


def test_every_link_leads_somewhere(library_site: Made, whole_site: Made) -> None:
    assert len(library_site.pages) > 15
    assert broken_links(library_site) == []
    assert broken_links(whole_site) == []


def test_a_link_that_leads_nowhere_would_be_found(library_site: Made, tmp_path: Path) -> None:
    site = Made(Path(shutil.copytree(library_site.root, tmp_path / "site")))
    (site.root / WORK / "2019-03-01" / "index.html").write_text("<p>no ids here", encoding="utf-8")
    (site.root / WORK / "concordance.html").unlink()
    found = {href for _, href in broken_links(site)}
    assert {"../concordance.html", "../2019-03-01/index.html#art_3"} <= found


def test_only_an_address_makes_links_that_name_a_server(library_site: Made, whole_site: Made) -> None:
    def absolute(site: Made) -> set[str]:
        return {href for page in site.pages.values() for href in page.links if urlsplit(href).scheme}

    assert absolute(library_site) == set()
    assert all(href.startswith("https://example.org/codes/") for href in absolute(whole_site))


def test_the_addresses_in_the_data_lead_somewhere(whole_site: Made) -> None:
    for series in (WORK, f"{WORK}.nld", "fewasc-deontologie"):
        data = whole_site.data(f"{series}/texts.js")
        hrefs = [one["href"] for one in (*data["versions"], *data["articles"])] + data["steps"]
        assert [href for href in hrefs if not (whole_site.root / unquote(href)).is_file()] == []
        for article in data["articles"]:
            for _, last, _, eid, _, _ in article["readings"]:
                assert eid in whole_site.pages[unquote(data["versions"][last]["href"])].ids
        for _, last, _, eid, _, _ in data["passages"]:
            assert not eid or eid in whole_site.pages[unquote(data["versions"][last]["href"])].ids


def test_every_page_has_a_language_one_first_heading_and_no_id_twice(whole_site: Made) -> None:
    for path, page in whole_site.pages.items():
        assert page.language in ("fr", "nl"), path
        assert page.levels.count(1) == 1, path
        assert len(page.ids) == len(set(page.ids)), path


def test_heading_levels_leave_none_out(whole_site: Made) -> None:
    for path, page in whole_site.pages.items():
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(later <= before + 1 for before, later in steps), (path, page.levels)


def test_two_builds_in_two_folders_have_the_same_bytes(library: Path, library_site: Made, tmp_path: Path) -> None:
    store = Path(shutil.copytree(library, tmp_path / "elsewhere" / "versions"))
    again = build(store, tmp_path / "another place")
    assert again.files() == library_site.files()


@pytest.mark.slow
def test_pdfs_made_by_several_processes_are_the_same(store: Path, tmp_path: Path) -> None:
    for label in ("2021-01-10", "2022-09-05.avis"):
        (store / WORK / f"{label}.fra.xml").unlink()
    series = load_series(store, start=store, today=TODAY)
    for processes in (1, 2):
        folder = open_folder(tmp_path / str(processes), free=False)
        build_site(series, folder, look=Look(), forms=(Form.PDF,), processes=processes)
    one, two = (Made(tmp_path / str(processes)).files() for processes in (1, 2))
    assert one[f"{WORK}/2019-03-01/{WORK}-2019-03-01.pdf"].startswith(b"%PDF")
    assert one == two


def test_nothing_is_made_again_where_nothing_changed(store: Path, tmp_path: Path) -> None:
    site = build(store, tmp_path / "site")
    before = {path: (site.root / path).stat().st_mtime_ns for path in site.files()}
    series = load_series(store, start=store, today=TODAY)
    built = build_site(series, open_folder(site.root, free=False), look=Look(), forms=(Form.TEXT, Form.XML))
    assert (built.written, built.kept, built.removed) == (0, len(before) - 1, 0)
    assert {path: (site.root / path).stat().st_mtime_ns for path in site.files()} == before


def test_a_new_version_makes_only_what_it_touches(store: Path, tmp_path: Path) -> None:
    draft = store / WORK / "2022-09-05.avis.fra.xml"
    waiting = draft.rename(tmp_path / "draft.xml")
    site = build(store, tmp_path / "site")
    before = site.files()
    waiting.rename(draft)
    after = build(store, site.root).files()
    changed = {path for path in after if before.get(path) != after[path]}
    assert f"{WORK}/2022-09-05.avis/changes-from-2021-01-10.html" in changed
    assert {f"{WORK}/2021-01-10/index.html", "index.html", "feed.xml", f"{WORK}/texts.js"} <= changed
    assert not {f"{WORK}/2019-03-01/index.html", "site.css", "search.js", f"{WORK}/articles/art_5.html"} & changed


def test_a_version_that_was_withdrawn_loses_its_pages_and_nothing_else_goes(store: Path, tmp_path: Path) -> None:
    site = build(store, tmp_path / "site")
    mine = site.root / WORK / "2022-09-05.avis" / "note.txt"
    mine.write_text("of somebody else", encoding="utf-8")
    (site.root / "CNAME").write_text("example.org", encoding="utf-8")
    (store / WORK / "2022-09-05.avis.fra.xml").unlink()
    left = build(store, site.root).files()
    assert [path for path in left if "2022-09-05" in path] == [f"{WORK}/2022-09-05.avis/note.txt"]
    assert "CNAME" in left
    mine.unlink()
    mine.parent.rmdir()
    (site.root / "CNAME").unlink()
    assert site.files() == build(store, tmp_path / "anew").files()


def test_a_page_that_was_damaged_is_made_again(store: Path, tmp_path: Path) -> None:
    site = build(store, tmp_path / "site")
    whole = site.files()
    (site.root / WORK / "2020-06-15" / "index.html").write_bytes(b"half")
    (site.root / "index.html").unlink()
    assert build(store, site.root).files() == whole


def test_a_build_that_was_cut_off_is_finished_by_the_next(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = build(store, tmp_path / "whole").files()
    folder = open_folder(tmp_path / "site", free=False)
    put, left = folder.put, iter(range(12))

    def failing(path: str, content: bytes, key: str = "") -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        put(path, content, key)

    monkeypatch.setattr(type(folder), "put", lambda _, path, content, key="": failing(path, content, key))
    with pytest.raises(KeyboardInterrupt):
        build_site(load_series(store, start=store, today=TODAY), folder, look=Look(), forms=(Form.TEXT, Form.XML))
    monkeypatch.undo()
    assert 10 < len(Made(folder.root).files()) < len(whole)
    assert build(store, folder.root).files() == whole


def test_a_broken_text_leaves_the_site_as_it_was(store: Path, tmp_path: Path) -> None:
    site = build(store, tmp_path / "site")
    whole = site.files()
    (store / WORK / "2020-06-15.fra.xml").write_text("<a", encoding="utf-8")
    with pytest.raises(SourceError, match=r"2020-06-15\.fra\.xml"):
        build(store, site.root)
    assert site.files() == whole


def test_the_look_reaches_the_pages(library: Path, tmp_path: Path) -> None:
    logo = Logo(content=b"<svg xmlns='http://www.w3.org/2000/svg'/>", media_type="image/svg+xml", words="Un livre")
    override = tmp_path / "templates" / "site" / "_search.html"
    override.parent.mkdir(parents=True)
    override.write_text("<p>{{ labels.search_do }} ailleurs</p>", encoding="utf-8")
    look = Look(
        accent="#004488", accent_dark="#88ccff", fonts=("Une Police",), logo=logo, templates=tmp_path / "templates"
    )
    site = build(library, tmp_path / "site", look)
    css = site.read("site.css")
    assert all(
        value in css
        for value in ("--own-accent: #004488;", "--own-accent-dark: #88ccff;", '--own-fonts: "Une Police";')
    )
    assert (site.root / "logo.svg").read_bytes() == logo.content
    assert '<img src="../../logo.svg" alt="Un livre"' in site.read(f"{WORK}/articles/art_1.html")
    assert "Chercher ailleurs" in site.page("search.html").text
    assert broken_links(site) == []
    assert str(tmp_path) not in site.read(LIST)


def test_another_day_makes_another_version_the_one_in_force(store: Path, tmp_path: Path) -> None:
    for today, shown in (
        ("2019-03-31", "1er mars 2019"),
        ("2020-07-01", "15 juin 2020"),
        ("2022-01-01", "10 janvier 2021"),
    ):
        series = load_series(store, start=store, today=today)
        build_site(series, open_folder(tmp_path / today, free=False), look=Look(), forms=())
        page = Made(tmp_path / today).page("index.html")
        assert ("Aucune version n’est en vigueur." in page.text) == (today == "2019-03-31")
        if today > "2019-04-01":
            assert f"Version du {shown} En vigueur depuis le" in page.text.replace("\u00a0", " ")


def test_works_of_any_name_and_articles_without_a_place_on_the_page(library: Path, tmp_path: Path) -> None:
    """A name may hold what an address may not; an article beside the document is in no page of a version."""
    name = "un code é#%&'\"<b>"
    (tmp_path / "versions" / name).mkdir(parents=True)
    source = (library / WORK / "2019-03-01.fra.xml").read_text(encoding="utf-8")
    component = (
        '<components><component eId="cmp_1"><doc name="annexe"><meta/><mainBody><article eId="cmp_1__art_1">'
        "<num>1</num><content><p>À côté.</p></content></article></mainBody></doc></component></components></akomaNtoso>"
    )
    path = tmp_path / "versions" / name / "2019-03-01.fra.xml"
    path.write_text(source.replace("</akomaNtoso>", component), encoding="utf-8")
    (tmp_path / "versions" / name / "2020-06-15.fra.xml").write_bytes(
        (library / WORK / "2020-06-15.fra.xml").read_bytes()
    )
    site = build(tmp_path / "versions", tmp_path / "site")
    assert (site.root / name / "articles" / "cmp_1__art_1.html").is_file()
    assert broken_links(site) == []


def test_an_empty_store_has_no_site(tmp_path: Path) -> None:
    with pytest.raises(CodetoolError, match=r"^\.: the store is empty\. Fill it with codetool import\.$"):
        load_series(tmp_path, start=tmp_path, today=TODAY)
