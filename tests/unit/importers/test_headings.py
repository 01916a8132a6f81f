import pytest

from codetool.importers.headings import article_heading, heading_lines, is_capitals
from codetool.importers.lines import Line


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
    ],
)
def test_the_heading_of_an_article(rest: str, after: tuple[str, ...], heading: str) -> None:
    assert article_heading(rest, lines(*after), 60) == heading


def test_what_stands_before_a_numbered_paragraph_is_a_heading() -> None:
    assert article_heading("Définitions", [], 60, numbered=True) == "Définitions"


def test_capitals() -> None:
    assert is_capitals("L'ÉTÉ 2001")
    assert not is_capitals("2001")
