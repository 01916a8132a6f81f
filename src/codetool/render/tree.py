"""The tree of a text: its divisions and articles as branches, to be looked over at a glance."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from codetool.akn.read import unfold_expression
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import text_of
from codetool.render.provisions import DIVISIONS

COUNTED = ("paragraph", "subparagraph", "alinea", "point", "table", "authorialNote")
"""What is counted in an article instead of being shown."""

_PARTS = frozenset({"preface", "preamble", "conclusions"})
_LEAVES = frozenset({"article"}) | _PARTS
_SEEN_THROUGH = frozenset({"body", "mainBody", "attachments", "doc", "components", "component"})
_UNSEEN = frozenset({"authorialNote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A part of a text: its element and number as printed, its heading or else its first words, what it holds.

    `counts` has a pair for each element of COUNTED in it, in that order.
    """

    element: str
    num: str = ""
    heading: str = ""
    text: str = ""
    eid: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    children: tuple["Branch", ...] = ()


def tree_of(expression: Expression) -> tuple[Branch, ...]:
    """Return the branches of a text, outermost first: cover, preamble, divisions, articles, conclusions, annexes.

    >>> article = Element(name="article", children=(
    ...     Element(name="num", children=("1.",)), Element(name="content", children=("Un texte.",))))
    >>> body = Element(name="body", children=(article,))
    >>> act = Expression(root=Element(name="akomaNtoso", children=(Element(name="act", children=(body,)),)))
    >>> [(branch.element, branch.num, branch.text) for branch in tree_of(act)]
    [('article', '1.', 'Un texte.')]
    """
    return tuple(_branches(unfold_expression(expression).document))


def _branches(element: Element) -> Iterator[Branch]:
    for child in element.elements():
        if not isinstance(child, Element) or child.name == "meta":
            continue
        if child.name in _SEEN_THROUGH:
            yield from _branches(child)
        elif child.name in DIVISIONS or child.name in _LEAVES:
            yield _branch(child)


def _branch(element: Element) -> Branch:
    heading = element.child("heading")
    inside = () if element.name in _PARTS else tuple(_branches(element))
    return Branch(
        element=element.name,
        num=num_of(element),
        heading=text_of(heading, without=_UNSEEN) if heading else "",
        text="" if inside else _text(element),
        eid=element.eid,
        counts=_counts(element) if element.name in _LEAVES else (),
        children=inside,
    )


def _text(element: Element) -> str:
    children = tuple(child for child in element.children if getattr(child, "name", "") not in ("num", "heading"))
    return text_of(replace(element, children=children), without=_UNSEEN)


def _counts(element: Element) -> tuple[tuple[str, int], ...]:
    found = Counter(one.name for one in element.descendants())
    return tuple((name, found[name]) for name in COUNTED if found[name])
