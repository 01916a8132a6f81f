"""The HTML that a book is printed from: cover, contents, notes, colophon, in four languages."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.render import Imprint
from codetool.render.book import fill_book, short_title
from codetool.render.carried import record_edition
from codetool.render.imprint import BARE
from codetool.render.look import Logo, Look
from codetool.render.pdf import Record
from codetool.render.templates import LANGUAGES, labels_for

RECORD = Record(digest="0123456789abcdef" * 4)
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
THREE = {"fr": "fra", "nl": "nld", "de": "deu", "en": "eng"}


def part(html: str, start: str, end: str) -> str:
    found = re.search(rf"{start}.*?{end}", html, re.DOTALL)
    assert found
    return found[0]


def colophon(html: str) -> str:
    return part(html, '<section class="colophon">', "</section>")


def version(body: str, *, meta: str = "", dates: str = "", language: str = "fra") -> Expression:
    identification = (
        "<identification source='#x'><FRBRWork><FRBRthis value='/akn/be/act/2020-01-01/essai/!main'/>"
        f"<FRBRuri value='/akn/be/act/2020-01-01/essai'/>{dates}</FRBRWork><FRBRExpression>"
        "<FRBRuri value='/akn/be/act/2020-01-01/essai/fra@2020-01-01'/>"
        "<FRBRdate date='2020-01-01' name='version'/><FRBRauthor href='#x'/>"
        f"<FRBRlanguage language='{language}'/></FRBRExpression><FRBRManifestation/></identification>"
    )
    return read_expression(
        f"<akomaNtoso xmlns='{NAMESPACE}'><act><meta>{identification}{meta}</meta>"
        f"<preface><longTitle><p><docTitle>ESSAI</docTitle></p></longTitle></preface><body>{body}</body>"
        "</act></akomaNtoso>".encode()
    )


ARTICLE = "<article eId='art_1'><num>1.</num><content><p>{}</p></content></article>"


def test_each_line_of_the_contents_has_dots_that_are_not_read_and_the_page_of_its_target(
    federation_code: Expression,
) -> None:
    contents = part(fill_book(federation_code, BARE, RECORD), "<nav", "</nav>")
    assert contents.count('<span class="leader" aria-hidden="true"></span>') == 7
    targets = re.findall(r'<a href="#(\S+)">.*?data-to="#(\S+)"></span></a>', contents)
    assert [link for link, _ in targets] == [to for _, to in targets] == [f"title_{n}" for n in range(1, 8)]


def test_articles_carry_their_numbers_for_the_heads_of_pages(federation_code: Expression) -> None:
    html = fill_book(federation_code, BARE, RECORD)
    assert html.count('data-num="') == 46
    assert 'id="art_2-3" class="akn-article hang" data-num="2.3."' in html
    assert "section.akn-article[data-num] { string-set: unit attr(data-num); }" in html


def test_sections_are_the_units_of_a_text_without_articles() -> None:
    html = fill_book(version("<section eId='s1'><num>1 §</num><content><p>Un.</p></content></section>"), BARE, RECORD)
    assert "section.akn-section[data-num]" in html


def test_a_long_title_is_cut_at_a_word_in_running_heads() -> None:
    long = version(ARTICLE.format("Un."))
    html = fill_book(long, BARE, RECORD).replace("ESSAI", "")
    assert 'data-title=""' in html
    source = f"<docTitle>{'Un titre fort long ' * 9}</docTitle>"
    act = f"<akomaNtoso xmlns='{NAMESPACE}'><act><preface><p>{source}</p></preface><body/></act></akomaNtoso>"
    html = fill_book(read_expression(act.encode()), BARE, RECORD)
    assert 'data-title="Un titre fort long Un titre fort long Un titre fort\u00a0…"' in html


@pytest.mark.parametrize("end", [" :", ",", " –", " « (", ""])
def test_a_cut_title_ends_in_a_word_and_its_dots_stand_with_it(end: str) -> None:
    assert short_title(f"Version consolidée applicable au 15 septembre{end} {'règlement' * 3}") == (
        "Version consolidée applicable au 15 septembre\u00a0…"
    )


def test_centuries_are_small_capitals_in_french_alone() -> None:
    text = "Au XIXe siècle et au XX<sup>e</sup> siècle, Louis XIV et le titre II."
    html = fill_book(version(ARTICLE.format(text)), BARE, RECORD)
    assert re.findall(r'<span class="century">(\w+)</span>', html) == ["XIX", "XX"]
    assert "century" not in part(fill_book(version(ARTICLE.format(text), language="nld"), BARE, RECORD), "<main", "</")


def test_a_word_longer_than_a_line_may_break_anywhere_and_an_attribute_is_left_alone() -> None:
    long = "a" * 400
    text = f"Voir {long} et <b>«{long}»</b> et <ref href='https://exemple.be/{long}'>là &amp; là</ref>."
    main = part(fill_book(version(ARTICLE.format(text)), BARE, RECORD), "<main", "</main>")
    assert main.count('<span class="long">') == 2
    assert f'title="https://exemple.be/{long}"' in main


def test_the_colophon_says_what_the_book_is(federation_code: Expression, code_path: Path) -> None:
    source = code_path.read_bytes()
    digest = sha256(source).hexdigest()
    imprint = Imprint(source=source)
    told = colophon(fill_book(federation_code, imprint, record_edition(federation_code, imprint)))
    for words in (
        "<dd>7\u00a0juin 2001</dd>",
        "Projet – màj. 07.06.2001. Ce texte est un projet\u00a0: il n’a pas été adopté.",
        "<dd>Fédération Wallonne des Assistants Sociaux de CPAS</dd>",
        "/akn/be/act/code/fewasc/2001-06-07/deontologie-as-cpas/fra@2001-06-07",
        "sha256sum 2001-06-07.fra.xml",
        "certutil -hashfile 2001-06-07.fra.xml SHA256",
        "Composé par codetool 0.1.0",
    ):
        assert words in told
    shown = part(told, '<p class="digest">', "</p>").removeprefix('<p class="digest">').removesuffix("</p>")
    assert shown.split() == [digest[at : at + 8] for at in range(0, 64, 8)]


def test_without_a_source_the_digest_is_that_of_the_text_and_there_is_nothing_to_save(
    federation_code: Expression,
) -> None:
    told = colophon(fill_book(federation_code, BARE, RECORD))
    assert "Empreinte SHA-256 du texte (XML canonique)" in told
    assert "sha256sum" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_colophon_is_in_the_language_of_the_text(language: str) -> None:
    labels = labels_for(language)
    expression, imprint = version(ARTICLE.format("x"), language=THREE[language]), Imprint(source=b"text")
    told = colophon(fill_book(expression, imprint, record_edition(expression, imprint)))
    for key in ("colophon", "work", "version", "language", "identifier", "digest_source", "verify"):
        assert labels[key] in told
    assert f"sha256sum 2020-01-01.{THREE[language]}.xml" in told


def test_the_colophon_tells_the_dates_that_the_metadata_say() -> None:
    meta = (
        "<lifecycle source='#x'><eventRef eId='e1' date='2020-03-01' source='#x' type='generation'/></lifecycle>"
        "<temporalData source='#x'><temporalGroup eId='t1'><timeInterval start='#e1' refersTo='#inForce'/>"
        "</temporalGroup></temporalData>"
    )
    dates = "<FRBRdate date='2020-01-15' name='adoption'/><FRBRdate date='2020-02-01' name='datePublished'/>"
    told = colophon(fill_book(version(ARTICLE.format("x"), meta=meta, dates=dates), BARE, RECORD))
    assert re.findall(r"<dt>([^<]+ le)</dt><dd>(.*?)</dd>", told) == [
        ("Adopté le", "15\u00a0janvier 2020"),
        ("Publié le", "1er\u00a0février 2020"),
        ("En vigueur le", "1er\u00a0mars 2020"),
    ]


def test_a_federation_sets_logo_publisher_accent_fonts_and_paper(federation_code: Expression) -> None:
    look = Look(
        publisher="Éditions d’essai",
        accent="#00508f",
        fonts=("DejaVu Serif",),
        logo=Logo(content=b"<svg/>", media_type="image/svg+xml", words='Un "logo"'),
        paper="A5",
    )
    html = fill_book(federation_code, Imprint(look=look), RECORD)
    assert '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="Un &#34;logo&#34;">' in html
    assert '<p class="publisher">Éditions d’essai</p>' in html
    assert "--accent: #00508f;" in html
    assert 'font-family: "DejaVu Serif", "EB Garamond 12"' in html
    assert "size: A5;" in html
    plain = fill_book(federation_code, BARE, RECORD)
    assert not re.search(r"<img|class=\"publisher\"|size: A5", plain)


def test_notes_of_the_metadata_stand_where_they_are_called() -> None:
    notes = "<notes source='#x'><note eId='n1'><p>Modifié.</p></note></notes>"
    body = ARTICLE.format("Un <noteRef href='#n1'/> et encore <noteRef href='#n1'/>.")
    main = part(fill_book(version(body, meta=notes), BARE, RECORD), "<main", "</main>")
    assert main.count("Modifié.") == 1
    assert main.index('class="foot"') < main.index("et encore") < main.index('href="#note-1"')
