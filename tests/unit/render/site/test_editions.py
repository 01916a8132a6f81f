"""The pages of versions: what is around each, and the comparison with the one before."""

from pathlib import Path

from tests.unit.render.site.conftest import WORK, Made


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
