"""The text as LibreOffice shows it: changes settled, repeated cells written out, strayed paragraphs put in a place."""

from copy import deepcopy

from codetool.errors import SourceError
from codetool.importers.readers.odt.names import PARAGRAPHS, Node, below, key, name_of, whole
from codetool.importers.readers.odt.tables import ROWS
from codetool.importers.readers.odt.tracked import drop, settle
from codetool.importers.reading import Tracked

_COPIED = 20_000
"""Elements in the copies of repeated cells and rows at most; LibreOffice's texts repeat no cells with words."""
_REPEATED = (
    ("table:table-cell", "table:number-columns-repeated"),
    ("table:table-row", "table:number-rows-repeated"),
)

_NOTE = ("text:note-body", "text:note")
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def prepare(body: Node, side: Tracked, place: str = "") -> None:
    """Change a text into what is shown of it on one side of its tracked changes.

    Raises SourceError where a table says that its cells are repeated without end.
    """
    settle(body, side)
    _place_strays(body)
    left = _COPIED
    for kind, name in _REPEATED:
        for node in [one for one in below(body, kind) if key(name) in one.attrib]:
            copies = max(0, whole(node, name) - 1)
            del node.attrib[key(name)]
            if "".join(node.itertext()).strip():
                left -= copies * sum(1 for _ in node.iter())
                _copy(node, copies if left >= 0 else -1, place)


def _copy(node: Node, copies: int, place: str) -> None:
    if copies < 0:
        raise SourceError(
            "a table repeats its cells without end", "Open it in LibreOffice and save it again.", place=place
        )
    for _ in range(copies):
        node.addnext(deepcopy(node))


def _place_strays(body: Node) -> None:
    """Put paragraphs that stand in another one, or in a table and in none of its cells, after that.

    No program should write such a file; where one did, each of its words is still read once, in its order.
    """
    last: dict[Node, Node] = {}
    for block in list(below(body, "text:p", "text:h", "text:list", "table:table")):
        holder = _wrong_holder(block)
        if holder is not None and holder is not body:
            drop(block)
            block.tail = None
            last.get(holder, holder).addnext(block)
            last[holder] = block


def _wrong_holder(block: Node) -> Node | None:
    """Return the paragraph or the table around a block that cannot hold it."""
    inside = ""
    for one in block.iterancestors():
        name = name_of(one)
        if name in PARAGRAPHS:
            return one
        if name == "table:table":
            return None if inside == "table:table-row" else one
        if name.startswith("draw:") or name == "office:annotation" or (inside, name) == _NOTE:
            return None
        if name == "table:table-row" and inside not in _CELLS:
            inside = ""
        elif name not in ROWS:
            inside = name
    return None
