import re
from html import unescape
from pathlib import Path

from tests.unit.render.site.conftest import WORK, Made, build, cut

_ROW = re.compile(r"<tr[^>]*>\n<th scope=\"(?:row|col)\">(.*?)</tr>", re.DOTALL)


def rows(site: Made, work: str = WORK) -> list[list[str]]:
    """Return the cells of the concordance, without tags."""
    found = _ROW.findall(site.read(f"{work}/concordance.html"))
    cells = (re.split(r"</t[hd]>", row) for row in found)
    return [[" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row[:-1]] for row in cells]


def test_numbers_old_and_new_stand_side_by_side(library_site: Made) -> None:
    assert rows(library_site) == [
        ["Article", "1er mars 2019", "15 juin 2020", "10 janvier 2021 → 5 septembre 2022 (projet, avis)"],
        ["1 Objet", "1", "1", "1"],
        ["2 Inscription", "2", "2", "2"],
        ["3 Prêt", "3", "3", "3"],
        ["4 Retard", "– absent", "4", "4"],
        ["5 Discrétion", "4", "5", "5"],
        ["6 Salle de lecture", "5", "6", "– absent"],
    ]


def test_a_number_that_changed_is_marked(library_site: Made) -> None:
    assert library_site.read(f"{WORK}/concordance.html").count('<td class="other">') == 4


def test_an_article_that_was_cut_off_stands_beside_the_number_of_the_whole(store: Path, tmp_path: Path) -> None:
    cut(store)
    assert rows(build(store, tmp_path / "site"))[-1] == ["91", "– absent", "– absent", "(9)", "91"]


def test_one_version_has_one_column_and_every_article(whole_site: Made) -> None:
    found = rows(whole_site, "fewasc-deontologie")
    assert "Aucun numéro n’a changé." in whole_site.page("fewasc-deontologie/concordance.html").text
    assert found[0] == ["Article", "7 juin 2001 (projet)"]
    assert len(found) == 1 + 39
