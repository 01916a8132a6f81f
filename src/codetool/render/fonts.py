"""The fonts of the system: whether one is there at all, what they are called, and which characters they have.

Pango crashes the process where no font is, instead of raising.
"""

import ctypes
from collections.abc import Iterable, Iterator
from functools import cache

from codetool.errors import MissingPartError

_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "/opt/homebrew/lib/libfontconfig.1.dylib")
APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-ebgaramond fonts-dejavu-core"
"""What installs all that a PDF needs."""


def check_fonts() -> None:
    """Raise MissingPartError where the system has no font: Pango would crash the process, not raise."""
    if not _count_fonts():
        raise MissingPartError(
            "no font is installed, and a PDF needs one", "Install fonts: {apt}.", apt=APT, place="fontconfig"
        )


def absent_families(families: Iterable[str]) -> tuple[str, ...]:
    """Return those of some families of which no font is installed, in their order."""
    known = {name.casefold() for pattern in _patterns() for name in _names(pattern)}
    return tuple(family for family in families if family.casefold() not in known | _GENERIC)


_GENERIC = frozenset({"cursive", "fantasy", "monospace", "sans-serif", "serif", "system-ui"})
"""Families of CSS that stand for whatever there is of their kind."""


def uncovered(characters: Iterable[str]) -> frozenset[str]:
    """Return those of some characters for which no installed font has a glyph: Pango looks for each in all of them."""
    library = _fontconfig()
    left = set(characters)
    for pattern in _patterns():
        charset = ctypes.c_void_p()
        if left and library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(charset)) == _MATCH:
            left = {char for char in left if not library.FcCharSetHasChar(charset, ord(char))}
    return frozenset(left)


_MATCH = 0
_SYSTEM = 0


class _FontSet(ctypes.Structure):
    """The head of fontconfig's FcFontSet."""

    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def _count_fonts() -> int:
    return sum(1 for _ in _patterns())


def _patterns() -> Iterator[ctypes.c_void_p]:
    """Yield what fontconfig knows of each installed font."""
    found = _fontconfig().FcConfigGetFonts(None, _SYSTEM)
    if found:
        for number in range(found.contents.nfont):
            yield ctypes.c_void_p(found.contents.fonts[number])


def _names(pattern: ctypes.c_void_p) -> Iterator[str]:
    library, number, name = _fontconfig(), 0, ctypes.c_char_p()
    while library.FcPatternGetString(pattern, b"family", number, ctypes.byref(name)) == _MATCH:
        yield (name.value or b"").decode("utf-8", "replace")
        number += 1


def _fontconfig() -> ctypes.CDLL:
    library = _loaded(_FONTCONFIG)
    if library is None:
        raise MissingPartError(
            "the library fontconfig is missing, and a PDF needs it", "Install Pango and fonts: {apt}.", apt=APT
        )
    return library


@cache
def _loaded(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """Return the first of some libraries that is there."""
    for name in names:
        try:
            return _declared(ctypes.CDLL(name))
        except OSError:
            continue
    return None


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """Return the library with the types of what is called in it."""
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = (pointer, ctypes.c_int)
    library.FcPatternGetCharSet.argtypes = (pointer, text, ctypes.c_int, ctypes.POINTER(pointer))
    library.FcPatternGetString.argtypes = (pointer, text, ctypes.c_int, ctypes.POINTER(text))
    library.FcCharSetHasChar.argtypes = (pointer, ctypes.c_uint32)
    return library
