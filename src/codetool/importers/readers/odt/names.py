"""Names in OpenDocument's XML: short ones, such as text:p, for elements and attributes."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml import etree

Node = etree._Element  # noqa: SLF001 - lxml names its elements so

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": f"{_ODF}office:1.0",
    "text": f"{_ODF}text:1.0",
    "style": f"{_ODF}style:1.0",
    "table": f"{_ODF}table:1.0",
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "svg": f"{_ODF}svg-compatible:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_PREFIXES = {namespace: prefix for prefix, namespace in _NAMESPACES.items()}
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_WHOLE = re.compile(r"-?\d{1,9}")

PARAGRAPHS = frozenset({"text:p", "text:h"})


def name_of(node: Node) -> str:
    """Return the short name of an element, such as text:p; empty for comments and instructions."""
    tag = node.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '?')}:{local}"


@cache
def key(name: str) -> str:
    """Return the full name of an element or attribute.

    >>> key("xml:id")
    '{http://www.w3.org/XML/1998/namespace}id'
    """
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def value(node: Node, *names: str) -> str:
    """Return the first of these attributes that an element has, or nothing."""
    return next((found for name in names if (found := node.get(key(name))) is not None), "")


def whole(node: Node, name: str, otherwise: int = 1) -> int:
    """Return an attribute that is a whole number; `otherwise` where it is none."""
    text = value(node, name).strip()
    return int(text) if _WHOLE.fullmatch(text) else otherwise


def child(node: Node | None, *path: str) -> Node | None:
    """Return the first child by the name, and its first child by the next name, and so on."""
    for name in path:
        if node is None:
            return None
        node = next((one for one in node if name_of(one) == name), None)
    return node


def below(node: Node, *names: str) -> Iterator[Node]:
    """Yield the elements of these names in a part, in its order; the part must not be changed meanwhile."""
    return node.iter(*map(key, names))


def centimetres(text: str | None) -> float:
    """Return a length in centimetres; 0 where it is none.

    >>> centimetres("12.5mm"), centimetres("5%")
    (1.25, 0.0)
    """
    found = _LENGTH.fullmatch(text.strip()) if text else None
    return float(found[1]) * _CENTIMETRES[found[2]] if found else 0.0
