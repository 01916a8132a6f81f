"""Which drawings run nothing and lead nowhere."""

import pytest

from codetool.akn.svg import is_plain_svg

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, attributes: str = "") -> bytes:
    return f"<svg {HEAD} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "source",
    [
        svg('<path d="M0 0h9"/>'),
        svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:url( \'#a\' )"/><use href="#a"/>'),
        svg("<style>rect { fill: red }</style><!-- a remark --><title>Un logo</title>"),
        svg('<image xlink:href="data:image/png;base64,iVBORw0KGgo="/>'),
        svg('<animate attributeName="x" from="0" to="9"/>'),
        svg('<a xlink:href=""><text>a</text></a>'),
        svg('<metadata xmlns:i="urn:i"><i:name i:v="https://example.org"/></metadata>', 'xmlns:i="urn:i" i:v="a"'),
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n' + svg(""),
    ],
)
def test_a_drawing_that_only_shows_is_plain(source: bytes) -> None:
    assert is_plain_svg(source)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"<svg/>",
        b"no drawing",
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<?xml-stylesheet href="https://example.org/a.css"?>' + svg(""),
        svg("") + b'<?xml-stylesheet href="a.css"?>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        svg("<script/>"),
        svg("<?php x ?>"),
        svg("<foreignObject/>"),
        svg('<body xmlns="http://www.w3.org/1999/xhtml"/>'),
        svg("", 'onload="alert(1)"'),
        svg("", 'xml:base="https://example.org/"'),
        svg('<use href="a.svg#b"/>'),
        svg('<image xlink:href="/etc/passwd"/>'),
        svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
        svg('<a href="https://example.org/"/>'),
        svg('<rect style="fill:url(a.svg#b)"/>'),
        svg('<rect fill="url(&quot;//example.org/a#b&quot;)"/>'),
        svg("<style>@import 'a.css';</style>"),
        svg("<style>rect { fill: \\75rl(a) }</style>"),
        svg('<set attributeName="xlink:href" to="javascript:alert(1)"/>'),
        svg('<animate attributeName="x" values="javascript:alert(1)"/>'),
    ],
)
def test_a_drawing_that_does_more_is_not(source: bytes) -> None:
    assert not is_plain_svg(source)
