import pytest

from codetool.importers.contents import contents_kept, mark_contents
from codetool.importers.lines import Cell, Line, Table
from codetool.importers.readers.plain import split_lines

TEXT = """
TITRE 1 – Des outils
Article 1 – Rangement
Les outils sont rangés.
TITRE 2 – De l'eau
Article 2 – Partage
L'eau est partagée.
"""


def told(text: str) -> list[str]:
    """Return the lines that belong to a table of contents."""
    return [line.text for line in mark_contents(split_lines(text)) if line.contents]


@pytest.mark.parametrize("title", ["Table des matières", "SOMMAIRE :", "Inhoud", "Inhaltsverzeichnis", "Contents"])
def test_what_comes_again_below_a_title_is_a_table_of_contents(title: str) -> None:
    assert told(f"{title}\nTITRE 1 Des outils\nTITRE 2 De l'eau\n{TEXT}") == [
        title,
        "TITRE 1 Des outils",
        "TITRE 2 De l'eau",
    ]


def test_numbers_of_pages_are_no_part_of_an_entry() -> None:
    entries = ["Titre 1 – Des outils\t2", "Article 1\tRangement   2", "Titre 2 – De l'eau p. 4", "Article 2 Partage 4"]

    assert len(told("\n".join(entries) + TEXT)) == len(entries)


def test_a_wrapped_entry_is_one() -> None:
    text = "Titre 1 – Des\noutils 2\nArticle 1 Rangement 2\nTitre 2 – De l'eau 4\n"

    assert len(told(text + TEXT)) == len(text.splitlines())


def test_below_a_title_rising_pages_make_up_for_other_words() -> None:
    assert len(told("Sommaire\nTitre 1 : Outils 2\nTitre 2 : Eau et divers 4\n" + TEXT)) == 3
    assert told("Sommaire\nTitre 1 : Outils\nTitre 2 : Eau et divers\n" + TEXT) == []


def test_a_table_of_contents_at_the_end() -> None:
    assert told(TEXT + "Table des matières\nTitre 1 – Des outils 1\nTitre 2 – De l'eau 1") == [
        "Table des matières",
        "Titre 1 – Des outils 1",
        "Titre 2 – De l'eau 1",
    ]


def test_a_summary_and_a_series_that_begins_anew_are_none() -> None:
    assert told("Sommaire\nLe code dit tout des outils.\n" + TEXT) == []
    assert (
        told("Titre 1\nChapitre 1\nSection 1\nArticle 1\nUn.\nTitre 2\nChapitre 1\nSection 1\nArticle 1\nDeux.") == []
    )


def test_a_text_that_stands_there_twice_is_none() -> None:
    assert told("Art. 1. Il va.\nArt. 2. Il vient.\nArt. 3. Il dort.\n" * 2) == []


def test_a_table_of_contents_is_told_once() -> None:
    lines = mark_contents(split_lines("Sommaire\nTITRE 1 Des outils\nTITRE 2 De l'eau\n" + TEXT))

    assert [(one.line, one.message) for one in contents_kept(lines)] == [
        (1, "the lines up to 3 (3) were read as a table of contents, which stays text")
    ]


def test_the_signs_of_a_list_are_no_part_of_an_entry() -> None:
    listed = [Line(text=f"• {text}", label="•", number=1) for text in ("Titre 1 – Des outils", "Titre 2 – De l'eau")]
    lines = [Line(text="Sommaire", number=1), *listed, *split_lines(TEXT)]

    assert [line.contents for line in mark_contents(lines)][:4] == [True, True, True, False]


def test_a_table_may_hold_the_contents() -> None:
    rows = [[Cell(lines=(Line(text=text, number=2),)) for text in row] for row in (("Objet", "2"), ("Fin", "4"))]
    table = Line(text="", number=2, table=Table(rows=tuple(map(tuple, rows))))

    assert [line.contents for line in mark_contents([Line(text="Inhoud", number=1), table])] == [True, True]
    assert [line.contents for line in mark_contents([Line(text="Prix", number=1), table])] == [False, False]
