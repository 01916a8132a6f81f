"""Line numbers in the margin go, and are named; numbers of lists, paragraphs and tables stay."""

import textwrap
from collections.abc import Callable

import pytest

from codetool.importers.reading import DropKind, Reading

Reader = Callable[..., Reading]

LAW = [
    f"Art. {number}. Le professionnel garde le secret de tout ce qui lui est confié dans l’exercice de sa mission, et "
    "il agit dans le respect de la dignité des personnes."
    for number in range(1, 13)
]
LINES = [line for text in LAW for line in textwrap.wrap(text, 70)]
STYLE = "@page { size: A4; margin: 3cm } div { position: relative } b { position: absolute; font: 7pt sans-serif }"


def numbered(every: int, place: str) -> str:
    """Return the law line by line, with the number of every so manieth line in the margin."""
    numbers = [f"<b style='{place}'>{at}</b>" if at % every == 0 else "" for at in range(1, len(LINES) + 1)]
    return "".join(f"<div>{number}{line}</div>" for number, line in zip(numbers, LINES, strict=True))


def told(reading: Reading) -> list[tuple[str, int, int]]:
    """Return the line numbers that were left out: first and last of a page, the page, how many."""
    return [(one.text, one.page, one.count) for one in reading.dropped if one.kind is DropKind.LINE_NUMBER]


@pytest.mark.parametrize("place", ["left: -1.2cm", "right: 100%; margin-right: 8mm", "right: -1.2cm"])
@pytest.mark.parametrize("every", [1, 5])
def test_numbers_that_count_the_lines_of_a_page_go(read: Reader, every: int, place: str) -> None:
    reading = read(numbered(every, place), STYLE)

    assert [word.word for word in reading.words] == " ".join(LAW).split()
    assert told(reading) == [(f"{every}–{len(LINES) // every * every}", 1, len(LINES) // every)]


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<div><b style='left: -1cm'>{at}</b>le membre du collège</div>" for at in range(1, 30)),
        "".join(f"<div><b style='left: -1cm'>{at}</b>{text}</div>" for at, text in enumerate(LAW, start=1)),
        "".join(f"<div>{text} <b style='right: -1cm'>{at * 2}</b></div>" for at, text in enumerate(LINES, start=1)),
        "".join(f"<p>{at * 5} {text}</p>" for at, text in enumerate(LAW, start=1)),
    ],
    ids=["list", "paragraphs", "amounts", "fives"],
)
def test_other_numbers_stay(read: Reader, body: str) -> None:
    assert told(read(body, STYLE)) == []
