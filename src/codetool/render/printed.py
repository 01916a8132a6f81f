"""What is written otherwise for pages than for a screen: notes that stand where they are called, tables with heads."""

from collections.abc import Iterator
from dataclasses import replace

from codetool.akn.read import unfold
from codetool.model.markup import Element, Folded, Node
from codetool.render.writing import Piece, Sheet, write_element, write_inside

BROAD, WIDE, WIDEST = 7, 10, 16
"""Columns from which a table is set smaller, on a page turned round, and as small as can be read."""


def write_foot(note: Element, sheet: Sheet, number: int) -> Piece:
    """Return a note to be set at the foot of the page on which it is called."""
    inside = write_inside(note, replace(sheet, ids=False))
    # An object may hold blocks even where it stands in a paragraph; without data it shows what is in it.
    start = f'<object class="foot" id="note-{number}" data-number="{number}"><div class="note">'
    html = f'{start}<span class="no">{number}.</span> {inside.html.strip()}</div></object>'
    return Piece(html, block=False)


def with_feet(element: Element, waiting: dict[str, Element]) -> Element:
    """Return an element with each note of `waiting` (eId to note) in the place of its first reference.

    A note that has been placed is taken out of `waiting`: later references only name its number.
    """
    if not waiting:
        return element
    children = tuple(_with_foot(child, waiting) for child in element.children)
    same = all(one is other for one, other in zip(children, element.children, strict=True))
    return element if same else replace(element, children=children)


def _with_foot(child: Node, waiting: dict[str, Element]) -> Node:
    if not isinstance(child, Element):
        return child
    eid = child.get("href").removeprefix("#") if child.name == "noteRef" else ""
    if eid not in waiting:
        return with_feet(child, waiting)
    return Element(name="authorialNote", attributes=(("eId", eid),), children=waiting.pop(eid).children)


def width_of(table: Element) -> str:
    """Return the classes of a table that say how many columns have to fit: "broad", "wide", "widest".

    >>> row = Element(name="tr", children=(Element(name="td", attributes=(("colspan", "12"),)),))
    >>> width_of(Element(name="table", children=(row,)))
    'broad wide'
    """
    columns = max((sum(_span(cell, "colspan") for cell in row.elements()) for row in _rows(table)), default=0)
    names = ((BROAD, "broad"), (WIDE, "wide"), (WIDEST, "widest"))
    return " ".join(name for least, name in names if columns >= least)


def write_printed_table(table: Element, sheet: Sheet) -> str:
    """Return what stands in a table, its first rows of heads alone as its head, which each page repeats."""
    before = "".join(write_element(child, sheet).html for child in table.elements() if child.name != "tr")
    rows = list(_rows(table))
    heads = _heads(rows)
    written = [write_element(row, sheet).html for row in rows]
    if heads in (0, len(rows)):
        return before + "".join(written)
    head, rest = "".join(written[:heads]), "".join(written[heads:])
    return f"{before}<thead>\n{head}</thead>\n<tbody>\n{rest}</tbody>\n"


def _rows(table: Element) -> Iterator[Element]:
    for row in table.elements("tr"):
        yield unfold(row)


def _heads(rows: list[Element]) -> int:
    """Return how many rows at the top hold heads alone; none where a head reaches into the rows below them."""
    count = next((at for at, row in enumerate(rows) if any(cell.name != "th" for cell in row.elements())), len(rows))
    reach = [at + _span(cell, "rowspan") for at, row in enumerate(rows[:count]) for cell in row.elements()]
    return count if max(reach, default=0) <= count else 0


def _span(cell: Element | Folded, name: str) -> int:
    span = unfold(cell).get(name)
    return int(span) if span.isdecimal() else 1
