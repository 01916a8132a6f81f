"""A number as printed, in parts: what stands before it, its value, a Latin word, and what stands after it."""

import re
from dataclasses import dataclass

from codetool.model.eid import LATIN, LATIN_WORDS

_ROMANS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_WORTH = {letters: worth for worth, letters in _ROMANS}
_NUMBER = re.compile(
    rf"(?P<before>.*?)(?P<body>\d{{1,9}}|(?<!\w)[IVXLC]+(?!\w)|(?<!\w)[a-z](?!\w))(?P<ordinal>er|re|°)?"
    rf"(?P<latin>\s?(?:{LATIN_WORDS})(?!\w))?(?P<after>\W*)",
    re.DOTALL,
)
_ABOVE = re.compile(r"(?P<head>.*?)(?P<number>\d+)(?P<mark>[.\-])", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as printed, in parts; `above` tells that the number of the division above stands before it."""

    before: str
    kind: str
    value: int
    ordinal: str = ""
    latin: str = ""
    after: str = ""
    above: str = ""

    def printed(self, above: str = "") -> str:
        """Return the number as it is printed, under a division with that number."""
        before = f"{self.before}{above}{self.above}" if self.above else self.before
        body = _letter(self.value) if self.kind == "letter" else _roman(self.value)
        body = str(self.value) if self.kind == "arabic" else body
        return f"{before}{body}{self.ordinal}{self.latin}{self.after}"

    @property
    def rank(self) -> int:
        """Return the place of the Latin word: 0 without one, 1 for bis."""
        return LATIN.get(self.latin.strip(), 0)


def read_number(num: str, above: str = "") -> Number | None:
    """Return a number's parts, None where it holds none; `above` is the number of the division that it stands in.

    >>> read_number("2.3.", "2"), read_number("premier")
    (Number(before='', kind='arabic', value=3, ordinal='', latin='', after='.', above='.'), None)
    """
    found = _NUMBER.fullmatch(num)
    if not found:
        return None
    before, body = found["before"], found["body"]
    kind = "arabic" if body.isdecimal() else "letter" if body.islower() else "roman"
    value = int(body) if kind == "arabic" else ord(body) - 96 if kind == "letter" else _value(body)
    prefix = _ABOVE.fullmatch(before)
    inside = prefix if prefix and above and prefix["number"] == above else None
    return Number(
        before=inside["head"] if inside else before,
        kind=kind,
        value=value,
        ordinal=found["ordinal"] or "",
        latin=found["latin"] or "",
        after=found["after"],
        above=inside["mark"] if inside else "",
    )


def _letter(value: int) -> str:
    return chr(96 + value) if value <= 26 else _letter((value - 1) // 26) + chr(97 + (value - 1) % 26)  # noqa: PLR2004


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMANS:
        while value >= worth:
            text, value = text + letters, value - worth
    return text


def _value(roman: str) -> int:
    values = [_WORTH[letter] for letter in roman]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
