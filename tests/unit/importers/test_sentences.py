import pytest

from codetool.importers.sentences import asks_number, ends_sentence, goes_on, last_word, starts_sentence


@pytest.mark.parametrize(
    "text", ["Il agit.", 'cents francs."', "Vraiment ?", "(en vigueur).", "l'AS. »", "etc.", "à sa part.", "annexe V."]
)
def test_a_sentence_ends(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["pour :", "(cfr.", "l'art.", "Mme", "un mot", "p.", "mot;", "mot,", ""])
def test_a_sentence_does_not_end(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(("text", "starts"), [("Il", True), ("« Il", True), ("(Il", True), ("il", False), ("", False)])
def test_a_sentence_starts(text: str, starts: bool) -> None:  # noqa: FBT001 - a table of cases
    assert starts_sentence(text) is starts


@pytest.mark.parametrize("text", ["de l'article", "vu l’", "au", "en vertu de", "(art.", "Dans le cadre de l'", "§"])
def test_a_text_goes_on(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize("text", ["il vient.", "houdt hij in.", "valable un an.", "pour :", "le mot", "", "!"])
def test_a_text_may_end(text: str) -> None:
    assert not goes_on(text)


def test_a_letter_after_points_and_is_asked_for() -> None:
    assert asks_number("visés aux points a) et")
    assert not asks_number("a) l'un ou")
    assert not asks_number("à condition que")


def test_the_last_word_is_bare() -> None:
    assert last_word("selon l’Article.") == "article"
    assert last_word("…  »") == ""
    assert last_word("") == ""
