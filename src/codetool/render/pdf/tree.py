"""The structure of the text, read off the boxes of the pages: one node for each paragraph, however many pages it covers.

WeasyPrint can tag its boxes, but makes a paragraph of each part that a page break leaves, repeats the head of a table,
calls every link by its address and every header a part of the text. Here an element of the page is one node: a part of
it on a later page joins the part before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from codetool.render.pdf.marks import Box, MarkedPage, Marks
from codetool.render.pdf.roles import GROUPS, HEADING, LEFT_OUT, NOTHING, NUM, level_of, role_of

LOWEST = 6
_CAPITALS = frozenset({"normal", "unset"})


@dataclass(slots=True, eq=False)
class Node:
    """A part of the structure, filled while the pages are read.

    `kids` are nodes, texts and links; `facts` what else is said of it, by the names of ISO 32000-1.
    """

    role: str
    parent: "Node | None" = None
    kids: list["Node | Text | Link"] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    element: Any = None


@dataclass(frozen=True, slots=True)
class Text:
    """What a mark draws: on which page (from 0), and the mark's number there."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link's place on a page, as WeasyPrint made it."""

    page: int
    annotation: Any


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
        self._flush()
        return self.root

    # --- boxes ---

    def _read(self, box: Box, around: Node, block: Any) -> None:
        """Read a box inside a node; `block` is the element whose lines these are."""
        box = getattr(box, "_box", box)  # a placeholder stands for what is positioned
        kind = type(box).__name__
        if kind == "TextBox":
            self._add_text(box, around, block)
            return
        if kind == "LineBox":
            self._read_all(box.children, around, block)
            return
        self._read_element(box, around)

    def _read_all(self, boxes: Sequence[Box], around: Node, block: Any) -> None:
        """Read boxes in their order, but what the style sheet puts before the others in place of its own, after them."""
        later = []
        for box in boxes:
            if _is_moved(box):
                later.append(box)
            else:
                self._read(box, around, block)
        for box in later:
            self._read(box, around, block)

    def _read_element(self, box: Box, around: Node) -> None:
        key = (box.element, box.element_tag)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._enter(box, around)
        elif getattr(box, "is_header", False) and self._is_repeated(box, node):
            self._leave_out(box)
            return
        if node.role == LEFT_OUT:
            self._leave_out(box)
            return
        if box.link_annotation and node.role == "Link":
            node.kids.append(Link(self.page, box.link_annotation))
        if box in self._marks:
            node.kids.append(Text(self.page, self._marks[box]["mcid"]))
        self._read_all(box.children, node, key if _holds_lines(box) else None)

    def _is_repeated(self, box: Box, node: Node) -> bool:
        """Return whether the head of a table was read on an earlier page."""
        first = next((kid.page for kid in _texts(node)), self.page)
        return bool(box.element_tag == "thead" and first != self.page)

    def _leave_out(self, box: Box) -> None:
        """Mark all that a box draws as no part of the text."""
        box = getattr(box, "_box", box)
        self._marks.leave_out(box)
        for child in box.children if hasattr(box, "children") else ():
            self._leave_out(child)

    # --- nodes ---

    def _enter(self, box: Box, around: Node) -> Node:
        """Return the node that a new box belongs to: its own, or that around it where it only lays out."""
        if box.element is None or box.element_tag in {"html", "body"}:
            return around
        top = _top(around)
        role = role_of(box, around.role, listing=top.element == "nav", noting=top.element == "notes")
        if role == NOTHING:
            return around
        if role == LEFT_OUT:
            return Node(LEFT_OUT)
        return self._open(role, around, box)

    def _open(self, role: str, around: Node, box: Box) -> Node:
        """Return a new node in its place."""
        if role == NUM:
            self._flush()
            self._number = Node("Span", around)
            return self._number
        if role in GROUPS:
            self._flush()
        if role == HEADING:
            role = f"H{self._level(level_of(box))}"
        node = self._place(Node(role), around)
        self._describe(node, box)
        if self._number and role not in GROUPS and role != "Lbl":
            number, self._number = self._number, None
            node.kids.append(number)
            number.parent = node
        if role == "Reference" and box.element_tag.endswith("::footnote-call"):
            note = self._place(Node("Note"), node.parent or around)
            self._nodes[box.element, box.element.tag] = note
            self._describe(note, box)
        return node

    def _place(self, node: Node, around: Node) -> Node:
        """Put a node into another one, with what has to stand between them, and return it."""
        match around.role:
            case "LI" if node.role != "Lbl":
                around = self._body(around)
            case "L" if node.role not in {"LI", "Caption"}:
                around = self._item(around, node.role)
            case "TOCI" if node.role == "Link":
                around = self._place(Node("Reference"), around)
            case _:
                pass
        node.parent, node.language = around, node.language or around.language
        around.kids.append(node)
        return node

    def _body(self, item: Node) -> Node:
        """Return the body of an item of a list."""
        last = item.kids[-1] if item.kids else None
        if isinstance(last, Node) and last.role == "LBody":
            return last
        return self._added("LBody", item)

    def _item(self, around: Node, role: str) -> Node:
        """Return where something belongs that stands in a list and is no item: a term begins one, all else goes on."""
        last = around.kids[-1] if around.kids else None
        if role == "Lbl" or not isinstance(last, Node):
            last = self._added("LI", around)
        return last if role == "Lbl" else self._body(last)

    def _added(self, role: str, around: Node) -> Node:
        node = Node(role, around, language=around.language)
        around.kids.append(node)
        return node

    def _level(self, asked: int) -> int:
        """Return the level of a heading such that none is skipped: that of its depth among the headings before."""
        while self._levels and self._levels[-1] >= asked:
            self._levels.pop()
        self._levels.append(asked)
        return min(len(self._levels), LOWEST)

    def _describe(self, node: Node, box: Box) -> None:
        """Say of a node what its element says besides its text."""
        facts, element = box.element.attrib, box.element
        if (language := facts.get("lang")) and language != node.language:
            node.language = node.facts["Lang"] = language
        match node.role:
            case "Figure":
                node.facts.update(Alt=facts["alt"], BBox=_bounds(box))
            case "TH" | "TD":
                node.facts.update(_cell(node, box))
            case "Note":
                node.facts["ID"] = f"note-{sum(1 for one in self._nodes.values() if one.role == 'Note') + 1}"
            case "Link":
                node.facts["Contents"] = facts.get("aria-label") or " ".join("".join(element.itertext()).split())
            case "Span" if facts.get("title"):
                node.facts["E"] = facts["title"]
            case "Sect":
                node.element = "notes" if "notes" in facts.get("class", "").split() else element.tag
            case _:
                pass

    # --- texts ---

    def _add_text(self, box: Box, around: Node, block: Any) -> None:
        """Put a text into a node, into a paragraph of its own where the node holds none."""
        mark = self._marks.get(box)
        if mark is None:
            return
        if box.style["font_variant_caps"] not in _CAPITALS:
            # Capitals and small letters are drawn by the same glyphs: only this says which is which.
            self._marks.replace_text(box, box.text)
        around = self._holder(around, block) if around.role in GROUPS or around.role == "LI" else around
        around.kids.append(Text(self.page, mark["mcid"]))

    def _holder(self, around: Node, block: Any) -> Node:
        """Return the node that takes the text of a block: the paragraph that this block began, or a new one."""
        if around.role == "LI":
            return self._body(around)
        last = around.kids[-1] if around.kids else None
        if isinstance(last, Node) and last.role == "P" and last.element == block:
            return last
        paragraph = self._place(Node("P", element=block), around)
        self._flush_into(paragraph)
        return paragraph

    def _flush_into(self, node: Node) -> None:
        if self._number:
            number, self._number = self._number, None
            number.parent = node
            node.kids.append(number)

    def _flush(self) -> None:
        """Make a paragraph of a number that no paragraph followed."""
        if self._number and self._number.parent:
            around = self._number.parent
            self._flush_into(self._place(Node("P"), around))


def _is_moved(box: Box) -> bool:
    return hasattr(box, "_box") and str(box.element_tag).endswith("::before")


def _holds_lines(box: Box) -> bool:
    return any(type(child).__name__ == "LineBox" for child in box.children)


def _texts(node: Node) -> Iterator[Text]:
    for kid in node.kids:
        if isinstance(kid, Text):
            yield kid
        elif isinstance(kid, Node):
            yield from _texts(kid)


def _top(node: Node) -> Node:
    """Return the nearest section around a node."""
    while node.role != "Sect" and node.parent:
        node = node.parent
    return node


def _bounds(box: Box) -> tuple[float, ...]:
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def _cell(node: Node, box: Box) -> Iterator[tuple[str, Any]]:
    if box.colspan != 1:
        yield "ColSpan", box.colspan
    if box.rowspan != 1:
        yield "RowSpan", box.rowspan
    if node.role == "TH":
        scope = box.element.attrib.get("scope", "col")
        yield "Scope", "/Row" if scope.startswith("row") else "/Column"
