"""The table of words that weigh (`akn/weight.toml`), and phrases found in a text."""

import pytest

from codetool.diff.changes import Ground, Weight
from codetool.diff.lexicon import indexed, load_lexicon, longest, weight_of, words_of
from codetool.resources import load_table

LANGUAGES = ("fra", "nld", "deu", "eng")
SILENT = {Ground.PROVISION, Ground.WORDING, Ground.TYPOGRAPHY, Ground.ENUMERATION}
VALUES = {Ground.AMOUNT, Ground.DATE, Ground.NUMBER, Ground.REFERENCE, Ground.DEFINITION, Ground.DEFINED_TERM}


def found(line: str, text: str, stops: frozenset[str] = frozenset()) -> str:
    words = words_of(text)
    phrases = indexed([("it", None, line)])
    hits = [(i, hit[1]) for i in range(len(words)) if (hit := longest(phrases, words, i, stops))]
    return " | ".join(text[words[start].start : words[end - 1].end] for start, end in hits)


@pytest.mark.parametrize(
    ("line", "text", "hit"),
    [
        ("est tenu", "Il EST tenu.", "EST tenu"),
        ("est|sont tenu|tenus de|d'", "Ils sont tenus d'agir.", "sont tenus d'"),
        ("n'est pas", "Il n’est pas là.", "n’est pas"),
        ("ne|n' … pas", "Il ne le dit jamais ou pas.", "ne le dit jamais ou pas"),
        ("ne|n' … pas", "Il ne un deux trois quatre cinq six pas.", ""),
        ("ne|n' … pas", "Il ne dit, pas.", ""),
        ("est ~ tenu", "Il est tenu, est aussi tenu, est plus ou moins tenu.", "est tenu | est aussi tenu"),
        ("jusqu'à|jusqu'au", "Jusqu'au soir, jusqu'à midi.", "Jusqu'au | jusqu'à"),
        ("art.", "Art. 5", "Art."),
        ("et/ou", "vu et/ou lu", "et/ou"),
        ("peut-être", "Il viendra peut-être.", "peut-être"),
    ],
)
def test_a_phrase_is_found(line: str, text: str, hit: str) -> None:
    assert found(line, text) == hit


def test_a_gap_ends_at_a_stop() -> None:
    assert found("ne … pas", "Il ne peut que partir pas.", stops=frozenset({"que"})) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_ground(language: str) -> None:
    table = load_table("akn/weight.toml")[language]
    assert [ground for ground in Ground if ground not in SILENT | VALUES and ground.value not in table] == []
    lexicon = load_lexicon(language)
    assert len(lexicon.months) == 12
    assert lexicon.numbers
    assert lexicon.units
    assert lexicon.cites


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_table_begins_or_ends_with_a_gap(language: str) -> None:
    tables = [rows for rows in load_table("akn/weight.toml")[language].values() if isinstance(rows, dict)]
    rows = [row for table in tables for row in table.values() if isinstance(row, list)]
    assert [line for row in rows for line in row if line.startswith(("…", "~")) or line.endswith(("…", "~"))] == []


def test_languages_are_known_by_their_other_codes_and_an_unknown_one_has_no_words() -> None:
    assert load_lexicon("fr").phrases == load_lexicon("fra").phrases
    assert load_lexicon("nl-BE").months == load_lexicon("nld").months
    assert load_lexicon("fin").phrases == {}
    assert load_lexicon("weights").phrases == {}


def test_the_table_weighs_every_ground_that_it_knows() -> None:
    grounds = load_table("akn/weight.toml")["weights"]
    assert sorted(grounds) == sorted(g.value for g in Ground if g not in SILENT - {Ground.ENUMERATION})
    assert {weight_of(Ground(ground), how) for ground, row in grounds.items() for how in row} <= set(Weight)
    assert all(sorted(row) == ["changed", "gained", "lost", "stated"] for row in grounds.values())
