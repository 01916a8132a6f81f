"""The story of an edition: what each paragraph is, what begins with it, and where it leads."""

from codetool.akn.read import read_expression
from codetool.model.expression import Expression
from codetool.render.docx.story import Line, Style, Table
from codetool.render.docx.walk import text_story
from codetool.render.view import view_of


def made(body: str, after: str = "") -> Expression:
    return read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="code"><meta/>'
        f"<body>{body}</body>{after}</act></akomaNtoso>".encode()
    )


def lines(body: str, after: str = "") -> list[Line]:
    items = text_story(view_of(made(body, after), spaced=False).blocks).items
    return [item for item in items if isinstance(item, Line) and item.text]


def told(body: str, after: str = "") -> list[str]:
    """Return each paragraph as its style, its level if it has one, and its text."""
    return [f"{one.look.style.value}{one.look.level or ''}: {one.text}" for one in lines(body, after)]


def article(num: str, content: str) -> str:
    return f'<article eId="art_1"><num>{num}</num>{content}</article>'


TEXT = "<content><p>Il agit.</p></content>"


def test_a_short_number_stands_before_the_words_a_longer_one_above_them() -> None:
    assert told(article("1.1", TEXT)) == ["ArticleText: 1.1\tIl agit."]
    assert told(article("Article 1er", TEXT)) == ["Article1: Article 1er", "Text: Il agit."]


def test_a_short_number_stands_above_a_number_and_a_table() -> None:
    point = f"<list><point><num>a)</num>{TEXT}</point></list>"
    assert told(article("1.1", point)) == ["Article1: 1.1", "Point1: a)\tIl agit."]
    table = "<content><table><tr><td><p>Il agit.</p></td></tr></table></content>"
    assert told(article("1.1", table)) == ["Article1: 1.1"]


def test_points_in_points_and_what_closes_their_list() -> None:
    inner = f"<list><intro><p>agir :</p></intro><point><num>1°</num>{TEXT}</point><wrapUp><p>vite ;</p></wrapUp></list>"
    outer = f"<list><point><num>a)</num>{inner}</point></list>"
    assert told(article("Article 1", f"<paragraph><num>§ 1.</num>{outer}</paragraph>"))[1:] == [
        "Paragraph: § 1.",
        "Point1: a)\tagir :",
        "Point2: 1°\tIl agit.",
        "WrapUp1: vite ;",
    ]


def test_an_article_in_a_quotation_is_no_article() -> None:
    quoted = f"<p><mod>Est inséré :<quotedStructure>{article('Art. 9.', TEXT)}</quotedStructure></mod></p>"
    styles = {one.look.style for one in lines(article("Article 1", f"<content>{quoted}</content>"))[2:]}
    assert styles == {Style.QUOTE}


def test_text_below_the_last_article_is_a_closing() -> None:
    assert told(f"{article('1.1', TEXT)}<alinea><content><p>Mandons.</p></content></alinea>")[-1] == "Closing: Mandons."


def test_what_begins_with_a_line_and_where_it_leads() -> None:
    link = '<content><p>Voir <ref href="#art_2">l\'article 2</ref>.</p></content>'
    [line] = lines(article("1.1", f'<paragraph eId="art_1__para_1">{link}</paragraph>'))
    assert line.names == ["art_1", "art_1__para_1"]
    assert [(line.text[one.start : one.end], one.href) for one in line.links] == [("l'article 2", "#art_2")]


def test_heads_of_a_table_look_so() -> None:
    table = "<table><tr><th><p>Un</p></th><td><p>Deux</p></td></tr></table>"
    items = text_story(view_of(made(article("Article 1", f"<content>{table}</content>")), spaced=False).blocks).items
    [found] = [item for item in items if isinstance(item, Table)]
    cells = [cell.story.items[0] for cell in found.rows[0].cells]
    assert [cell.look.style for cell in cells if isinstance(cell, Line)] == [Style.HEAD_CELL, Style.CELL]
