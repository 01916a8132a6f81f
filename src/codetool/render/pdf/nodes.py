"""The structure of a text while it is read from its pages: nodes of the types of ISO 32000-1, with texts and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from codetool.render.pdf.marks import Box
from codetool.render.pdf.roles import HEADING

_LABEL = re.compile(r"[\W_]*(?P<core>\w+)[\W_]*")
_NUMBERINGS = (
    ("Decimal", re.compile(r"\d+\w{0,3}")),
    ("LowerRoman", re.compile(r"i|[ivx]{2,5}")),
    ("UpperRoman", re.compile(r"I|[IVX]{2,5}")),
    ("LowerAlpha", re.compile(r"[a-z]{1,2}")),
    ("UpperAlpha", re.compile(r"[A-Z]{1,2}")),
)
_BULLETS = {"•": "Disc", "◦": "Circle", "▪": "Square"}


@dataclass(slots=True, eq=False)
class Node:
    """A part of the structure, filled while the pages are read.

    `kids` are nodes, texts and links; `facts` what else is said of it, by the names of ISO 32000-1. `source` is what
    it was made for: the block of a paragraph, the element of a section.
    """

    role: str
    parent: "Node | None" = None
    kids: list["Node | Text | Link"] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    source: object = None

    @property
    def last(self) -> "Node | None":
        """Return the last kid where it is a node."""
        return self.kids[-1] if self.kids and isinstance(self.kids[-1], Node) else None

    @property
    def is_heading(self) -> bool:
        """Return whether this is a heading of any level."""
        return self.role[:1] == HEADING

    def add(self, role: str, source: object = None) -> "Node":
        """Return a new node at the end of this one."""
        node = Node(role, self, language=self.language, source=source)
        self.kids.append(node)
        return node

    def take(self, node: "Node | None") -> None:
        """Put a node that has no place yet at the end of this one."""
        if node:
            node.parent = self
            self.kids.append(node)

    def texts(self) -> Iterator["Text"]:
        """Yield the texts in this node in their order."""
        for kid in self.kids:
            if isinstance(kid, Text):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.texts()


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


def numbering_of(label: str) -> str:
    """Return how a list counts, from the label of its first item, by the names of ISO 32000-1, table 347.

    >>> [numbering_of(label) for label in ("1°", "a)", "(i)", "II.", "•", "–", "Version")]
    ['Decimal', 'LowerAlpha', 'LowerRoman', 'UpperRoman', 'Disc', 'None', 'None']
    """
    if label.strip() in _BULLETS:
        return _BULLETS[label.strip()]
    found = _LABEL.fullmatch(label)
    core = found["core"] if found else ""
    return next((name for name, pattern in _NUMBERINGS if pattern.fullmatch(core)), "None")


def facts_of(node: Node, box: Box) -> Iterator[tuple[str, Any]]:
    """Yield what a box's element says of a node besides its text, by the names of ISO 32000-1."""
    said, element = box.element.attrib, box.element
    match node.role:
        case "Figure":
            yield "Alt", said["alt"]
            yield "BBox", _bounds(box)
        case "TH" | "TD":
            yield from _cell(node, box)
        case "Link":
            yield "Contents", said.get("aria-label") or " ".join("".join(element.itertext()).split())
        case "Span" if said.get("title"):
            yield "E", said["title"]
        case _:
            pass


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
