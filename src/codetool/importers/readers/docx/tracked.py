"""Tracked changes: one side of them is taken, and the text then reads as if nothing had been tracked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from codetool.importers.readers.docx.names import Node, below, child, name_of
from codetool.importers.reading import Tracked

ORDINAL = "ordinal"
"""The attribute, of our own, that keeps the number of a paragraph."""
_OLD = frozenset({"w:del", "w:moveFrom"})
_NEW = frozenset({"w:ins", "w:moveTo"})
_ASIDE = frozenset(
    {
        "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr", "w:permStart",
        "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd", "",
    }
)  # fmt: skip
"""What may stand between two paragraphs that a change joins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The side that is read: which changes go, which stay, and what the marks of rows and cells are called."""

    gone: frozenset[str]
    kept: frozenset[str]
    gone_cell: str
    restores: bool

    @classmethod
    def of(cls, tracked: Tracked) -> Self:
        """Return the side that accepts or rejects all changes."""
        if tracked is Tracked.ACCEPT:
            return cls(gone=_OLD, kept=_NEW, gone_cell="w:cellDel", restores=False)
        return cls(gone=_NEW, kept=_OLD, gone_cell="w:cellIns", restores=True)

    def drops(self, node: Node) -> bool:
        """Tell whether a change, a row or a cell is not on this side."""
        match name_of(node):
            case "w:tr":
                return self._marked(child(node, "w:trPr"))
            case "w:tc":
                return child(node, "w:tcPr", self.gone_cell) is not None
            case name:
                return name in self.gone and len(node) > 0

    def drops_within(self, node: Node) -> bool:
        """Tell whether something around an element is not on this side."""
        return any(self.drops(one) for one in node.iterancestors())

    def next_joined(self, paragraph: Node) -> Node | None:
        """Return the paragraph that this one becomes one with, because its end is not on this side."""
        if not self._marked(child(paragraph, "w:pPr", "w:rPr")):
            return None
        follower = next((one for one in paragraph.itersiblings() if name_of(one) not in _ASIDE), None)
        return follower if follower is not None and name_of(follower) == "w:p" else None

    def _marked(self, properties: Node | None) -> bool:
        return any(name_of(one) in self.gone for one in (properties if properties is not None else ()))


def settle(root: Node, side: Side) -> None:
    """Take one side of all tracked changes in a part, and change the part accordingly."""
    for node in [one for one in below(root, "w:tr", "w:tc", *side.gone) if side.drops(one)]:
        remove(node)
    for table in [one for one in below(root, "w:tbl") if next(below(one, "w:tr"), None) is None]:
        remove(table)
    for node in [one for one in below(root, *side.kept) if len(one) > 0]:
        unwrap(node)
    _join_paragraphs(root, side)
    if side.restores:
        _restore(root)


def remove(node: Node) -> None:
    """Take an element out of its part."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def unwrap(node: Node) -> None:
    """Put what an element holds into its place."""
    for one in list(node):
        node.addprevious(one)
    remove(node)


def _join_paragraphs(root: Node, side: Side) -> None:
    # From the end to the beginning, so that what is moved is moved once.
    for paragraph in reversed(list(below(root, "w:p"))):
        follower = side.next_joined(paragraph)
        if follower is not None:
            _move_content(paragraph, follower)
            follower.set(ORDINAL, paragraph.get(ORDINAL, ""))
            remove(paragraph)


def _move_content(paragraph: Node, follower: Node) -> None:
    # The end of a paragraph keeps its form: that of the follower stays.
    first = next((at for at, one in enumerate(follower) if name_of(one) != "w:pPr"), len(follower))
    content = [one for one in paragraph if name_of(one) != "w:pPr"]
    follower[first:first] = content


def _restore(root: Node) -> None:
    """Give paragraphs and runs the form that they had before it was changed."""
    for change in list(below(root, "w:pPrChange", "w:rPrChange")):
        properties, parent = change.getparent(), change.getparent()
        if properties is None or parent is None:
            continue
        former = child(change, "w:pPr" if name_of(change) == "w:pPrChange" else "w:rPr")
        for one in list(properties):
            if name_of(one) not in ("w:rPr", "w:sectPr"):
                properties.remove(one)
        for one in list(former if former is not None else ()):
            properties.append(one)
    for number in [one for one in below(root, "w:numPr") if child(one, "w:ins") is not None]:
        remove(number)


def paragraphs(root: Node) -> Iterator[Node]:
    """Yield the paragraphs of a part, in its order."""
    return below(root, "w:p")
