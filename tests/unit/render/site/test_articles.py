"""The page of an article: its texts, what changed between them, its numbers."""

import re
from pathlib import Path

from tests.unit.render.site.conftest import WORK, Made, build

FOLDER = f"{WORK}/articles"


def told(site: Made, name: str) -> str:
    return site.page(f"{FOLDER}/{name}.html").text.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_article_is_told_through_its_numbers(library_site: Made) -> None:
    text = told(library_site, "art_4")
    assert text.count("Article 5 Discrétion") == 1, "the page is named by the last number"
    assert "Depuis la version du 15 juin 2020 5 renuméroté" in text
    assert "Dans la version du 1er mars 2019 seulement 4 Premier texte conservé" in text
    assert "Art. 4 devient Art. 5" in text


def test_each_text_stands_there_with_what_changed(library_site: Made) -> None:
    html = library_site.read(f"{FOLDER}/art_3.html")
    assert '<del><span class="unseen">[supprimé : </span>cinq<' in html.replace("\u00a0", " ")
    assert '<ins><span class="unseen">[ajouté : </span>huit<' in html.replace("\u00a0", " ")
    text = told(library_site, "art_3")
    assert text.count("Le lecteur peut emprunter huit livres pour quatre semaines.") == 2
    assert text.count("Le lecteur peut emprunter cinq livres pour trois semaines.") == 1
    assert "fort délai : « trois semaines » → « quatre semaines »" in text


def test_the_links_lead_to_the_article_in_its_versions(library_site: Made) -> None:
    links = library_site.page(f"{FOLDER}/art_4.html").links
    assert "../2021-01-10/index.html#art_5" in links, "the version in force has it, and not only the draft after it"
    assert "../2019-03-01/index.html#art_4" in links


def test_an_article_that_is_gone_says_since_when(library_site: Made) -> None:
    text = told(library_site, "art_5")
    assert "Cet article n’existe plus depuis la version du 10 janvier 2021. Dernier texte Art. 6." in text
    assert "– absent supprimé" in text


def test_what_a_draft_changes_is_not_told_as_the_text_in_force(store: Path, tmp_path: Path) -> None:
    path = store / WORK / "2022-09-05.avis.fra.xml"
    source = path.read_text(encoding="utf-8").replace("huit livres", "dix livres")
    path.write_text(re.sub(r'<article eId="art_1">.*?</article>', "", source, flags=re.DOTALL), encoding="utf-8")
    site = build(store, tmp_path / "site")
    gone, changed = told(site, "art_1"), told(site, "art_3")
    assert "Cet article n’est pas dans la version du 5 septembre 2022 (projet, avis). Texte en vigueur Art. 1." in gone
    assert "n’existe plus" not in gone
    now, _, after = changed.partition("Historique")
    assert "Texte en vigueur Art. 3. Prêt Le lecteur peut emprunter huit livres" in now
    assert "Lire dans la version du 10 janvier 2021" in now
    assert "Depuis la version du 5 septembre 2022 (projet, avis)" in after


def test_an_article_that_never_changed_says_so(library_site: Made) -> None:
    assert "Le texte n’a pas changé depuis la première version conservée." in told(library_site, "art_1")
    assert "Tous ses textes" not in told(library_site, "art_1")


def test_an_article_that_came_later_has_a_page_of_its_own(library_site: Made) -> None:
    text = told(library_site, "art_4-20200615")
    assert "De la version du 15 juin 2020 à celle du 10 janvier 2021 4 inséré" in text
    assert "puis puni d'une amende" in text


def test_an_article_that_was_cut_in_two_leads_to_what_it_became(store: Path, tmp_path: Path) -> None:
    halves = (
        "Le lecteur qui demande une carte remet au bibliothécaire du quartier une copie de sa pièce d'identité.",
        "Le bibliothécaire du quartier garde cette copie pendant deux années entières et la détruit sans délai.",
    )
    path = store / WORK / "2020-06-15.fra.xml"
    whole = path.read_text(encoding="utf-8").replace("Un retard est rappelé une fois par écrit.", " ".join(halves))
    path.write_text(whole, encoding="utf-8")
    path = store / WORK / "2021-01-10.fra.xml"
    source = path.read_text(encoding="utf-8").replace("Un retard est rappelé une fois par écrit.", halves[0])
    second = (
        '<article eId="art_6"><num>Art. 6.</num><heading>Copie</heading>'
        f"<content><p>{halves[1]}</p></content></article></body>"
    )
    path.write_text(source.replace("</body>", second), encoding="utf-8")
    (store / WORK / "2022-09-05.avis.fra.xml").unlink()
    site = build(store, tmp_path / "site")
    text = told(site, "art_6")
    assert "Il vient de : Article 4" in text
    assert "scindé" in text


def test_the_text_is_escaped(store: Path, tmp_path: Path) -> None:
    path = store / WORK / "2021-01-10.fra.xml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("huit livres", "&lt;script&gt;alert(1)&lt;/script&gt; livres"), encoding="utf-8")
    site = build(store, tmp_path / "site")
    for name, content in site.files().items():
        if name.endswith(".html"):
            assert b"<script>alert" not in content, name
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in site.read(f"{FOLDER}/art_3.html")
