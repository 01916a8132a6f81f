"""Drawings that use their own parts: as many shapes as a page bears, and no way round the count."""

import pytest
from lxml import etree

from codetool.akn.svg_weight import is_light

SVG = "http://www.w3.org/2000/svg"


def light(inside: str) -> bool:
    return is_light(etree.fromstring(f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'))


def chain(part: str, levels: int, times: int) -> str:
    """Return parts each of which uses the next some times; `part` has the places {name} and {uses}."""
    uses = ['<path d="M0 0h1"/>', *(f'<use href="#p{level}"/>' * times for level in range(levels))]
    return "".join(part.format(name=f"p{level}", uses=used) for level, used in enumerate(uses))


@pytest.mark.parametrize(
    "drawing",
    [
        chain('<g id="{name}">{uses}</g>', 3, 10),
        '<linearGradient id="g" href="#h"/><linearGradient id="h"/><rect fill="url(#g)"/>' * 2,
        "<style>.a,.b{clip-path:url(#c)} .d{fill:url('#g')}</style><clipPath id='c'><path/></clipPath><g class='a b'/>",
        '<g id="here"><a href="#here"><path/></a></g><use href="#absent"/>',
        "<style>@media print{.a{fill:red}}</style><g class='a'/>",
    ],
)
def test_drawings_as_programs_make_them_are_light(drawing: str) -> None:
    assert light(drawing)


@pytest.mark.parametrize(
    "drawing",
    [
        chain('<g id="{name}">{uses}</g>', 6, 10) + '<use xlink:href="#p6"/>',
        chain('<pattern id="{name}">{uses}</pattern>', 6, 10),
        chain('<g id="{name}">{uses}</g>', 60, 1),
        "".join(reversed(chain('<g id="{name}">{uses}</g>|', 60, 1).split("|"))),
        '<g id="a"><use href=" #a "/></g>',
        '<pattern id="a"><rect fill="url( \'#b\' )"/></pattern><pattern id="b"><rect style="fill:url(#a)"/></pattern>',
        '<style>.m{mask:url(#m)}</style><mask id="m"><rect class="x m"/></mask>',
        '<style>rect{mask:url(#m)}</style><mask id="m"><rect/></mask>',
        '<style>g #r{mask:url(#m)}</style><mask id="m"><rect id="r"/></mask>',
        "<path/>" * 50_001,
    ],
    ids=range(10),
)
def test_drawings_without_end_are_not(drawing: str) -> None:
    assert not light(drawing)
