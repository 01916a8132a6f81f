"""Articles cut out of a document's bytes: what is not opened stays as it was written, and only the rest is built.

The bytes have been through the parser, so they are well-formed: outside comments, CDATA sections and instructions a
`<` begins a tag. To cut a document of ten thousand articles costs about as much as to parse it; to build them, ten
times that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from codetool.model.markup import Attributes

MARK = "codetool-fold"
"""The attribute that stands for cut elements in what is left: their run's place among the runs."""

_START = re.compile(
    rb"""(?P<attributes>(?:\ +(?!xmlns)[^\s=>"'/]+\ *=\ *(?:"[^"&\n\t]*"|'[^'&\n\t]*'))*\ *)(?P<end>/?>)"""
    rb"""(?:\s*(?P<num><(?:[\w.\-]+:)?num(?=[\s>]).*?</(?:[\w.\-]+:)?num\s*>))?""",
    re.DOTALL,
)
"""What follows the name in a start tag, and the number that the element begins with.

Only attributes that the parser reads as they are written: no entities, no lines, no declarations.
"""

_ATTRIBUTE = re.compile(r"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*\?>")
_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ONE = 3
"""Pieces into which quotation marks cut a start tag with one attribute."""


class Leaf(NamedTuple):
    """An element cut out: the space before it, its XML, its attributes, its number (as XML), its start tag's line."""

    lead: str
    xml: bytes
    attributes: Attributes
    num: bytes
    line: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A document in two: the elements cut out, in runs with only space between them, and the rest, as long in lines."""

    runs: tuple[tuple[Leaf, ...], ...]
    rest: bytes


def cut_document(source: bytes, encoding: str, name: str) -> Cut | None:
    """Return the document without its innermost elements of a qualified name; None where it cannot be cut safely.

    >>> cut = cut_document(b'<a><art n="1"><num>1.</num>Un</art> <art/></a>', "UTF-8", "art")
    >>> cut.rest, [leaf.xml for leaf in cut.runs[0]]
    (b'<a><art codetool-fold="0"/></a>', [b'<art n="1"><num>1.</num>Un</art>', b'<art/>'])
    """
    text = _as_utf8(source, encoding)
    if text is None or MARK.encode() in text or _is_spoken_of(text, name.encode()):
        return None
    runs: list[tuple[Leaf, ...]] = []
    rest: list[bytes] = []
    mark = b'<%s %s="' % (name.encode(), MARK.encode())
    for before, run, lines in _runs(text, name.encode()):
        # The lines of what was cut stay, so that what follows keeps its own.
        rest += (before, mark, b"%d" % len(runs), b'"', b"\n" * lines, b"/>") if run else (before,)
        runs.append(tuple(run))
    return Cut(tuple(runs), b"".join(rest))


def _as_utf8(source: bytes, encoding: str) -> bytes | None:
    """Return the document in UTF-8 with plain line ends and without a declaration that says otherwise."""
    if encoding.upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        try:
            source = source.decode(encoding).encode()
        except (UnicodeError, LookupError):
            return None
    text = source.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    declared = _DECLARATION.match(text)
    return b"\n" * declared[0].count(b"\n") + text[declared.end() :] if declared else text


def _is_spoken_of(text: bytes, name: bytes) -> bool:
    """Tell whether a comment, a CDATA section or an instruction holds what looks like a tag of that name."""
    # One sign is found five times as fast as two, and laws have few marks of exclamation.
    if not (b"!" in text and b"<!" in text) and not (b"?" in text and b"<?" in text):
        return False
    return any(b"<" + name in found[0] or b"</" + name in found[0] for found in _ASIDE.finditer(text))


def _runs(text: bytes, name: bytes) -> Iterator[tuple[bytes, list[Leaf], int]]:
    """Yield what stands before each run, the run, and the lines that it takes; last, what stands after all of them."""
    opening, closing = b"<" + name, b"</" + name + b">"
    before, run = b"", list[Leaf]()
    done, line = 0, 1  # up to where the text is told, and the line there
    at = text.find(opening)
    while at >= 0:
        start = _START.match(text, at + len(opening))
        following = text.find(opening, at + len(opening))
        end = _end(text, start, closing, following) if start else 0
        if start and end:
            gap = text[done:at]
            if run and gap and not gap.isspace():
                yield before, run, _lines(run)
                run = []
            before = before if run else gap
            attributes, closes, num = start.groups()
            line += text.count(b"\n", done, at)
            lead = gap.decode() if run else ""
            run.append(Leaf(lead, text[at:end], _attributes(attributes), num if num and closes == b">" else b"", line))
            line += text.count(b"\n", at, end)
            done = end
        at = following
    if run:
        yield before, run, _lines(run)
    yield text[done:], [], 0


def _end(text: bytes, start: re.Match[bytes], closing: bytes, following: int) -> int:
    """Return where an element ends whose name is followed by `start`, 0 where it is no innermost one."""
    if start["end"] == b"/>":
        return start.end("end")
    closed = text.find(closing, start.end(), following if following >= 0 else len(text))
    return closed + len(closing) if closed >= 0 else 0


def _lines(run: list[Leaf]) -> int:
    return run[-1].line + run[-1].xml.count(b"\n") - run[0].line


def _attributes(written: bytes) -> Attributes:
    text = written.decode()
    if "'" in text:
        return tuple((key, double or single) for key, double, single in _ATTRIBUTE.findall(text))
    pieces = text.split('"')
    if len(pieces) == _ONE:
        return ((pieces[0].strip(" ="), pieces[1]),)
    return tuple(zip((key.strip(" =") for key in pieces[:-1:2]), pieces[1::2], strict=True))
