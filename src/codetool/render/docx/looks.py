"""How the paragraphs of an element look: by the element, and what it stands in."""

from codetool.model.markup import Element
from codetool.model.text import INLINE
from codetool.render.docx.story import SPACES, Look, Style
from codetool.render.provisions import DIVISIONS

LOWEST = 6
"""The lowest level of a heading, as far as Word's navigation shows."""

_TITLES = frozenset({"docTitle", "longTitle", "shortTitle"})
_LOOKS = {
    **dict.fromkeys(("coverPage", "preface"), Look(Style.FRONT)),
    **dict.fromkeys(("quotedStructure", "embeddedStructure", "blockQuote"), Look(Style.QUOTE, 1)),
    **dict.fromkeys(("body", "mainBody", "conclusions", "preamble", "attachments", "components"), Look(Style.TEXT)),
    "caption": Look(Style.CAPTION),
}
"""How the lines of an element look, whatever it stands in."""


def look_of(element: Element, around: Look) -> Look:
    """Return how the lines of an element look that stands in what looks as `around` says; lists are not asked for."""
    is_title = element.name in _TITLES or (
        is_running(element) and _TITLES & {one.name for one in element.descendants()}
    )
    if is_title and around.style is Style.FRONT:
        return Look(Style.TITLE)
    return _LOOKS.get(element.name, around)


def head_look(element: Element, level: int) -> Look:
    """Return how the number and heading of a provision look, at a level."""
    if element.name == "article":
        return Look(Style.ARTICLE, min(level, LOWEST))
    return Look(Style.HEADING, min(level, LOWEST)) if element.name in DIVISIONS else Look(Style.CAPTION)


def is_running(element: Element) -> bool:
    """Tell whether text stands in an element itself, not only in blocks of it."""
    return any(
        bool(child.strip(SPACES)) if isinstance(child, str) else isinstance(child, Element) and child.name in INLINE
        for child in element.children
    )
