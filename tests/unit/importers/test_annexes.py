import pytest

from codetool.importers.blocks import BlockKind
from codetool.importers.lines import Line
from codetool.importers.readers.plain import split_lines
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
