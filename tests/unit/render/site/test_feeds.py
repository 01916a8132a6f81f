"""Feeds and sitemap, read as the standards that they follow say."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.unit.render.site.conftest import WORK, Made

ATOM = "{http://www.w3.org/2005/Atom}"
_DAY = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def feed(site: Made, path: str) -> ET.Element:
    return ET.fromstring(site.read(path))  # noqa: S314 - our own file


def texts(element: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"{ATOM}{name}")]


@pytest.mark.parametrize(
    "path", ["feed.xml", f"{WORK}/feed.xml", f"{WORK}.nld/feed.xml", "fewasc-deontologie/feed.xml"]
)
def test_a_feed_has_all_that_atom_requires(whole_site: Made, path: str) -> None:
    found = feed(whole_site, path)
    assert found.tag == f"{ATOM}feed"
    entries = found.findall(f"{ATOM}entry")
    assert entries
    for element in (found, *entries):
        (identifier,), (title,), (updated,) = (texts(element, name) for name in ("id", "title", "updated"))
        assert identifier.startswith("urn:uuid:")
        assert title
        assert _DAY.fullmatch(updated)
        assert [author.findtext(f"{ATOM}name") for author in element.findall(f"{ATOM}author")] == ["Éditeur d’essai"]
    days = [text for entry in entries for text in texts(entry, "updated")]
    assert days == sorted(days, reverse=True)
    assert texts(found, "updated") == days[:1]
    itself = [link.get("href") for link in found.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself == [f"https://example.org/codes/{path}"]


def test_no_two_versions_have_one_identifier(whole_site: Made) -> None:
    found = feed(whole_site, "feed.xml")
    identifiers = [text for entry in found.findall(f"{ATOM}entry") for text in texts(entry, "id")]
    assert len(identifiers) == len(set(identifiers)) == 6


def test_an_identifier_stays_when_the_site_moves(library_site: Made, whole_site: Made) -> None:
    one, two = (feed(site, f"{WORK}/feed.xml") for site in (library_site, whole_site))
    assert texts(one, "id") == texts(two, "id")
    assert [texts(entry, "id") for entry in one.iter(f"{ATOM}entry")] == [
        texts(entry, "id") for entry in two.iter(f"{ATOM}entry")
    ]


def test_links_are_whole_only_where_the_site_has_an_address(library_site: Made, whole_site: Made) -> None:
    def hrefs(site: Made) -> list[str]:
        return [
            link.get("href", "")
            for entry in feed(site, f"{WORK}/feed.xml").iter(f"{ATOM}entry")
            for link in entry.iter(f"{ATOM}link")
        ]

    assert hrefs(library_site)[0] == "2022-09-05.avis/index.html"
    assert hrefs(whole_site)[0] == f"https://example.org/codes/{WORK}/2022-09-05.avis/"


def test_an_entry_says_what_the_version_is_and_what_changed(library_site: Made) -> None:
    entry = feed(library_site, "feed.xml").findall(f"{ATOM}entry")[2]
    assert texts(entry, "title") == ["Règlement de la bibliothèque – Version du 15\u00a0juin 2020"]
    (summary,) = texts(entry, "summary")
    assert summary.endswith(
        "modifié\u00a0: 1. inséré\u00a0: 1. renumérotés\u00a0: 2. mots ajoutés\u00a0: 11, supprimés\u00a0: 2."
    )


def test_the_sitemap_lists_every_page_but_the_one_for_what_is_missing(whole_site: Made) -> None:
    tree = ET.fromstring(whole_site.read("sitemap.xml"))  # noqa: S314 - our own file
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert tree.tag == f"{name}urlset"
    listed = [loc.text or "" for loc in tree.iter(f"{name}loc")]
    pages = {f"https://example.org/codes/{path}".removesuffix("index.html") for path in whole_site.pages}
    assert set(listed) == pages - {"https://example.org/codes/404.html"}
    assert whole_site.read("robots.txt").endswith("\nSitemap: https://example.org/codes/sitemap.xml\n")


def test_without_an_address_there_is_no_sitemap(library_site: Made) -> None:
    assert not (library_site.root / "sitemap.xml").exists()
    assert library_site.read("robots.txt") == "User-agent: *\nAllow: /\n"
