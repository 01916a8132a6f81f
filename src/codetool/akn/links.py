"""The text of a provision with its references: where each stands in it, and where it leads."""

import re
from typing import NamedTuple

from codetool.akn.texts import blocks_of, body_xml, plain_xml
from codetool.model.markup import Folded

_OPENS, _NAMED, _CLOSES = "\x01", "\x02", "\x03"
"""Stand around the place of a reference among all of them, and behind its words; XML allows none of these."""

_REF = re.compile(r"""<ref(?=[\s>])(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<empty>/?)>|</ref\s*>""")
_HREF = re.compile(r"""(?:^|\s)href=("|')(.*?)\1""")
_MARK = re.compile(rf"{_OPENS}(\d+){_NAMED}|{_CLOSES}")
_SPACED = re.compile(rf"(\s)((?:{_OPENS}\d+{_NAMED}|{_CLOSES})+)\s+")
"""Space on both sides of a mark is one space of the text."""


class Link(NamedTuple):
    """A reference: where its words begin and end in the text, where it leads, and its line.

    The line is counted from that of the provision.
    """

    start: int
    end: int
    href: str
    line: int

    def leads_out_at(self, at: int) -> bool:
        """Tell whether it leads to another text, and a character is among its words."""
        return self.start <= at < self.end and not self.href.startswith("#")


class LinkedText(NamedTuple):
    """The blocks of a provision, as `own_texts` has them, and the references in each."""

    blocks: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]


def linked_text(node: Folded) -> LinkedText:
    """Return the text of an element, its own number left out, with all its references.

    >>> from codetool.model.markup import AKN_NAMESPACE
    >>> xml = b'<article><num>1.</num><p>Un.</p><p>Voir <ref href="#art_2">article 2</ref>.</p></article>'
    >>> text = linked_text(Folded(name="article", xml=xml, scope=(("", AKN_NAMESPACE),)))
    >>> text.blocks, text.links[1]
    (('Un.', 'Voir article 2.'), (Link(start=5, end=14, href='#art_2', line=0),))
    """
    _, xml = body_xml(node)
    before = plain_xml(node).count("\n") - xml.count("\n")
    found: list[tuple[str, int]] = []
    marked = _REF.sub(lambda ref: _marked(ref, before + xml.count("\n", 0, ref.start()), found), xml)
    pieces = [_unmarked(block, found) for block in blocks_of(marked)]
    kept = [piece for piece in pieces if piece[0]]
    return LinkedText(tuple(text for text, _ in kept), tuple(links for _, links in kept))


def _marked(ref: re.Match[str], line: int, found: list[tuple[str, int]]) -> str:
    if ref["attributes"] is None:
        return _CLOSES
    if ref["empty"]:
        return ""
    href = _HREF.search(ref["attributes"])
    found.append((href[2].replace("&amp;", "&") if href else "", line))
    return f"{_OPENS}{len(found) - 1}{_NAMED}"


def _unmarked(block: str, found: list[tuple[str, int]]) -> tuple[str, tuple[Link, ...]]:
    """Return a block without its marks, and the references that they stood for."""
    text, links, opened = "", list[Link](), list[tuple[int, int]]()
    done = 0
    block = _SPACED.sub(r"\1\2", block)
    for mark in _MARK.finditer(block):
        text += block[done : mark.start()]
        done = mark.end()
        if mark[1]:
            opened.append((int(mark[1]), len(text)))
        elif opened:
            number, start = opened.pop()
            href, line = found[number]
            links.append(Link(start, len(text), href, line))
    return text + block[done:], tuple(sorted(links))
