import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markupsafe import Markup

from codetool.akn.read import read_expression, unfold_expression
from codetool.model.expression import Expression
from codetool.model.text import text_of
from codetool.render import Imprint, Link, Look, render_html
from codetool.render.look import Logo
from codetool.render.view import view_of
from tests.sizes import some

DEEP = 230
"""Levels below the body; XML may be 256 deep."""


class Page(HTMLParser):
    """What a page holds: ids, links, headings, elements, and its text in the body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for key, value in attrs if key == "id" and value]
        # A `link` with a property and no relation is a statement of RDFa: no one can follow it.
        self.links += [value for key, value in attrs if key in {"href", "src"} and value and tag != "link"]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.words += data.split()


class Opened(HTMLParser):
    """What a browser makes of a page: its elements, their attributes, the texts of its scripts, and the other texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.values: list[str] = []
        self.scripts: dict[str, str] = {}
        self.text = ""
        self.inside: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.values += [value or "" for _, value in attrs]
        self.inside = (dict(attrs).get("type") or "") if tag == "script" else None

    def handle_data(self, data: str) -> None:
        if self.inside is None:
            self.text += data
        else:
            self.scripts[self.inside] = data
            self.inside = None


def part(html: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b[^>]*>.*?</{tag}>\n", html, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize(("golden", "tag"), [("cover.html", "header"), ("contents.html", "nav"), ("text.html", "main")])
def test_parts_of_the_page_are_as_they_were_read(case: Path, fictional: Expression, golden: str, tag: str) -> None:
    assert part(render_html(fictional), tag) == (case / golden).read_text(encoding="utf-8")


def test_the_page_is_one_file_that_asks_for_nothing(federation_code: Expression) -> None:
    html = render_html(federation_code)
    assert not {"img", "iframe", "object"} & Page(html).tags
    assert not re.search(r"url\(|@import|@font-face|<script src|<link rel", html)
    assert len(html.encode()) < 80_000


def test_every_link_leads_to_an_id_and_no_id_stands_twice(federation_code: Expression) -> None:
    page = Page(render_html(federation_code))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {"title_7", "art_1-1", "art_7-2", "art_3-4__list_1__point_b"} <= set(page.ids)


def test_headings_do_not_skip_a_level(federation_code: Expression) -> None:
    levels = Page(render_html(federation_code)).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(3) == 39
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_text_of_the_page_is_the_text_of_the_version_in_order(federation_code: Expression) -> None:
    stored = text_of(unfold_expression(federation_code).document, without=frozenset({"meta"}))
    html = render_html(federation_code)
    shown = Page(part(html, "header")).words + Page(part(html, "main")).words
    assert "".join(shown) == "".join(stored.split())


def test_french_spaces_are_on_the_page(federation_code: Expression) -> None:
    main = part(render_html(federation_code), "main")
    assert "humaine\u202f;" in main
    assert "pour\u00a0:" in main
    assert "Pénal</span>\u00a0:" in main


def test_a_draft_says_so_and_an_adopted_text_does_not(fictional: Expression, case: Path) -> None:
    draft = render_html(fictional)
    assert '<aside class="mark" aria-label="État"><strong>Projet – 2e lecture</strong></aside>' in draft
    assert "Projet – 2e lecture. Ce texte est un projet" in draft
    source = (case / "version.xml").read_bytes().replace(b'authoritative value="false"', b'authoritative value="true"')
    adopted = render_html(read_expression(source))
    assert 'class="mark"' not in adopted
    assert "<dd>projet, 2e lecture</dd>" in adopted


def test_the_foot_names_version_language_and_address(fictional: Expression) -> None:
    foot = part(render_html(fictional), "footer")
    assert '<time datetime="2020-02-01">1er février 2020</time>' in foot
    assert "<dd>français</dd>" in foot
    assert "/akn/be/act/code/exercice/2020-02-01/salle-de-lecture/fra@2020-02-01" in foot


@pytest.mark.parametrize(
    ("language", "contents", "foot"),
    [("nld", "Inhoud", "Nederlands"), ("deu", "Inhalt", "Deutsch"), ("fin", "Contents", "fi")],
)
def test_labels_are_in_the_language_of_the_document(case: Path, language: str, contents: str, foot: str) -> None:
    source = (case / "version.xml").read_bytes().replace(b'language="fra"', f'language="{language}"'.encode())
    html = render_html(read_expression(source))
    assert f">{contents}</h2>" in html
    assert f"<dd>{foot}</dd>" in html
    assert "\u202f" not in html


def test_labels_in_another_language_than_the_text_say_so(case: Path, fictional: Expression) -> None:
    source = (case / "version.xml").read_bytes().replace(b'language="fra"', b'language="fin"')
    html = render_html(read_expression(source))
    assert '<a class="skip" href="#page-text" lang="en">' in html
    assert '<h2 lang="en">Contents</h2>' in html
    assert 'lang="en"' not in render_html(fictional)


def test_a_title_with_a_list_is_still_the_heading_of_the_page() -> None:
    preface = (
        "<longTitle><p>Loi modifiant</p><ol><li>une loi</li></ol></longTitle><container><p>A</p><p>B</p></container>"
    )
    html = render_html(document("<body/>", preface))
    assert '<div class="title" role="heading" aria-level="1"><p>Loi modifiant</p>' in html
    assert '<div class="text"><p>A</p>' in html


def test_a_page_without_a_title_has_a_heading_all_the_same() -> None:
    assert '<h1 class="title">Untitled document</h1>' in render_html(document("<body/>", ""))


def document(body: str, preface: str) -> Expression:
    namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return read_expression(
        f"<akomaNtoso xmlns='{namespace}'><act><preface>{preface}</preface>{body}</act></akomaNtoso>".encode()
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<hcontainer><heading>x</heading>", "</hcontainer>"),
        ("<paragraph><num>1</num>", "</paragraph>"),
        ("<b>", "</b>"),
        ("<blockList><item><num>1</num>", "</item></blockList>"),
    ],
)
def test_depth_is_no_fault(start: str, end: str) -> None:
    levels = DEEP // end.count("</")
    body = f"<body>{start * levels}fond{end * levels}</body>"
    assert "fond" in render_html(document(body, ""))


@pytest.mark.shared
@pytest.mark.slow
def test_every_document_of_the_corpora_has_an_edition(shared: Path) -> None:
    paths = [p for p in sorted((shared / "corpora").rglob("*.xml")) if "dialects" not in p.parts]
    assert len(paths) > 300
    for path in some(paths, 4):
        expression = read_expression(path.read_bytes(), str(path))
        page = Page(render_html(expression))
        assert "main" in page.tags, path
        assert page.levels.count(1) <= 1, path


def test_the_pages_around_it_are_linked_before_the_cover(fictional: Expression) -> None:
    trail = (Link(href="../index.html", title="Toutes les versions <i>"), Link(href="a.html?b&c", title="Suivante"))
    html = render_html(fictional, Imprint(trail=trail))
    nav = part(html, "nav").partition("</nav>")[0]
    assert nav.startswith('<nav class="trail" aria-label="Autour de cette page">')
    assert '<li><a href="../index.html">Toutes les versions &lt;i&gt;</a></li>' in nav
    assert 'href="a.html?b&amp;c"' in nav
    assert 'class="trail"' not in render_html(fictional)


TRAP = "&lt;/script>&lt;img src=x onerror=alert(1)>&quot;&apos;--> ]]&gt;"
SHOWN = "</script><img src=x onerror=alert(1)>\"'--> ]]>"


def test_markup_in_a_text_or_in_what_it_says_of_itself_is_text_everywhere(case: Path) -> None:
    source = (case / "version.xml").read_text(encoding="utf-8").replace("&lt;script&gt;du texte&lt;/script&gt;", TRAP)
    for place in ("CODE DE LA SALLE", "Cercle fictif de lecture", "projet, 2e lecture", "LES LIVRES", "Durées", "2.1."):
        assert place in source
        source = source.replace(place, place + TRAP)
    for value in ("/salle-de-lecture/fra@2020-02-01", 'eId="title_2', 'country value="be'):
        source = source.replace(value, f"{value}{TRAP.replace(chr(34), '')}")
    links = (Link(href=f"a.html?{SHOWN}", title=SHOWN, media_type=SHOWN),)
    logo = Logo(content=b"GIF89a", media_type=SHOWN, words=SHOWN)
    look = Look(publisher=SHOWN, accent=SHOWN, accent_dark="red;}", fonts=(f"Gentium{SHOWN}</style>",), logo=logo)
    after = {"art_1-1": Markup("<aside>{}</aside>").format(SHOWN)}
    page = Opened(render_html(read_expression(source.encode()), Imprint(look=look, forms=links, trail=links), after))
    assert page.count["script"] == 2
    assert page.count["img"] == 1  # the logo
    assert page.count["style"] == 1
    assert page.count["aside"] == 2
    assert not [name for name in page.attributes if name.startswith("on")]
    assert page.text.count(SHOWN) > 8
    work = json.loads(page.scripts["application/ld+json"])
    assert SHOWN in work["name"]
    assert SHOWN in work["workExample"]["legislationIdentifier"]


def test_a_reference_that_would_run_or_open_something_is_no_link(case: Path) -> None:
    html = render_html(read_expression((case / "version.xml").read_bytes()))
    assert '<span class="akn-ref">piège</span>' in html
    for address in ("data:text/html,x", "file:///etc/passwd", "JAVASCRIPT:x", "//example.org/x", "vbscript:x"):
        source = (case / "version.xml").read_bytes().replace(b"javascript:alert(1)", address.encode())
        assert '<span class="akn-ref">piège</span>' in render_html(read_expression(source))


def test_the_look_gives_publisher_logo_colours_and_fonts(fictional: Expression) -> None:
    logo = Logo(content=b"GIF89a", media_type="image/gif", words="Cercle fictif")
    look = Look(publisher="Éditions", accent="#123456", accent_dark="#fedcba", fonts=("Gentium Plus",), logo=logo)
    html = render_html(fictional, Imprint(look=look))
    assert '<img src="data:image/gif;base64,R0lGODlh" alt="Cercle fictif">' in html
    assert ':root { --own-accent: #123456; --own-accent-dark: #fedcba; --own-fonts: "Gentium Plus"; }' in html
    assert "<dt>Éditeur</dt><dd>Éditions</dd>" in html


def test_only_the_script_of_the_page_may_run(fictional: Expression) -> None:
    page = Opened(render_html(fictional))
    digest = b64encode(sha256(page.scripts[""].encode()).digest()).decode()
    policy = next(value for value in page.values if value.startswith("default-src"))
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}'" in policy


def test_the_page_says_how_the_text_is_cited(federation_code: Expression) -> None:
    foot = part(render_html(federation_code), "footer").replace("\u00a0", " ")
    cited = "Code de déontologie des assistants sociaux de CPAS, projet, version du 7 juin 2001"
    assert f"<dt>Référence</dt><dd>{cited}</dd>" in foot


def test_what_comes_after_an_article_stands_at_its_end(fictional: Expression) -> None:
    html = render_html(fictional, after={"art_1-1": Markup("<aside>d’où il vient</aside>")})
    assert html.index('id="art_1-1"') < html.index("<aside>d’où") < html.index('id="art_1-2"')


def test_a_view_is_the_same_each_time(federation_code: Expression) -> None:
    assert view_of(federation_code) == view_of(federation_code)
    assert render_html(federation_code) == render_html(federation_code)
