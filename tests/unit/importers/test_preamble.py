import pytest

from codetool.akn.write import write_element
from codetool.importers.lines import Cell, Line, Table
from codetool.importers.preamble import build_preamble, find_preamble
from codetool.importers.readers.plain import split_lines


def xml_of(text: str) -> list[str]:
    """Return each part of the preamble as XML."""
    return [write_element(part) for one in build_preamble(split_lines(text)) for part in one.elements()]


def cover_of(text: str) -> int:
    """Return how many lines are the cover's."""
    return find_preamble(split_lines(text))


def test_citations_recitals_and_the_formula() -> None:
    assert xml_of("Vu la loi\ndu 3 mai;\nVu l'avis;\nConsidérant que la place est petite ;\nARRÊTE :") == [
        "<citations><citation><p>Vu la loi du 3 mai;</p></citation><citation><p>Vu l'avis;</p></citation></citations>",
        "<recitals><recital><p>Considérant que la place est petite ;</p></recital></recitals>",
        '<formula name="enactingFormula"><p>ARRÊTE :</p></formula>',
    ]


def test_numbered_recitals_below_their_announcement() -> None:
    assert xml_of(
        "Considérant ce qui suit :\n\n(1) La place est petite.\n\n(2) Le jour est court.\n\nNous venons."
    ) == [
        "<recitals><intro><p>Considérant ce qui suit :</p></intro>{}{}</recitals>".format(
            "<recital><num>(1)</num><p>La place est petite.</p></recital>",
            "<recital><num>(2)</num><p>Le jour est court.</p></recital>",
        ),
        "<p>Nous venons.</p>",
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "Gelet op het decreet;",
        "Overwegende dat",
        "Gestützt auf das Gesetz,",
        "In Erwägung, dass",
        "Whereas all",
        "Préambule",
    ],
)
def test_a_preamble_begins_below_the_title(opening: str) -> None:
    assert cover_of(f"REGLEMENT\n\n{opening}\n\nsuite") == 1


def test_words_that_only_look_like_an_opening() -> None:
    assert cover_of("REGLEMENT\n\nvu et relu\n\nVue sur la mer\nQuartier nord") == 2
    assert cover_of("VU DE HAUT") == 1


def test_two_sentences_are_an_introduction() -> None:
    sentence = "Le présent texte a été écrit par les habitants du quartier en deux mois."

    assert cover_of(f"CHARTE\n\n{sentence}\n\n{sentence}") == 1
    assert cover_of(f"CHARTE\n\n{sentence}") == 2
    assert cover_of(f"CHARTE\n\n{sentence} {sentence}") == 1
    assert cover_of(f"{sentence}\n\n{sentence}") == 2


def test_nothing_and_a_table() -> None:
    table = Table(rows=((Cell(lines=(Line(text="Un", number=2, ends=True),)), Cell()),))
    lines = [Line(text="Vu :", number=1, ends=True), Line(text="", number=2, table=table)]

    assert build_preamble([]) == []
    assert [one.name for one in build_preamble(lines)[0].elements()] == ["citations", "table"]


def test_citations_may_begin_in_small_letters_if_they_go_on() -> None:
    assert cover_of("LE COMITÉ,\n\nvu les statuts,\n\nconsidérant ce qui suit :\n\n(1) Il va.") == 1
