"""The text as LibreOffice shows it: changes settled, repeated cells written out."""

from copy import deepcopy

from codetool.importers.readers.odt.names import Node, below, whole
from codetool.importers.readers.odt.names import key as name_key
from codetool.importers.readers.odt.tracked import settle
from codetool.importers.reading import Tracked

_COPIES = 1000
"""Copies of rows and cells with words that we make in one text; LibreOffice's texts make none."""


def prepare(body: Node, side: Tracked) -> None:
    """Change a text into what is shown of it on one side of its tracked changes."""
    settle(body, side)
    left = _COPIES
    for kind, name in (
        ("table:table-cell", "table:number-columns-repeated"),
        ("table:table-row", "table:number-rows-repeated"),
    ):
        for node in list(below(body, kind)):
            if name_key(name) not in node.attrib:
                continue
            copies = min(max(0, whole(node, name) - 1), left)
            del node.attrib[name_key(name)]
            if "".join(node.itertext()).strip():
                left -= copies
                for _ in range(copies):
                    node.addnext(deepcopy(node))
