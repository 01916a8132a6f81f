"""Blocks to elements: divisions nest by rank, articles hold paragraphs, alinéas, lists and points."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from codetool.importers.blocks import Block, BlockKind
from codetool.model.markup import Attributes, Element, Node

_ALINEA = {"article": "paragraph", "paragraph": "subparagraph"}
"""The element of an alinéa in each container; in a point it is `alinea`."""


def element(name: str, /, *children: Node, line: int = 0, **attributes: str) -> Element:
    """Return an element; attributes stand in the order given, empty ones are left out, and `as_` is written `as`.

    >>> element("p", "Texte", line=3).children
    ('Texte',)
    """
    pairs: Attributes = tuple((key.rstrip("_"), value) for key, value in attributes.items() if value)
    return Element(name=name, attributes=pairs, children=children, line=line)


def build_body(blocks: Sequence[Block]) -> Element:
    """Return the `body` of a text, without ids.

    >>> head = Block(kind=BlockKind.ARTICLE, line=1, num="1.1")
    >>> text = Block(kind=BlockKind.TEXT, line=1, text="Le code lie.")
    >>> [child.name for child in build_body([head, text]).child("article").elements()]
    ['num', 'content']
    """
    root = _Open(name="body", rank=-1)
    stack = [root]
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = _end_of(blocks, at + 1)
        inside = blocks[at + 1 : end]
        if block.kind is BlockKind.DIVISION:
            while stack[-1].rank >= block.rank:
                _shut(stack)
            stack.append(_Open(name=block.element, rank=block.rank, head=block, texts=inside))
        elif block.kind is BlockKind.ARTICLE:
            stack[-1].children.append(_article(block, inside))
        else:
            # Text before any head is the cover's, so this is only reached by an empty one.
            end = at + 1
        at = end
    while len(stack) > 1:
        _shut(stack)
    return element("body", *root.children)


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
    texts = [_p(block.text, block.line) for block in done.texts]
    first = done.texts[0].line if done.texts else 0
    if done.children:
        inside = [element("intro", *texts, line=first)] if texts else []
        inside += done.children
    else:
        inside = [element("content", *(texts or [element("p")]), line=first)]
    line = done.head.line if done.head else 0
    stack[-1].children.append(element(done.name, *_head(done.head), *inside, line=line))


def _head(block: Block | None) -> list[Element]:
    if block is None:
        return []
    head = [element("num", block.num, line=block.line)]
    return [*head, element("heading", block.heading, line=block.line)] if block.heading else head


def _end_of(blocks: Sequence[Block], at: int) -> int:
    while at < len(blocks) and blocks[at].kind not in (BlockKind.DIVISION, BlockKind.ARTICLE):
        at += 1
    return at


def _article(head: Block, inside: Sequence[Block]) -> Element:
    starts = [at for at, block in enumerate(inside) if block.kind is BlockKind.PARAGRAPH]
    if not starts:
        return element("article", *_head(head), *_flow(inside, 0, "article"), line=head.line)
    lead = _before_paragraphs(inside[: starts[0]])
    paragraphs = [
        element("paragraph", *_head(inside[at]), *_flow(inside[at + 1 : end], 0, "paragraph"), line=inside[at].line)
        for at, end in zip(starts, [*starts[1:], len(inside)], strict=True)
    ]
    return element("article", *_head(head), *lead, *paragraphs, line=head.line)


def _before_paragraphs(blocks: Sequence[Block]) -> list[Element]:
    """Return what stands between an article's number and its first §: an intro, or paragraphs where it holds a list."""
    if not blocks:
        return []
    if all(block.kind is BlockKind.TEXT for block in blocks):
        return [element("intro", *(_p(block.text, block.line) for block in blocks), line=blocks[0].line)]
    return [element("paragraph", *_alinea(group, 0), line=group[0].line) for group in _alineas(blocks, 0)]


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
    for block in blocks:
        if not groups or (block.kind is BlockKind.TEXT and block.depth == depth):
            groups.append([])
        groups[-1].append(block)
    return groups


def _alinea(group: Sequence[Block], depth: int) -> list[Element]:
    has_text = group[0].kind is BlockKind.TEXT
    text, points = (group[:1], group[1:]) if has_text else ([], group)
    if not points:
        return [element("content", *(_p(block.text, block.line) for block in text), line=group[0].line)]
    intro = [element("intro", *(_p(block.text, block.line) for block in text), line=group[0].line)] if text else []
    starts = [at for at, block in enumerate(points) if block.kind is BlockKind.POINT and block.depth == depth]
    listed = [
        element("point", *_head(points[at]), *_flow(points[at + 1 : end], depth + 1, "point"), line=points[at].line)
        for at, end in zip(starts, [*starts[1:], len(points)], strict=True)
    ]
    return [element("list", *intro, *listed, line=group[0].line)]


def _p(text: str, line: int) -> Element:
    return element("p", text, line=line)
