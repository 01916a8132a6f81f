"""Blocks to elements: divisions nest by rank, articles hold paragraphs, alinéas, lists and points."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from codetool.importers.blocks import LISTS, Block, BlockKind
from codetool.importers.lines import Cell, Line, Mark, Table
from codetool.importers.rich import rich_nodes
from codetool.model.markup import Attributes, Element, Node

_ALINEA = {"article": "paragraph", "paragraph": "subparagraph"}
"""The element of an alinéa in each container; in a point it is `alinea`."""
_HEADS = frozenset({BlockKind.DIVISION, BlockKind.ARTICLE})
_RUNNING = frozenset({BlockKind.TEXT, BlockKind.TABLE})


def element(name: str, /, *children: Node, line: int = 0, **attributes: str) -> Element:
    """Return an element; attributes stand in the order given, empty ones are left out, and `as_` is written `as`.

    >>> element("p", "Texte", line=3).children
    ('Texte',)
    """
    pairs: Attributes = tuple((key.rstrip("_"), value) for key, value in attributes.items() if value)
    return Element(name=name, attributes=pairs, children=children, line=line)


def rich_element(name: str, /, text: str, marks: Sequence[Mark] = (), line: int = 0) -> Element:
    """Return an element with a text in it, its marks as inline markup.

    >>> rich_element("p", "Texte").children
    ('Texte',)
    """
    return element(name, *(rich_nodes(text, marks) if marks else (text,)), line=line)


def line_elements(lines: Sequence[Line]) -> list[Element]:
    """Return a `p` for each line, and a `table` for each table.

    >>> [one.name for one in line_elements([Line(text="Un", number=1)])]
    ['p']
    """
    return [
        build_table(line.table, line.number) if line.table else rich_element("p", line.text, line.marks, line.number)
        for line in lines
    ]


def build_table(table: Table, line: int = 0) -> Element:
    """Return the `table` of a table, with a `p` for each paragraph in its cells.

    >>> cell = Cell(lines=(Line(text="Un", number=1),), columns=2)
    >>> [(one.name, one.attributes) for one in build_table(Table(rows=((cell,),))).descendants()]
    [('table', ()), ('tr', ()), ('td', (('colspan', '2'),)), ('p', ())]
    """
    return element("table", *(element("tr", *map(_cell, row), line=line) for row in table.rows if row), line=line)


def _cell(cell: Cell) -> Element:
    spans = {name: str(count) for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1}
    inside = line_elements(cell.lines) or [element("p")]
    return element("th" if cell.heading else "td", *inside, line=inside[0].line, **spans)


def build_body(blocks: Sequence[Block], name: str = "body") -> Element:
    """Return the `body` of a text, or the `mainBody` of an annex, without ids.

    >>> head = Block(kind=BlockKind.ARTICLE, line=1, num="1.1")
    >>> text = Block(kind=BlockKind.TEXT, line=1, text="Le code lie.")
    >>> [child.name for child in build_body([head, text]).child("article").elements()]
    ['num', 'content']
    """
    first = _end_of(blocks, 0)
    root = _Open(name=name, rank=-1, children=_before_heads(blocks[:first]))
    stack = [root]
    at = first
    while at < len(blocks):
        block = blocks[at]
        end = _end_of(blocks, at + 1)
        inside = blocks[at + 1 : end]
        if block.kind is BlockKind.DIVISION:
            while stack[-1].rank >= block.rank:
                _shut(stack)
            stack.append(_Open(name=block.element, rank=block.rank, head=block, texts=inside))
        else:
            stack[-1].children.append(_article(block, inside))
        at = end
    while len(stack) > 1:
        _shut(stack)
    return element(name, *(root.children or [element("p")]))


@dataclass(slots=True, kw_only=True)
class _Open:
    """A division that is being filled."""

    name: str
    rank: int
    head: Block | None = None
    texts: Sequence[Block] = ()
    children: list[Element] = field(default_factory=list)


def _shut(stack: list[_Open]) -> None:
    done = stack.pop()
    line = done.head.line if done.head else 0
    inside = [*_before_articles(done.texts), *done.children] if done.children else _content(done.texts)
    stack[-1].children.append(element(done.name, *_head(done.head), *inside, line=line))


def _intro(blocks: Sequence[Block]) -> list[Element]:
    """Return what stands before the first article of a division, or the first § of an article.

    That is an intro, or alinéas where it holds a list.
    """
    if not blocks:
        return []
    if all(block.kind in _RUNNING for block in blocks):
        return [element("intro", *_running(blocks), line=blocks[0].line)]
    return [element("paragraph", *_alinea(group, 0), line=group[0].line) for group in _alineas(blocks, 0)]


def _content(blocks: Sequence[Block]) -> list[Element]:
    """Return what a division without articles holds."""
    if all(block.kind in _RUNNING for block in blocks):
        inside = _running(blocks) or [element("p")]
        return [element("content", *inside, line=blocks[0].line if blocks else 0)]
    return _before_articles(blocks) if _first_paragraph(blocks) < len(blocks) else _flow(blocks, 0, "article")


def _before_articles(blocks: Sequence[Block]) -> list[Element]:
    first = _first_paragraph(blocks)
    return [*_intro(blocks[:first]), *_paragraphs(blocks[first:])]


def _before_heads(blocks: Sequence[Block]) -> list[Element]:
    """Return the text of an annex before its first head: plain paragraphs and lists."""
    first = _first_paragraph(blocks)
    found: list[Element] = []
    for group in _alineas(blocks[:first], 0):
        for one in _alinea(group, 0):
            inside = one.children if one.name == "content" else (one,)
            found += [child for child in inside if isinstance(child, Element)]
    return [*found, *_paragraphs(blocks[first:])]


def _head(block: Block | None) -> list[Element]:
    if block is None:
        return []
    head = [element("num", block.num, line=block.line)] if block.num else []
    return [*head, rich_element("heading", block.heading, block.heading_marks, block.line)] if block.heading else head


def _end_of(blocks: Sequence[Block], at: int) -> int:
    while at < len(blocks) and blocks[at].kind not in _HEADS:
        at += 1
    return at


def _article(head: Block, inside: Sequence[Block]) -> Element:
    if _first_paragraph(inside) == len(inside):
        return element("article", *_head(head), *_flow(inside, 0, "article"), line=head.line)
    return element("article", *_head(head), *_before_articles(inside), line=head.line)


def _first_paragraph(blocks: Sequence[Block]) -> int:
    return next((at for at, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), len(blocks))


def _paragraphs(blocks: Sequence[Block]) -> list[Element]:
    starts = [at for at, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    return [
        element("paragraph", *_head(blocks[at]), *_flow(blocks[at + 1 : end], 0, "paragraph"), line=blocks[at].line)
        for at, end in pairwise([*starts, len(blocks)])
    ]


def _flow(blocks: Sequence[Block], depth: int, container: str) -> list[Element]:
    """Return the content of an article, a paragraph or a point: alinéas, each with its list if it has one."""
    groups = _alineas(blocks, depth)
    if not groups:
        return [element("content", element("p"))]
    if len(groups) == 1:
        return _alinea(groups[0], depth)
    name = _ALINEA.get(container, "alinea")
    return [element(name, *_alinea(group, depth), line=group[0].line) for group in groups]


def _alineas(blocks: Sequence[Block], depth: int) -> list[list[Block]]:
    groups: list[list[Block]] = []
    seen = set[tuple[BlockKind, int]]()
    for block in blocks:
        if not groups or (block.depth == depth and _begins_alinea(block, seen)):
            groups.append([])
            seen = set()
        groups[-1].append(block)
        seen.add((block.kind, block.depth))
    return groups


def _begins_alinea(block: Block, seen: Container[tuple[BlockKind | None, int]]) -> bool:
    """Tell whether the block begins an alinéa: a text does, a table after a list, a point after a list's end."""
    before = {BlockKind.TABLE: BlockKind.POINT, BlockKind.POINT: BlockKind.WRAP_UP}.get(block.kind)
    return (block.kind is BlockKind.TEXT and not block.more) or (before, block.depth) in seen


def _alinea(group: Sequence[Block], depth: int) -> list[Element]:
    first = next((at for at, block in enumerate(group) if block.kind is BlockKind.POINT), len(group))
    text, points = group[:first], group[first:]
    if not points or points[0].element in LISTS:
        return [element("content", *_running(text), *_items(points, depth), line=group[0].line)]
    last = next((at for at, block in enumerate(points) if _closes(block, depth)), len(points))
    starts = [at for at in range(last) if points[at].kind is BlockKind.POINT and points[at].depth == depth]
    listed = [
        element("point", *_head(points[at]), *_flow(points[at + 1 : end], depth + 1, "point"), line=points[at].line)
        for at, end in pairwise([*starts, last])
    ]
    around = [
        element(name, *_running(blocks), line=blocks[0].line) if blocks else None
        for name, blocks in (("intro", text), ("wrapUp", points[last:]))
    ]
    children = [one for one in (around[0], *listed, around[1]) if one]
    return [element("list", *children, line=group[0].line)]


def _items(points: Sequence[Block], depth: int) -> list[Element]:
    """Return the list, if there is one, whose items have no numbers, and the lists in its items."""
    starts = [at for at, block in enumerate(points) if block.kind is BlockKind.POINT and block.depth == depth]
    items = [
        element("li", *_item(points[at + 1 : end], depth + 1), line=points[at].line)
        for at, end in pairwise([*starts, len(points)])
    ]
    return [element(points[0].element, *items, line=points[0].line)] if items else []


def _item(blocks: Sequence[Block], depth: int) -> list[Element]:
    first = next((at for at, block in enumerate(blocks) if block.kind is BlockKind.POINT), len(blocks))
    return [*_running(blocks[:first]), *_items(blocks[first:], depth)] or [element("p")]


def _closes(block: Block, depth: int) -> bool:
    return block.kind is BlockKind.WRAP_UP and block.depth == depth


def _running(blocks: Sequence[Block]) -> list[Element]:
    return [
        build_table(block.table, block.line) if block.table else rich_element("p", block.text, block.marks, block.line)
        for block in blocks
    ]
