"""Which characters of a page no installed font has: told by name before anything is printed.

A PDF without the glyph would show an empty box in the place of a character, and break PDF/A (ISO 19005-3, 6.2.11.8), so
it is refused, wherever in the page the character stands.
"""

import re
import unicodedata
from html import unescape

from codetool.errors import MissingPartError
from codetool.render.fonts import uncovered

TOLD = 5
"""Characters told by name at most."""

_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of characters that have no glyph of their own: controls, marks of direction, spaces."""

_IGNORED = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that a font need not have (Unicode, Default_Ignorable_Code_Point), besides those of Cf."""

_HIDDEN = re.compile(r"<(style|script|title)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'<[^>]*?\sid="([^"]*)"[^>]*>')


def check_glyphs(html: str) -> None:
    """Raise MissingPartError where a page has characters that no font has, with their names and the first's place."""
    asked = {char for char in set(html) if not char.isascii() and _has_glyph(char)}
    missing = uncovered(asked) if asked else frozenset()
    if missing and (found := _shown(html, missing)):
        raise _error(found)


def _has_glyph(char: str) -> bool:
    return unicodedata.category(char) not in _UNPRINTED and not _IGNORED.fullmatch(char)


def _shown(html: str, missing: frozenset[str]) -> dict[str, tuple[int, str]]:
    """Return how often each missing character is shown, and the id of what it stands in first, in the page's order."""
    found: dict[str, tuple[int, str]] = {}
    place, end = "", 0
    page = _HIDDEN.sub("", html)
    for tag in _TAG.finditer(page):
        for char in page[end : tag.start()]:
            if char in missing:
                count, first = found.get(char, (0, place))
                found[char] = (count + 1, first)
        if (named := _ID.search(tag[0])) and not named[1].startswith("page-"):
            place = unescape(named[1])
        end = tag.end()
    return found


def _error(found: dict[str, tuple[int, str]]) -> MissingPartError:
    nameless = {char: place for char, place in found.items() if unicodedata.category(char) in _NAMELESS}
    shown = nameless or found  # no font helps against the first; the others are told once these are gone
    told = ", ".join(_told(char, count, place) for char, (count, place) in list(shown.items())[:TOLD])
    characters = f"{told}, …" if len(shown) > TOLD else told
    if nameless:
        return MissingPartError(
            "characters stand in the text that no font has by any standard: {characters}",
            "Replace them in the text by those that are meant: they are signs of one program or font only.",
            characters=characters,
        )
    return MissingPartError(
        "no installed font has these characters of the text: {characters}",
        "Install one that has them: apt install {packages}.",
        characters=characters,
        packages=" ".join(sorted({_package(char) for char in found})),
    )


_NAMELESS = frozenset({"Cn", "Co"})
"""Categories of what no standard names: not assigned, and for private use."""


def _told(char: str, count: int, place: str) -> str:
    shown = f"“{char}” " if unicodedata.category(char) not in _NAMELESS else ""
    named = " ".join(filter(None, (f"{shown}U+{ord(char):04X}", unicodedata.name(char, ""))))
    return f"{named} ({', '.join(filter(None, (f'{count}×', place)))})"


_PACKAGES = (
    # Blocks, and the Debian package whose fonts have them; the first that holds a character counts.
    (
        "fonts-noto-cjk",
        re.compile(
            "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
            "\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
        ),
    ),
    ("fonts-symbola", re.compile("[\u2000-\u2bff\U0001d100-\U0001d1ff\U0001d400-\U0001d7ff\U0001f000-\U0001fbff]")),
)


def _package(char: str) -> str:
    return next((package for package, block in _PACKAGES if block.match(char)), "fonts-noto-core")
