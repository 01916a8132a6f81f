"""The laws of import: no word is lost or added, whatever the text; any bytes give a result or a CodetoolError."""

from textwrap import wrap

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codetool.akn.schema import check_schema
from codetool.akn.write import write_expression
from codetool.errors import CodetoolError
from codetool.importers import ImportRequest, import_source, outline

REQUEST = ImportRequest(
    date="2019-09-12",
    work="essai",
    iri="/akn/be/act/code/essai/2019-09-12/cas",
    title="Texte d'essai",
    author="essai",
    author_short="CdE",
    author_name="Comité d'essai",
)
QUIET = ["le", "membre", "service", "respecte", "chaque", "demande", "équipe", "l'usager", "d’œuvre", "écoute"]
LOUD = [
    "1.2", "2.1.",
    "(voir", "458", "a)", "1°", "-", "–", "«", "»", '"Nul', 'ici."', "art.", "article", "Article", "3bis",
    "§", "Titre", "TITRE", "II", "1er.", ")", "points", "et", ":", ";", "loi", "organique", "CPAS", "1)\u00a0oui",
    "…", "I.", "(1)",
]  # fmt: skip

sentences = st.lists(st.sampled_from(QUIET), min_size=2, max_size=30).map(
    lambda words: " ".join(words).capitalize() + "."
)
titles = st.lists(st.lists(sentences, min_size=1, max_size=4), min_size=1, max_size=4)
widths = st.integers(min_value=20, max_value=150)
loud_lines = st.lists(st.lists(st.sampled_from(QUIET + LOUD), max_size=9).map(" ".join), min_size=1, max_size=30)


def code_of(texts: list[list[str]], width: int, head: str) -> str:
    """Return a code with a title for each list of texts, wrapped at a width."""
    lines: list[str] = []
    for title, articles in enumerate(texts, start=1):
        lines += [f"TITRE {title} – PARTIE {'ABCD'[title - 1]}", ""]
        for number, text in enumerate(articles, start=1):
            lines += [*wrap(f"{head}{title}.{number}. {text}", width, break_long_words=False), ""]
    return "\n".join(lines)


@given(texts=titles, width=widths, head=st.sampled_from(["", "Article ", "Art. "]))
@settings(deadline=None)
def test_every_article_of_a_plain_code_is_found(texts: list[list[str]], width: int, head: str) -> None:
    imported = import_source(code_of(texts, width, head).encode(), "code.txt", REQUEST)
    found = outline(imported.expression)

    assert imported.ledger.balanced
    assert [division.articles for division in found.divisions] == [len(articles) for articles in texts]
    assert found.count("paragraph") == 0
    assert imported.findings == ()


@given(texts=titles, width=widths, gaps=st.randoms(use_true_random=False))
@settings(deadline=None)
def test_blank_lines_inside_a_sentence_tear_nothing(texts: list[list[str]], width: int, gaps: object) -> None:
    source = code_of(texts, width, "")
    lines = [line + ("\n \n" if line and gaps.random() < 0.3 else "\n") for line in source.split("\n")]  # type: ignore[attr-defined]
    plain = import_source(source.encode(), "code.txt", REQUEST)
    torn = import_source("".join(lines).encode(), "code.txt", REQUEST)

    assert write_expression(torn.expression) == write_expression(plain.expression)


@given(lines=loud_lines, before=st.sampled_from(["", "Article 1er. – Objet\n", "TITRE 1 – OBJET\n1.1 Le membre :\n"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(lines=["a)", "", "1)\u00a0oui"], before="1.1 Le membre :\n")
def test_no_word_is_lost_whatever_the_lines_say(lines: list[str], before: str) -> None:
    try:
        imported = import_source((before + "\n".join(lines)).encode(), "code.txt", REQUEST)
    except CodetoolError:
        return

    assert imported.ledger.lost == ()
    assert imported.ledger.added == ()
    assert list(check_schema(write_expression(imported.expression))) == []


@given(source=st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_give_a_result_or_an_error_of_ours(source: bytes) -> None:
    try:
        imported = import_source(b"Article 1er. Un.\n" + source, "bytes", REQUEST)
    except CodetoolError:
        return

    assert imported.ledger.balanced
    assert list(check_schema(write_expression(imported.expression))) == []


@given(source=st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gives_a_result_or_an_error_of_ours(source: str) -> None:
    try:
        imported = import_source(("1.1 Le membre.\n" + source).encode("utf-8", "replace"), "text", REQUEST)
    except CodetoolError:
        return

    assert imported.ledger.balanced
    assert list(check_schema(write_expression(imported.expression))) == []


@pytest.mark.slow
def test_a_hundred_thousand_words_take_seconds_not_minutes() -> None:
    texts = [["Le membre respecte chaque demande. " * 40] * 250] * 2
    imported = import_source(code_of(texts, 90, "").encode(), "code.txt", REQUEST)

    assert imported.ledger.words_source > 100_000
    assert outline(imported.expression).count("article") == 500
