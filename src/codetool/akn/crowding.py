"""Elements with more attributes, documents with more namespaces or comments, than can be read in a time to wait for.

lxml looks for each attribute among all of its element, and gives each element all the namespaces around it: ten times
as many take a hundred times as long. So there are limits, far beyond what any text has.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from codetool.errors import SourceError

ATTRIBUTES = 256
"""Attributes of one element, at most: Akoma Ntoso has some sixty in all, LibreOffice a hundred for a drawing."""

NAMESPACES = 256
"""Namespaces of one document, with the prefixes that stand for them, at most: LibreOffice declares some forty."""

ASIDES = 100_000
"""Comments and processing instructions of one document, at most: lxml moves all of a row for each of them."""

_Node = etree._Element  # noqa: SLF001 - lxml names its elements so
_LEAST = len(' a=""')
_REMEDY = "It was not made by a program for texts; ask for the file that it was made from."


def check_crowding(root: _Node, place: str = "") -> None:
    """Raise SourceError if an element has too many attributes, or the document too many namespaces or comments."""
    crowded = root.xpath(f"(//*[@*[{ATTRIBUTES + 1}]])[1]")
    if isinstance(crowded, list) and crowded and isinstance(crowded[0], _Node):
        raise SourceError(
            "line {line}: an element has more than {limit} attributes",
            _REMEDY,
            place=place,
            line=crowded[0].sourceline or 1,
            limit=ATTRIBUTES,
        )
    if sum(1 for _ in islice(root.iter(etree.Comment, etree.PI), ASIDES + 1)) > ASIDES:
        raise SourceError(
            "the document has more than {limit} comments and instructions", _REMEDY, place=place, limit=ASIDES
        )
    seen: set[object] = set()
    for _, declared in etree.iterwalk(root, events=("start-ns",)):
        seen.add(declared)
        if len(seen) > NAMESPACES:
            raise SourceError("the document has more than {limit} namespaces", _REMEDY, place=place, limit=NAMESPACES)


def check_page(page: bytes, place: str = "") -> None:
    """Raise SourceError if an element of an HTML page has too many attributes; it is told before a tree is made of it.

    To build the tree, libxml2 goes past all attributes of an element for each new one; without a tree it does not.
    """
    target: Any = _Page(place)  # of the methods that a target may have, it has those that are needed
    parser = etree.HTMLParser(target=target, no_network=True, huge_tree=True, encoding="utf-8")
    with suppress(etree.XMLSyntaxError):  # a page without any element or text
        etree.fromstring(page, parser)


@dataclass(frozen=True, slots=True)
class _Page:
    """What lxml tells of a page while it reads it."""

    place: str

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        """Look at the beginning of an element."""
        if len(attributes) > ATTRIBUTES:
            raise SourceError(
                "an element has more than {limit} attributes", _REMEDY, place=self.place, limit=ATTRIBUTES
            )

    def close(self) -> None:
        """Give back nothing: that is the end of the page."""


def may_be_crowded(source: bytes) -> bool:
    """Tell whether `check_crowding` might refuse a document, by its bytes: a tenth of the work, and hardly ever yes.

    >>> may_be_crowded(b'<a b="c">' + b"words = words " * 200 + b"</a>")
    False
    >>> may_be_crowded(b"<a " + b" ".join(b'b%d=""' % i for i in range(ATTRIBUTES + 1)) + b"/>")
    True
    """
    if not _PLAIN.match(source, 0, _ROOM) or source.count(b"xmlns") > NAMESPACES:
        return True
    if source.count(b"<!") + source.count(b"<?") > ASIDES:
        return True
    # No tag holds a < but the one that begins it.
    long = re.compile(rb"<[^<]{%d,}" % (ATTRIBUTES * _LEAST))
    return any(found[0].count(b"=") > ATTRIBUTES for found in long.finditer(source))


_PLAIN = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*+(?:<\?xml\s+version\s*=\s*["']1\.[0-9]+["'](?:\s+encoding\s*=\s*["'](?:utf-8|us-ascii|iso-8859-[0-9]+|windows-125[0-9])["'])?[^>=]*(?:standalone\s*=\s*["'](?:yes|no)["']\s*)?\?>|<(?!\?xml\s)[^\0])""",
    re.IGNORECASE,
)
"""The beginning of a document in which each byte that looks like a sign of XML is one."""

_ROOM = 1000
