"""Whether a drawing (SVG) is only that: no script, nothing fetched from elsewhere, no page inside."""

import re
from base64 import b64decode
from collections.abc import Iterator

from lxml import etree

from codetool.akn.parser import parse_xml
from codetool.akn.svg_weight import is_light
from codetool.errors import SourceError

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"})
_KEPT = re.compile(r"#\S*|data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_LOADS = re.compile(
    r"url\((?!\s*[\"']?\s*#)|image-set|cross-fade|(?:src|image)\(|@import|\\|javascript:|expression\(", re.IGNORECASE
)


def is_plain_svg(source: bytes) -> bool:
    """Tell whether bytes are an SVG drawing that runs nothing and leads nowhere.

    >>> is_plain_svg(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>')
    True
    >>> is_plain_svg(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    False
    """
    try:
        root = parse_xml(source).getroot()
    except SourceError:
        return False
    # What stands before or after the root can be a stylesheet.
    beside = [*root.itersiblings(etree.ProcessingInstruction, preceding=True), *root.itersiblings(etree.PI)]
    return root.tag == f"{{{_SVG}}}svg" and not beside and all(map(_is_plain, root.iter())) and is_light(root)


def pictures_inside(source: bytes) -> Iterator[bytes]:
    """Yield the pictures that a drawing which `is_plain_svg` holds in itself."""
    for element in parse_xml(source).getroot().iter("*"):
        for value in element.attrib.values():
            kind, _, digits = str(value).partition(";base64,")
            if kind.strip().startswith("data:image/"):
                yield b64decode("".join(digits.split()) + "==")


def _is_plain(element: etree._Element) -> bool:
    if isinstance(element, etree._Comment):  # noqa: SLF001 - lxml names the type so
        return True
    if not isinstance(element.tag, str):  # a processing instruction or an entity
        return False
    name = etree.QName(element)
    if name.namespace == _XHTML or name.localname in _ACTIVE:
        return False
    styled = element.text if name.localname == "style" else ""
    return not _LOADS.search(styled or "") and all(
        _is_plain_value(etree.QName(key).localname, value) for key, value in element.attrib.items()
    )


def _is_plain_value(name: str, value: str) -> bool:
    if name.lower().startswith("on") or _LOADS.search(value):
        return False
    if name == "attributeName":
        return "href" not in value
    if name in {"href", "src"}:
        return not value.strip() or _KEPT.fullmatch(value.strip()) is not None
    return name != "base"
