"""The front page: what is in force, said plainly, and the line through time."""

from pathlib import Path

from codetool.render.look import Look
from codetool.render.site import build_site, load_series, open_folder
from codetool.render.site.front import RECENT
from tests.unit.render.site.conftest import TODAY, WORK, Made, build
from tests.unit.render.site.test_series import repeal


def told(site: Made, path: str = "index.html") -> str:
    return site.page(path).text.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_is_in_force_comes_first_and_a_newer_draft_is_told(library_site: Made) -> None:
    text = told(library_site)
    assert "Un projet plus récent existe : 5 septembre 2022 (avis). Version du 10 janvier 2021" in text
    assert "Version du 10 janvier 2021 En vigueur depuis le 1er février 2021 Lire le texte" in text


def test_where_nothing_is_in_force_the_page_says_so(whole_site: Made) -> None:
    text = told(whole_site, "fewasc-deontologie/index.html")
    assert "Aucune version n’est en vigueur. Le dernier texte est un projet : il n’a pas été adopté." in text
    assert "Version du 7 juin 2001 Projet, non adopté (Projet – màj. 07.06.2001)" in text


def test_a_repealed_text_is_told_as_one(store: Path, tmp_path: Path) -> None:
    repeal(store)
    text = told(build(store, tmp_path / "site"))
    assert "Aucune version n’est en vigueur. La dernière version n’est plus en vigueur. Un projet plus récent" in text
    assert "Version du 10 janvier 2021 N’est plus en vigueur ; l’était du 1er février 2021 au 31 mai 2021" in text


def test_a_version_to_come_is_told_beside_a_newer_draft(library: Path, tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "site", free=False)
    build_site(load_series(library, start=library, today="2021-01-15"), folder, look=Look(), forms=())
    text = told(Made(tmp_path / "site"))
    assert "récente est adoptée : 10 janvier 2021. Un projet plus récent existe : 5 septembre 2022 (avis)." in text


def test_a_newer_version_in_another_language_is_told(store: Path, root: Path, tmp_path: Path) -> None:
    dutch = (root / "tests/cases/render/site/dutch.xml").read_text(encoding="utf-8")
    (store / WORK / "2019-03-01.nld.xml").write_text(dutch.replace("2021-01-10", "2019-03-01"), encoding="utf-8")
    assert "recentere versie in een andere taal: 10 januari 2021." in told(build(store, tmp_path / "site"))


def test_every_version_stands_in_the_line_with_its_figures(library_site: Made) -> None:
    line = told(library_site).partition("Toutes les versions")[2]
    entries = [
        "5 septembre 2022 (avis) Projet, non adopté (Projet – avis) 5 articles modifié : 1",
        "10 janvier 2021 En vigueur depuis le 1er février 2021 5 articles supprimé : 1 mots ajoutés : 0",
        "15 juin 2020 N’est plus en vigueur ; l’était du 1er juillet 2020 au 31 janvier 2021 6 articles modifié : 1",
        "1er mars 2019 N’est plus en vigueur ; l’était du 1er avril 2019 au 30 juin 2020 5 articles Première version",
    ]
    places = [line.find(entry) for entry in entries]
    assert -1 not in places, line
    assert places == sorted(places)
    assert "modifié : 1 inséré : 1 renumérotés : 2 mots ajoutés : 11, supprimés : 2" in line


def test_a_version_links_to_its_page_its_forms_and_its_changes(library_site: Made) -> None:
    links = library_site.page("index.html").links
    folder = f"{WORK}/2020-06-15"
    assert {
        f"{folder}/index.html",
        f"{folder}/changes-from-2019-03-01.html",
        f"{folder}/{WORK}-2020-06-15.txt",
        f"{folder}/{WORK}-2020-06-15.xml",
    } <= set(links)
    assert not any(link.endswith(".pdf") for link in links), "no form that was not made"


def test_several_texts_have_a_card_each_in_their_language(whole_site: Made) -> None:
    page = whole_site.page("index.html")
    assert {f"{WORK}/index.html", f"{WORK}.nld/index.html", "fewasc-deontologie/index.html"} <= set(page.links)
    assert "Versie van 10 januari 2021 Van kracht sinds 1 februari 2021 De tekst lezen" in page.text
    assert "Éditeur d’essai" in page.text
    assert whole_site.page(f"{WORK}.nld/index.html").language == "nl"


def test_a_page_of_several_texts_says_to_which_it_belongs(whole_site: Made, library_site: Made) -> None:
    head = '<p class="part"><a href="index.html">Règlement de la bibliothèque</a></p>'
    assert head in whole_site.read(f"{WORK}/compare.html")
    assert 'class="part"' not in library_site.read(f"{WORK}/compare.html")


def test_the_front_page_of_many_versions_stays_light(library: Path, tmp_path: Path) -> None:
    store = tmp_path / "versions" / WORK
    store.mkdir(parents=True)
    source = (library / WORK / "2019-03-01.fra.xml").read_bytes()
    for number in range(RECENT + 5):
        day = b"2019-%02d-%02d" % (number // 28 + 1, number % 28 + 1)
        words = source.replace(b"2019-03-01", day).replace(b"cinq livres", b"%d livres" % number)
        (store / f"{day.decode()}.fra.xml").write_bytes(words)
    folder = open_folder(tmp_path / "site", free=False)
    build_site(load_series(store.parent, start=tmp_path, today=TODAY), folder, look=Look(), forms=())
    site = Made(tmp_path / "site")
    assert site.page("index.html").text.count("Ce qui a changé") == RECENT
    assert f"Les {RECENT} dernières versions" in site.page("index.html").text
    assert site.page(f"{WORK}/index.html").text.count("Ce qui a changé") == RECENT + 4
    assert (site.root / "index.html").stat().st_size < 100_000


def test_the_page_for_what_is_not_there_stands_alone(library_site: Made, whole_site: Made) -> None:
    assert "<link" not in library_site.read("404.html")
    assert library_site.page("404.html").links == ["index.html"]
    assert whole_site.page("404.html").links == ["https://example.org/codes/"]
