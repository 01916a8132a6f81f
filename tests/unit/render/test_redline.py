"""The redline page: one file, everything escaped, its ids and links whole."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render.imprint import Imprint, Link
from codetool.render.look import Look
from codetool.render.redline import render_redline
from codetool.render.redline_view import view_redline


class Page(HTMLParser):
    """The ids, links and tags of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.addresses += [value or "" for key, value in attrs if key in ("src", "srcset") or tag == "link"]


def redline(old: bytes, new: bytes, language: str = "fr") -> str:
    changes = compare(read_expression(old), read_expression(new))
    return render_redline(view_redline(changes, language, old_name="Ancien", new_name="Nouveau"), language)


@pytest.fixture(scope="module")
def sources(root: Path, code_path: Path) -> tuple[bytes, bytes]:
    return code_path.read_bytes(), (root / "examples" / "exercice" / "exercice.fra.xml").read_bytes()


@pytest.fixture(scope="module")
def exercise(sources: tuple[bytes, bytes]) -> str:
    return redline(*sources)


def test_the_page_needs_nothing_else(exercise: str) -> None:
    page = Page(exercise)
    assert page.addresses == []
    assert not re.search(r"@import|url\(|https?://", exercise)


def test_every_link_leads_somewhere_and_every_id_stands_once(exercise: str) -> None:
    page = Page(exercise)
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []
    assert {f"#{name}" for name in ("art_3-2", "art_2-11", "old-art_6-3")} <= {*page.links}


def test_without_ids_every_id_stands_once_too(sources: tuple[bytes, bytes]) -> None:
    old, new = (re.sub(rb' (?:eId|wId)="[^"]*"', b"", source) for source in sources)
    page = Page(redline(old, new))
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []


def test_an_id_that_a_faulty_text_has_twice_stands_once(sources: tuple[bytes, bytes]) -> None:
    old, new = (source.replace(b'eId="art_7-2"', b'eId="art_7-1"') for source in sources)
    page = Page(redline(old, new))
    assert len(page.ids) == len(set(page.ids))
    assert {"art_7-1", "art_7-1~2"} <= set(page.ids)


def test_changes_are_told_without_colour(exercise: str) -> None:
    assert (
        '<ins><span class="unseen">[ajouté : </span>, y compris en ligne<span class="unseen">]</span></ins>' in exercise
    )
    assert "2.9 devient 2.10" in exercise
    assert "venait de : TITRE 5 COLLABORATION" in exercise
    assert "« point 2.2. » : l&#39;article 2.2 est maintenant l&#39;article 2.3 ; écrire « point 2.3. »" in exercise


def test_words_of_the_texts_are_escaped() -> None:
    source = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/><body>'
        '<article eId="art_1"><num>1.</num><content><p>{}</p></content></article></body></act></akomaNtoso>'
    )
    page = redline(source.format("Un.").encode(), source.format("&lt;script&gt;alert(1)&lt;/script&gt;").encode())
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_texts_without_a_difference_say_so(sources: tuple[bytes, bytes]) -> None:
    page = redline(sources[0], sources[0])
    assert "Aucune différence." in page
    assert "<ins>" not in page


@pytest.mark.parametrize(("language", "word"), [("fr", "Comparaison"), ("nl", "Vergelijking"), ("de", "Vergleich")])
def test_labels_are_in_the_language_of_the_texts(sources: tuple[bytes, bytes], language: str, word: str) -> None:
    page = redline(*sources, language)
    assert f'<html lang="{language}">' in page
    assert f"<h1>{word}" in page


def test_the_same_texts_give_the_same_page(sources: tuple[bytes, bytes], exercise: str) -> None:
    assert redline(*sources) == exercise


def test_the_look_and_the_pages_around_it_reach_the_page(sources: tuple[bytes, bytes]) -> None:
    old, new = (read_expression(source) for source in sources)
    view = view_redline(compare(old, new), "fr", old_name="Ancien", new_name="Nouveau")
    html = render_redline(
        view, "fr", Imprint(look=Look(accent="#004488"), trail=(Link(href="../index.html", title="Accueil <1>"),))
    )
    assert ":root { --own-accent: #004488; }" in html
    assert '<div class="trail" role="navigation" aria-label="Autour de cette page">' in html
    assert '<li><a href="../index.html">Accueil &lt;1&gt;</a></li>' in html
    assert 'class="trail"' not in render_redline(view, "fr")
