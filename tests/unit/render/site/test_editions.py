"""The pages of versions: what is around each, and the comparison with the one before."""

from pathlib import Path

from codetool.render.site import Form, load_series
from tests.unit.render.site.conftest import TODAY, WORK, Made, build


def test_a_version_leads_to_its_neighbours_and_its_forms(library_site: Made) -> None:
    links = library_site.page(f"{WORK}/2020-06-15/index.html").links
    assert {
        "../../index.html",
        "../index.html",
        "../2019-03-01/index.html",
        "changes-from-2019-03-01.html",
        "../2021-01-10/index.html",
        "../concordance.html",
        "../../search.html",
        f"{WORK}-2020-06-15.txt",
        f"{WORK}-2020-06-15.xml",
    } <= set(links)


def test_a_version_says_what_it_is_and_leads_to_the_one_in_force(library_site: Made) -> None:
    way = '<a href="../2021-01-10/index.html">Lire la version en vigueur : 10 janvier 2021</a>'
    past, now, draft = (
        " ".join(library_site.read(f"{WORK}/{label}/index.html").replace("\u00a0", " ").split())
        for label in ("2020-06-15", "2021-01-10", "2022-09-05.avis")
    )
    assert f"N’est plus en vigueur ; l’était du 1er juillet 2020 au 31 janvier 2021<br>{way}" in past
    assert '<p class="standing">En vigueur depuis le 1er février 2021</p>' in now
    assert f"Projet, non adopté (Projet – avis)<br>{way}" in draft


def test_the_history_under_an_article_leads_to_the_comparison_and_to_its_page(library_site: Made) -> None:
    page = library_site.page(f"{WORK}/2021-01-10/index.html")
    assert "../2020-06-15/changes-from-2019-03-01.html#art_3" in page.links
    assert "../articles/art_3.html" in page.links
    assert "../articles/art_1.html" not in page.links, "it never changed"
    assert "Renuméroté par la version du 15 juin 2020" in page.text
    assert "Historique" not in library_site.page(f"{WORK}/2019-03-01/index.html").text


def test_the_source_is_published_as_it_is(library_site: Made, library: Path) -> None:
    source = (library / WORK / "2019-03-01.fra.xml").read_bytes()
    assert (library_site.root / WORK / "2019-03-01" / f"{WORK}-2019-03-01.xml").read_bytes() == source


def test_a_comparison_leads_to_both_of_its_sides(library_site: Made) -> None:
    links = library_site.page(f"{WORK}/2020-06-15/changes-from-2019-03-01.html").links
    assert {"index.html", "../2019-03-01/index.html", "../compare.html", "../index.html"} <= set(links)


def test_the_first_version_is_compared_with_nothing(library_site: Made) -> None:
    names = sorted(path.name for path in (library_site.root / WORK / "2019-03-01").iterdir())
    assert names == ["index.html", f"{WORK}-2019-03-01.txt", f"{WORK}-2019-03-01.xml"]


def test_the_page_tells_machines_where_it_stands(whole_site: Made) -> None:
    html = whole_site.read(f"{WORK}/2020-06-15/index.html")
    assert f'<link rel="canonical" href="https://example.org/codes/{WORK}/2020-06-15/">' in html


def test_word_and_markdown_are_made_where_they_are_asked_for(library: Path, tmp_path: Path) -> None:
    site = build(library, tmp_path / "site", forms=(Form.DOCX, Form.MARKDOWN))
    folder = f"{WORK}/2020-06-15"
    assert (site.root / folder / f"{WORK}-2020-06-15.docx").read_bytes().startswith(b"PK")
    assert "Un retard est rappelé une fois par écrit." in site.read(f"{folder}/{WORK}-2020-06-15.md")
    links = site.page(f"{folder}/index.html").links
    assert {f"{WORK}-2020-06-15.docx", f"{WORK}-2020-06-15.md"} <= set(links)


def test_a_picture_of_the_text_is_shown_and_one_that_is_not_there_is_told(store: Path, tmp_path: Path) -> None:
    path = store / WORK / "2021-01-10.fra.xml"
    source = path.read_text(encoding="utf-8")
    images = '<img src="plan.svg" alt="le plan"/> <img src="no.png" alt="rien"/> huit livres'
    path.write_text(source.replace("huit livres", images), encoding="utf-8")
    (store / WORK / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (series,) = load_series(store, start=store, today=TODAY)
    assert [found.code for found in series.versions[2].findings] == ["picture-absent"]
    site = build(store, tmp_path / "site")
    for page in ("2021-01-10/index.html", "articles/art_3.html"):
        assert 'src="data:image/svg+xml;base64,' in site.read(f"{WORK}/{page}"), page
    (store / WORK / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1"/>', encoding="utf-8")
    before = site.read(f"{WORK}/2021-01-10/index.html")
    assert build(store, site.root).read(f"{WORK}/2021-01-10/index.html") != before
