"""The text as LibreOffice shows it: changes settled, repeated cells written out."""

from copy import deepcopy

from codetool.errors import SourceError
from codetool.importers.readers.odt.names import Node, below, key, whole
from codetool.importers.readers.odt.tracked import settle
from codetool.importers.reading import Tracked

_COPIED = 20_000
"""Elements in the copies of repeated cells and rows at most; LibreOffice's texts repeat no cells with words."""
_REPEATED = (
    ("table:table-cell", "table:number-columns-repeated"),
    ("table:table-row", "table:number-rows-repeated"),
)


def prepare(body: Node, side: Tracked, place: str = "") -> None:
    """Change a text into what is shown of it on one side of its tracked changes.

    Raises SourceError where a table says that its cells are repeated without end.
    """
    settle(body, side)
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
