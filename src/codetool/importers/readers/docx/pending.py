"""Counts the tracked changes of a part, before one side of them is taken."""

from codetool.importers.readers.docx.names import Node, below, child, name_of, value
from codetool.importers.readers.docx.styles import Styles, read_layout
from codetool.importers.readers.docx.tracked import ORDINAL
from codetool.importers.readers.pending import Pending

_PROPERTIES = frozenset({"w:rPr", "w:trPr"})


def pending_in(root: Node, styles: Styles) -> Pending:
    """Return how many changes are tracked in a part; stretches side by side are one change."""
    inserted, deleted = _changes(root, "w:ins", "w:cellIns"), _changes(root, "w:del", "w:cellDel")
    ends = [one for one in below(root, "w:ins", "w:del") if _is_end(one)]
    moved, numbered = _moves(root), _renumbered(root, styles)
    every = [*inserted, *deleted, *moved, *ends, *numbered]
    return Pending(
        insertions=len(inserted),
        deletions=len(deleted),
        moves=len(moved),
        ends=len(ends),
        numbers=len(numbered),
        line=min(filter(None, map(_line, every)), default=0),
    )


def _changes(root: Node, name: str, cell: str) -> list[Node]:
    stretches = [one for one in below(root, name) if _begins(one)]
    rows = [one for one in below(root, name) if _parent_name(one) == "w:trPr"]
    return [*stretches, *rows, *below(root, cell)]


def _begins(change: Node) -> bool:
    """Tell whether a change holds something and does not go on with the one before it."""
    before = change.getprevious()
    return len(change) > 0 and (before is None or name_of(before) != name_of(change))


def _is_end(change: Node) -> bool:
    parent = change.getparent()
    return parent is not None and name_of(parent) == "w:rPr" and _parent_name(parent) == "w:pPr"


def _moves(root: Node) -> list[Node]:
    """Return where each move begins: moves have names; without these each stretch that was moved counts."""
    named = {value(one, "name") or "": one for one in reversed(list(below(root, "w:moveFromRangeStart")))}
    if named:
        return list(named.values())
    stretches = ([one for one in below(root, name) if _begins(one)] for name in ("w:moveFrom", "w:moveTo"))
    return max(stretches, key=len)


def _renumbered(root: Node, styles: Styles) -> list[Node]:
    """Return the paragraphs' changes by which an automatic number comes, goes or is another one."""
    put_in = [one for one in below(root, "w:numPr") if child(one, "w:ins") is not None]
    changes = [
        one
        for one in below(root, "w:pPrChange")
        if _number(child(one, "w:pPr"), styles) != _number(one.getparent(), styles)
    ]
    return [*put_in, *(one for one in changes if child(one.getparent(), "w:numPr", "w:ins") is None)]


def _number(properties: Node | None, styles: Styles) -> tuple[str, int]:
    """Return the list and the level that number a paragraph, by itself or by its style."""
    of_style = styles.layout(value(child(properties, "w:pStyle")) or styles.default)
    layout = read_layout(properties).over(of_style)
    number = layout.number or "0"
    return (number, layout.depth or 0) if number != "0" else ("0", 0)


def _parent_name(node: Node) -> str:
    parent = node.getparent()
    return name_of(parent) if parent is not None else ""


def _line(change: Node) -> int:
    around = next((one for one in change.iterancestors() if name_of(one) in ("w:p", "w:tr")), None)
    inside = next(below(around, "w:p"), None) if around is not None else None
    return int(inside.get(ORDINAL, "0")) if inside is not None else 0
