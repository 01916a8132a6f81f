import pytest

from codetool.importers.readers.plain import split_lines
from codetool.importers.structure import find_structure


def told(text: str, code: str) -> list[tuple[int, str]]:
    """Return the line and the text of each finding of that code."""
    findings = find_structure(split_lines(text)).findings
    return [(found.line, str(dict(found.values)["text"])) for found in findings if found.code == code]


def missed(text: str) -> list[tuple[int, str]]:
    """Return the line and the text of each head that was not taken."""
    return told(text, "head-not-taken")


@pytest.mark.parametrize(
    "line",
    ["Article 2 nouveau. Deux.", "Art 2° Deux.", "Artikel 2 nieuw. Deux.", "ARTICLE 2/A", "Art. 2-a: deux."],
)
def test_a_head_after_a_blank_line_is_told(line: str) -> None:
    assert missed(f"Article 1. Un.\n\n{line}\n\nArticle 3. Trois.") == [(3, line)]


def test_a_head_with_a_mark_after_it_is_told() -> None:
    assert missed("1.1 Un.\nArticle 2. deux.\nArticle 3 : trois\nArticle IV – quatre.") == [
        (2, "Article 2. deux."),
        (3, "Article 3 : trois"),
        (4, "Article IV – quatre."),
    ]


def test_a_head_after_a_sentence_is_told() -> None:
    assert missed("Article 1. Un.\nArticle 2 deux.\nEt Art. 3 trois.") == [(2, "Article 2 deux.")]
    assert missed("Article 1. Un\nArticle 2 deux.") == []


def test_a_long_line_is_cut() -> None:
    assert missed("1.1 Un.\n\nArticle 2. " + "Mot " * 20) == [(3, "Article 2. Mot Mot Mot Mot Mot Mot Mot M…")]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1. Voir l'\nArticle 2 du code.",
        "Article 1. Vu la loi et son\n\nArticle 2 du code.",
        "Article 1. Voir article\nArt. 2.",
        "Article 1. Un « mot\n\nArticle 5 x. deux\n\nfin ».",
        "TITRE 1 – A\nArticle 1 x ..... 3\n\nTITRE 1 – A\n\nArticle 1. Un.",
        "Article 1. Un.\nL'article 2. Deux.",
        "Article 1. Un.\nArticles de bureau.",
    ],
)
def test_a_reference_a_quotation_and_a_contents_list_are_not(text: str) -> None:
    assert missed(text) == []


@pytest.mark.parametrize("line", ["Annexe 1 fixe les prix.", "Annexes : voir la table des matières."])
def test_what_may_be_an_annex_and_is_no_heading_is_told(line: str) -> None:
    assert told(f"Article 1. Un.\n\nArticle 2. Deux.\n\n{line}", "closing-joined") == [(5, line)]


def test_a_closing_that_is_too_long_is_told() -> None:
    text = "Article 1. Un.\n\nFait à Namur, le 3 mai.\n\n" + "Il agit. " * 40

    assert told(text, "closing-joined") == [(3, "Fait à Namur, le 3 mai.")]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1. Un.\n\nAnnexe 1\n\nArticle 2. Deux.",
        "Article 1. Voir\nAnnexe 1.",
        "Article 1. Un.\n\nAnnexer est permis.",
        "Article 1. Un « mot.\n\nAnnexe 1\n\nfin ».",
        "Annexe 1\n\nArticle 1. Un.",
    ],
)
def test_an_annex_before_the_last_article_or_in_a_sentence_is_not(text: str) -> None:
    assert told(text, "closing-joined") == []


def test_a_number_glued_to_its_word_is_told_and_stays() -> None:
    text = "Article 1. Il :\na)voit ;\n1°lit ;\n(2)Il part.\n§ 1er.Il va.\nb) reste."

    assert told(text, "number-glued") == [(2, "a)voit ;"), (3, "1°lit ;"), (4, "(2)Il part."), (5, "§ 1er.Il va.")]
    assert told("Article 1. Il voit\na)insi de suite.", "number-glued") == []
