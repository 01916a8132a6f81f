"""Signs that deceive a reader: what is told of them, and what is none and must be left alone."""

from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.validate import DECEPTIVE, check_signs, check_source
from tests.hostile import RIGHT_TO_LEFT

DRAFT = (Path(__file__).parents[2] / "cases" / "validate" / "draft.xml").read_text(encoding="utf-8")
END = "<p>Fin.</p>"


def told(words: str, old: str = END) -> list[tuple[str, str]]:
    assert old in DRAFT
    found = check_source(DRAFT.replace(old, words).encode())
    return [(one.code, str(one.values.get("signs"))) for one in found]


@pytest.mark.parametrize("sign", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))])
def test_every_sign_that_turns_letters_is_an_error(sign: str) -> None:
    [found] = check_source(DRAFT.replace(END, f"<p>Il {sign}peut.</p>").encode())
    assert (found.code, found.severity, found.eid) == ("direction-turned", "error", "art_4")
    assert f"U+{ord(sign):04X}" in found.message


def test_an_act_of_another_publisher_gets_a_warning() -> None:
    text = DRAFT.replace(END, "<p>Il \u202epeut.</p>").replace('<act name="code"', '<act name="law"')
    [found] = [one for one in check_source(text.encode()) if one.code in DECEPTIVE]
    assert found.severity == "warning"


def test_they_are_found_in_attributes_and_behind_elements_and_told_once_for_each_element() -> None:
    marked = '<p>Fin <abbr title="\u202aun">a</abbr> <b>et</b> \u2066deux\u2069 <b>ou</b> \u2066trois\u2069.</p>'
    assert told(marked) == [
        ("direction-turned", "U+202A LEFT-TO-RIGHT EMBEDDING"),
        ("direction-turned", "U+2066 LEFT-TO-RIGHT ISOLATE, U+2069 POP DIRECTIONAL ISOLATE"),
    ]


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_a_sign_without_width_is_told_within_a_word_only(sign: str) -> None:
    assert [code for code, _ in told(f"<p>La fi{sign}n.</p>")] == ["sign-hidden"]
    assert told(f"<p>La{sign} fin{sign}. https://{sign}a.be/{sign}b</p>") == []


@pytest.mark.parametrize(
    "words",
    [
        "règle\u00adment",  # a soft hyphen is a place to part the word at
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian parts some words by one
        "\u0915\u094d\u200d\u0937",  # and Hindi joins letters by one
        RIGHT_TO_LEFT,
        "\u0391\u03b8\u03ae\u03bd\u03b1 \u0430\u0434\u0432\u043e\u043a\u0430\u0442",
        "10 μg, 5 µm, 2 kΩ, 3 MΩ, sin\u03b1, λmax, ΔT, TNF\u03b1, 4 ºC",
    ],
)
def test_what_deceives_nobody_is_left_alone(words: str) -> None:
    assert told(f"<p>{words}.</p>") == []


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("\u0441ode", "U+0441 CYRILLIC SMALL LETTER ES"),
        ("c\u03bfde", "U+03BF GREEK SMALL LETTER OMICRON"),
        ("\u0391rticle", "U+0391 GREEK CAPITAL LETTER ALPHA"),
        ("p\u03b1rt", "U+03B1 GREEK SMALL LETTER ALPHA"),
        ("A\u0434\u0432\u043e\u043a\u0430\u0442", "U+0041 LATIN CAPITAL LETTER A"),
    ],
)
def test_a_word_of_two_scripts_is_told_with_the_letters_that_are_the_fewer(word: str, signs: str) -> None:
    assert told(f"<p>{word}</p>") == [("scripts-mixed", signs)]


def test_what_comes_again_is_told_once() -> None:
    [found] = check_source(DRAFT.replace(END, "<p>\u0441ode \u0441odes fi\u0441</p>").encode())
    assert found.message.endswith(" (+2)")


def test_an_expression_is_checked_for_these_alone() -> None:
    text = DRAFT.replace(END, "<p>«  Il \u202epeut et et</p>")
    assert [one.code for one in check_signs(read_expression(text.encode()))] == ["direction-turned"]
