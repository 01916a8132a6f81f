"""The structure of the text, read off the boxes of the pages: one node for each element, however many pages it covers.

WeasyPrint can tag its boxes, but makes a paragraph of each part that a page break leaves, repeats the head of a table,
calls every link by its address and every header a part of the text. Here a part of an element on a later page joins the
part before, and what is set at the foot of a page or in a margin is read where it belongs.
"""

from collections.abc import Sequence
from typing import Any

from codetool.render.pdf.marks import Box, MarkedPage, Marks
from codetool.render.pdf.nodes import Link, Node, Text, facts_of, numbering_of
from codetool.render.pdf.roles import GROUPS, HEADING, IN_LINE, LEFT_OUT, NOTHING, NUM, level_of, role_of

_LOWEST = 6
_AS_WRITTEN = "normal"


class Reader:
    """Reads one drawn page after the other; it knows the node of every element that it has met.

    `root` is the structure so far, of type Document. Running heads are marked as no part of it.
    """

    def __init__(self, language: str) -> None:
        """Start with an empty document in a language (BCP 47)."""
        self.root = Node("Document", language=language)
        self.page = -1
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._levels: list[int] = []
        self._number: Node | None = None  # a hanging number that waits for its paragraph
        self._notes = 0
        self._marks = Marks()

    def read_page(self, page: MarkedPage) -> None:
        """Add what stands on the next page."""
        self.page, self._marks = self.page + 1, page.marks
        for box in page.boxes:
            if type(box).__name__ == "MarginBox":
                self._leave_out(box)
            else:
                self._read(box, self.root, None)

    def finish(self) -> Node:
        """Return the structure of all pages read."""
        self._end_number()
        return self.root

    # --- boxes ---

    def _read(self, box: Box, around: Node, block: object) -> None:
        """Read a box inside a node; `block` is the block whose lines these are."""
        box = getattr(box, "_box", box)  # a placeholder stands for what is positioned
        match type(box).__name__:
            case "TextBox":
                self._add_text(box, around, block)
            case "LineBox":
                self._read_all(box.children, around, block)
            case _:
                self._read_element(box, around, block)

    def _read_all(self, boxes: Sequence[Box], around: Node, block: object) -> None:
        """Read boxes in their order; what the style sheet puts before the others but draws elsewhere is read last."""
        later = [box for box in boxes if _is_moved(box)]
        for box in boxes:
            if box not in later:
                self._read(box, around, block)
        for box in later:
            self._read(box, around, block)

    def _read_element(self, box: Box, around: Node, block: object) -> None:
        key = (box.element, box.element_tag)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._enter(box, around, block)
        elif self._is_repeated(box, node):
            self._leave_out(box)
            return
        if node.role == LEFT_OUT:
            self._leave_out(box)
            return
        if box.link_annotation and node.role == "Link":
            node.kids.append(Link(self.page, box.link_annotation))
        if box in self._marks:
            node.kids.append(Text(self.page, self._marks[box]["mcid"]))
        self._read_all(box.children, node, key if _holds_lines(box) else block)

    def _is_repeated(self, box: Box, node: Node) -> bool:
        """Return whether this is the head of a table that was read on an earlier page."""
        if box.element_tag != "thead" or not getattr(box, "is_header", False):
            return False
        return next((text.page for text in node.texts()), self.page) != self.page

    def _leave_out(self, box: Box) -> None:
        """Mark all that a box draws as no part of the text."""
        box = getattr(box, "_box", box)
        self._marks.leave_out(box)
        for child in box.children:
            self._leave_out(child)

    # --- nodes ---

    def _enter(self, box: Box, around: Node, block: object) -> Node:
        """Return the node that a new box belongs to: its own, or that around it where it only lays out."""
        if box.element is None or box.element_tag in {"html", "body"}:
            return around
        role = role_of(box, around)
        match role:
            case _ if role == NOTHING:
                return around
            case _ if role == LEFT_OUT:
                return Node(LEFT_OUT)
            case _ if role == NUM:
                self._end_number()
                self._number = Node("Span", around, language=around.language)
                return self._number
            case _ if role in IN_LINE and (around.role in GROUPS or around.role == "LI"):
                return self._open(role, self._holder(around, block, role), box)
            case _:
                return self._open(role, around, box)

    def _open(self, role: str, around: Node, box: Box) -> Node:
        """Return a new node in its place, with what its element says of it."""
        if role in GROUPS:
            self._end_number()
        if role == HEADING:
            role = f"{HEADING}{self._level(level_of(box))}"
        node = _place_in(around, role).add(role, box.element_tag)
        language = box.element.attrib.get("lang")
        if language and language != node.language:
            node.language = node.facts["Lang"] = language
        node.facts.update(facts_of(node, box))
        if role == "P" or node.is_heading:
            self._begin_with_number(node)
        if box.element_tag.endswith("::footnote-call"):
            self._add_note(box, around)
        return node

    def _add_note(self, box: Box, around: Node) -> None:
        """Put a note where it is called: it is drawn at the foot of this page, or of the next one."""
        note = self._nodes[box.element, box.element.tag] = around.add("Note", box.element_tag)
        self._notes += 1
        note.facts["ID"] = f"note-{self._notes}"

    def _level(self, asked: int) -> int:
        """Return the level of a heading such that none is skipped: that of its depth among the headings before."""
        while self._levels and self._levels[-1] >= asked:
            self._levels.pop()
        self._levels.append(asked)
        return min(len(self._levels), _LOWEST)

    # --- texts ---

    def _add_text(self, box: Box, around: Node, block: object) -> None:
        """Put a text into a node, into a paragraph of its own where the node holds none."""
        mark = self._marks.get(box)
        if mark is None:
            return
        if box.style["font_variant_caps"] != _AS_WRITTEN:
            # Capitals and small letters are drawn by the same glyphs: only this says which is which.
            self._marks.replace_text(box, box.text)
        if around.role in GROUPS or around.role == "LI":
            around = self._holder(around, block)
        if around.role == "Lbl" and around.parent and around.parent.parent and around.parent.parent.role == "L":
            around.parent.parent.facts.setdefault("ListNumbering", f"/{numbering_of(box.text)}")
        around.kids.append(Text(self.page, mark["mcid"]))

    def _holder(self, around: Node, block: object, role: str = "") -> Node:
        """Return what takes the text of a block: the paragraph that this block began, or a new one."""
        if around.role in {"L", "LI"}:
            return _place_in(around, "P")
        if around.role == "TOCI" and role == "Link":
            return around.add("Reference")
        last = around.last
        if last and last.role == "P" and last.source == block:
            return last
        paragraph = _place_in(around, "P").add("P", block)
        self._begin_with_number(paragraph)
        return paragraph

    def _begin_with_number(self, node: Node) -> None:
        node.take(self._number)
        self._number = None

    def _end_number(self) -> None:
        """Make a paragraph of a number that no paragraph followed."""
        if self._number and self._number.parent:
            self._begin_with_number(_place_in(self._number.parent, "P").add("P"))


def _place_in(around: Node, role: str) -> Node:
    """Return where a node of a type goes in another one: lists have items, and items a label and a body."""
    if around.role == "LI" and role != "Lbl":
        return _body(around)
    if around.role == "L" and role not in {"LI", "Caption"}:
        item = around.last if around.last and role != "Lbl" else around.add("LI")
        return item if role == "Lbl" else _body(item)
    return around


def _body(item: Node) -> Node:
    """Return the body of an item of a list."""
    last = item.last
    return last if last and last.role == "LBody" else item.add("LBody")


def _is_moved(box: Box) -> bool:
    return hasattr(box, "_box") and str(box.element_tag).endswith("::before")


def _holds_lines(box: Box) -> bool:
    return any(type(child).__name__ == "LineBox" for child in box.children)
