"""The grammar of citations: which steps, in which order, with which words of the text."""

import pytest

from codetool.importers.citing import find_citations
from codetool.importers.steps import How


def cited(text: str) -> list[list[str]]:
    """Return each branch of each citation as its steps, such as `ARTICLE 5`; a range ends in `…`, a doubt in `?`."""
    marks = {How.SELF: "self", How.BEFORE: "before", How.AFTER: "after"}
    return [
        [f"{step.kind.name} {step.number or marks[step.how]}" for step in branch.steps]
        + ["…"] * branch.until
        + ["?"] * branch.weak
        for citation in find_citations(text)
        for branch in citation.branches
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "l'article 5, § 2, alinéa 1er, 3°, a), du présent code",
            [["ARTICLE 5", "PARAGRAPH 2", "ALINEA 1er", "POINT 3°", "POINT a)"]],
        ),
        ("§2, al.3", [["PARAGRAPH 2", "ALINEA 3"]]),
        ("l'article 39, paragraphe (2), lettre b)", [["ARTICLE 39", "PARAGRAPH (2)", "POINT b)"]]),
        ("l'article 83, paragraphe 6, lettre d, du règlement", [["ARTICLE 83", "PARAGRAPH 6", "POINT d"]]),
        ("article 126, 9. de la loi", [["ARTICLE 126", "POINT 9."]]),
        ("artikel 3, § 2, tweede lid", [["ARTICLE 3", "PARAGRAPH 2", "ALINEA tweede"]]),
        ("artikel 5, lid 2, onder a, van", [["ARTICLE 5", "ALINEA 2", "POINT a"]]),
        ("§ 5 Absatz 2 Satz 1", [["PARAGRAPH 5", "ALINEA 2", "SENTENCE 1"]]),
        ("section 3(2)(a)", [["SECTION 3", "POINT (2)", "POINT (a)"]]),
        ("l'article 5, dernier alinéa", [["ARTICLE 5", "ALINEA dernier"]]),
        ("article L. 123-4 du code", [["ARTICLE L. 123-4"]]),
        ("l'annexe A et l'annexe 2", [["ANNEX A"], ["ANNEX 2"]]),
        ("article premier", [["ARTICLE premier"]]),
        ("article 2. par. 2.", [["ARTICLE 2", "PARAGRAPH 2"]]),
        ("selon l'article 5, le § 2 s'applique", [["ARTICLE 5"], ["PARAGRAPH 2"]]),
    ],
)
def test_from_the_outside_in(text: str, expected: list[list[str]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 2 de l'article 3", [["ARTICLE 3", "PARAGRAPH 2"]]),
        ("§ 2 de l'article 3, alinéa 2", [["ARTICLE 3", "PARAGRAPH 2", "ALINEA 2"]]),
        ("l'alinéa 1er, 2°, de l'article 5, § 3", [["ARTICLE 5", "PARAGRAPH 3", "ALINEA 1er", "POINT 2°"]]),
        ("chapitre II du titre 3", [["TITLE 3", "CHAPTER II"]]),
        ("au paragraphe 2 du présent article", [["ARTICLE self", "PARAGRAPH 2"]]),
        ("het tweede lid van artikel 4", [["ARTICLE 4", "ALINEA tweede"]]),
        ("du 1° au 3° de l'alinéa 2", [["ALINEA 2", "POINT 1°", "…"], ["ALINEA 2", "POINT 3°"]]),
        (
            "les premier et deuxième alinéas de l'article 5",
            [["ARTICLE 5", "ALINEA premier"], ["ARTICLE 5", "ALINEA deuxième"]],
        ),
        ("l'article 5 de l'alinéa 2", [["ARTICLE 5"], ["ALINEA 2"]]),
        ("les §§ 1er et 2 des articles 5 et 6", [["PARAGRAPH 1er"], ["PARAGRAPH 2"], ["ARTICLE 5"], ["ARTICLE 6"]]),
    ],
)
def test_from_the_inside_out(text: str, expected: list[list[str]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("articles 3, 4 et 9bis", [["ARTICLE 3"], ["ARTICLE 4"], ["ARTICLE 9bis"]]),
        ("articles 3 à 7", [["ARTICLE 3", "…"], ["ARTICLE 7"]]),
        ("artikelen 3 tot en met 7", [["ARTICLE 3", "…"], ["ARTICLE 7"]]),
        ("Artikel 3 bis 5", [["ARTICLE 3", "…"], ["ARTICLE 5"]]),
        ("articles 3–7", [["ARTICLE 3", "…"], ["ARTICLE 7"]]),
        ("articles 3, § 1er, et 7", [["ARTICLE 3", "PARAGRAPH 1er"], ["ARTICLE 7"]]),
        ("articles 3, § 1er, 6 et 7", [["ARTICLE 3", "PARAGRAPH 1er"], ["ARTICLE 6"], ["ARTICLE 7"]]),
        (
            "articles 5, §§ 2 et 3, et 8",
            [["ARTICLE 5", "PARAGRAPH 2"], ["ARTICLE 5", "PARAGRAPH 3"], ["ARTICLE 8"]],
        ),
        (
            "l'article 5, § 1er, alinéa 2, et § 3, 2°",
            [["ARTICLE 5", "PARAGRAPH 1er", "ALINEA 2"], ["ARTICLE 5", "PARAGRAPH 3", "POINT 2°"]],
        ),
        ("aux 1° à 3°", [["POINT 1°", "…"], ["POINT 3°"]]),
        ("l'article 5 ou 12 s'applique", [["ARTICLE 5"], ["ARTICLE 12", "?"]]),
        ("l'article 5 ou 10 jours", [["ARTICLE 5"]]),
        ("l'article 5 et l'article 6", [["ARTICLE 5"], ["ARTICLE 6"]]),
    ],
)
def test_lists_and_ranges(text: str, expected: list[list[str]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'alinéa précédent", [["ALINEA before"]]),
        ("l'article qui précède", [["ARTICLE before"]]),
        ("les deux articles précédents", [["ARTICLE before"]]),
        ("het vorige lid", [["ALINEA before"]]),
        ("der folgende Artikel", [["ARTICLE after"]]),
        ("the next section", [["SECTION after"]]),
        ("la présente section", [["SECTION self"]]),
        ("dit artikel", [["ARTICLE self"]]),
        ("les points suivants", []),
    ],
)
def test_what_is_pointed_at(text: str, expected: list[list[str]]) -> None:
    assert cited(text) == expected


def test_how_many_are_meant() -> None:
    (found,) = find_citations("les trois alinéas suivants")
    assert found.branches[0].steps[0].count == 3


@pytest.mark.parametrize(
    "text",
    [
        "un article de presse",
        "en 5 points",
        "le 3 mars 2001",
        "20 % du prix",
        "sous-article 3",
        "point 2,5 du total",
        "au 3 mai",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == []


def test_the_bracket_that_closes_another_is_no_part_of_a_number() -> None:
    text = "(voir paragraphe 2)"
    (found,) = find_citations(text)
    assert text[found.start : found.end] == "paragraphe 2"


def test_a_citation_that_never_ends_is_read_to_a_limit() -> None:
    assert len(cited("alinéa 1 du point 2 de l'" * 2000)) == 2001
