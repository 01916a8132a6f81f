"""The elements of an XML signature, written in canonical XML, and what is read out of them."""

import re
from base64 import b64decode, b64encode

from lxml import etree

_DS = "http://www.w3.org/2000/09/xmldsig#"
_XADES = "http://uri.etsi.org/01903/v1.3.2#"
_XADES_141 = "http://uri.etsi.org/01903/v1.4.1#"

NAMESPACES = {"ds": _DS, "xades": _XADES, "xadesv141": _XADES_141}
"""The prefixes of a signature."""


def element(tag: str, *children: str, **attributes: str) -> str:
    """Return an element in canonical XML: attributes sorted, no short form. No value here needs to be escaped."""
    stated = "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))
    return f"<{tag}{stated}>{''.join(children)}</{tag}>"


def element_141(tag: str, *children: str, **attributes: str) -> str:
    """Return an element of the namespace 1.4.1, which declares that itself: so no other element has it in scope.

    >>> element_141("A")
    '<xadesv141:A xmlns:xadesv141="http://uri.etsi.org/01903/v1.4.1#"></xadesv141:A>'
    """
    return _declaring(element(f"xadesv141:{tag}", *children, **attributes), f'xmlns:xadesv141="{_XADES_141}"')


def in_scope(written: str) -> str:
    """Return the canonical XML of an element alone, which declares all namespaces that hold in it (C14N 1.1, 2.3)."""
    return _declaring(written, f'xmlns:ds="{_DS}" xmlns:xades="{_XADES}"')


def _declaring(written: str, namespaces: str) -> str:
    return re.sub(r"[ >]", lambda found: f" {namespaces}{found[0]}", written, count=1)


def encoded(content: bytes) -> str:
    """Return bytes as the text of an element: base64 without line ends."""
    return b64encode(content).decode("ascii")


def decoded(element: etree._Element) -> bytes:
    """Return the bytes that an element holds; raise ValueError where its text is no base64."""
    return b64decode(element.text or "", validate=True)
