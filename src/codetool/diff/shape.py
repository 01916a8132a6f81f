"""The markup of a provision apart from its words: whether a reference, an emphasis or a list came or went."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from codetool.akn.read import unfold
from codetool.diff.units import Unit
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import fold_space

_IDENTITY = frozenset({"eId", "wId", "GUID"})
"""Attributes that say who an element is, not what: they follow numbers and tools."""


def same_markup(old: Unit, new: Unit, became: Mapping[str, str]) -> bool:
    """Tell whether two units have the same elements and attributes around the same words.

    `became` maps eIds of the old text to those of the new one: a reference that follows its target is no change. White
    space, comments, the order of attributes, prefixes and ids are none either.
    """
    if getattr(old.element, "xml", b"") and old.element == new.element:
        return True
    ours = _shape(old.opened, old.rows, became)
    theirs = _shape(new.opened, new.rows, {})
    return list(ours) == list(theirs)


_Token = tuple[str, ...]


def _shape(element: Element, rows: frozenset[int], became: Mapping[str, str]) -> Iterator[_Token]:
    yield ("begin", element.name, *compared_attributes(element, became))
    yield from _joined(token for child in own_children(element) for token in _tokens(child, rows, became))


def own_children(element: Element) -> Iterator[Node]:
    """Yield what stands in the element of a unit, its number left out: that is told apart."""
    return (child for child in element.children if not (isinstance(child, Element) and child.name == "num"))


def _joined(tokens: Iterator[_Token]) -> Iterator[_Token]:
    """Yield tokens, texts that only a comment parts as one, and none for space."""
    for is_text, run in groupby(tokens, key=lambda token: token[0] == "text"):
        if not is_text:
            yield from run
        elif text := fold_space("".join(token[1] for token in run)):
            yield ("text", text)


def _tokens(node: Node, rows: frozenset[int], became: Mapping[str, str]) -> Iterator[_Token]:
    if isinstance(node, str):
        yield ("text", node)
    elif isinstance(node, Element | Folded) and id(node) not in rows:
        # Only what is folded: opening more would make new elements, and rows are known by their identity.
        opened = unfold(node) if isinstance(node, Folded) else node
        yield ("begin", opened.name, *compared_attributes(opened, became))
        for child in opened.children:
            yield from _tokens(child, rows, became)
        yield ("end", opened.name)


def compared_attributes(element: Element, became: Mapping[str, str]) -> Iterator[str]:
    """Yield the attributes that are compared, each as one string, where a reference leads as the new text says it."""
    for key, value in sorted(element.attributes):
        if key not in _IDENTITY:
            target = value.removeprefix("#")
            yield f"{key}=#{became.get(target, target)}" if value.startswith("#") else f"{key}={value}"
