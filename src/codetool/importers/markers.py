"""The grammar of numbering: what a line can begin with, read without its surroundings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from codetool.importers.numbers import LATIN, NUMBER, ORDINALS, Number, read_number, read_roman
from codetool.model.text import small

_S = "[ \u00a0\u2000-\u200a\u202f]"
"""A space of any width, also one that does not break."""
_SEPARATOR = rf"(?:{_S}?[.:])?(?:{_S}*[–—-]+)?"
_REST = rf"(?:{_S}+(?P<rest>.*))?$"
_DIVISIONS = (
    # Element of Akoma Ntoso and the words that stand for it, the outermost first: its place is its rank.
    ("tome", "tome"),
    ("part", "partie|part|deel|teil"),
    ("subpart", "sous-partie|subpart|onderdeel|unterteil"),
    ("book", "livre|book|boek|buch"),
    ("title", "titre|title|titel"),
    ("subtitle", "sous-titre|subtitle|ondertitel|untertitel"),
    ("chapter", "chapitre|chapter|hoofdstuk|kapitel"),
    ("subchapter", "sous-chapitre|subchapter|unterkapitel"),
    ("section", "section|sectie|afdeling|abschnitt"),
    ("subsection", "sous-section|subsection|onderafdeling|unterabschnitt"),
)
ELEMENTS = tuple(element for element, _ in _DIVISIONS)
"""The element of each rank of divisions."""
_RANKS = {word: (rank, element) for rank, (element, words) in enumerate(_DIVISIONS) for word in words.split("|")}
_KINDS = "|".join(sorted(_RANKS, key=len, reverse=True))
_DIVISION = re.compile(
    rf"{_S}*(?P<num>(?-i:(?=[A-ZÀ-Þ0-9]))(?:(?P<kind>{_KINDS}){_S}+(?P<number>{NUMBER}|[A-Z])"
    rf"|(?P<ordinal>{ORDINALS}|\d+e|\d+\.){_S}+(?P<named>{_KINDS})){_SEPARATOR}){_REST}",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    rf"{_S}*(?P<num>(?-i:(?=A))(?:articles?|artikel|artt?(?:{_S}?\.)?){_S}?(?P<number>{NUMBER})"
    rf"(?:{_S}(?:à|et|tot|en|bis|und|to|and){_S}(?:art\.?{_S})?(?P<until>{NUMBER})(?=[.: ]|$))?{_SEPARATOR}){_REST}",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"{_S}*(?P<num>(?-i:(?=[A-ZÀ-Þ]))(?P<word>sections?|sec\.|sect\.|rule|règle|regel|clause|principe|principle|grundsatz"
    rf"|beginsel|norme|norm|canon|disposition|bepaling){_S}(?P<number>{NUMBER}){_SEPARATOR}){_REST}",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    rf"(?P<num>(?P<number>[1-9]\d{{0,2}}(?:\.[1-9]\d{{0,2}})+(?:[ ]?(?:{LATIN}))?)\.?(?:[ ][–—-])?){_REST}"
)
_SIGN = re.compile(rf"(?P<num>§{_S}?(?P<number>{NUMBER})\.?(?:{_S}?[–—-])?){_REST}", re.IGNORECASE)
_ROUND = re.compile(rf"(?P<num>\((?P<number>[1-9]\d{{0,2}}(?:[a-z]|[ ]?(?:{LATIN}))?)\)){_REST}")
_INTEGER = re.compile(
    rf"(?P<num>(?P<number>[1-9]\d{{0,2}}(?:[ ]?(?:{LATIN}))?)\.(?:[ ]?[–—-]+)?(?:(?<=[–—-])\(1\))?){_REST}"
)
_HEADED = re.compile(rf"(?P<num>(?P<number>[1-9]\d?|(?-i:[IVXLC]+))(?:{_S}?\.(?:{_S}?[–—-])?|{_S}[–—-])?){_REST}")
_ALINEA = re.compile(
    rf"(?P<num>(?-i:A)(?:l\.|linéa|bs\.|bsatz){_S}?(?P<number>{NUMBER})(?:[.:]|{_S}[–—-])){_REST}", re.IGNORECASE
)
_ROMAN = re.compile(rf"(?P<num>(?P<number>[IVXL]+(?:[ ]?(?:{LATIN}))?){_S}?(?:\.{_S}?)?[–—-]){_REST}")
_POINT = re.compile(
    rf"(?P<num>(?P<open>\()?(?P<number>\d{{1,3}}|[ivxlc]+|(?P<letter>[a-zA-Z])(?P=letter)?)"
    rf"(?P<latin>[ ]?(?:{LATIN}))?(?P<close>\)|°\)?|º|\.|/|{_S}?[–—-])(?P<after>{_S}?(?:{LATIN})[.)]?)?){_REST}"
)
_BULLET = re.compile(rf"(?P<num>[-–—•●▪◦‣*·o\uf0b7\uf0a7□■]){_S}(?P<rest>.*)$")

ROMAN = "IVXL"
"""The letters that the Roman number of a paragraph begins with."""


class ArticleStyle(Enum):
    """How a text numbers its articles."""

    NAMED = auto()  # Article 1er, Art. 2, Artikel 3
    DECIMAL = auto()  # 1.1, 2.1.
    SIGN = auto()  # § 1, as German acts
    WORDED = auto()  # Section 1., Rule 2, Principe 3
    INTEGER = auto()  # 1., 2.


SURE_BULLETS = frozenset("•●▪◦‣\uf0b7\uf0a7□■")
"""Signs that stand for nothing but a point of a list; a dash may stand in a sentence."""


class Counting(Enum):
    """How a list counts its points."""

    FIGURES = auto()
    LETTERS = auto()
    DOUBLED = auto()  # aa), bb), as a list of its own
    CAPITALS = auto()
    ROMAN = auto()
    BULLETS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A number as printed at the beginning of a line, its value, and the rest of the line.

    `until` is the last value of a range, such as 43 in `Art. 41 à 43.`
    """

    num: str
    number: Number
    rest: str = ""
    until: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionMarker(Marker):
    """The head of a division: the element that it becomes, and its rank, outermost 0."""

    element: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMarker(Marker):
    """The number of a point; `frame` is its punctuation, such as `)` or `°`, or the bullet itself."""

    counting: Counting
    frame: str


def read_division(text: str) -> DivisionMarker | None:
    """Return the head of a division that the line begins with.

    >>> head = read_division("TITRE 1 – PRINCIPES GENERAUX")
    >>> head.num, head.element, head.rest
    ('TITRE 1 –', 'title', 'PRINCIPES GENERAUX')
    >>> read_division("Section 1re. – De l'usager").num, read_division("Titres et mérites")
    ('Section 1re. –', None)
    """
    found = _DIVISION.match(text)
    if not found:
        return None
    rank, element = _RANKS[small(found["kind"] or found["named"])]
    written = found["number"] or found["ordinal"]
    number = read_number(written) or _letter(written)
    if number is None:
        return None
    return DivisionMarker(num=found["num"], number=number, rest=found["rest"] or "", element=element, rank=rank)


def read_article(text: str, style: ArticleStyle) -> Marker | None:
    """Return the number of an article that the line begins with, in the style of the text.

    >>> read_article("Article 1er. – Le présent code", ArticleStyle.NAMED).num
    'Article 1er. –'
    >>> read_article("2.1. L'AS est tenu", ArticleStyle.DECIMAL).number.parts
    (2, 1)
    >>> read_article("1.000 euros", ArticleStyle.DECIMAL) is None
    True
    """
    match style:
        case ArticleStyle.NAMED:
            return _marker(_ARTICLE, text)
        case ArticleStyle.DECIMAL:
            return _marker(_DECIMAL, text)
        case ArticleStyle.SIGN:
            return _marker(_SIGN, text)
        case ArticleStyle.WORDED:
            return _marker(_WORDED, text)
        case ArticleStyle.INTEGER:
            return _marker(_INTEGER, text)


def read_paragraph(text: str) -> Marker | None:
    """Return the number of a paragraph of an article: § 1er., (1), I. –, or a decimal below the article's.

    >>> read_paragraph("§ 1er. Il a").num, read_paragraph("(2) Il a").num, read_paragraph("1.2.3. Il a").number.parts
    ('§ 1er.', '(2)', (1, 2, 3))
    """
    return (
        _marker(_SIGN, text)
        or _marker(_ROUND, text)
        or _marker(_DECIMAL, text)
        or _marker(_ALINEA, text)
        or _marker(_ROMAN, text)
    )


def read_headed(text: str) -> Marker | None:
    """Return the number of a heading without a word for it, as in `2. SECRET PROFESSIONNEL` or `II – De l'usager`.

    >>> read_headed("II – De l'usager").num
    'II –'
    """
    found = _marker(_HEADED, text)
    return found if found and found.rest else None


def read_points(text: str) -> Iterator[PointMarker]:
    """Yield the readings of a point's number that the line begins with; `i)` is a letter and a Roman one.

    >>> [(p.counting.name, p.number.parts, p.frame) for p in read_points("i) promouvoir")]
    [('LETTERS', (9,), ')'), ('ROMAN', (1,), ')')]
    """
    if found := _BULLET.match(text):
        yield PointMarker(
            num=found["num"],
            number=Number(parts=(0,)),
            rest=found["rest"] or "",
            counting=Counting.BULLETS,
            frame=found["num"],
        )
    if not (found := _POINT.match(text)):
        return
    frame = (found["open"] or "") + found["close"].strip(" \u00a0\u202f").replace("º", "°")
    latin = (found["latin"] or found["after"] or "").strip(" .)\u00a0\u202f")
    for counting, value in _counted(found["number"]):
        number = read_number(f"{value}{latin}")
        if number:
            yield PointMarker(num=found["num"], number=number, rest=found["rest"] or "", counting=counting, frame=frame)


_LETTERS = 26
"""Letters before aa), which follows z)."""
_DOUBLE = 2


def _counted(written: str) -> Iterator[tuple[Counting, int]]:
    if written.isdigit():
        yield Counting.FIGURES, int(written)
        return
    if len(set(written)) == 1 and len(written) <= _DOUBLE:
        counting = Counting.LETTERS if written.islower() else Counting.CAPITALS
        place = ord(written[0].lower()) - ord("a") + 1
        yield counting, place + _LETTERS * (len(written) - 1)
        if len(written) == _DOUBLE:
            yield Counting.DOUBLED, place
    if written.islower() and (roman := read_roman(written.upper())):
        yield Counting.ROMAN, roman


def _marker(pattern: re.Pattern[str], text: str) -> Marker | None:
    found = pattern.match(text)
    number = read_number(found["number"]) if found else None
    if found is None or number is None:
        return None
    until = read_number(found.groupdict().get("until") or "")
    return Marker(num=found["num"], number=number, rest=found["rest"] or "", until=until)


def _letter(written: str) -> Number | None:
    return Number(parts=(ord(written.lower()) - ord("a") + 1,)) if len(written) == 1 and written.isalpha() else None
