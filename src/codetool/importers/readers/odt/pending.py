"""Counts the tracked changes of a text, before one side of them is taken."""

from codetool.importers.readers.odt.names import PARAGRAPHS, Node, below, child, name_of, value
from codetool.importers.readers.pending import Pending

_PLACES = frozenset({"text:change", "text:change-start"})


def pending_in(body: Node) -> Pending:
    """Return how many changes are tracked in a text; where text was moved, the format tells two changes."""
    regions = {value(one, "text:id", "xml:id"): one for one in below(body, "text:changed-region")}
    met = Pending()
    open_ones: set[str] = set()
    number = 0
    for node in (one for one in body.iter() if not _is_kept(one)):
        name, ident = name_of(node), value(node, "text:change-id")
        if name in PARAGRAPHS:
            number += 1
            met.ends += bool(open_ones)
        elif name == "text:change-end":
            open_ones.discard(ident)
        elif name in _PLACES and (region := regions.pop(ident, None)) is not None:
            inserted, deleted = child(region, "text:insertion"), child(region, "text:deletion")
            met.insertions += inserted is not None
            met.deletions += deleted is not None
            met.ends += _ends(deleted)
            if inserted is not None and name == "text:change-start":
                open_ones.add(ident)
            if inserted is not None or deleted is not None:
                met.line = met.line or max(number, 1)
    return met


def _is_kept(node: Node) -> bool:
    """Tell whether an element stands among what was deleted, and not in the text."""
    return any(name_of(one) == "text:tracked-changes" for one in node.iterancestors())


def _ends(deleted: Node | None) -> int:
    blocks = [one for one in deleted if name_of(one) in PARAGRAPHS] if deleted is not None else []
    return max(len(blocks) - 1, 0)
