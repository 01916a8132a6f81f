"""What is compared: each word of a document in one unit, its text as a reader sees it."""

from collections.abc import Callable

import pytest

from codetool.diff.units import Unit, share_text, units_of
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE, Folded

Draft = Callable[..., Expression]


def only(act: Draft, body: str) -> Unit:
    (unit,) = units_of(act(body)).articles
    return unit


def article(inside: str, *, ids: str = ' eId="art_1"') -> str:
    return f"<article{ids}><num>1.</num>{inside}</article>"


@pytest.mark.parametrize(
    ("inside", "text", "breaks"),
    [
        pytest.param("<content><p>Un  mot\n et un autre.</p></content>", "Un mot et un autre.", (), id="space folded"),
        pytest.param("<content><p>Un <b>mot</b><i>s</i>.</p></content>", "Un mots.", (), id="inline marks"),
        pytest.param("<content><p>Un.</p><p>Deux.</p></content>", "Un. Deux.", (4,), id="paragraphs"),
        pytest.param("<content><p>Un.</p>\n\n<p> Deux.</p></content>", "Un. Deux.", (4,), id="space between them"),
        pytest.param("<content><p>Un<br/>deux</p></content>", "Un deux", (), id="a line's end"),
        pytest.param("<content><p>10\u00a0%</p></content>", "10\u00a0%", (), id="a no-break space"),
        pytest.param(
            "<heading>Intitulé</heading><content><p>Un.</p></content>", "Intitulé Un.", (9,), id="the heading is in"
        ),
        pytest.param(
            "<list><intro><p>Il veille :</p></intro><point><num>a)</num><content><p>à tout;</p></content></point>"
            "<point><num>b)</num><content><p>à rien.</p></content></point></list>",
            "Il veille : a) à tout; b) à rien.", (12, 23), id="a point begins at its number",
        ),
        pytest.param(
            "<content><table><tr><td><p>Un</p></td><td><p>deux</p></td></tr><tr><td><p>trois</p></td></tr></table>"
            "</content>", "Un deux trois", (8,), id="the cells of a row are one block",
        ),
        pytest.param(
            "<content><table><tr><th>Un</th><td><p>deux</p><p>trois</p></td></tr></table></content>",
            "Un deux trois", (8,), id="two paragraphs of a cell are two",
        ),
        pytest.param(
            '<content><p>Un<authorialNote marker="1"><p>Note.</p></authorialNote> mot.</p><p>Deux.</p></content>',
            "Un mot. Note. Deux.", (8, 14), id="a footnote stands behind its paragraph",
        ),
        pytest.param(
            "<content><p>Un<authorialNote><p>A.</p><p>B.</p></authorialNote> mot"
            "<authorialNote><p>C.</p></authorialNote>.</p></content>",
            "Un mot. A. B. C.", (8, 11, 14), id="two footnotes of a paragraph, in their order",
        ),
        pytest.param(
            "<content><p>Un<authorialNote><p>A<authorialNote><p>B.</p></authorialNote>.</p></authorialNote>.</p></content>",
            "Un. A B. .", (4, 6, 9), id="a footnote in a footnote loses no word",
        ),
        pytest.param(
            "<content><table><tr><td><p>Un<authorialNote><p>Note.</p></authorialNote></p></td><td><p>deux</p></td></tr>"
            "<tr><td><p>trois</p></td></tr></table></content>",
            "Un deux Note. trois", (8, 14), id="a footnote stands behind the row that calls it",
        ),
        pytest.param(
            "<content><p><authorialNote/>Un.</p><p><authorialNote><p>Seule.</p></authorialNote></p></content>",
            "Un. Seule.", (4,), id="an empty footnote, and one alone in its paragraph",
        ),
        pytest.param(
            '<content><p>On lit : <quotedStructure><article eId="q"><num>9.</num><content><p>Neuf.</p></content>'
            "</article></quotedStructure></p></content>", "On lit : 9. Neuf.", (9,), id="what is quoted",
        ),
        pytest.param("<content><p>Un.<!-- rien --><?rien?></p></content>", "Un.", (), id="comments are no text"),
        pytest.param("", "", (), id="nothing"),
    ],
)  # fmt: skip
def test_the_text_of_an_article(act: Draft, inside: str, text: str, breaks: tuple[int, ...]) -> None:
    unit = only(act, article(inside))
    assert (unit.text, unit.breaks) == (text, breaks)


def test_cells_of_a_table_are_told_where_they_follow_another(act: Draft) -> None:
    row = "<tr><td><p>{}</p></td><td><p>{}</p><p>{}</p></td></tr>"
    rows = row.format("Un", "deux", "trois") + row.format("Quatre", "cinq", "six")
    place = only(act, article(f"<content><p>Tarif</p><table>{rows}</table><p>Fin</p></content>")).place()
    text = "Tarif Un deux trois Quatre cinq six Fin"
    assert place.size == len(text)
    assert [text[at:].split(maxsplit=1)[0] for at in place.cells] == ["deux", "cinq"]


def test_cells_are_told_in_the_text_with_its_footnotes_behind_the_rows(act: Draft) -> None:
    note = "<authorialNote><p>Note.</p></authorialNote>"
    row = "<tr><td><p>{}</p></td><td><p>{}</p></td></tr>"
    rows = row.format("Un" + note, "deux") + row.format("Trois", "") + row.format("Quatre", "cinq")
    unit = only(act, article(f"<content><table>{rows}</table></content>"))
    assert unit.blocks == ("Un deux", "Note.", "Trois", "Quatre cinq")
    assert [unit.text[at:].split(maxsplit=1)[0] for at in unit.place().cells] == ["deux", "cinq"]


def test_the_same_words_laid_out_in_another_way_are_the_same_text(act: Draft) -> None:
    flat = article("<content><p>Un <b>mot</b>.</p><p>Deux.</p></content>")
    spaced = article("\n  <content>\n <p>Un\n <b>mot</b>.</p>\n\n <p>Deux.</p>\n</content>\n")
    assert only(act, flat).text == only(act, spaced).text


def test_case_and_punctuation_are_not_in_the_plain_text(act: Draft) -> None:
    assert only(act, article("<content><p>« Le Bureau », dit-il.</p></content>")).plain == "lebureauditil"


def test_who_a_unit_is(act: Draft) -> None:
    unit = only(act, article("<heading>Titre</heading>", ids=' eId="art_1" wId="art_0"'))
    assert (unit.label, unit.num, unit.heading, unit.identity, unit.tracked) == ("art_1", "1.", "Titre", "art_0", True)


def test_a_unit_without_ids_is_named_by_its_place(act: Draft) -> None:
    first, second = units_of(act(article("", ids="") + article("", ids=""))).articles
    assert (first.label, second.label, first.identity, first.tracked) == ("#1", "#2", "", False)


def test_a_place_says_where_a_unit_stands(act: Draft) -> None:
    title = '<title eId="title_1"><num>I</num><chapter eId="chp_1"><num>1</num>{}</chapter></title>'
    place = only(act, title.format(article("<heading>H</heading><content><p>Un.</p></content>"))).place((40, 60))
    assert (place.eid, place.num, place.heading, place.name) == ("art_1", "1.", "H", "article")
    assert (place.parents, place.line, place.breaks) == (("title_1", "chp_1"), 1, (2,))
    assert place.at == (40, 60)


def test_without_ids_no_two_units_are_named_alike(act: Draft) -> None:
    chapter = "<chapter><num>1</num>{}</chapter>".format(article("", ids=""))
    units = units_of(act(f"<title><num>I</num>{chapter}{chapter}</title>"))
    assert labels(units.articles) == ["#1", "#2"]
    assert labels(units.containers) == ["title#1", "chapter#1", "chapter#2"]
    assert units.articles[1].place().parents == ("title#1", "chapter#2")


def labels(units: tuple[Unit, ...]) -> list[str]:
    return [unit.label for unit in units]


def test_articles_stand_apart_from_what_is_around_them(act: Draft) -> None:
    body = '<title eId="title_1"><num>I</num><heading>Principes</heading><intro><p>Ainsi :</p></intro>{}</title>'
    units = units_of(act(body.format(article("<content><p>Un.</p></content>"))))
    assert (labels(units.articles), labels(units.containers)) == (["art_1"], ["title_1"])
    assert units.containers[0].text == "Principes Ainsi :"


def test_an_article_inside_another_is_a_unit_of_its_own(act: Draft) -> None:
    inner = '<article eId="art_1-1"><num>1.1</num><content><p>Dedans.</p></content></article>'
    outer, nested = units_of(act(article(f"<intro><p>Dehors.</p></intro>{inner}"))).articles
    assert (outer.text, nested.text) == ("Dehors.", "Dedans.")


def test_sections_are_the_units_where_there_are_no_articles(act: Draft) -> None:
    section = '<section eId="sec_1"><num>1</num><content><p>Un.</p></content></section>'
    units = units_of(act(f'<chapter eId="chp_1"><num>I</num>{section}</chapter>'))
    assert (labels(units.articles), labels(units.containers)) == (["sec_1"], ["chp_1"])


def test_the_lowest_numbered_containers_are_the_units_where_there_are_no_sections(act: Draft) -> None:
    part = '<part eId="part_A"><num>A</num><content><p>Un.</p></content></part>'
    units = units_of(
        act(f'<chapter eId="chp_1"><num>I</num>{part}</chapter><chapter eId="chp_2"><num>II</num></chapter>')
    )
    assert (labels(units.articles), labels(units.containers)) == (["part_A", "chp_2"], ["chp_1"])


def test_a_text_without_numbers_has_no_articles_and_loses_no_word(act: Draft) -> None:
    units = units_of(act("<hcontainer><content><p>Un texte.</p></content></hcontainer>"))
    assert (units.articles, labels(units.containers)) == ((), ["hcontainer#1"])
    assert units.containers[0].text == "Un texte."


def test_the_rest_of_the_document_is_in_blocks(act: Draft) -> None:
    front = "<preface><p>Projet</p></preface><preamble><p>Vu la loi</p></preamble>"
    blocks = {unit.label: unit.text for unit in units_of(act(article(""), front=front)).blocks}
    assert blocks["preface"] == "Projet"
    assert blocks["preamble"] == "Vu la loi"
    assert blocks["body"] == ""


def test_blocks_of_the_same_name_are_counted(act: Draft) -> None:
    front = "<preface><p>Un</p></preface><preface><p>Deux</p></preface>"
    blocks = units_of(act(article(""), front=front)).blocks
    assert [unit.label for unit in blocks] == ["meta", "preface", "preface#2", "body"]


def test_metadata_are_statements(act: Draft) -> None:
    meta = units_of(act(article(""))).blocks[0]
    assert meta.text == (
        "identification source=#a FRBRuri value=/akn/be/act/code/essai/2020-01-01/essai/fra@2020-01-01"
    )
    assert len(meta.breaks) == 1


def test_what_says_the_same_shares_its_text_where_its_names_stand_for_the_same() -> None:
    xml = b"<article><content><p>Un.</p></content></article>"
    new = Unit(0, "art_1", Folded(name="article", xml=xml, scope=(("", AKN_NAMESPACE),)))
    old = Unit(0, "art_1", Folded(name="article", xml=xml, scope=(("", AKN_NAMESPACE),)))
    other = Unit(0, "art_1", Folded(name="article", xml=xml, scope=(("", "urn:x"),)))
    share_text(old, new)
    share_text(other, new)
    assert old.read is new.read
    assert other.read is not new.read
