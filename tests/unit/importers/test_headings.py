import pytest

from codetool.importers.headings import Margin, article_heading, heading_lines, is_capitals
from codetool.importers.lines import Line

_WIDE = "Le devoir du secret, sur toute la largeur de la feuille blanche"


def lines(*texts: str) -> list[Line]:
    """Return lines; one that begins with a bar stands after a blank line."""
    return [
        Line(text=text.lstrip("|"), number=number, blanks=int(text.startswith("|")))
        for number, text in enumerate(texts, start=2)
    ]


@pytest.mark.parametrize(
    ("first", "after", "taken"),
    [
        ("LE SECRET ET", ("LA DISCRÉTION", "Il se tait."), 1),
        ("Du secret des", ("membres du service", "|Il se tait."), 1),
        ("Du secret", ("Il se tait.",), 0),
        ("Du secret", ("|il se tait.",), 0),
        ("LE SECRET.", ("LA DISCRÉTION",), 1),
        ("Du secret et de la", ("|Discrétion", "|Il se tait."), 1),
        ("", ("|LE SECRET", "|Il se tait."), 1),
        ("", ("|Du secret des membres", "du service", "|Il se tait."), 2),
        ("", ("|Il se tait, en toutes circonstances, et se tient en retrait.", "|Il écoute."), 0),
        ("", (), 0),
    ],
)
def test_lines_of_a_heading(first: str, after: tuple[str, ...], taken: int) -> None:
    assert heading_lines(first, lines(*after), 60) == taken


@pytest.mark.parametrize(
    ("rest", "after", "heading"),
    [
        ("Objet", ("|Le code lie.",), "Objet"),
        ("Objet", ("Le code lie.",), "Objet"),
        ("OBJET ET BUT", ("le code lie.",), "OBJET ET BUT"),
        ("Objet", (), ""),
        ("Le membre du service respecte la dignité de la", ("Personne.",), ""),
        ("Le membre du service respecte la dignité", ("de la personne.",), ""),
        ("Le code lie.", ("|Il oblige.",), ""),
        ("Le membre peut :", ("|Il oblige.",), ""),
        ("", ("|Le code lie.",), ""),
        ("La suspension dure", ("Six mois au plus.",), ""),
        ("La suspension", ("6 mois au plus.",), ""),
        ("La suspension", ("|dure six mois.",), ""),
        ("L'AS", ("est tenu au secret.",), ""),
        ("Le secret", ("Il se tait", "en tout", "temps."), ""),
        ("Le secret", ("Il se tait en tout temps,", "quoi qu'il arrive et", "où qu'il soit."), "Le secret"),
        ("L'Assistant social de ce Centre qui remplit toute sa page", ("Public agit.",), ""),
        (_WIDE, ("|Il se tait.",), _WIDE),
    ],
)
def test_the_heading_of_an_article(rest: str, after: tuple[str, ...], heading: str) -> None:
    assert article_heading(rest, lines(*after), Margin(width=60)) == heading


def test_a_blank_line_says_nothing_where_sentences_hold_some() -> None:
    after = lines("|Il se tait.")

    assert article_heading(_WIDE, after, Margin(width=60, loose=True)) == ""
    assert article_heading("Le secret", after, Margin(width=60, loose=True)) == "Le secret"


def test_the_number_counts_in_the_width_of_its_line() -> None:
    wide, narrow = (Line(text="Art. 12. Le secret"[start:], number=1) for start in (0, 1))

    assert article_heading("Le secret", lines("Il se tait."), Margin(width=20), line=wide) == ""
    assert article_heading("Le secret", lines("Il se tait."), Margin(width=20), line=narrow) == "Le secret"


def test_what_stands_before_a_numbered_paragraph_is_a_heading() -> None:
    assert article_heading("Définitions", lines("§ 1er. Au sens"), Margin(width=60), numbered=True) == "Définitions"
    assert article_heading("Il définit", lines("§ 1er. Au sens"), Margin(width=11), numbered=True) == ""


def test_capitals() -> None:
    assert is_capitals("L'ÉTÉ 2001")
    assert not is_capitals("2001")
