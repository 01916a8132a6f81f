"""What is around every page."""

from tests.unit.render.site.conftest import WORK, Made


def test_the_page_that_one_is_on_is_marked(library_site: Made) -> None:
    html = library_site.read(f"{WORK}/compare.html")
    assert html.count("aria-current") == 1
    assert '<a href="compare.html" aria-current="page">Comparer</a>' in html


def test_pages_of_one_text_lead_to_all_that_there_is_of_it(library_site: Made) -> None:
    links = library_site.page(f"{WORK}/articles/art_1.html").links
    assert {
        "../../index.html", "../../site.css", "../../search.html", "../../feed.xml", "../index.html", "../compare.html",
        "../concordance.html", "../2021-01-10/index.html",
    } <= set(links)  # fmt: skip


def test_where_there_are_several_texts_each_has_a_feed_and_the_pages_speak_its_language(whole_site: Made) -> None:
    html = whole_site.read(f"{WORK}.nld/concordance.html")
    assert '<html lang="nl">' in html
    assert 'href="../fewasc-deontologie/feed.xml"' in html
    assert "Uitgegeven door Éditeur d’essai." in whole_site.page(f"{WORK}.nld/concordance.html").text


def test_only_a_site_with_an_address_names_it(library_site: Made, whole_site: Made) -> None:
    path = f"{WORK}/concordance.html"
    assert "canonical" not in library_site.read(path)
    assert f'<link rel="canonical" href="https://example.org/codes/{path}">' in whole_site.read(path)
