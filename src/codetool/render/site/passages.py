"""What a text says outside its articles: covers, preambles, headings and introductions of titles, annexes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codetool.akn.read import unfold
from codetool.model.eid import HIERARCHY
from codetool.model.expression import Expression
from codetool.model.markup import Element, Folded
from codetool.model.provision import num_of
from codetool.model.text import fold_space, text_of
from codetool.render.redline_lines import stripped

_HEAD = frozenset({"num", "heading", "meta"})
_CONTAINERS = frozenset({"body", "mainBody", "attachments", "doc", "components", "component"})
"""Elements that are seen through: what stands in them is told by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a text outside its articles: its eId, what it is called, what it says.

    What has no eId or title of its own has that of what it stands in, as the text of an annex.
    """

    eid: str
    title: str
    text: str


def passages_of(expression: Expression, labels: Mapping[str, str]) -> Iterator[Passage]:
    """Yield the passages of a text in its order; `labels` name what has no number (those of a comparison).

    >>> head = (Element(name="num", children=("Titre 1",)), Element(name="heading", children=("Objet",)))
    >>> title = Element(name="title", attributes=(("eId", "title_1"),), children=head)
    >>> act = Element(name="act", children=(Element(name="body", children=(title,)),))
    >>> list(passages_of(Expression(root=Element(name="akomaNtoso", children=(act,))), {}))
    [Passage(eid='title_1', title='Titre 1 Objet', text='')]
    """
    units = frozenset(id(article.element) for article in expression.articles() if article.name in _UNITS)
    for child in expression.document.elements():
        yield from _passages(child, units, labels, Passage(eid="", title="", text=""))


_UNITS = frozenset({"article", "section"})


def _passages(
    node: Element | Folded, units: frozenset[int], labels: Mapping[str, str], above: Passage
) -> Iterator[Passage]:
    if id(node) in units or node.name == "meta":
        return
    element = unfold(node) if isinstance(node, Folded) else node
    title = above.title if element.name in _CONTAINERS else _title(element, labels) or above.title
    found = Passage(eid=element.eid or above.eid, title=title, text=_own(element, units))
    if found.text or num_of(element) or element.child("heading"):
        yield found
    for child in _inside(element, units):
        yield from _passages(child, units, labels, found)


def _title(element: Element, labels: Mapping[str, str]) -> str:
    heading = element.child("heading")
    words = [stripped(num_of(element)), text_of(heading) if heading else ""]
    return " ".join(filter(None, words)) or labels.get(f"unit_{element.name}", "")


def _own(element: Element, units: frozenset[int]) -> str:
    """Return the text of an element without its head and without what is told by itself."""
    told = frozenset(id(one) for one in _inside(element, units))
    return fold_space(" ".join(_texts(element, told | units)))


def _texts(element: Element, told: frozenset[int]) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif isinstance(child, Element) and child.name not in _HEAD and id(child) not in told:
            yield text_of(child)


def _inside(element: Element, units: frozenset[int]) -> Iterator[Element | Folded]:
    """Yield the divisions that stand in an element, and the containers: each is told by itself."""
    for child in element.elements():
        if child.name in HIERARCHY or child.name in _CONTAINERS or child.name == "attachment" or id(child) in units:
            yield child
