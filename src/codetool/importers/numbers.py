"""Numbers as they are printed: read to a value, so that a series can be followed."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from codetool.model.eid import LATIN as LATIN_VALUES
from codetool.model.eid import LATIN_WORDS
from codetool.model.eid import ORDINALS as ORDINAL_VALUES

_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
LATIN = LATIN_WORDS
_BEFORE = {"préliminaire": 0, "preliminaire": 0, "liminaire": 0, "voorafgaande": 0, "inleidende": 0, "preliminary": 0}
"""What stands before the first: Titre préliminaire."""
_WORDS = ORDINAL_VALUES | _BEFORE | {"unique": 1, "enig": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
ORDINALS = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = (
    r"(?:[LRD]\.?[ \u00a0]?\d{1,5}(?:-\d{1,5})*|\d{1,5}(?:[./-]\d{1,5})*(?-i:[a-z](?!\w))?"
    r"|(?-i:[IVXLCDM]+(?:[./-](?:\d{1,5}|[IVXLC]+(?!\w)))*)|(?:" + ORDINALS + r"))"
    r"(?:er|re|ère|ier|e|ème|ste|de)?(?:[ \u00a0]?(?:" + LATIN + r")(?!\w))?(?:(?<=[a-z])/\d{1,5})?"
)
"""A number of a division or an article, as a pattern (matched without regard to case; Roman figures are capitals)."""
_READ = re.compile(
    r"(?:[LRD]\.?\s?)?(?P<body>\d+(?:[./-]\d+)*|[IVXLCDM]+(?:[./-](?:\d+|[IVXLC]+))+|[A-Za-zÀ-ÿ]+?)"
    r"(?:(?:er|re|ère|ier|e|ème|ste|de)?\s?(?P<latin>" + LATIN + r")?|(?P<letter>(?<=\d)[a-z]))"
    r"(?:(?<=[a-z])[./](?P<below>\d+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Number:
    """A number's value: `parts` from the outside in, then the place of bis, ter … or a, b …, and what 10ter/1 adds.

    `suffix` and `below` are 0 where there is none.
    """

    parts: tuple[int, ...]
    suffix: int = 0
    below: int = 0


class Fit(Enum):
    """How a number stands to the one before it in its series."""

    FIRST = auto()
    NEXT = auto()
    RESTART = auto()
    GAP = auto()
    BACK = auto()


def read_number(text: str) -> Number | None:
    """Return the value of a number as printed, None where it is none.

    >>> [read_number(t).parts for t in ("1er", "2.10", "IV", "premier", "12bis", "Ier")]
    [(1,), (2, 10), (4,), (1,), (12,), (1,)]
    >>> read_number("12 ter").suffix, read_number("mot")
    (2, None)
    """
    bare = text.strip().rstrip(".").casefold()
    if bare in _WORDS:
        return Number(parts=(_WORDS[bare],))
    found = _READ.fullmatch(text.strip().rstrip("."))
    if not found:
        return None
    latin, letter = found["latin"], found["letter"]
    suffix = ord(letter.casefold()) - ord("a") + 1 if letter else LATIN_VALUES.get((latin or "").casefold(), 0)
    first, *more = re.split("[./-]", found["body"])
    outer = int(first) if first.isdigit() else read_roman(first.upper())
    if not outer and not first.isdigit():
        return None
    return Number(
        parts=(outer, *(int(one) if one.isdigit() else read_roman(one.upper()) for one in more)),
        suffix=suffix,
        below=int(found["below"] or 0),
    )


def read_roman(text: str) -> int:
    """Return the value of a Roman number in capitals, 0 where it is none.

    >>> read_roman("XIV"), read_roman("IIII"), read_roman("")
    (14, 0, 0)
    """
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[char] for char in text]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def fit_of(number: Number, last: Number | None) -> Fit:
    """Return how a number continues the series that stood at `last`.

    >>> two = Number(parts=(2, 2))
    >>> [fit_of(Number(parts=p), two).name for p in ((2, 3), (3, 1), (1, 1), (2, 5), (2, 2), (7, 7))]
    ['NEXT', 'NEXT', 'RESTART', 'GAP', 'BACK', 'GAP']
    """
    if last is None:
        return Fit.FIRST if number.parts[-1] in (0, 1) else Fit.GAP
    if number in _followers(last):
        return Fit.NEXT
    if number.parts[-1] == 1 and not number.suffix and set(number.parts) == {1}:
        return Fit.RESTART
    return Fit.GAP if number > last else Fit.BACK


def _followers(last: Number) -> set[Number]:
    *outer, inner = last.parts
    following = {
        Number(parts=(*outer, inner + 1)),
        Number(parts=last.parts, suffix=last.suffix + 1),
        Number(parts=last.parts, suffix=last.suffix, below=last.below + 1),  # 10ter/1 after 10ter
        Number(parts=(*last.parts, 1)),  # 12/1 after 12
    }
    if outer:
        following.add(Number(parts=(*outer[:-1], outer[-1] + 1, 1)))
        following.add(Number(parts=(*outer[:-1], outer[-1] + 1)))  # 13 after 12/1
    return following
