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

_TAG = rb"""<%s(?=[\s/>])(?:
    (?P<attributes>(?:\ +(?!xmlns)[^\s=>"'/]+\ *=\ *(?:"[^"&\n\t]*"|'[^'&\n\t]*'))*)\ *(?P<end>/?>)
    (?:(?<!/>)\s*<%snum(?=[\s>])[^>/]*>(?:(?P<num>(?:[^<&\s]+(?:\ (?=[^<\s]))?)*)|.*?)</%snum\s*>)?)?"""
"""A start tag, and the number that the element begins with.

Only attributes that the parser reads as they are written: no entities, no lines, no declarations; and as the number
itself only text without white space to fold.
"""

_ATTRIBUTE = re.compile(r"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*\?>")
_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ONE = 3
"""Pieces into which quotation marks cut a start tag with one attribute."""


class Leaf(NamedTuple):
    """An element cut out: the space before it, its XML, its attributes, its number, its start tag's line.

    The number is None where only what is opened can tell it; `head` is where it ends in the XML, or the start tag.
    """

    lead: str
    xml: bytes
    attributes: Attributes
    num: str | None
    line: int
    head: int


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
    if not _has_aside(text, b"!") and not _has_aside(text, b"?"):
        return False
    return any(b"<" + name in found[0] or b"</" + name in found[0] for found in _ASIDE.finditer(text))


def _has_aside(text: bytes, sign: bytes) -> bool:
    """Tell whether what is no element and no text begins anywhere: a `<` with that sign behind it."""
    # One sign is found ten times as fast as two, and laws have few marks of exclamation and interrogation.
    at = text.find(sign)
    while at >= 0:
        if text[at - 1 : at] == b"<":
            return True
        at = text.find(sign, at + 1)
    return False


def _runs(text: bytes, name: bytes) -> Iterator[tuple[bytes, list[Leaf], int]]:
    """Yield what stands before each run, the run, and the lines that it takes; last, what stands after all of them."""
    closing = b"</" + name + b">"
    prefix = name[: name.find(b":") + 1]
    written = tuple(map(re.escape, (name, prefix, prefix)))
    tags = list(re.finditer(_TAG % written, text, re.VERBOSE | re.DOTALL))
    before, run = b"", list[Leaf]()
    done, line = 0, 1  # up to where the text is told, and the line there
    starts = [*(tag.start() for tag in tags), len(text)]
    for tag, at, following in zip(tags, starts, starts[1:], strict=False):
        end = _end(text, tag, closing, following)
        if not end:
            continue
        gap = text[done:at]
        if run and gap and not gap.isspace():
            yield before, run, _lines(run)
            run = []
        before = before if run else gap
        line += gap.count(b"\n")
        xml = text[at:end]
        lead = gap.decode() if run else ""
        run.append(Leaf(lead, xml, _attributes(tag["attributes"]), _number(tag, xml), line, tag.end() - at))
        line += xml.count(b"\n")
        done = end
    if run:
        yield before, run, _lines(run)
    yield text[done:], [], 0


def _end(text: bytes, tag: re.Match[bytes], closing: bytes, following: int) -> int:
    """Return where the element ends that a tag begins, 0 where it is no innermost one or written in another way."""
    if tag["end"] != b">":
        return tag.end("end") if tag["end"] else 0
    closed = text.find(closing, tag.end(), following)
    return closed + len(closing) if closed >= 0 else 0


def _number(tag: re.Match[bytes], xml: bytes) -> str | None:
    number: bytes | None = tag["num"]
    if number is not None:
        return number.decode()
    return None if _NUM.search(xml) else ""


_NUM = re.compile(rb"<(?:[\w.\-]+:)?num[\s>]")


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
