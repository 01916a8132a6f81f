import pytest

from codetool.importers.markers import ArticleStyle, read_article
from codetool.importers.numbers import Fit, Number, fit_of, read_number


@pytest.mark.parametrize(
    ("text", "parts", "suffix"),
    [
        ("1", (1,), 0), ("1er", (1,), 0), ("Ier", (1,), 0), ("1re", (1,), 0), ("XII", (12,), 0), ("premier", (1,), 0),
        ("PREMIÈRE", (1,), 0),
        ("12bis", (12,), 1), ("12 quater", (12,), 3), ("2.10.", (2, 10), 0), ("12/1", (12, 1), 0),
        ("L. 123-4", (123, 4), 0), ("IVbis", (4,), 1), ("12undecies", (12,), 10), ("12 vicies", (12,), 19),
        ("15a", (15,), 1),
        ("I.1", (1, 1), 0),
        ("12octies", (12,), 7), ("unique", (1,), 0),
    ],
)  # fmt: skip
def test_a_number_has_a_value(text: str, parts: tuple[int, ...], suffix: int) -> None:
    assert read_number(text) == Number(parts=parts, suffix=suffix)


@pytest.mark.parametrize("text", ["", "mot", "IIII", "1..2", "–"])
def test_what_is_no_number_has_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("number", "last", "fit"),
    [
        ("1", None, Fit.FIRST), ("2.1", None, Fit.FIRST), ("4", None, Fit.GAP), ("2", "1", Fit.NEXT),
        ("1bis", "1", Fit.NEXT), ("2", "1bis", Fit.NEXT), ("1ter", "1bis", Fit.NEXT), ("12/1", "12", Fit.NEXT),
        ("13", "12/1", Fit.NEXT), ("3.1", "2.9", Fit.NEXT), ("1", "7", Fit.RESTART), ("1.1", "2.4", Fit.RESTART),
        ("10ter/1", "10ter", Fit.NEXT), ("10ter/2", "10ter/1", Fit.NEXT), ("10quater", "10ter/2", Fit.NEXT),
        ("11", "10ter/2", Fit.NEXT), ("15a", "15", Fit.NEXT), ("II.1", "I.9", Fit.NEXT),
        ("1decies", "1novies", Fit.NEXT),
        ("1decies", "1nonies", Fit.NEXT), ("4", "2", Fit.GAP), ("2", "2", Fit.BACK), ("2.2", "3.2", Fit.BACK),
    ],
)  # fmt: skip
def test_a_number_fits_its_series(number: str, last: str | None, fit: Fit) -> None:
    value, before = read_number(number), read_number(last) if last else None

    assert value
    assert fit_of(value, before) is fit


def test_a_number_too_long_to_be_one_is_text() -> None:
    assert read_article("Article " + "1" * 5000, ArticleStyle.NAMED) is None
