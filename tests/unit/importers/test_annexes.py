import pytest

from codetool.importers.blocks import BlockKind
from codetool.importers.document import build_parts
from codetool.importers.lines import Line
from codetool.importers.readers.plain import split_lines
from codetool.importers.request import ImportRequest
from codetool.importers.structure import Structure, find_structure

TEXT = "Article 1. Un.\n\nArticle 2. Deux.\n\n"


def structure_of(text: str) -> Structure:
    """Return the structure of a text."""
    return find_structure(split_lines(text), "x.txt")


def annexes(text: str) -> list[tuple[str, str]]:
    """Return the number and the heading of each annex."""
    return [(annex.head.num, annex.head.heading.text) for annex in structure_of(text).annexes]


@pytest.mark.parametrize(
    ("head", "num", "heading"),
    [
        ("Annexe", "Annexe", ""),
        ("ANNEXE 1 – Tarifs", "ANNEXE 1 –", "Tarifs"),
        ("ANNEXE I\n\nTARIFS\n\nUn euro.", "ANNEXE I", "TARIFS"),
        ("Bijlage A", "Bijlage A", ""),
        ("Anhang", "Anhang", ""),
        ("Schedule 2: Fees", "Schedule 2:", "Fees"),
        ("Annexe à l'arrêté du 3 mars 2024\n\nUn euro.", "Annexe", "à l'arrêté du 3 mars 2024"),
        ("Annexe II au règlement d'ordre intérieur", "Annexe II", "au règlement d'ordre intérieur"),
        ("Bijlage bij het besluit van 3 maart 2024", "Bijlage", "bij het besluit van 3 maart 2024"),
        ("Bijlage I bij artikel 2", "Bijlage I", "bij artikel 2"),
    ],
)
def test_heads_of_annexes(head: str, num: str, heading: str) -> None:
    assert annexes(TEXT + head) == [(num, heading)]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1. Un.\n\nAnnexe 1\n\nArticle 2. Deux.",
        "Article 1. Voir\nAnnexe 1.",
        "Article 1. Un.\n\nAnnexer est permis.",
        "Article 1. Un « mot.\n\nAnnexe 1\n\nfin ».",
        "Annexe 1\n\nArticle 1. Un.",
        "Article 1. Un.\n\nAnnexe 1 fixe les prix.",
        "Article 1. Un.\n\nAnnexe au règlement,\nla liste est publiée.",
        "Article 1. Un.\n\nAnnexe à l'arrêté du 3 mars, la liste est jointe.",
    ],
)
def test_lines_that_are_none(text: str) -> None:
    assert annexes(text) == []


def test_an_annex_counts_its_articles_and_points_on_its_own() -> None:
    found = structure_of(f"{TEXT}Annexe 1\n\nArticle 1. Trois.\n\nAnnexe 2\n\n1. Quatre.\n\n2. Cinq.\n\n§ 1. Six.")

    assert [[block.num for block in annex.blocks if block.num] for annex in found.annexes] == [
        ["Article 1."],
        ["1.", "2.", "§ 1."],
    ]
    assert [block.num for block in found.blocks if block.kind is BlockKind.ARTICLE] == ["Article 1.", "Article 2."]
    assert found.findings == ()


def test_an_annex_whose_style_says_so_may_have_any_heading() -> None:
    lines = [
        Line(text="Article 1. Un.", number=1, ends=True),
        Line(text="Annexe à la décision du 3 mai", number=2, ends=True, level=1),
        Line(text="Deux.", number=3, ends=True),
    ]

    assert [annex.head.heading.text for annex in find_structure(lines).annexes] == ["à la décision du 3 mai"]


def test_an_annex_has_a_closing_of_its_own() -> None:
    found = structure_of(f"{TEXT}Fait à Huy, le 3 mai.\n\nAnnexe\n\nUn euro.\n\nVu pour être annexé au règlement.")

    assert [line.text for line in found.closing] == ["Fait à Huy, le 3 mai."]
    assert [line.text for line in found.annexes[0].closing] == ["Vu pour être annexé au règlement."]


def test_a_heading_below_an_annex_ends_at_its_first_head() -> None:
    assert annexes(f"{TEXT}ANNEXE\n\nArticle 1. Trois.") == [("ANNEXE", "")]
    assert annexes(f"{TEXT}Voir l'\n\nAnnexe 1") == []


def test_annexes_of_the_same_number_have_ids_of_their_own() -> None:
    request = ImportRequest(
        date="2019-09-12",
        work="essai",
        iri="/akn/be/act/code/essai/2019-09-12/cas",
        title="Essai",
        author="essai",
        author_short="CdE",
        author_name="Comité d'essai",
    )
    parts = build_parts(
        structure_of(f"{TEXT}Annexe 1\n\nUn.\n\nAnnexe\n\n§ 1. Deux.\n\nAnnexe 1\n\na) Trois."), request
    )
    ids = [one.eid for one in parts[-1].descendants() if one.eid]

    assert ids == ["att_1", "att_2", "att_2__para_1", "att_3", "att_3__list_1", "att_3__list_1__point_a"]
    assert [one.get("value") for one in parts[-1].descendants() if one.name == "FRBRthis"][:2] == [
        "/akn/be/act/code/essai/2019-09-12/cas/!annexe_1",
        "/akn/be/act/code/essai/2019-09-12/cas/fra@2019-09-12/!annexe_1",
    ]
