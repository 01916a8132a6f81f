from string import Formatter

import pytest
from jinja2 import UndefinedError

from codetool.render.templates import LANGUAGES, environment, labels_for, language_tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_label_with_the_same_fields(language: str) -> None:
    reference, labels = labels_for("fr"), labels_for(language)
    assert set(labels.words) == set(reference.words)
    for key, words in labels.words.items():
        assert words
        assert fields(words) == fields(reference[key])
    assert len(labels.months) == 12


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def test_a_language_without_labels_gets_the_english_ones() -> None:
    assert labels_for("fi").language == "en"


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "1er juin 2001"), ("nl", "1 juni 2001"), ("de", "1. Juni 2001"), ("en", "1 June 2001")],
)
def test_days_are_written_out(language: str, words: str) -> None:
    assert labels_for(language).date("2001-06-01") == words


@pytest.mark.parametrize("text", ["", "2001", "2001-13-01", "juin 2001"])
def test_what_is_no_day_stays(text: str) -> None:
    assert labels_for("fr").date(text) == text


@pytest.mark.parametrize(
    ("code", "tag"), [("nld", "nl"), ("ger", "de"), ("isl", "is"), ("esp", "und"), ("fr-be!", "und")]
)
def test_languages_become_tags(code: str, tag: str) -> None:
    assert language_tag(code) == tag


def test_an_unknown_name_in_a_template_is_an_error_and_values_are_escaped() -> None:
    with pytest.raises(UndefinedError, match="'absent' is undefined"):
        environment().from_string("{{ absent }}").render()
    assert environment().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
