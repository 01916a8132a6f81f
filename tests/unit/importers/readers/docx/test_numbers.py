"""Automatic numbers: what Word prints before a paragraph."""

import pytest

from codetool.importers.readers.docx.numerals import write_number
from tests.unit.importers.readers.docx.word_files import level, lists, numbered, p, r, read, texts

TWO = lists(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"))
START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
SECOND = '<w:num w:numId="2"><w:abstractNumId w:val="7"/>{}</w:num>'


def test_levels_count_and_begin_again_under_a_higher_one() -> None:
    body = numbered("a") + numbered("b", level=1) + numbered("c", level=1) + numbered("d") + numbered("e", level=1)

    assert texts(body, numbering=TWO) == ["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"]


def test_a_line_tells_its_label_and_its_depth() -> None:
    lines = read(numbered("Objet", level=1) + p("Texte."), numbering=TWO).lines

    assert [(line.label, line.depth) for line in lines] == [("1.1", 1), ("", -1)]


def test_a_label_is_what_word_prints() -> None:
    numbering = lists(level(0, "Article %1 -", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))

    assert texts(numbered("Un") + numbered("Deux", level=1), numbering=numbering) == ["Article I - Un", "1.1 Deux"]


@pytest.mark.parametrize(("restart", "said"), [("", "1)"), ('<w:lvlRestart w:val="0"/>', "2)")])
def test_a_level_may_never_begin_again(restart: str, said: str) -> None:
    numbering = lists(level(0, "%1."), level(1, "%2)", more=restart))
    body = numbered("a") + numbered("b", level=1) + numbered("c") + numbered("d", level=1)

    assert texts(body, numbering=numbering)[-1] == f"{said} d"


def test_a_level_may_begin_again_after_a_certain_one_only() -> None:
    numbering = lists(level(0, "%1."), level(1, "%2."), level(2, "%3)", more='<w:lvlRestart w:val="1"/>'))
    body = "".join(numbered("x", level=at) for at in (0, 1, 2, 1, 2, 0, 1, 2))

    assert texts(body, numbering=numbering) == ["1. x", "1. x", "1) x", "2. x", "2) x", "2. x", "1. x", "1) x"]


def test_lists_of_one_definition_count_together() -> None:
    body = numbered("a") + numbered("b", 2) + numbered("c")

    assert texts(body, numbering=TWO + SECOND.format("")) == ["1. a", "2. b", "3. c"]


def test_a_list_may_begin_at_a_number_of_its_own() -> None:
    body = numbered("a") + numbered("b", 2) + numbered("c", 2) + numbered("d")

    assert texts(body, numbering=TWO + SECOND.format(START)) == ["1. a", "5. b", "6. c", "7. d"]


def test_a_list_may_have_levels_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "§ %1", "lowerLetter")}</w:lvlOverride>'

    assert texts(numbered("a") + numbered("b", 2), numbering=TWO + SECOND.format(own)) == ["1. a", "§ b b"]


def test_a_lower_level_begins_a_higher_one_that_has_not_begun() -> None:
    # So Microsoft says of Word since 97 (Q197139), and so does LibreOffice.
    assert texts(numbered("a", level=1) + numbered("b", level=1) + numbered("c"), numbering=TWO) == [
        "1.1 a",
        "1.2 b",
        "2. c",
    ]


def test_a_level_that_was_passed_over_is_counted() -> None:
    three = lists(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"))

    assert texts(numbered("a") + numbered("b", level=2) + numbered("c", level=1), numbering=three) == [
        "1. a",
        "1.1.1 b",
        "1.2 c",
    ]


HEADINGS = """
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Titre1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Suite"><w:name w:val="Suite"/><w:basedOn w:val="Titre2"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
"""
STYLED = lists(
    level(0, "Titre %1", more='<w:pStyle w:val="Titre1"/>'), level(1, "%1.%2", more='<w:pStyle w:val="Titre2"/>')
)


def test_styles_number_their_paragraphs() -> None:
    styles = ("Titre1", "Titre2", "Suite", "Titre1")
    body = "".join(p("x", f'<w:pStyle w:val="{style}"/>') for style in styles)
    lines = read(body, styles=HEADINGS, numbering=STYLED).lines

    assert [line.text for line in lines] == ["Titre 1 x", "1.1 x", "1.2 x", "Titre 2 x"]
    assert [(line.level, line.style) for line in lines][:2] == [(1, "heading 1"), (2, "heading 2")]


def test_a_paragraph_may_refuse_the_number_of_its_style() -> None:
    form = '<w:pStyle w:val="Titre1"/><w:numPr><w:numId w:val="0"/></w:numPr>'

    assert texts(p("x", form), styles=HEADINGS, numbering=STYLED) == ["x"]


def test_a_definition_may_point_at_a_style_of_lists() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Plan"><w:name w:val="Plan"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Plan"/></w:abstractNum>'
    second = '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'

    assert texts(numbered("a") + numbered("b", 2), styles=styles, numbering=linked + TWO + second) == ["1. a", "2. b"]


@pytest.mark.parametrize(
    ("char", "font", "shown"),
    [("\uf0b7", "Symbol", "•"), ("\uf0a7", "Wingdings", "▪"), ("\uf0d8", "Wingdings", "•"), ("–", "Arial", "–")],
)
def test_bullets_are_plain(char: str, font: str, shown: str) -> None:
    form = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    numbering = lists(level(0, char, "bullet").replace("</w:lvl>", f"{form}</w:lvl>"))

    assert texts(numbered("a"), numbering=numbering) == [f"{shown} a"]


@pytest.mark.parametrize(
    ("shown", "form", "text", "expected"),
    [
        ("Art. %1", "decimal", "er. Le texte", "Art. 1er. Le texte"),
        ("Art. %1.", "decimal", "Le texte", "Art. 1. Le texte"),
        ("%1°", "decimal", "un", "1° un"),
        ("o", "bullet", "un", "o un"),
    ],
)
def test_nothing_may_stand_between_number_and_text(shown: str, form: str, text: str, expected: str) -> None:
    numbering = lists(level(0, shown, form, '<w:suff w:val="nothing"/>'))

    assert texts(numbered(text), numbering=numbering) == [expected]


def test_a_hidden_number_counts_and_is_not_shown() -> None:
    hidden = level(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    body = numbered("a") + numbered("b", level=1)

    assert texts(body, numbering=lists(hidden, level(1, "%1.%2"))) == ["a", "1.1 b"]


def test_a_number_without_text_is_printed_and_a_hidden_paragraph_is_not_counted() -> None:
    gone = p(r("secret", "<w:vanish/>"), '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>')

    assert texts(numbered("") + gone + numbered("b"), numbering=TWO) == ["1.", "2. b"]


@pytest.mark.parametrize(
    ("number", "form", "language", "written"),
    [
        (0, "upperRoman", "", "0"),
        (1994, "lowerRoman", "", "mcmxciv"),
        (27, "upperLetter", "", "AA"),
        (0, "lowerLetter", "", "0"),
        (800, "lowerLetter", "", "800"),
        (3, "decimalZero", "", "03"),
        (4, "numberInDash", "", "- 4 -"),
        (5, "chineseCounting", "", "5"),
        (-1, "upperRoman", "", "-1"),
        (2, "ordinal", "fr-FR", "2e"),
        (2, "ordinal", "nl-BE", "2e"),
        (2, "ordinal", "de-DE", "2."),
        (2, "ordinal", "en-GB", "2nd"),
        (11, "ordinal", "en-GB", "11th"),
        (0, "ordinalText", "en-GB", "0th"),
        (1, "cardinalText", "fr-BE", "Un"),
        (71, "cardinalText", "fr-FR", "Soixante et onze"),
        (71, "cardinalText", "fr-BE", "Septante et un"),
        (80, "cardinalText", "fr-FR", "Quatre-vingts"),
        (91, "cardinalText", "fr-FR", "Quatre-vingt-onze"),
        (22, "cardinalText", "nl-BE", "Tweeëntwintig"),
        (24, "cardinalText", "nl-BE", "Vierentwintig"),
        (21, "cardinalText", "de-DE", "Einundzwanzig"),
        (42, "cardinalText", "", "Forty-two"),
        (30, "cardinalText", "de-DE", "Dreißig"),
        (100, "cardinalText", "en-GB", "100"),
        (1, "ordinalText", "fr-BE", "Premier"),
        (4, "ordinalText", "fr-BE", "Quatrième"),
        (21, "ordinalText", "fr-BE", "Vingt et unième"),
        (25, "ordinalText", "fr-BE", "Vingt-cinquième"),
        (29, "ordinalText", "fr-BE", "Vingt-neuvième"),
        (80, "ordinalText", "fr-FR", "Quatre-vingtième"),
        (4, "ordinalText", "nl-BE", "Vierde"),
        (20, "ordinalText", "nl-BE", "Twintigste"),
        (4, "ordinalText", "de-DE", "Vierte"),
        (20, "ordinalText", "de-DE", "Zwanzigste"),
        (12, "ordinalText", "en-GB", "Twelfth"),
        (20, "ordinalText", "en-GB", "Twentieth"),
        (24, "ordinalText", "en-GB", "Twenty-fourth"),
    ],
)
def test_numbers_are_written_in_the_forms_of_word(number: int, form: str, language: str, written: str) -> None:
    assert write_number(number, form, language) == written
