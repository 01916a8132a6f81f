import pytest

from codetool.importers.markers import (
    ArticleStyle,
    Counting,
    read_article,
    read_division,
    read_headed,
    read_paragraph,
    read_points,
)


@pytest.mark.parametrize(
    ("text", "num", "element", "rest"),
    [
        ("TITRE 1 – OBJET", "TITRE 1 –", "title", "OBJET"),
        ("Titre Ier. — Objet", "Titre Ier. —", "title", "Objet"),
        ("CHAPITRE PREMIER", "CHAPITRE PREMIER", "chapter", ""),
        ("Chapitre II : De l'usager", "Chapitre II :", "chapter", "De l'usager"),
        ("Livre 3. De tout", "Livre 3.", "book", "De tout"),
        ("Section 1re. – Objet", "Section 1re. –", "section", "Objet"),
        ("Sous-section 2 Objet", "Sous-section 2", "subsection", "Objet"),
        ("PREMIÈRE PARTIE – Objet", "PREMIÈRE PARTIE –", "part", "Objet"),
        ("Hoofdstuk IV. Slot", "Hoofdstuk IV.", "chapter", "Slot"),
        ("Afdeling 2. – Slot", "Afdeling 2. –", "section", "Slot"),
        ("Kapitel 2 Ziele", "Kapitel 2", "chapter", "Ziele"),
        ("Zweiter Abschnitt", "Zweiter Abschnitt", "section", ""),
        ("Part A – Scope", "Part A –", "part", "Scope"),
        ("Titre II\u00a0– Objet", "Titre II\u00a0–", "title", "Objet"),
    ],
)
def test_heads_of_divisions(text: str, num: str, element: str, rest: str) -> None:
    found = read_division(text)

    assert found
    assert (found.num, found.element, found.rest) == (num, element, rest)


@pytest.mark.parametrize("text", ["titre 1 – objet", "Titre de transport", "Titres 1 et 2", "Partie civile", "Section"])
def test_running_text_is_no_head_of_a_division(text: str) -> None:
    assert read_division(text) is None


@pytest.mark.parametrize(
    ("text", "num"),
    [
        ("Article 1er. – Objet", "Article 1er. –"),
        ("ARTICLE PREMIER", "ARTICLE PREMIER"),
        ("Art. 12bis. – Objet", "Art. 12bis. –"),
        ("Art. 2 – Objet", "Art. 2 –"),
        ("Art.2. Objet", "Art.2."),
        ("Artikel 3. Doel", "Artikel 3."),
        ("Article L. 123-4 Objet", "Article L. 123-4"),
        ("Art. 41 à 43. Abrogés", "Art. 41 à 43."),
        ("Article 2", "Article 2"),
    ],
)
def test_named_articles(text: str, num: str) -> None:
    found = read_article(text, ArticleStyle.NAMED)

    assert found
    assert found.num == num


def test_a_range_of_articles_ends_with_its_last_number() -> None:
    found = read_article("Art. 41 à 43. Abrogés", ArticleStyle.NAMED)

    assert found
    assert found.until
    assert found.until.parts == (43,)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("07.06.2001 –", ArticleStyle.DECIMAL),
        ("1.000 euros", ArticleStyle.DECIMAL),
        ("1.1L'AS", ArticleStyle.DECIMAL),
        ("2.2.)", ArticleStyle.DECIMAL),
        ("l'article 3", ArticleStyle.NAMED),
        ("Articles", ArticleStyle.NAMED),
        ("§", ArticleStyle.SIGN),
        ("1 mot", ArticleStyle.INTEGER),
        ("2001. Mot", ArticleStyle.INTEGER),
    ],
)
def test_running_text_is_no_article(text: str, style: ArticleStyle) -> None:
    assert read_article(text, style) is None


@pytest.mark.parametrize(
    ("text", "counting", "frame", "value"),
    [
        ("a) mot", Counting.LETTERS, ")", 1),
        ("(b) mot", Counting.LETTERS, "()", 2),
        ("C. Mot", Counting.CAPITALS, ".", 3),
        ("1° mot", Counting.FIGURES, "°", 1),
        ("2º mot", Counting.FIGURES, "°", 2),
        ("3) mot", Counting.FIGURES, ")", 3),
        ("4. mot", Counting.FIGURES, ".", 4),
        ("iv) mot", Counting.ROMAN, ")", 4),
        ("- mot", Counting.BULLETS, "-", 0),
        ("• mot", Counting.BULLETS, "•", 0),
        ("1°bis mot", Counting.FIGURES, "°", 1),
    ],
)
def test_points(text: str, counting: Counting, frame: str, value: int) -> None:
    found = next(one for one in read_points(text) if one.counting is counting)

    assert (found.frame, found.number.parts, found.rest) == (frame, (value,), text.split(" ", 1)[1])


@pytest.mark.parametrize("text", ["-mot", "mot", "a mot", "euros) et", "12", "(voir a) mot"])
def test_running_text_is_no_point(text: str) -> None:
    assert list(read_points(text)) == []


def test_paragraphs_and_bare_headings() -> None:
    assert read_paragraph("§ 1er. Mot")
    assert read_paragraph("(2) Mot")
    assert read_paragraph("Mot") is None
    assert read_headed("2. SECRET")
    assert read_headed("IV – De l'usager")
    assert read_headed("2.") is None
