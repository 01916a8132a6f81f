"""The outline of an imported text, to check against the one that was meant: divisions, articles and points counted."""

from collections import Counter
from dataclasses import dataclass

from codetool.model.eid import HIERARCHY
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.model.text import text_of

_DIVISIONS = ("tome", "part", "book", "title", "chapter", "section", "subsection")
_COUNTED = HIERARCHY | {"intro", "embeddedText", "ref"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineDivision:
    """A division as printed, and how many articles stand in it, at any depth."""

    eid: str
    element: str
    num: str
    heading: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The divisions in their order, and how often each element of the text stands in it (name, count), by name."""

    divisions: tuple[OutlineDivision, ...]
    counts: tuple[tuple[str, int], ...]

    def count(self, name: str) -> int:
        """Return how often an element stands in the text."""
        return dict(self.counts).get(name, 0)


def outline(expression: Expression) -> Outline:
    """Return the outline of an Expression whose articles are open, as an import gives it."""
    body = expression.document.child("body") if isinstance(expression.document, Element) else None
    found = list(body.descendants()) if body else []
    counts = Counter(one.name for one in found if one.name in _COUNTED)
    return Outline(
        divisions=tuple(_division(one) for one in found if one.name in _DIVISIONS), counts=tuple(sorted(counts.items()))
    )


def _division(one: Element) -> OutlineDivision:
    heading = one.child("heading")
    return OutlineDivision(
        eid=one.eid,
        element=one.name,
        num=num_of(one),
        heading=text_of(heading) if heading else "",
        articles=sum(1 for inside in one.descendants() if inside.name == "article"),
    )
