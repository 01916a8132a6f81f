"""The data of the scripts: every text once, every word in its forms."""

from pathlib import Path

import pytest

from codetool.render.site.readings import _families, fold
from tests.unit.render.site.conftest import WORK, Made, build, cut


def test_a_text_stands_once_however_many_versions_have_it(library_site: Made) -> None:
    data = library_site.data(f"{WORK}/texts.js")
    assert [version["label"] for version in data["versions"]] == [
        "2019-03-01", "2020-06-15", "2021-01-10", "2022-09-05.avis",
    ]  # fmt: skip
    assert len(data["texts"]) == len(set(data["texts"]))
    assert len({reading[5] for one in data["articles"] for reading in one["readings"]}) == 8
    secret = next(one for one in data["articles"] if one["href"].endswith("/art_4.html"))
    first, second = secret["readings"]
    assert first[:5] == [0, 0, "4", "art_4", "Discrétion"]
    assert second[:5] == [1, 3, "5", "art_5", "Discrétion"]
    assert first[5] == second[5]


def test_a_part_that_was_cut_off_says_from_where(store: Path, tmp_path: Path) -> None:
    cut(store)
    articles = build(store, tmp_path / "site").data(f"{WORK}/texts.js")["articles"]
    names = [one["href"].rpartition("/")[2] for one in articles]
    assert articles[names.index("art_91.html")]["origins"] == [names.index("art_9.html")]
    assert articles[names.index("art_9.html")]["origins"] == articles[names.index("art_9.html")]["heirs"] == []


def test_a_text_has_a_line_for_each_block_and_not_its_heading(library_site: Made) -> None:
    lines = [text.split("\n") for text in library_site.data(f"{WORK}/texts.js")["texts"]]
    assert [
        "Le lecteur qui s'inscrit reçoit une carte contre la présentation :",
        "a) d'une pièce d'identité;",
        "b) d'une preuve de son adresse.",
    ] in lines
    assert ["La salle de lecture ferme à dix-huit heures."] in lines


def test_the_order_is_told_where_it_changes(library_site: Made) -> None:
    data = library_site.data(f"{WORK}/texts.js")
    orders = [version["order"] for version in data["versions"]]
    names = [one["href"].rpartition("/")[2] for one in data["articles"]]
    assert [names[place] for place in orders[1]] == [
        "art_1.html", "art_2.html", "art_3.html", "art_4-20200615.html", "art_4.html", "art_5.html",
    ]  # fmt: skip
    assert orders[3] is None, "the draft has the articles of the version before it"


def test_what_stands_outside_articles_is_there_too(library_site: Made) -> None:
    data = library_site.data(f"{WORK}/texts.js")
    told = [(first, last, title, data["texts"][text]) for first, last, _, _, title, text in data["passages"]]
    assert told == [
        (0, 2, "Couverture et préface", "Règlement de la bibliothèque Texte fictif."),
        (3, 3, "Couverture et préface", "Règlement de la bibliothèque Projet – avis Texte fictif."),
    ]


def test_the_words_of_each_language_are_there(whole_site: Made) -> None:
    words = whole_site.data("words.js")
    assert sorted(words) == ["fr", "nl"]
    families = [set(family.split()) for family in words["fr"]["forms"]]
    assert any({"assistant", "assistants"} <= family for family in families)
    assert all(len(family) > 1 for family in families), "a word with one form needs no family"
    assert {"le", "des"} <= set(words["fr"]["stop"])


def test_words_outside_articles_have_their_forms_too(store: Path, tmp_path: Path) -> None:
    path = store / WORK / "2021-01-10.fra.xml"
    source = path.read_text(encoding="utf-8").replace("Texte fictif.", "Un parchemin, des parchemins.")
    path.write_text(source, encoding="utf-8")
    assert "parchemin parchemins" in build(store, tmp_path / "site").data("words.js")["fr"]["forms"]


@pytest.mark.parametrize(
    ("words", "families"),
    [
        ("l'usager des usagers", ["usager usagers"]),
        ("professionnel professionnelle professionnels", ["professionnel professionnelle professionnels"]),
        ("Œuvre œuvres", ["oeuvre oeuvres"]),
        ("secret Secret SECRET", []),
    ],
)
def test_forms_of_one_word_are_a_family(words: str, families: list[str]) -> None:
    assert _families([words], "fr") == families


def test_words_are_compared_without_accents_and_capitals() -> None:
    assert [fold(word) for word in ("Déontologie", "ÉLÈVE", "Cœur", "naïf")] == [
        "deontologie",
        "eleve",
        "coeur",
        "naif",
    ]


def test_no_text_can_end_the_script(store: Path, tmp_path: Path) -> None:
    path = store / WORK / "2021-01-10.fra.xml"
    nasty = '&lt;/script&gt; \u2028 \\ " livres'
    path.write_text(path.read_text(encoding="utf-8").replace("huit livres", nasty), encoding="utf-8")
    texts = build(store, tmp_path / "site").data(f"{WORK}/texts.js")["texts"]
    assert any('</script> \u2028 \\ " livres' in text for text in texts)
