"""The text of provisions that stay folded: read in blocks, many at once, without building what holds it.

To read the words of ten thousand articles so costs about as much as to parse them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from codetool.akn.parser import _LxmlElement
from codetool.akn.read import parse_folded
from codetool.model.eid import HIERARCHY
from codetool.model.markup import AKN_NAMESPACE, Folded
from codetool.model.text import INLINE, fold_space

_AKN = f"{{{AKN_NAMESPACE}}}"
_NUM = f"{_AKN}num"
_HEADING = f"{_AKN}heading"
_BREAK = "\x1e"
_CELL = "\x1d"
_ROW = "\x1c"
"""Stand where a block, a cell, a row begins while pieces are gathered; XML allows no such characters in a text."""
_EDGES = re.compile("((?:[ \t\r\n]*[\x1c-\x1e])+)")

_SPACED = dict.fromkeys(map(ord, (_BREAK, _CELL, _ROW)), " ")

_BLOCKS = HIERARCHY | {"p", "li", "heading", "intro", "wrapUp", "listIntroduction", "listWrapUp", "item", "block"}


class OwnText(NamedTuple):
    """The text of a provision without its number: its heading, and all its blocks, the heading among them.

    `cells` are the offsets, in the blocks one space apart, at which a further cell of a row of a table begins.
    """

    heading: str
    blocks: tuple[str, ...]
    cells: tuple[int, ...] = ()


class Citation(NamedTuple):
    """A reference: where it leads, its words, and its line, counted from that of the element that it stands in."""

    href: str
    printed: str
    line: int


def own_citations(nodes: Iterable[Folded]) -> Iterator[tuple[Citation, ...]]:
    """Yield the references of each element to provisions of the same document, in order."""
    for element in parse_folded(nodes):
        found = (each for each in element.iter(f"{_AKN}ref", f"{_AKN}rref") if each.get("href", "").startswith("#"))
        first = element.sourceline or 0
        yield tuple(Citation(each.get("href", ""), _text_of(each), (each.sourceline or 0) - first) for each in found)


def own_texts(nodes: Iterable[Folded]) -> Iterator[OwnText]:
    """Yield the text of each element as a reader sees it, white space folded, its own number left out.

    A block is a paragraph, a point with its number, a row of a table.
    """
    for element in parse_folded(nodes):
        pieces: list[str] = [element.text or ""]
        heading = ""
        for child in element:
            if child.tag != _NUM and isinstance(child.tag, str):
                if child.tag == _HEADING and not heading:
                    heading = _text_of(child)
                _gather(child, pieces, numbered=False)
            pieces.append(child.tail or "")
        text = "".join(pieces)
        yield OwnText(heading, *(_in_rows(text) if _CELL in text else (_in_blocks(text),)))


def _text_of(element: _LxmlElement) -> str:
    pieces: list[str] = []
    _gather(element, pieces, numbered=False)
    return fold_space("".join(pieces).translate(_SPACED))


def _gather(element: _LxmlElement, pieces: list[str], *, numbered: bool) -> None:
    """Gather the text below an element; `numbered` tells that a number was just printed and the text follows it."""
    edge = _edge(str(element.tag))
    follows = numbered
    pieces.append(" " if numbered and edge == _BREAK else edge)
    if text := element.text:
        pieces.append(text)
        follows = follows and not text.strip()
    for child in element:
        if isinstance(tag := child.tag, str):
            _gather(child, pieces, numbered=follows)
            follows = tag == _NUM
        if tail := child.tail:
            pieces.append(tail)
            follows = follows and not tail.strip()
    pieces.append(edge)


@cache
def _edge(tag: str) -> str:
    """Return what parts an element from the text around it: a new block, a space, or nothing."""
    name = tag.removeprefix(_AKN)
    if name in ("tr", "td", "th"):
        return _ROW if name == "tr" else _CELL
    return _BREAK if name in _BLOCKS else "" if name in INLINE else " "


def _in_blocks(text: str) -> tuple[str, ...]:
    r"""Return the blocks of a text, white space folded.

    >>> _in_blocks("Un \x1e deux\x1e")
    ('Un', 'deux')
    """
    return tuple(block for piece in text.split(_BREAK) if (block := fold_space(piece)))


def _in_rows(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    r"""Return the blocks of a text that holds a table, and where the cells of a row begin, the first one left out.

    >>> _in_rows("Un\x1c\x1d\x1eA\x1e\x1d\x1d\x1eB\x1e\x1d\x1c\x1c\x1dC\x1d\x1dD\x1d\x1c")
    (('Un', 'A', 'B', 'C D'), (5, 9))
    """
    blocks: list[str] = []
    cells: list[int] = []
    at = 0
    parts = _EDGES.split(text)
    for edge, piece in zip(("", *parts[1::2]), parts[::2], strict=True):
        if not (words := fold_space(piece)):
            continue
        if _CELL in edge and _ROW not in edge:
            cells.append(at)
        joins = blocks and _CELL in edge and not {_ROW, _BREAK} & {*edge}
        blocks[-1:] = [f"{blocks[-1]} {words}"] if joins else [*blocks[-1:], words]
        at += len(words) + 1
    return tuple(blocks), tuple(cells)
