"""TOML within limits: what no person writes is refused at once, whatever is wrong with it."""

import pytest

from codetool.tables import DOTS, NoTableError, parse_table


def test_what_people_write_is_read() -> None:
    dotted = ".".join(["a"] * 40)
    assert parse_table(f'b = "{"." * DOTS}"\n{dotted} = 1')["b"] == "." * DOTS


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = ]", 2),
        ("a = " + "9" * 5000, 0),
        ("a = " + "[" * 100_000, 0),
        ("\n" + ".".join(["a"] * (DOTS + 2)) + " = 1", 2),
        ("a = 2020-02-30", 1),
    ],
    ids=range(5),
)
def test_what_is_no_table_is_told_by_its_line(text: str, line: int) -> None:
    with pytest.raises(NoTableError) as raised:
        parse_table(text)
    assert raised.value.line == line
