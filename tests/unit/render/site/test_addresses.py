import pytest

from codetool.render.site.addresses import Form, Rooms, absolute, link
from codetool.render.site.series import Series
from tests.unit.render.site.conftest import WORK


@pytest.mark.parametrize(
    ("page", "target", "fragment", "href"),
    [
        ("index.html", "site.css", "", "site.css"),
        ("w/index.html", "index.html", "", "../index.html"),
        ("w/a/index.html", "w/a/x.pdf", "", "x.pdf"),
        ("w/articles/a.html", "w/b/index.html", "art_1", "../b/index.html#art_1"),
        ("w/a/index.html", "w/a/index.html", "", "index.html"),
        ("index.html", "l'été #1/x?.html", "a b", "l%27%C3%A9t%C3%A9%20%231/x%3F.html#a%20b"),
    ],
)
def test_a_link_is_relative_and_can_stand_in_an_attribute(page: str, target: str, fragment: str, href: str) -> None:
    assert link(page, target, fragment) == href


def test_a_whole_address_ends_where_a_server_answers() -> None:
    assert absolute("https://example.org/code/", "w/2001-06-07/index.html") == "https://example.org/code/w/2001-06-07/"
    assert absolute("https://example.org/code", "feed.xml") == "https://example.org/code/feed.xml"
    assert absolute("", "feed.xml") == ""


def test_what_belongs_to_a_version_stands_in_its_folder(library_series: Series) -> None:
    rooms, (first, second, *_) = Rooms(library_series), library_series.versions
    folder = f"{WORK}/2020-06-15"
    assert rooms.version(second) == rooms.form(second, Form.HTML) == f"{folder}/index.html"
    assert rooms.form(second, Form.PDF) == f"{folder}/{WORK}-2020-06-15.pdf"
    assert rooms.changes(first, second) == f"{folder}/changes-from-2019-03-01.html"
