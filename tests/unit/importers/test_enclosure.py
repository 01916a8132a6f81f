import pytest

from codetool.importers.enclosure import enclosed_lines
from codetool.importers.lines import Line


def enclosed(*texts: str) -> list[int]:
    """Return the places of the lines that begin inside brackets or quotation marks."""
    return sorted(enclosed_lines([Line(text=text, number=number) for number, text in enumerate(texts, start=1)]))


@pytest.mark.parametrize(
    "texts",
    [
        ("a (b", "c d) e", "f"),
        ("a « b", "c » d", "e"),
        ('a "b', 'c" d', "e"),
        ("a “b", "c” d", "e"),
        ("a „b", "c“ d", "e"),
        ("a [b", "c] d", "e"),
        ("(a « b", "c » d)", "e"),
    ],
)
def test_the_second_line_is_inside(texts: tuple[str, ...]) -> None:
    assert enclosed(*texts) == [1]


def test_numbers_of_points_close_nothing() -> None:
    assert enclosed("le cas (voir", "a) ci-dessous", "b) et après)", "fin") == [1, 2]


def test_what_was_never_closed_holds_nothing() -> None:
    assert enclosed("un (deux", "trois « quatre", "cinq (six) sept", 'huit "neuf', "dix") == []
    assert enclosed("un » deux", 'trois" quatre) cinq') == []


def test_a_bracket_that_closes_much_later_was_forgotten() -> None:
    assert enclosed("un (deux", *["trois"] * 20, "quatre) cinq") == []
    assert len(enclosed("un « deux", *["trois"] * 20, "quatre » cinq")) == 21
