"""Frames, pictures, objects and shapes: those with words are read, the others named."""

from collections.abc import Mapping

from codetool.importers.readers.odt.names import PARAGRAPHS, Node, child, name_of, value
from codetool.importers.reading import DropKind

OBJECTS = frozenset(
    {"draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame", "draw:control"}
)
_HOLDERS = PARAGRAPHS | {"text:list", "text:section"}


def _words(node: Node, objects: Mapping[str, str]) -> str:
    """Return the words of an object, which stands in the text or in the package."""
    return " ".join(" ".join(node.itertext()).split()) or objects.get(value(node, "xlink:href"), "")


def holds_text(node: Node) -> bool:
    """Tell whether a text box or a shape holds paragraphs."""
    return name_of(node) == "draw:text-box" or any(name_of(one) in _HOLDERS for one in node)


def left_out(node: Node, objects: Mapping[str, str]) -> tuple[DropKind, str] | None:
    """Return the kind and the name of a frame without words, if it is one.

    A frame may hold an object and the picture that is shown where nobody can open it: that is one object.
    """
    kinds = {name_of(node), *map(name_of, node)}
    if any(holds_text(one) for one in node):
        return None
    title = child(node, "svg:title")
    name = value(node, "draw:name") or (title.text if title is not None else "") or ""
    if kinds & OBJECTS:
        words = " ".join(filter(None, (_words(one, objects) for one in (node, *node) if name_of(one) in OBJECTS)))
        return DropKind.OBJECT, ": ".join(filter(None, (name, words))) or "object"
    if "draw:image" in kinds:
        image = child(node, "draw:image")
        return DropKind.PICTURE, name or (value(image, "xlink:href") if image is not None else "") or "picture"
    return None
