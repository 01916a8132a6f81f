import pytest

from codetool.akn.write import write_element
from codetool.importers.cover import Cover, build_cover, is_date, is_state, printed_date
from codetool.importers.readers.plain import split_lines
from codetool.importers.request import ImportRequest

REQUEST = ImportRequest(
    date="2019-09-12",
    work="essai",
    iri="/akn/be/act/code/essai/2019-09-12/cas",
    title="Charte du potager",
    author="essai",
    author_short="CdE",
    author_name="Comité d'essai",
)


def cover_of(text: str) -> Cover:
    """Return the cover of a text."""
    return build_cover(split_lines(text), REQUEST)


def xml_of(text: str) -> list[str]:
    """Return each block of the cover as XML."""
    preface = cover_of(text).preface
    return [write_element(child) for child in preface.elements()] if preface else []


def test_a_title_over_several_lines_is_the_one_asked_for() -> None:
    assert xml_of("CHARTE\n\nDU POTAGER\nTexte provisoire") == [
        "<longTitle><p><docTitle>CHARTE DU POTAGER</docTitle></p></longTitle>",
        "<p><docStatus>Texte provisoire</docStatus></p>",
    ]


def test_another_title_is_the_first_paragraph() -> None:
    assert xml_of("STATUTS DU CLUB\nDE MARCHE\n(un essai)\nsuite\n\nautre") == [
        "<longTitle><p><docTitle>STATUTS DU CLUB DE MARCHE</docTitle></p></longTitle>",
        "<p>(un essai) suite</p>",
        "<p>autre</p>",
    ]


def test_the_federation_is_named_in_full_and_in_short() -> None:
    assert xml_of("Titre\nLe COMITE D'ESSAI (CdE), Namur")[1] == (
        '<p>Le <organization refersTo="#essai">COMITE D\'ESSAI</organization> '
        '(<organization refersTo="#essai">CdE</organization>), Namur</p>'
    )


def test_a_cover_without_a_title() -> None:
    assert xml_of("- projet du 12.09.2019 -") == ["<p><docStatus>- projet du 12.09.2019 -</docStatus></p>"]
    assert cover_of("- projet du 12.09.2019 -").mark == "projet du 12.09.2019"
    assert cover_of("") == Cover(preface=None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("septembre 2019", "2019-09-12"),
        ("Août 2019", ""),
        ("le 1er août 2019", "2019-08-01"),
        ("12 september 2019", "2019-09-12"),
        ("3. März 2019", "2019-03-03"),
        ("12/09/2019", "2019-09-12"),
        ("31.02.2019", ""),
        ("en septembre", ""),
    ],
)
def test_dates_as_printed(text: str, day: str) -> None:
    assert printed_date(text, REQUEST) == day


def test_another_date_is_told_and_kept() -> None:
    found = cover_of("Charte du potager\naoût 2019\n1er août 2019")

    assert [one.message for one in found.findings] == [
        "the cover says août 2019; the version is dated 2019-09-12",
        "the cover says 1er août 2019; the version is dated 2019-09-12",
    ]
    assert xml_of("Charte du potager\naoût 2019\n1er août 2019")[1:] == [
        "<p>août 2019</p>",
        '<p><docDate date="2019-08-01">1er août 2019</docDate></p>',
    ]


def test_long_lines_are_no_state() -> None:
    assert is_state("ontwerp")
    assert not is_state("Le présent projet a été écrit par dix personnes du quartier en deux mois")
    assert not is_date("le 12")
