"""The comparison of texts can fail: a word more, less or elsewhere is found, and what paper does to lines is not."""

import pytest

from tests.conformance.printed_text import EDGE, LABEL, first_difference


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        (f"Le secret{EDGE}est gardé.", "Le secret est gardé."),
        (f"Le se\u2010{EDGE}cret", "Le secret"),
        (f"Le grand-{EDGE}duc", "Le grand-duc"),
        ("Oui\u202f; non\u00a0: «\u202frien\u202f»", "Oui ; non: «rien»"),
        (f"{LABEL}{EDGE}1.{EDGE}{LABEL}{EDGE}Un", "Un"),
        (f"{LABEL}{EDGE}a){EDGE}{LABEL}{EDGE}Un", "a) Un"),
        ("annexe", "an\u00adnexe"),
    ],
)
def test_what_paper_does_is_no_difference(printed: str, stored: str) -> None:
    assert first_difference(printed, stored) == ""


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("Le secret", "Le secret professionnel"),
        ("Le secret professionnel", "Le secret"),
        (f"est gardé.{EDGE}Le secret", "Le secret est gardé."),
        ("Le secret", "Lesecret"),
        ("Lesecret", "Le secret"),
        ("le secret", "Le secret"),
        ("Le\u2010secret", "Le secret"),
        (f"{LABEL}{EDGE}1.{EDGE}{LABEL}{EDGE}Un", "2. Un"),
        (f"{LABEL}{EDGE}bis{EDGE}{LABEL}{EDGE}Un", "Un"),
    ],
)
def test_every_other_difference_is_found(printed: str, stored: str) -> None:
    assert first_difference(printed, stored) != ""
