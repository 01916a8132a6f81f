"""The pages at which a reader asks, as they are before any script runs."""

import json
import re
from html import unescape

from codetool.resources import resource_path
from tests.unit.render.site.conftest import WORK, Made

_SAYS = re.compile(r'data-says="([^"]*)"')


def says(html: str) -> dict[str, str]:
    found = _SAYS.search(html)
    assert found
    told: dict[str, str] = json.loads(unescape(found[1]))
    return told


def test_a_script_is_given_every_word_that_it_says(library_site: Made) -> None:
    for page, script in (("search.html", "search.js"), (f"{WORK}/compare.html", "compare.js")):
        source = resource_path(f"templates/site/{script}").read_text(encoding="utf-8")
        given = says(library_site.read(page))
        asked = set(re.findall(r"says\.(\w+)", source))
        asked |= {f"kind_{kind}" for kind in ("modified", "inserted", "removed", "renumbered")} & given.keys()
        assert asked == given.keys(), page


def test_the_scripts_come_after_the_data_that_they_read(whole_site: Made) -> None:
    scripts = re.findall(r'<script src="([^"]+)" defer>', whole_site.read("search.html"))
    assert scripts == [
        "words.js", "fewasc-deontologie/texts.js", f"{WORK}/texts.js", f"{WORK}.nld/texts.js", "search.js",
    ]  # fmt: skip


def test_the_two_last_versions_are_chosen_at_first(library_site: Made) -> None:
    chosen = re.findall(r'<option value="([^"]+)" selected>', library_site.read(f"{WORK}/compare.html"))
    assert chosen == ["2021-01-10", "2022-09-05.avis"]


def test_one_version_can_be_compared_with_nothing(whole_site: Made) -> None:
    page = whole_site.read("fewasc-deontologie/compare.html")
    assert "Il n’y a qu’une version" in page.replace("\u00a0", " ")
    assert "<script" not in page
    assert "<select" not in page
