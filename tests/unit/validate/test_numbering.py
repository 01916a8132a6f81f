"""Numbers read and put in order, whatever they are written with."""

import pytest

from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.validate import check_expression
from codetool.validate.numbering import _follows, keys_of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.1", "1.2"), ("1.9", "1.10"), ("1.10", "2.1."), ("2", "2.1"), ("2.3", "3"), ("1er", "2"),
        ("5", "5 bis"), ("5bis", "5 ter"), ("5ter", "6"), ("5", "5a"), ("5a", "5b"),
        ("12decies", "12undecies"), ("12novodecies", "12 vicies"),
        ("Article premier", "Art. 2"), ("5.2", "5.2.1"),
        ("TITRE IX", "TITRE X"), ("TITRE IV –", "TITRE V"), ("a)", "b)"), ("h)", "i)"), ("i)", "ii)"), ("i)", "j)"),
        ("§ 1er.", "§ 2."), ("(9)", "(10)"), ("C", "D"),
    ],
)  # fmt: skip
def test_what_may_follow(before: str, after: str) -> None:
    old, new = keys_of(before), keys_of(after)
    assert any(_follows(old[kind], new[kind]) for kind in old.keys() & new.keys())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.1", "1.1"), ("1.2", "1.1"), ("1.1", "1.3"), ("1.9", "3.1"), ("1.9", "2.2"), ("2.1", "2"), ("5", "5ter"),
        ("5bis", "5"), ("IV", "VI"), ("a)", "c)"), ("2", "2.2"), ("2", "2.1.2"),
    ],
)  # fmt: skip
def test_what_may_not_follow(before: str, after: str) -> None:
    old, new = keys_of(before), keys_of(after)
    shared = old.keys() & new.keys()
    assert shared
    assert not any(_follows(old[kind], new[kind]) for kind in shared)


@pytest.mark.parametrize("num", ["", "annexe unique", "annexe", "L. 121-1", "–", "9" * 5000, "İ"])
def test_words_are_no_numbers(num: str) -> None:
    assert keys_of(num) == {}


def test_roman_numerals_subtract() -> None:
    assert [keys_of(num)["roman"][0][0] for num in ("IV", "IX", "XIV", "XL", "XC", "CXLIX")] == [4, 9, 14, 40, 90, 149]


def _titles(*numbers: tuple[str, ...]) -> Expression:
    def article(num: str) -> Element:
        return Element(name="article", children=(Element(name="num", children=(num,)),))

    titles = tuple(
        Element(name="title", children=(Element(name="num", children=(str(i),)), *map(article, articles)))
        for i, articles in enumerate(numbers, start=1)
    )
    body = Element(name="body", children=titles)
    return Expression(root=Element(name="akomaNtoso", children=(Element(name="act", children=(body,)),)))


def _numbering(expression: Expression) -> list[str]:
    return [found.code for found in check_expression(expression) if found.code.startswith("number-")]


def test_a_new_title_may_count_from_one_again() -> None:
    assert _numbering(_titles(("1", "2", "3"), ("1", "2"))) == []


def test_within_a_title_a_number_does_not_go_back() -> None:
    assert _numbering(_titles(("1", "2", "1"))) == ["number-order"]


def test_a_new_title_does_not_begin_at_two() -> None:
    assert _numbering(_titles(("1", "2", "3"), ("2", "3"))) == ["number-order"]
