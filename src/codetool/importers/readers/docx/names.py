"""Names in Word's XML: short ones, equal for the two dialects (transitional and strict) in which Word writes."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

Node = etree._Element  # noqa: SLF001 - lxml names its elements so

_SCHEMAS = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_SCHEMAS}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_SCHEMAS}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_SCHEMAS}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_SCHEMAS}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_SCHEMAS}markup-compatibility/2006": "mc",
    f"{_SCHEMAS}package/2006/relationships": "rel",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    f"{_SCHEMAS}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_SCHEMAS}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OF_WORD = tuple(namespace for namespace, prefix in _PREFIXES.items() if prefix == "w")
_OF_LINKS = (f"{_SCHEMAS}officeDocument/2006/relationships", f"{_STRICT}officeDocument/relationships")
_OFF = frozenset({"0", "false", "off", "none"})
_MEASURE = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(pt|in|cm|mm|pc|pi)?$")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}


def name_of(node: Node) -> str:
    """Return the short name of an element, such as w:p; empty for comments and instructions."""
    tag = node.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '?')}:{local}"


@cache
def _tags(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the full names that short ones stand for, in every dialect."""
    pairs = [name.split(":") for name in names]
    return tuple(
        f"{{{space}}}{local}" for prefix, local in pairs for space, known in _PREFIXES.items() if known == prefix
    )


@cache
def _keys(name: str) -> tuple[str, ...]:
    return tuple(f"{{{namespace}}}{name}" for namespace in _OF_WORD)


def value(node: Node | None, name: str = "val") -> str | None:
    """Return an attribute of an element in Word's namespace, if there is an element and it has it."""
    if node is None:
        return None
    for key in _keys(name):
        if (found := node.get(key)) is not None:
            return found
    return None


def link_id(node: Node, name: str = "id") -> str:
    """Return the id of the relationship that an element names."""
    return next((found for namespace in _OF_LINKS if (found := node.get(f"{{{namespace}}}{name}"))), "")


def child(node: Node | None, *path: str) -> Node | None:
    """Return the first child by the name, and its first child by the next name, and so on."""
    for name in path:
        if node is None:
            return None
        node = next((one for one in node if name_of(one) == name), None)
    return node


def below(node: Node, *names: str) -> Iterator[Node]:
    """Yield the elements of these names in a part, in its order; the part must not be changed meanwhile."""
    return node.iter(*_tags(names))


def is_on(node: Node | None) -> bool | None:
    """Return what a switch says, such as w:b; nothing where it is not there."""
    return None if node is None else (value(node) or "").lower() not in _OFF


def font_of(properties: Node | None) -> str:
    """Return the font that the properties of a run (w:rPr) name for all its letters, if they name one."""
    fonts = child(properties, "w:rFonts")
    font = value(fonts, "ascii") or ""
    return font if font == value(fonts, "hAnsi") else ""


def whole(text: str | None) -> int | None:
    """Return a length in twips, or a number; nothing where it is none.

    >>> whole("720"), whole("36pt"), whole("x"), whole(None)
    (720, 720, None, None)
    """
    found = _MEASURE.match(text.strip()) if text else None
    return round(float(found[1]) * _TWIPS.get(found[2] or "", 1.0)) if found else None
