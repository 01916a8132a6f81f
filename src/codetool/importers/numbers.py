"""Numbers as they are printed: read to a value, so that a series can be followed."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|novies|decies"
_LATIN_ORDER = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "novies", "decies")
_WORDS = {
    # Ordinals written out, in French, Dutch, German and English.
    "premier": 1, "première": 1, "premiere": 1, "unique": 1,
    "eerste": 1, "enig": 1, "erster": 1, "erste": 1, "first": 1, "one": 1,
    "deuxième": 2, "deuxieme": 2, "second": 2, "seconde": 2, "tweede": 2, "zweiter": 2, "zweite": 2, "two": 2,
    "troisième": 3, "troisieme": 3, "derde": 3, "dritter": 3, "dritte": 3, "third": 3, "three": 3,
    "quatrième": 4, "quatrieme": 4, "vierde": 4, "vierter": 4, "vierte": 4, "fourth": 4, "four": 4,
    "cinquième": 5, "cinquieme": 5, "vijfde": 5, "fünfter": 5, "fünfte": 5, "fifth": 5, "five": 5,
    "sixième": 6, "sixieme": 6, "zesde": 6, "sechster": 6, "sechste": 6, "sixth": 6,
    "septième": 7, "septieme": 7, "zevende": 7, "siebter": 7, "siebte": 7, "seventh": 7,
    "huitième": 8, "huitieme": 8, "achtste": 8, "achter": 8, "achte": 8, "eighth": 8,
    "neuvième": 9, "neuvieme": 9, "negende": 9, "neunter": 9, "neunte": 9, "ninth": 9,
    "dixième": 10, "dixieme": 10, "tiende": 10, "zehnter": 10, "zehnte": 10, "tenth": 10,
}  # fmt: skip
ORDINALS = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = (
    r"(?:[LRD]\.?[ \u00a0]?\d{1,5}(?:-\d{1,5})*|\d{1,5}(?:[./-]\d{1,5})*|(?-i:[IVXLCDM]+)|(?:" + ORDINALS + r"))"
    r"(?:er|re|ère|ier|e|ème|ste|de)?(?:[ \u00a0]?(?:" + LATIN + r"))?"
)
"""A number of a division or an article, as a pattern (matched without regard to case; Roman figures are capitals)."""
_READ = re.compile(
    r"(?:[LRD]\.?\s?)?(?P<body>\d+(?:[./-]\d+)*|[A-Za-zÀ-ÿ]+?)(?:er|re|ère|ier|e|ème|ste|de)?\s?(?P<latin>"
    + LATIN
    + r")?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Number:
    """A number's value: `parts` from the outside in, `suffix` the place of bis, ter … (0 where there is none)."""

    parts: tuple[int, ...]
    suffix: int = 0


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
    suffix = _LATIN_ORDER.index((found["latin"] or "").casefold())
    body = found["body"]
    if body[0].isdigit():
        return Number(parts=tuple(int(part) for part in re.split("[./-]", body)), suffix=suffix)
    roman = read_roman(body.upper())
    return Number(parts=(roman,), suffix=suffix) if roman else None


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
        return Fit.FIRST if number.parts[-1] == 1 else Fit.GAP
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
        Number(parts=(*last.parts, 1)),  # 12/1 after 12
    }
    if outer:
        following.add(Number(parts=(*outer[:-1], outer[-1] + 1, 1)))
        following.add(Number(parts=(*outer[:-1], outer[-1] + 1)))  # 13 after 12/1
    return following
