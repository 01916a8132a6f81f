"""What stands around the text of a saved page, lists of contents, and other things that are no text."""

import pytest

from codetool.importers.readers.html import read_html
from codetool.importers.reading import Reading


def read(page: str) -> Reading:
    return read_html(page.encode(), "page.html")


def texts(page: str) -> list[str]:
    return [line.text for line in read(page).lines]


def told(page: str) -> list[tuple[str, str, int]]:
    return [(one.kind.value, one.text, one.count) for one in read(page).dropped]


SITE = (
    "<header>Site</header><div class=cookies>Biscuits</div><nav>Menu</nav>{main}<aside>Publicité</aside>"
    "<div>Partager</div><footer>Adresse</footer>"
)


def test_words_around_a_main_part_are_left_out_and_told() -> None:
    page = SITE.format(main="<main><h1>Code</h1><header>en tête</header>Un</main>")

    assert texts(page) == ["Code", "en tête", "Un"]
    assert told(page) == [
        ("header", "Site", 1),
        ("header", "Biscuits", 1),
        ("contents", "Menu", 1),
        ("footer", "Publicité", 1),
        ("footer", "Partager", 1),
        ("footer", "Adresse", 1),
    ]


def test_the_title_of_a_page_stays_where_its_main_part_has_none() -> None:
    assert texts("<header><h1>Code</h1><p>Date</header><p>Menu<div role=main>Un</div>") == ["Code", "Date", "Un"]
    assert texts("<h1>Code</h1><p>Menu</p><main>Un</main>") == ["Code", "Un"]


def test_around_a_single_article_only_what_says_that_it_is_around_is_left_out() -> None:
    page = SITE.format(main="<div><article>Un</article></div>")

    assert texts(page) == ["Biscuits", "Un", "Partager"]
    assert [text for _, text, _ in told(page)] == ["Site", "Menu", "Publicité", "Adresse"]


@pytest.mark.parametrize(
    "main", ["<article>Un</article><article>Deux</article>", "<main></main>Un", "<p>Un", "<article></article>Un"]
)
def test_without_one_main_part_every_word_stays(main: str) -> None:
    assert told(SITE.format(main=main)) == []


@pytest.mark.parametrize(
    "contents",
    [
        "<h2>Contents</h2><ul><li><a href='#a'>Un</a> 1<li><a href='#b'>Deux</a> 2<li><a href='#c'>Trois</a></ul>",
        "<div><h2>Sommaire</h2><p><a href='#a'>Un titre</a><p><a href='#b'>Un autre</a><p><a href='#c'>Fin</a></div>",
        "<p>Sommaire :<p><a href='#a'>Un</a> .... 3<p><a href='#b'>Deux</a><p><a href='#c'>Trois</a>",
        "<p class=MsoTocHeading>Inhoud<p class=MsoToc1>Un 1<p class=MsoToc2>Deux 2",
    ],
)
def test_a_list_of_contents_is_left_out_with_its_title(contents: str) -> None:
    page = f"{contents}<h1 id=a>Un</h1><h1 id=b>Deux</h1><h1 id=c>Trois</h1>"

    assert texts(page) == ["Un", "Deux", "Trois"]
    assert {kind for kind, _, _ in told(page)} == {"contents"}


@pytest.mark.parametrize(
    "listed",
    [
        "<ul><li>Selon <a href='#a'>l’article 1</a>, tout élève<li>et <a href='#a'>l’article 2</a><li>le reste</ul>",
        "<ul><li><a href='#a'>Un</a><li><a href='#b'>Deux</a></ul>",
        "<ul><li><a href='#x'>Un</a><li><a href='#y'>Deux</a><li><a href='#z'>Trois</a></ul>",
        "<p><a href='#a'>Un</a><p><a href='#b'>Deux</a><p>Suite",
    ],
)
def test_lists_that_only_refer_to_the_text_stay(listed: str) -> None:
    assert told(f"{listed}<p id=a>Un<p id=b>Deux") == []


def test_what_is_no_text_is_named() -> None:
    page = (
        "<title>Titre</title><p>Un<script>a()</script><script src='x/y.js?z'></script><noscript>Activez les scripts"
        "</noscript><iframe src='https://exemple.be/carte'></iframe><svg><title>Plan</title></svg><template>b</template>"
        "<object data='plan.pdf'></object><img alt=' Blason  communal' src=a.png><img src='dossier/b.png?1'>"
        "<img src='data:image/png;base64,AAAA'><img src='data:image/png;base64,BBBB'><p hidden>caché<p hidden>"
        "<div style='visibility:hidden'>aussi</div><div style='mso-element:header'>En-tête</div>"
        "<div style='mso-element:footer'>Pied</div><div style='mso-element:footnote-separator'>x</div>"
    )

    assert texts(page) == ["Un"]
    assert sorted(told(page)) == sorted(
        [
            ("script", "script", 1),
            ("script", "script y.js", 1),
            ("script", "Activez les scripts", 1),
            ("object", "iframe carte", 1),
            ("object", "Plan", 1),
            ("script", "template", 1),
            ("object", "object plan.pdf", 1),
            ("picture", "Blason communal", 1),
            ("picture", "b.png", 1),
            ("picture", "image", 2),
            ("hidden", "caché", 1),
            ("hidden", "aussi", 1),
            ("header", "En-tête", 1),
            ("footer", "Pied", 1),
        ]
    )
