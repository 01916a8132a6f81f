"""Marks that come in pairs, marks that should be of one kind, words written twice, places left to be filled."""

import re
from collections.abc import Iterator
from itertools import compress, islice
from operator import eq

from codetool.akn.places import Fault
from codetool.model.provision import UNITS
from codetool.validate.survey import Place, Survey

_STRAIGHT = re.compile(r"'(?<=\w')(?=\w|$)")
_CURLY = re.compile(r"’(?<=\w’)(?=\w|$)")
_TWICE = frozenset(
    # Words that a right sentence may hold twice in a row, in French, Dutch, German and English.
    "nous vous die der das dat des den had that was is een zich sie".split(),
)
_COUNTER = r"(?:\d{1,3}(?:bis|ter|quater)?|[A-Za-z]{1,2}|[ivxlc]{1,6})"
_ENUMERATOR = re.compile(rf"(?:(?:^|\s){_COUNTER}|^\s*(?=\S*\d){_COUNTER}(?:[.-]{_COUNTER})+)[.°]?\)$")
"""A closing parenthesis that has no opening one: 1), a), viii), 12bis), A.1)."""

_UNFINISHED = re.compile(r"\bx{3,}\b|\bX{4,}\b|\bTODO\b|\?{3,}")
_SIGNS = ("xxx", "XXXX", "TODO", "???")
"""One of these stands in whatever `_UNFINISHED` matches; most texts have none."""

_TO_FILL = re.compile(
    r"\[(?:[●•]|à (?:adapter|compléter|confirmer|définir|déterminer|fixer|insérer|préciser|remplir|vérifier)|"
    r"aan te vullen|nog te bepalen|wird ergänzt|to be completed)[^\]]{0,30}\]"
)


def check_guillemets(found: Survey) -> Iterator[Fault]:
    """Yield articles, and parts outside articles, in which « and » are not as many."""
    for place, text in _texts_with(found, "«", "»"):
        opened, closed = text.count("«"), text.count("»")
        if opened != closed:
            yield place.fault("guillemets-unequal", opened=opened, closed=closed)


def check_quotes(found: Survey) -> Iterator[Fault]:
    """Yield articles, and parts outside articles, with a quotation mark that has no partner."""
    for place, text in _texts_with(found, '"', "“", "”", "„"):
        straight, low = text.count('"'), text.count("„")
        opened, closed = (low, text.count("“")) if low else (text.count("“"), text.count("”"))
        if straight % 2:
            yield place.fault("quotes-unequal", opened=straight // 2 + 1, closed=straight // 2)
        elif opened != closed:
            yield place.fault("quotes-unequal", opened=opened, closed=closed)


def check_parentheses(found: Survey) -> Iterator[Fault]:
    """Yield articles, and parts outside articles, with a parenthesis that has no partner; `a)` needs none."""
    odd: dict[int, tuple[Place, int]] = {}
    for place, text in found.texts:
        if (
            ("(" in text or ")" in text)
            and text.count("(") != text.count(")")
            and place.name != "num"
            and (more := _more_opened(text))
        ):
            unit = _unit(place)
            odd[unit.at] = unit, odd.get(unit.at, (unit, 0))[1] + more
    for place, more in odd.values():
        if more:
            mark, missing = ("(", ")") if more > 0 else (")", "(")
            yield place.fault("parentheses-unequal", count=abs(more), mark=mark, missing=missing, more="")


def check_apostrophes(found: Survey) -> Iterator[Fault]:
    """Yield once that straight and curly apostrophes are mixed, at the first of the rarer kind."""
    if not ("'" in found.whole and "’" in found.whole):
        return
    places = {"'": _matching(found, "'", _STRAIGHT), "’": _matching(found, "’", _CURLY)}
    if all(places.values()):
        rarer = min(places, key=lambda mark: (len(places[mark]), mark))
        first = min(places[rarer], key=lambda place: place.line)
        yield first.fault("apostrophes-mixed", straight=len(places["'"]), curly=len(places["’"]))


def check_doubled_words(found: Survey) -> Iterator[Fault]:
    """Yield words that a code of ours writes twice in a row, "de de"; the slips of others are not ours to mend."""
    words = set(_doubled(found.whole)) if found.is_ours else set()
    for place, text in found.texts if words else ():
        for word in words:
            if word in text and word in _doubled(text) and not place.quoted:
                yield place.fault("word-doubled", word=word, more="")


def check_unfinished(found: Survey) -> Iterator[Fault]:
    """Yield places that wait to be filled: XXXX, TODO, [à compléter]."""
    patterns = [_UNFINISHED] if any(sign in found.whole for sign in _SIGNS) else []
    patterns += [_TO_FILL] if "[" in found.whole and _TO_FILL.search(found.whole) else []
    for place, text in found.texts if patterns else ():
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            yield place.fault("text-unfinished", text=match[0])


RULES = (
    check_guillemets,
    check_quotes,
    check_parentheses,
    check_apostrophes,
    check_doubled_words,
    check_unfinished,
)


def _texts_with(found: Survey, *marks: str) -> Iterator[tuple[Place, str]]:
    # Only the pieces that hold a mark are joined: the rest of the text does not count here.
    present = [mark for mark in marks if mark in found.whole]
    pieces: dict[int, tuple[Place, list[str]]] = {}
    for place, text in found.texts if present else ():
        for mark in present:
            if mark in text:
                unit = _unit(place)
                pieces.setdefault(unit.at, (unit, []))[1].append(text)
                break
    return ((unit, "".join(texts)) for unit, texts in pieces.values())


def _unit(place: Place) -> Place:
    """Return the outermost article that the place is in, else the part of the document: preface, body."""
    above = (place, *place.ancestors())
    articles = [up for up in above if up.name in UNITS]
    return articles[-1] if articles else above[max(len(above) - 3, 0)]


def _matching(found: Survey, mark: str, pattern: re.Pattern[str]) -> list[Place]:
    return [place for place, text in found.texts if mark in text for _ in pattern.findall(text)]


def _doubled(text: str) -> Iterator[str]:
    words = text.split()
    # `compress` and `map` compare all neighbours without a step of Python for each word.
    alike = compress(words, map(eq, words, islice(words, 1, None)))
    return (word for word in alike if len(word) > 1 and word.isalpha() and word.islower() and word not in _TWICE)


def _more_opened(text: str) -> int:
    """Return how many parentheses are opened more than closed, without those that close a number: 1), a), 2°)."""
    opened = odd = 0
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened += 1
        elif opened:
            opened -= 1
        elif not _ENUMERATOR.search(text, 0, match.end()):
            odd += 1
    return opened - odd
