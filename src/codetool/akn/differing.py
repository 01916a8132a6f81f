"""Where two folded elements differ: the blocks around it, read without the rest of either.

Only where both are laid out as most are do their bytes tell that; others must be read whole.
"""

from rapidfuzz.distance import Postfix, Prefix

from codetool.akn.texts import ONLY_AKN, blocks_of, head_of, inner_xml
from codetool.model.markup import Folded


def differing_blocks(old: Folded, new: Folded) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the blocks of two elements between which all that differs stands, their own numbers left out.

    What stands before these blocks, and behind them, is the same. None where only reading both whole can tell: where
    footnotes or cells stand in them, or they are not laid out as most are.

    >>> scope = (("", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"),)
    >>> old, new = (
    ...     Folded(name="article", xml=b"<article><p>Un.</p><p>%s.</p></article>" % word, scope=scope)
    ...     for word in (b"Deux", b"Trois")
    ... )
    >>> differing_blocks(old, new)
    (('Un.', 'Deux.'), ('Un.', 'Trois.'))
    """
    mine, yours = inner_xml(old), inner_xml(new)
    if not (_begins_with_num(old) and _begins_with_num(new)) or _is_mixed(mine):
        return None
    start = Prefix.similarity(mine, yours)
    end = min(Postfix.similarity(mine, yours), len(mine) - start, len(yours) - start)
    first = start
    while first and start - first < _LOOKED_BACK:
        first = _block_start(mine, max(first - len(_BLOCK_END), 0))
    before, after = (xml[first : _block_end(xml, len(xml) - end)] for xml in (mine, yours))
    if not (_is_in_order(before) and _is_in_order(after)):
        return None
    return blocks_of(before.decode()), blocks_of(after.decode())


_BLOCK_END = b"</p>"
"""Behind it, whatever comes begins a block."""

_LOOKED_BACK = 200
"""Bytes before a difference that are kept: words there may say what a number that changed is the number of."""


def are_laid_out_plainly(old: Folded, new: Folded, inside: bytes) -> bool:
    """Tell whether the blocks of two elements, `inside` one of them, stand in the order in which they are read."""
    return _begins_with_num(old) and _begins_with_num(new) and not _is_mixed(inside) and _is_in_order(inside)


def _begins_with_num(node: Folded) -> bool:
    """Tell whether the number of an element is the first thing in it, if it can have one."""
    return node.scope == ONLY_AKN and (b"<num" in node.xml[: head_of(node)] or b"<num" not in node.xml)


def _is_mixed(xml: bytes) -> bool:
    """Tell whether what is not in order may begin in one block and end in another one."""
    return b"!" in xml or b"?" in xml or b"xmlns" in xml or b"<authorialNote" in xml


def _is_in_order(xml: bytes) -> bool:
    """Tell whether blocks stand in XML as they are read: what is in a table or a note does not."""
    cells = b"<t" in xml and (b"<td" in xml or b"<th>" in xml or b"<th " in xml)
    return not cells and b"<authorialNote" not in xml and xml.count(b"<") == xml.count(b">")


def _block_start(xml: bytes, at: int) -> int:
    ended = xml.rfind(_BLOCK_END, 0, at)
    return ended + len(_BLOCK_END) if ended >= 0 else 0


def _block_end(xml: bytes, at: int) -> int:
    ended = xml.find(_BLOCK_END, at)
    return ended + len(_BLOCK_END) if ended >= 0 else len(xml)
