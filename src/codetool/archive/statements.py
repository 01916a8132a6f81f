"""What a PDF says of itself in its metadata (XMP): the statements of an edition, read without trusting them."""

import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType

MADE_WITH = ("madeWith", "font")
"""Statements of what made a file: where they are others, other bytes are no sign of a change."""

_BEGIN, _END = b"<?xpacket begin", b"<?xpacket end"
_LARGEST = 1024 * 1024
_STATEMENT = re.compile(r"<edition:(\w{1,40})>((?:[^<]|<(?!/?edition:))*)</edition:\1>")
"""None holds another: so a thousand that begin and do not end are read once, and not a thousand times."""

_ITEM = re.compile(r"<rdf:li>([^<]*)</rdf:li>")

Statements = Mapping[str, tuple[str, ...]]


def statements_of(content: bytes) -> Statements:
    """Return the values of each statement of an edition in the last metadata of a PDF, none where it has none of ours.

    >>> dict(statements_of(b"<?xpacket begin><edition:work>/akn/a&amp;b</edition:work><?xpacket end"))
    {'work': ('/akn/a&b',)}
    """
    start = content.rfind(_BEGIN)
    end = content.find(_END, start)
    if start < 0 or end < start or end - start > _LARGEST:
        return MappingProxyType({})
    packet = content[start:end].decode("utf-8", "replace")
    return MappingProxyType({name: _values(inside) for name, inside in _STATEMENT.findall(packet)})


def _values(inside: str) -> tuple[str, ...]:
    items = _ITEM.findall(inside) if "<" in inside else [inside]
    return tuple(map(unescape, items))


def other_parts(found: Statements, made: Statements) -> tuple[str, ...]:
    """Return the programs, libraries and fonts that a file was made with and that are others here.

    >>> other_parts({"madeWith": ("Pango 1", "zlib 1")}, {"madeWith": ("Pango 2", "zlib 1")})
    ('Pango 1',)
    """
    told = [value for name in MADE_WITH for value in found.get(name, ())]
    here = {value for name in MADE_WITH for value in made.get(name, ())}
    gone = tuple(value for value in told if value not in here)
    return gone or tuple(sorted(here - set(told)))
