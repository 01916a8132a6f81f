"""Numbers, time limits, amounts, dates and cited numbers, in figures and words."""

import pytest

from codetool.diff.lexicon import load_lexicon, words_of
from codetool.diff.quantities import read_quantity


def read(text: str, language: str) -> list[str]:
    """Return the meanings of all quantities of a text, each on a line: ground and meaning."""
    lexicon, words, at, found = load_lexicon(language), words_of(text), 0, []
    while at < len(words):
        quantity = read_quantity(words, at, lexicon)
        found += [f"{mark[0]} {' '.join(mark[1])}" for mark in quantity.marks] if quantity else []
        at = quantity.end if quantity else at + 1
    return found


@pytest.mark.parametrize(
    ("text", "language", "meanings"),
    [
        ("dans les quinze jours", "fra", ["time_limit 15 day"]),
        ("dans le mois", "fra", ["time_limit 1 month"]),
        ("un délai de quinze (15) jours ouvrables", "fra", ["time_limit 15 working_day"]),
        ("quatre-vingt-dix jours", "fra", ["time_limit 90 day"]),
        ("vingt et un ans", "fra", ["time_limit 252 month"]),
        ("soixante et onze, dix et vingt", "fra", ["number 71 number", "number 10 number", "number 20 number"]),
        ("deux cents, trois mille quatre", "fra", ["number 200 number", "number 3004 number"]),
        ("âgé de 18 ans", "fra", ["number 18 year"]),
        ("1 000 euros, 1.000 €, EUR 1000", "fra", ["amount 1000 EUR"] * 3),
        ("2,50 pour cent", "fra", ["amount 2.5 %"]),
        ("1,000.50 pounds", "eng", ["amount 1000.5 GBP"]),
        ("le 1er mars 2020 et le premier mai", "fra", ["date 2020-03-01 date", "date 05-01 date"]),
        ("01/03/2020, 1.3.2020 et 2020-03-01", "fra", ["date 2020-03-01 date"] * 3),
        ("am 1. Januar 2025", "deu", ["date 2025-01-01 date"]),
        ("la loi modifiée du 8 juillet 1976", "fra", ["reference act 1976-07-08"]),
        ("de wet van 8 juli 1976", "nld", ["reference act 1976-07-08"]),
        ("articles 2, 3bis et 5", "fra", ["reference article 2", "reference article 3bis", "reference article 5"]),
        ("article 121-3, alinéa 1er", "fra", ["reference article 121-3", "reference subparagraph 1"]),
        ("à l'article premier", "fra", ["reference article 1"]),
        ("annexe II", "fra", ["reference annex 2"]),
        ("l'article 5 bis", "fra", ["reference article 5bis"]),
        ("de janvier à mars", "fra", ["date 01 date", "date 03 date"]),
        ("he may go", "eng", []),
        ("payé en EUR", "fra", []),
        ("l'article précédent", "fra", []),
        ("un membre, une fois", "fra", []),
        ("1° il écoute ; 2) il conseille", "fra", []),
        ("le point 2.3.1 ; 2.3.1 seul", "fra", ["reference point 2-3-1"]),
        ("binnen vijfentwintig dagen", "nld", ["time_limit 25 day"]),
        ("binnen einundzwanzig Tagen", "deu", ["time_limit 21 day"]),
        ("he may go on 1 May 2020", "eng", ["date 2020-05-01 date"]),
    ],
)
def test_a_quantity_is_read(text: str, language: str, meanings: list[str]) -> None:
    assert read(text, language) == meanings
