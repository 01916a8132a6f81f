"""Marks that come in pairs, and marks that should be of one kind."""

import re
from collections.abc import Iterator

from codetool.findings import Finding
from codetool.model.provision import UNITS
from codetool.validate.survey import Place, Survey

_GUILLEMETS = re.compile("[«»]")
_QUOTES = re.compile('["“”„]')
_STRAIGHT = re.compile(r"(?<=\w)'(?=\w|$)")
_CURLY = re.compile(r"(?<=\w)’(?=\w|$)")


def check_guillemets(found: Survey) -> Iterator[Finding]:
    """Yield articles, and parts outside articles, in which « and » are not as many."""
    for place, text in _texts_with(found, _GUILLEMETS):
        opened, closed = text.count("«"), text.count("»")
        if opened != closed:
            yield place.finding("guillemets-unequal", opened=opened, closed=closed)


def check_quotes(found: Survey) -> Iterator[Finding]:
    """Yield articles, and parts outside articles, with a quotation mark that has no partner."""
    for place, text in _texts_with(found, _QUOTES):
        straight, low = text.count('"'), text.count("„")
        opened, closed = (low, text.count("“")) if low else (text.count("“"), text.count("”"))
        if straight % 2:
            yield place.finding("quotes-unequal", opened=straight // 2 + 1, closed=straight // 2)
        elif opened != closed:
            yield place.finding("quotes-unequal", opened=opened, closed=closed)


def check_apostrophes(found: Survey) -> Iterator[Finding]:
    """Yield once that straight and curly apostrophes are mixed, at the first of the rarer kind."""
    places = {"'": _matching(found, "'", _STRAIGHT), "’": _matching(found, "’", _CURLY)}
    if all(places.values()):
        rarer = min(places, key=lambda mark: (len(places[mark]), mark))
        first = min(places[rarer], key=lambda place: place.element.line)
        yield first.finding("apostrophes-mixed", straight=len(places["'"]), curly=len(places["’"]))


RULES = (check_guillemets, check_quotes, check_apostrophes)


def _texts_with(found: Survey, marks: re.Pattern[str]) -> Iterator[tuple[Place, str]]:
    # Only the pieces that hold a mark are joined: the rest of the text does not count here.
    pieces: dict[int, tuple[Place, list[str]]] = {}
    for place, text in found.texts:
        if marks.search(text):
            unit = _unit(place)
            pieces.setdefault(id(unit.element), (unit, []))[1].append(text)
    return ((unit, "".join(texts)) for unit, texts in pieces.values())


def _unit(place: Place) -> Place:
    """Return the outermost article that the place is in, else the part of the document: preface, body."""
    above = (place, *place.ancestors())
    articles = [up for up in above if up.name in UNITS]
    return articles[-1] if articles else above[max(len(above) - 3, 0)]


def _matching(found: Survey, mark: str, pattern: re.Pattern[str]) -> list[Place]:
    return [place for place, text in found.texts if mark in text for _ in pattern.findall(text)]
