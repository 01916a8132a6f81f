from pathlib import Path

import pytest

from codetool.akn.read import read_expression, unfold_expression
from codetool.errors import RequestError
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE
from codetool.model.text import text_of
from codetool.render import render_text


def test_a_version_as_text_is_as_it_was_read(case: Path, fictional: Expression) -> None:
    assert render_text(fictional, width=60) == (case / "version.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["art_1-2__list_1__point_b", "1.2", "1.2.", "art_1-2"])
def test_a_provision_is_found_by_id_or_number(fictional: Expression, name: str) -> None:
    assert "écrire" in render_text(fictional, name)
    assert "silence" not in render_text(fictional, name)


def test_a_provision_is_found_by_its_wid(case: Path) -> None:
    source = (case / "version.xml").read_bytes().replace(b'eId="art_1-1"', b'eId="art_1-1" wId="art_1-0"')
    assert "silence" in render_text(read_expression(source), "art_1-0")


def test_a_provision_that_is_not_there_is_named_with_some_that_are(fictional: Expression) -> None:
    with pytest.raises(RequestError) as caught:
        render_text(fictional, "9.9")
    assert str(caught.value) == (
        "/akn/be/act/code/exercice/2020-02-01/salle-de-lecture/fra@2020-02-01: there is no provision 9.9. "
        "Name one by its eId or its number, such as 1.1, 1.2, 2.1."
    )


def noted(marker: str, text: str, inside: str = "") -> str:
    return f'<authorialNote marker="{marker}"><p>{text}{inside}</p></authorialNote>'


def test_a_footnote_stands_behind_the_row_or_paragraph_that_calls_it() -> None:
    row = f"<tr><td><p>Président{noted('1', 'Élu.')}</p></td><td><p>90 euros{noted('2', 'Par séance.')}</p></td></tr>"
    table = (
        f"<table><caption>Barème{noted('3', 'Indexé.')}</caption>{row}<tr><td><p>Greffier</p></td><td/></tr></table>"
    )
    article = f'<article eId="art_1"><num>1.</num><content><p>Voici :</p>{table}</content></article>'
    text = render_text(body(article))
    assert (
        text.splitlines()
        == [
            "1.    Voici :",
            "",
            "      Barème",
            "",
            "      [3] Indexé.",
            "",
            "      Président | 90 euros",
            "      [1] Élu.",
            "      [2] Par séance.",
            "      Greffier | ",
        ]
        or text.splitlines()[-1] == "      Greffier |"
    )


def test_a_footnote_of_a_heading_stands_behind_it_and_one_in_another_once() -> None:
    inner = noted("5", "Dedans.")
    article = (
        f'<article eId="art_1"><num>1.</num><heading>But{noted("4", "Voir 2.", inner)}</heading>'
        "<content><p>Un texte.</p></content></article>"
    )
    assert render_text(body(article)).split("\n\n") == ["1. But", "[4] Voir 2. Dedans.", "Un texte.\n"]


def body(articles: str) -> Expression:
    return read_expression(
        f'<akomaNtoso xmlns="{AKN_NAMESPACE}"><act><body>{articles}</body></act></akomaNtoso>'.encode()
    )


def test_every_word_is_there_once_and_in_order(federation_code: Expression) -> None:
    stored = text_of(unfold_expression(federation_code).document, without=frozenset({"meta"}))
    shown = render_text(federation_code).split("\n", 1)[1]
    assert shown.split() == stored.split()


def test_lines_are_no_wider_than_asked(federation_code: Expression) -> None:
    assert max(len(line) for line in render_text(federation_code, width=50).splitlines()) <= 50


def test_text_that_stands_deep_keeps_a_column() -> None:
    body = "<body>" + "<paragraph><num>1</num>" * 30 + "<content><p>fond du texte</p></content>"
    body += "</paragraph>" * 30 + "</body>"
    namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    expression = read_expression(f"<akomaNtoso xmlns='{namespace}'><act>{body}</act></akomaNtoso>".encode())
    assert "fond du texte" in " ".join(render_text(expression, width=40).split())


def test_lists_tables_and_empty_provisions() -> None:
    body = (
        "<article><num>1</num><content><p/></content></article>"
        "<chapter><num>CHAPITRE PREMIER</num><content>"
        "<ul><li>un</li><li><p>deux</p></li></ul><ol><li value='3'>trois</li><li/></ol>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table></content></chapter>"
    )
    namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    expression = read_expression(
        f"<akomaNtoso xmlns='{namespace}'><act><body>{body}</body></act></akomaNtoso>".encode()
    )
    assert render_text(expression) == (
        "1\n\nCHAPITRE PREMIER\n\n–     un\n\n–     deux\n\n3.    trois\n\n2.\n\na | b\nc\n"
    )
