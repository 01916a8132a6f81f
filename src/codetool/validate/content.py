"""What provisions hold: nothing at all, a number after its heading, text that is in no article."""

from collections.abc import Iterator

from codetool.findings import Finding
from codetool.model.eid import HIERARCHY
from codetool.model.markup import Element
from codetool.model.text import text_of
from codetool.validate.survey import Place, Survey

_LABELS = frozenset({"num", "heading", "subheading"})
_FILLING = frozenset({"img", "componentRef", "authorialNote", "noteRef", "ref", "omissis", "placeholder", "fillIn"})
_GONE = frozenset({"removed", "ignored"})


def check_empty(found: Survey) -> Iterator[Finding]:
    """Yield provisions without a word or a provision in them; those marked as removed may be empty."""
    for place in found.provisions:
        if place.element.get("status") not in _GONE and _is_empty(place.element):
            yield place.finding("provision-empty", element=place.name, more="")


def check_label_order(found: Survey) -> Iterator[Finding]:
    """Yield numbers that stand after their heading (p1: num comes first)."""
    for place in found.provisions:
        names = [child.name for child in place.element.elements("num", "heading")]
        if names[-1:] == ["num"] and "heading" in names:
            yield place.finding("number-late", element=place.name)


def check_text_outside(found: Survey) -> Iterator[Finding]:
    """Yield text of the body that stands in no article, where the document has articles; an `intro` may."""
    if not any(not place.quoted for place in found.places("article")):
        return
    for place in found.places("content", "wrapUp", "crossHeading", "p"):
        if not place.quoted and _is_outside(place) and (text := text_of(place.element)):
            yield place.finding("text-outside", element=place.name, text=_start(text), more="")


RULES = (check_empty, check_label_order, check_text_outside)


def _is_empty(element: Element) -> bool:
    waiting = [child for child in element.children if getattr(child, "name", "") not in _LABELS]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            if node.strip():
                return False
        elif isinstance(node, Element):
            if node.name in HIERARCHY or node.name in _FILLING or node.name.startswith("{"):
                return False
            waiting += node.children
    return True


def _is_outside(place: Place) -> bool:
    above = place.above
    if above is None or (place.name == "p" and above.name != "mainBody"):
        return False
    in_article = any(up.name in {"article", "hcontainer"} for up in place.ancestors())
    return not in_article and (above.name in HIERARCHY or above.name in {"body", "mainBody"})


def _start(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
