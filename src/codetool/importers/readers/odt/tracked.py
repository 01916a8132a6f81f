"""Tracked changes: one side of them is taken, and the text then reads as if nothing had been tracked."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from codetool.importers.readers.odt.names import PARAGRAPHS, Node, below, child, name_of, value
from codetool.importers.reading import Tracked


def settle(body: Node, side: Tracked) -> None:
    """Take one side of all tracked changes in a text, and change the text accordingly.

    What was deleted is kept apart from the text, what was inserted stands in it: to accept all, nothing is moved.
    """
    regions = [region for holder in below(body, "text:tracked-changes") for region in holder]
    for holder in list(below(body, "text:tracked-changes")):
        drop(holder)
    if side is Tracked.REJECT:
        kept = {value(one, "text:id", "xml:id"): one for one in regions if name_of(one) == "text:changed-region"}
        _restore(body, dict(kept))
        inserted = {ident for ident, one in kept.items() if child(one, "text:insertion") is not None}
        _cut(body, inserted)


def drop(node: Node) -> None:
    """Take an element out of its part, and leave the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    _add_text(parent, node.getprevious(), node.tail)
    parent.remove(node)


def _add_text(parent: Node, before: Node | None, text: str | None) -> None:
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text


def _restore(body: Node, regions: dict[str, Node]) -> None:
    """Put back what was deleted, unless it was inserted before that."""
    for place in list(below(body, "text:change")):
        region = regions.pop(value(place, "text:change-id"), None)
        deleted = child(region, "text:deletion")
        if region is None or deleted is None or child(region, "text:insertion") is not None:
            continue
        blocks = [deepcopy(one) for one in deleted if name_of(one) not in ("office:change-info", "")]
        for one in blocks:
            one.tail = None
        host = next((one for one in place.iterancestors() if name_of(one) in PARAGRAPHS), None)
        if host is None:
            for one in blocks:
                place.addprevious(one)
        elif blocks:
            _put_back(host, place, blocks)


def _put_back(rest: Node, place: Node, blocks: Sequence[Node]) -> None:
    """Put paragraphs where they were deleted: the first goes on with what stands before, the last with what follows."""
    first, last = blocks[0], blocks[-1]
    if len(blocks) == 1 and name_of(first) in PARAGRAPHS:
        _pour(first, place)
        return
    host = _split(rest, place)
    bare = not _has_text(host)
    for one in blocks:
        rest.addprevious(one)
    if name_of(first) in PARAGRAPHS:
        if bare:
            # It has no words, but changes may end in it.
            _prepend(first, host)
            drop(host)
        else:
            _append(host, first)
            drop(first)
    if name_of(last) in PARAGRAPHS and last is not first:
        if bare:
            # Whole paragraphs were deleted before this one, which keeps its form.
            _prepend(rest, last)
            drop(last)
        else:
            _append(last, rest)
            drop(rest)


def _pour(source: Node, place: Node) -> None:
    """Put what a paragraph holds before a place in a line."""
    parent = place.getparent()
    if parent is None:
        return
    _add_text(parent, place.getprevious(), source.text)
    for one in list(source):
        place.addprevious(one)


def _split(host: Node, place: Node) -> Node:
    """Part a paragraph at a place in it; return its first part, which stands before it.

    What follows the place stays where it is: other changes may have their places there.
    """
    node, before = place, None
    while node is not host and (parent := node.getparent()) is not None:
        part = parent.makeelement(parent.tag, parent.attrib)
        part.text, parent.text = parent.text, None
        for one in parent[: parent.index(node)]:
            part.append(one)
        if before is not None:
            part.append(before)
        node, before = parent, part
    if before is None:
        return host
    host.addprevious(before)
    return before


def _append(paragraph: Node, more: Node) -> None:
    _add_text(paragraph, paragraph[-1] if len(paragraph) else None, more.text)
    for one in list(more):
        paragraph.append(one)


def _prepend(paragraph: Node, before: Node) -> None:
    held, text = list(before), before.text or ""
    if held:
        held[-1].tail = (held[-1].tail or "") + (paragraph.text or "")
        paragraph.text = text
        paragraph[:0] = held
    else:
        paragraph.text = text + (paragraph.text or "")


def _has_text(node: Node) -> bool:
    return bool("".join(node.itertext()).strip())


@dataclass(slots=True, kw_only=True)
class _Cut:
    """What stands between the beginnings and ends of changes that are left out."""

    inserted: set[str]
    open: set[str] = field(default_factory=set)
    times: int = 0
    begun: dict[Node, int] = field(default_factory=dict)
    gone: list[Node] = field(default_factory=list)
    torn: Node | None = None
    joints: list[tuple[Node, Node]] = field(default_factory=list)

    def begin(self, node: Node) -> None:
        """Take note of where an element begins, and empty it up to its first element."""
        if self.open:
            self.begun[node] = self.times
            node.text = None

    def end(self, node: Node) -> None:
        """Decide on an element, and on the text that follows it."""
        name, ident = name_of(node), value(node, "text:change-id")
        if name == "text:change-start" and ident in self.inserted:
            self.open.add(ident)
        elif name == "text:change-end" and ident in self.open:
            self.open.discard(ident)
            self.times += not self.open
        elif self.open and self.begun.get(node) == self.times:
            self.gone.append(node)
        elif name in PARAGRAPHS:
            self._tear(node)
        if self.open:
            node.tail = None

    def _tear(self, node: Node) -> None:
        """Remember a paragraph whose end is left out, and the one whose beginning is: they become one."""
        if node in self.begun and self.torn is not None:
            self.joints.append((self.torn, node))
            self.torn = None
        if self.open:
            self.torn = node


def _cut(body: Node, inserted: set[str]) -> None:
    # An insertion without its end would take all that follows with it.
    ended = {value(one, "text:change-id") for one in below(body, "text:change-end")}
    cut = _Cut(inserted=inserted & ended)
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            cut.begin(node)
        else:
            cut.end(node)
    for before, after in reversed(cut.joints):
        if _has_text(before):
            _append(before, after)
            drop(after)
        else:
            _prepend(after, before)
            drop(before)
    for node in cut.gone:
        drop(node)
