"""What every writer of HTML leans on: the sheet, the piece, and how what stands in an element is written.

The writers themselves register in `WRITERS` (`markup`, `provisions`); an element without one is a `div` or a `span`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup, escape

from codetool.akn.read import unfold
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE
from codetool.render.pictures import Picture
from codetool.render.templates import Labels, labels_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """How a provision is cited ("art. 2.3"), and its own IRI, empty where it is no unit of the text."""

    words: str
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the HTML of an element depends on besides the element.

    `targets` are the eIds that can be linked to, `notes` the numbers of the notes that stand at the end by eId; a
    note that is not among them is shown where it is. `level` is the level of the next heading. `after` is what stands
    at the end of a provision, by its eId, such as where it comes from; `cited` is how provisions are cited, by theirs.
    """

    labels: Labels = field(default_factory=lambda: labels_for("en"))
    targets: frozenset[str] = frozenset()
    notes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}))
    """The pictures that can be shown, by their `src`."""
    ids: bool = True
    permalinks: bool = True
    level: int = 2
    quoted: bool = False
    cited: Mapping[str, Cited] = field(default_factory=lambda: MappingProxyType({}))
    after: Mapping[str, Markup] = field(default_factory=lambda: MappingProxyType({}))


class Piece(NamedTuple):
    """HTML, and whether a block stands in it."""

    html: str
    block: bool


Writer = Callable[[Element, Sheet], Piece]
WRITERS: dict[str, Writer] = {}
"""Who writes an element, by its name; filled by the modules that hold the writers."""

_SPACE = re.compile(r"[ \t\r\n]+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_element(node: Element | Folded, sheet: Sheet) -> Piece:
    """Return an element as HTML, opened if it is folded."""
    element = unfold(node) if isinstance(node, Folded) else node
    return WRITERS.get(element.name, write_any)(element, sheet)


def write_inside(element: Element, sheet: Sheet, skip: frozenset[str] = frozenset()) -> Piece:
    """Return what stands in an element as HTML, without the child elements named in `skip`."""
    parts: list[str] = []
    block = False
    spaced = _is_mixed(element)
    for child in _with_marks_inside(element.children):
        if isinstance(child, str):
            if spaced or child.strip():
                parts.append(text_html(child))
        elif isinstance(child, Element | Folded) and child.name not in skip:
            piece = write_element(child, sheet)
            parts.append(piece.html)
            block = block or piece.block
    return Piece("".join(parts), block)


def _with_marks_inside(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the children, the marks around a quotation moved into it: they are set apart with it."""
    if len(children) < _MARKED or not any(isinstance(c, Element) and c.name in _QUOTED for c in children):
        return children
    moved = list(children)
    for at, (before, quoted, after) in enumerate(zip(children, children[1:], children[2:], strict=False)):
        if not (isinstance(before, str) and isinstance(quoted, Element) and isinstance(after, str)):
            continue
        start, end = _MARK_BEFORE.search(before), _MARK_AFTER.match(after)
        if quoted.name in _QUOTED and start and end:
            moved[at] = str(moved[at])[: start.start() - len(before)]
            moved[at + 1] = replace(quoted, children=(start[0], *quoted.children, end[0]))
            moved[at + 2] = after[end.end() :]
    return tuple(moved)


_QUOTED = frozenset({"embeddedText", "quotedText"})
_MARKED = 3
_MARK_BEFORE = re.compile('["«“„][\u00a0\u202f]?$')
_MARK_AFTER = re.compile('[\u00a0\u202f]?["»”“]')


def _is_mixed(element: Element) -> bool:
    return any(
        child.strip() if isinstance(child, str) else isinstance(child, Element) and child.name in INLINE
        for child in element.children
    )


def text_html(text: str) -> str:
    """Return a text escaped, each run of white space as one space; no-break spaces stay."""
    # Between tags quotation marks are plain characters: the page stays readable as source.
    return _SPACE.sub(" ", text).translate(_ESCAPES)


def tagged(tag: str, element: Element, sheet: Sheet, inside: str, classes: str = "", **more: str) -> str:
    """Return a start tag with the element's id and language, what is in it, and the end tag."""
    values = {
        "id": element.eid if sheet.ids and not re.search(r"\s", element.eid) else "",
        "class": classes,
        "lang": element.get("xml:lang"),
        **{key.rstrip("_").replace("_", "-"): value for key, value in more.items()},
    }
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in values.items() if value)
    return f"<{tag}{attributes}>{inside}</{tag}>"


def write_any(element: Element, sheet: Sheet) -> Piece:
    """Return an element that has no writer: a div, or a span in running text, with its name as class."""
    name = element.name
    foreign = name.startswith("{")
    inside = write_inside(element, sheet)
    kind = "akn-foreign" if foreign else f"akn-{name}"
    if not foreign and name not in INLINE:
        return Piece(tagged("div", element, sheet, inside.html, kind) + "\n", block=True)
    if inside.block:
        return Piece(tagged("div", element, sheet, inside.html, f"{kind} inline"), block=True)
    if not inside.html and not element.eid:
        return Piece("", block=False)
    return Piece(tagged("span", element, sheet, inside.html, kind), block=False)
