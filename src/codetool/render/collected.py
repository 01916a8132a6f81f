"""A collection of documents as one: its parts stand beside it in the file, each with ids of its own."""

from collections.abc import Iterator
from dataclasses import replace

from codetool.model.expression import Expression
from codetool.model.markup import Element, Node, with_attribute


def whole_document(opened: Expression) -> Element:
    """Return the document with what stands beside it in the file, no id twice: each part counts for itself.

    An id that is taken gets that of its component before it, as the references in that component do.
    """
    document = opened.document
    beside = [part for part in opened.root.elements() if isinstance(part, Element) and part is not document]
    if not beside:
        return document
    taken = set(_ids(document))
    return replace(document, children=(*document.children, *(_apart(part, part.name, taken) for part in beside)))


def _ids(element: Element) -> Iterator[str]:
    return (found.eid for found in (element, *element.descendants()) if found.eid)


def _apart(part: Element, prefix: str, taken: set[str]) -> Element:
    """Return a part whose components have ids that nothing before them has; `taken` grows."""
    children: list[Node] = []
    for child in part.children:
        apart = _renamed(child, _names(child, prefix, taken)) if isinstance(child, Element) else child
        children.append(apart)
        if isinstance(apart, Element):
            taken.update(_ids(apart))
    return replace(part, children=tuple(children))


def _names(component: Element, prefix: str, taken: set[str]) -> dict[str, str]:
    """Return the new ids of those in a component that are taken, by the old ones."""
    home = component.eid or prefix
    found = [eid for eid in _ids(component) if eid in taken]
    return {eid: _free(f"{prefix if eid == component.eid else home}__{eid}", taken) for eid in found}


def _free(eid: str, taken: set[str]) -> str:
    while eid in taken:
        eid = f"{eid}_bis"
    return eid


def _renamed(element: Element, names: dict[str, str]) -> Element:
    """Return an element with other ids, and the references in it that lead to them."""
    if not names:
        return element
    attributes = element.attributes
    if element.eid in names:
        attributes = with_attribute(attributes, "eId", names[element.eid])
    href = element.get("href")
    if href[:1] == "#" and href[1:] in names:
        attributes = with_attribute(attributes, "href", f"#{names[href[1:]]}")
    children = tuple(_renamed(child, names) if isinstance(child, Element) else child for child in element.children)
    return replace(element, attributes=attributes, children=children)
