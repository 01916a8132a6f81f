"""Signs that make a reader see another text than the one that is stored: turned, hidden, or of another script."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from codetool.akn.places import Fault
from codetool.model.text import TURNING
from codetool.validate.survey import Place, Survey

DECEPTIVE = frozenset({"direction-turned", "sign-hidden", "scripts-mixed"})
"""The codes of what is found here: who imports, adopts or seals a text is told of them, whatever their severity."""

_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u052f"
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_PLAIN = f"{_LATIN}{_GREEK}{_CYRILLIC}"
_HIDDEN = re.compile(f"(?<=[{_PLAIN}])[\u200b-\u200d\u2060\ufeff]+(?=[{_PLAIN}])")
"""Signs without width between letters that join to nothing; between those of Persian, Hindi or Thai they have a use."""

_WORD = re.compile(r"[^\W\d_]+")
_AROUND = re.compile(f"[{_PLAIN}\u0300-\u036f\u200b-\u200d\u2060\ufeff]+")
_OTHER = re.compile(f"[{_GREEK}{_CYRILLIC}]")
_IS_LATIN = re.compile(f"[{_LATIN}]")
_TWINS = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
"""Greek letters that look like Latin ones wherever they stand: capitals, and the small omicron."""

_INNER = "\u03b1\u03b9\u03bd\u03c1\u03c5"
"""Alpha, iota, nu, rho, upsilon: at an end of a word they are signs of a formula, within one they pass for Latin."""

_ALIKE = re.compile(f"[{_CYRILLIC}{_TWINS}]|(?<=[{_LATIN}])[{_INNER}](?=[{_LATIN}])")
"""Letters of no Latin word; those of units and formulas, such as mu and omega, are left in peace."""


def check_directions(found: Survey) -> Iterator[Fault]:
    """Yield elements that hold, in text or attributes, signs that turn the order of letters (UAX #9, 2)."""
    held: dict[int, tuple[Place, list[str]]] = {}
    for place in found.row:
        # What follows an element stands in the one above it.
        for holder, texts in ((place, (place.text, *place.attributes.values())), (place.above, (place.tail,))):
            for text in texts:
                if holder and not text.isascii() and (turning := TURNING.findall(text)):
                    held.setdefault(holder.at, (holder, []))[1].extend(turning)
    for place, turning in held.values():
        yield place.fault("direction-turned", signs=_named(turning), more="")


def check_hidden(found: Survey) -> Iterator[Fault]:
    """Yield words with a sign in them that has no width."""
    for place, word, signs in _words(found, _HIDDEN, _AROUND, _hidden_in):
        yield place.fault("sign-hidden", word=_HIDDEN.sub("◌", word), signs=_named(signs), more="")


def check_scripts(found: Survey) -> Iterator[Fault]:
    """Yield words of Latin letters with Cyrillic or Greek ones among them that look like them; the fewer are named."""
    for place, word, signs in _words(found, _OTHER, _WORD, _alike_in):
        yield place.fault("scripts-mixed", word=word, signs=_named(signs), more="")


RULES = (check_directions, check_hidden, check_scripts)


def _words(
    found: Survey, held: re.Pattern[str], word: re.Pattern[str], signs_in: Callable[[str], list[str]]
) -> Iterator[tuple[Place, str, list[str]]]:
    """Yield the words that hold such signs, with them; most documents hold none, and are not read word by word."""
    for place, text in found.texts if held.search(found.whole) else ():
        if not text.isascii() and held.search(text):
            for match in word.finditer(text):
                if signs := signs_in(match[0]):
                    yield place, match[0], signs


def _hidden_in(word: str) -> list[str]:
    return list(chain.from_iterable(_HIDDEN.findall(word)))


def _alike_in(word: str) -> list[str]:
    alike, latin = _ALIKE.findall(word), _IS_LATIN.findall(word)
    return min(alike, latin, key=len) if alike else []


def _named(signs: Iterable[str]) -> str:
    """Return signs by number and name, each once, in their order.

    >>> _named("\u202e\u202c\u202e")
    'U+202E RIGHT-TO-LEFT OVERRIDE, U+202C POP DIRECTIONAL FORMATTING'
    """
    return ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign)}" for sign in dict.fromkeys(signs))
