"""The text of provisions that stay folded: read in blocks, without building the elements that hold it.

What is folded was parsed before, so it is well-formed; where it is plain too (no comments, no other vocabulary), its
tags part the text as they stand. Anything else goes through the parser once more and is made plain.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from codetool.akn.parser import _LxmlElement
from codetool.akn.read import parse_folded
from codetool.model.eid import HIERARCHY
from codetool.model.markup import AKN_NAMESPACE, Folded
from codetool.model.text import INLINE, fold_space

_BREAK = "\x1e"
"""Stands where a block begins while pieces are gathered; XML allows no such character in a text."""

_NOTE = "\x1c"
"""Stands where a footnote is called."""

_LINES = HIERARCHY | {"p", "li", "tr", "heading", "intro", "wrapUp", "listIntroduction", "listWrapUp", "item", "block"}
_EDGES = {**dict.fromkeys(INLINE, ""), **dict.fromkeys(_LINES, _BREAK)}
"""What parts an element from the text around it: nothing, or a new block; a space where it is not named here."""
_CELLS = {"td", "th"}
_SPACES = " \t\n\r"
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class OwnText(NamedTuple):
    """The text of a provision without its number: its heading, and all its blocks, the heading among them.

    `cells` are the offsets, in the blocks one space apart, at which a further cell of a row of a table begins.
    """

    heading: str
    blocks: tuple[str, ...]
    cells: tuple[int, ...] = ()


def own_texts(nodes: Iterable[Folded]) -> Iterator[OwnText]:
    """Yield the text of each element as a reader sees it, white space folded, its own number left out.

    A block is a paragraph, a point with its number, a row of a table. A footnote follows the block that calls it: it
    parts no sentence.

    >>> article = b"<article><num>1.</num><heading>But</heading><content><p>Un.</p><p>Deux.</p></content></article>"
    >>> next(own_texts([Folded(name="article", xml=article, scope=(("", AKN_NAMESPACE),))]))
    OwnText(heading='But', blocks=('But', 'Un.', 'Deux.'), cells=())
    """
    for node in nodes:
        heading, xml = body_xml(node)
        cells = "<t" in xml and ("<td" in xml or "<th>" in xml or "<th " in xml)
        yield OwnText(heading, blocks_of(xml), _cells(xml) if cells else ())


def body_xml(node: Folded) -> tuple[str, str]:
    """Return an element's heading, and its plain XML behind its start tag, its own number left out."""
    xml = plain_xml(node)
    if eid := node.eid:
        # Ids in an article begin with its own: without that, its tags are those of a thousand other articles.
        xml = xml.replace(f'"{eid}', '"')
    head = _HEAD.match(xml)
    if head is None or ("<num" in xml and not head["num"]) or ("<heading" in xml and head["heading"] is None):
        return _opened_body(next(parse_folded([node])))
    heading = _text_of(head["heading"]) if head["heading"] else ""
    return heading, xml[head.end("num") if head["num"] else head.end("start") :]


_HEAD = re.compile(
    r"(?P<start><[^>]*>)\s*(?P<num><num(?=[\s>])[^>]*>.*?</num>)?\s*(?:<heading(?=[\s>])[^>]*>(?P<heading>.*?)</heading>)?",
    re.DOTALL,
)
"""What a provision begins with where it is laid out as most are: its start tag, its number, its heading."""


def _opened_body(element: _LxmlElement) -> tuple[str, str]:
    """Return the same of an element whose number or heading is not where most have it, or that has none."""
    num, heading = (element.find(f"{{{AKN_NAMESPACE}}}{name}") for name in ("num", "heading"))
    title = _text_of(_made_plain(heading)) if heading is not None else ""
    if num is not None:
        # The parser's element is nobody else's; what stands behind the number stays.
        before = num.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + (num.tail or "")
        else:
            element.text = (element.text or "") + " " + (num.tail or "")
        element.remove(num)
    return title, _made_plain(element)


def inner_xml(node: Folded) -> bytes:
    """Return the XML of an element behind its start tag and its number, its own id left out of ids that begin with it.

    Ids inside an article begin with the article's own: without that, they are the same whatever its number is.

    >>> inner_xml(Folded(name="article", attributes=(("eId", "art_1"),),
    ...                  xml=b'<article eId="art_1"><num>1.</num><p eId="art_1__p_1">Un.</p></article>'))
    b'<p eId="__p_1">Un.</p></article>'
    """
    xml = node.xml[head_of(node) :]
    return xml.replace(b'"' + eid.encode(), b'"') if (eid := node.eid) else xml


def head_of(node: Folded) -> int:
    """Return where in an element's XML its number ends, or its start tag."""
    start = None if node.head else _START_AND_NUM.match(node.xml)
    return start.end() if start else node.head


_START_AND_NUM = re.compile(rb"<[^>]*>\s*(?:<(?:[\w.\-]+:)?num(?=[\s>])[^>/]*>.*?</(?:[\w.\-]+:)?num\s*>)?", re.DOTALL)


def plain_xml(node: Folded) -> str:
    """Return XML in which each `<` and `>` is a tag's, and each name one of Akoma Ntoso's, without a prefix."""
    return node.xml.decode() if _is_plain(node) else _made_plain(next(parse_folded([node])))


def _is_plain(node: Folded) -> bool:
    return node.scope == ONLY_AKN and _has_only_tags(node.xml)


def _has_only_tags(xml: bytes) -> bool:
    # Two signs are found one fifth as fast as one, and laws have few marks of exclamation.
    asides = (b"!" in xml and b"<!" in xml) or (b"?" in xml and b"<?" in xml)
    return not asides and b"xmlns" not in xml and xml.count(b"<") == xml.count(b">")


ONLY_AKN = (("", AKN_NAMESPACE),)


def _made_plain(element: _LxmlElement) -> str:
    bare = etree.Element("x")
    _copy(element, bare)
    written: str = etree.tostring(bare[0], method="c14n").decode()
    return written


def _copy(element: _LxmlElement, parent: _LxmlElement) -> None:
    """Copy an element into another tree, with no attribute but `href`; what is in another vocabulary is named `x`."""
    name = etree.QName(element)
    made = etree.SubElement(parent, name.localname if name.namespace == AKN_NAMESPACE else "x")
    if href := element.get("href"):
        made.set("href", href.replace(">", "%3E"))
    made.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            _copy(child, made)
            made[-1].tail = child.tail
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + (child.tail or "")
        else:
            made.text = (made.text or "") + (child.tail or "")


def blocks_of(xml: str) -> tuple[str, ...]:
    """Return the blocks of the text in a piece of plain XML, white space folded.

    >>> blocks_of("<p>Un <b>mot</b>.</p> <point><num>a)</num><content><p>Deux.</p></content></point>")
    ('Un mot.', 'a) Deux.')
    """
    marked = _marked(xml, _edge)
    # Where no line is broken within a text, as in most, there is nothing to fold but the spaces at the ends.
    if "\n" in marked or "\t" in marked or "\r" in marked or "  " in marked:
        return tuple([fold_space(piece) for piece in marked.split(_BREAK) if piece.strip(_SPACES)])
    return tuple([text for piece in marked.split(_BREAK) if (text := piece.strip(" "))])


def _marked(xml: str, edge: Callable[[str], str]) -> str:
    """Return the text with the edges of its tags marked, footnotes behind the blocks that call them."""
    if "<ref" in xml:
        xml = _REF_TAG.sub("", xml)
    if "<authorialNote" not in xml:
        return _edged(xml, edge)
    text, *notes = (_edged(one, edge) for one in _notes_apart(xml))
    following = iter(notes)
    pieces: list[str] = []
    for piece in text.split(_BREAK):
        pieces += [piece.replace(_NOTE, ""), *islice(following, piece.count(_NOTE))]
    return _BREAK.join(pieces)


def _edged(xml: str, edge: Callable[[str], str]) -> str:
    """Return XML with the edge that each run of tags makes in its place, and what `&` names."""
    # Text and tags stand in turns.
    pieces = _RUN.split(xml)
    pieces[1::2] = map(edge, pieces[1::2])
    return _resolved("".join(pieces))


_REF_TAG = re.compile(r"</?ref(?=[\s>])[^>]*>")
"""What parts no text; each reference has a tag of its own, and tags that come again are known already."""


def _notes_apart(xml: str) -> list[str]:
    """Return XML with a mark where each footnote was, then what each holds; one in another one is part of it."""
    kept, notes = list[str](), list[str]()
    depth = at = 0
    for tag in _NOTE_TAG.finditer(xml):
        if not depth:
            kept.append(xml[at : tag.start()])
            at = tag.end()
        depth += 0 if tag["empty"] else -1 if tag["closes"] else 1
        if not depth:
            notes.append(xml[at : tag.start()])
            kept.append(_NOTE)
            at = tag.end()
    return ["".join([*kept, xml[at:]]), *notes]


_NOTE_TAG = re.compile(r"<(?P<closes>/?)authorialNote(?=[\s/>])[^>]*?(?P<empty>/?)>")


def _cells(xml: str) -> tuple[int, ...]:
    """Return the offsets, in the blocks of a piece of plain XML one space apart, of the cells that follow another.

    >>> row = "<tr><td><p>{}</p></td><td><p>{}</p><p>{}</p></td></tr>"
    >>> _cells("<p>Un</p>" + row.format("A", "B", "C") + row.format("", "D", "E"))
    (5,)
    """
    marked = _marked(xml, lambda run: _edge(run) + (_CELL if _follows_cell(run) else ""))
    found: list[int] = []
    at, begins = 0, False
    for piece in _PARTS.split(marked):
        if piece in (_CELL, _BREAK):
            begins = piece == _CELL
        elif piece.strip(_SPACES):
            found += [at] if begins else []
            at, begins = at + len(fold_space(piece)) + 1, False
    return tuple(found)


_CELL = "\x1d"
"""Stands behind the edge of a cell, as `_BREAK` does where a block begins."""

_PARTS = re.compile(f"([{_BREAK}{_CELL}])")


def _follows_cell(run: str) -> bool:
    """Tell whether tags lead from one cell of a row to the next."""
    names = [name for _, _, name, _ in _TAG.findall(run)]
    return "tr" not in names and not {"td", "th"}.isdisjoint(names)


_RUN = re.compile(r"(<[^>]*+>(?:[ \t\n\r]*+<[^>]*+>)*+[ \t\n\r]*+)")
"""Tags with nothing but space between and behind them."""

_TAG = re.compile(r"([ \t\n\r]?)[ \t\n\r]*<(/?)([^\s/>]*)[^>]*?(/?)>")


@lru_cache(maxsize=50_000)
def _edge(run: str) -> str:
    """Return a new block where a tag makes one, else a space where one stands or a tag makes one.

    A number stands on the line of what it is the number of, whatever elements begin between them. The cells of a row
    stand on one line, with or without a paragraph in each.
    """
    edges = set() if run[-1] == ">" else {" "}
    numbered = False
    tags = _TAG.findall(run)
    between_cells = any(name in _CELLS for _, _, name, _ in tags)
    for space, closes, name, is_empty in tags:
        edge = " " if between_cells and name == "p" else _EDGES.get(name, " ")
        opens = not closes and not is_empty
        edges |= {" " if numbered and opens else edge, space and " "}
        numbered = (numbered and opens) or bool(closes and name == "num")
    return _BREAK if _BREAK in edges else " " if " " in edges else ""


def _text_of(xml: str) -> str:
    """Return the text of plain XML on one line."""
    return " ".join(blocks_of(xml))


def _resolved(text: str) -> str:
    """Return text with what `&` names in its place."""
    return _REFERENCE.sub(_meant, text) if "&" in text else text


def _meant(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED.get(name, reference[0])
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
