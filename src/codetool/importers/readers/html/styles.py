"""Styles: what style attributes and the simple rules of a page say of an element, and how its text looks by them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from codetool.importers.readers.html.tree import Node, classes_of, name_of
from codetool.model.text import small

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"([a-z][\w:\\-]*)?((?:\.[\w-]+)*)", re.IGNORECASE)
_MARKER = re.compile(r"(?:[a-z]+)?\.([\w-]+)\s*>\s*li::?before", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d{0,9}\.?\d{1,9})\s*(px|pt|cm|mm|in|pc|em|rem|ex)?", re.IGNORECASE)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96, "pc": 16, "em": 16, "rem": 16, "ex": 8}
_POINT = 4 / 3
_BOLD = frozenset("bold bolder 600 700 800 900".split())
_FULL = 4  # values of a margin that names all four sides
_BLOCK = frozenset("block flex grid table table-row table-cell table-caption list-item flow-root".split())

Style = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a stretch of text looks, whatever block it stands in."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    preserved: bool = False
    link: str = ""
    size: float = 0.0


_LOOKS: Mapping[str, dict[str, Any]] = MappingProxyType(
    {
        **{name: {"bold": True} for name in ("b", "strong")},
        **{name: {"italic": True} for name in ("i", "em", "cite", "dfn", "var")},
        **{name: {"preserved": True} for name in ("pre", "listing", "xmp", "plaintext", "textarea")},
        "u": {"underline": True},
        "sup": {"superscript": True, "subscript": False},
        "sub": {"superscript": False, "subscript": True},
    }
)


@dataclass(slots=True)
class Sheet:
    """The rules of a page that are for an element's name or classes alone."""

    rules: list[tuple[str, frozenset[str], Style]] = field(default_factory=list)
    markers: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], Style] = field(default_factory=dict)
    _by_class: dict[str, list[int]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Take the rules of a style element; those for print, and all other particular ones, are left."""
        # What no bracket closes is no rule.
        for piece in _without_at_rules(_COMMENT.sub("", text)).split("}")[:-1]:
            before, opened, body = piece.rpartition("{")
            if not opened:
                continue
            selectors, style = before.rpartition("{")[2], declarations(body)
            for selector in selectors.split(","):
                self._add_rule(selector.strip(), style)

    def _add_rule(self, selector: str, style: Style) -> None:
        if marker := _MARKER.fullmatch(selector):
            self.markers[marker[1].lower()] = style.get("content", "")
        elif selector and (simple := _SIMPLE.fullmatch(selector)):
            name = (simple[1] or "").replace("\\", "").lower()
            classes = frozenset(simple[2].lower().split(".")) - {""}
            for key in sorted(classes)[:1] or [f"<{name}"]:
                self._by_class.setdefault(key, []).append(len(self.rules))
            self.rules.append((name, classes, style))

    def style_of(self, node: Node) -> Style:
        """Return what is said of an element itself: by the rules for its name, its classes, then its own style."""
        key = (name_of(node), node.get("class") or "", node.get("style") or "")
        if key not in self._known:
            self._known[key] = self._made(node, key[0], key[2])
        return self._known[key]

    def _made(self, node: Node, name: str, own: str) -> Style:
        classes = set(classes_of(node))
        places = {at for one in (f"<{name}", *classes) for at in self._by_class.get(one, ())}
        fitting = [
            (len(needed), at, style)
            for at in places
            for for_name, needed, style in (self.rules[at],)
            if for_name in ("", name) and needed <= classes
        ]
        made: Style = {}
        for _, _, style in sorted(fitting, key=lambda found: found[:2]):
            made.update(style)
        return {**made, **declarations(own)}


def _without_at_rules(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("@", at)) >= 0:
        kept.append(text[at:start])
        at = _end_of_rule(text, start)
    return "".join((*kept, text[at:]))


def _end_of_rule(text: str, start: int) -> int:
    depth = 0
    for found in re.compile("[{};]").finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth <= 0:
            return found.end()
    return len(text)


@lru_cache(maxsize=4096)
def _declarations(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.partition(":") for part in text.split(";") if ":" in part)
    return tuple((name.strip().lower(), value.replace("!important", "").strip()) for name, _, value in pairs)


def declarations(text: str) -> Style:
    """Return the properties of a style attribute.

    >>> declarations("Margin-Left: 1cm; font-weight:bold")
    {'margin-left': '1cm', 'font-weight': 'bold'}
    """
    return dict(_declarations(text))


def length(value: str) -> float:
    """Return a length in pixels, 0 where it is none, or depends on something else.

    >>> length("36.0pt"), length("50%"), length("auto")
    (48.0, 0.0, 0.0)
    """
    found = _LENGTH.fullmatch(value.strip())
    return float(found[1]) * _PIXELS[small(found[2] or "")] if found else 0.0


def margin_left(style: Style) -> float:
    """Return how far a block stands from the left margin, in pixels."""
    sides = style.get("margin", "").split()
    side = sides[3] if len(sides) == _FULL else sides[min(len(sides) - 1, 1)] if sides else ""
    return length(style.get("margin-left", side)) + length(style.get("padding-left", ""))


def is_hidden(node: Node, style: Style) -> bool:
    """Tell whether a reader of the page does not see an element."""
    return (
        (node.get("hidden") is not None and node.get("hidden") != "until-found")
        or style.get("display", "").lower() == "none"
        or style.get("visibility", "").lower() in ("hidden", "collapse")
        or style.get("mso-hide", "").lower() == "all"
    )


def is_shown_as_block(style: Style) -> bool:
    """Tell whether an element begins a new line although its name does not say so."""
    return style.get("display", "").lower() in _BLOCK


def look_of(name: str, style: Style, outer: Look) -> Look:
    """Return how the text of an element looks, by its name and style, and by the element around it."""
    look = _named_look(name, outer)
    if not style:
        return look
    if weight := style.get("font-weight", "").lower():
        look = replace(look, bold=weight in _BOLD)
    if slant := style.get("font-style", "").lower():
        look = replace(look, italic=slant in ("italic", "oblique"))
    if line := style.get("text-decoration", style.get("text-decoration-line", "")).lower():
        look = replace(look, underline="underline" in line)
    if space := style.get("white-space", "").lower():
        look = replace(look, preserved=space.startswith("pre") or space == "break-spaces")
    if size := length(style.get("font-size", "")):
        look = replace(look, size=round(size / _POINT, 1))
    place = style.get("vertical-align", "").lower()
    return replace(look, superscript=place == "super", subscript=place == "sub") if place else look


def _named_look(name: str, outer: Look) -> Look:
    change = _LOOKS.get(name)
    return replace(outer, **change) if change else outer
