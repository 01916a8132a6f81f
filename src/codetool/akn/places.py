"""A document as a flat row of places in document order: all that a check reads, nothing that it does not.

A large code has a hundred thousand elements. An `Element` for each, with tuples of children, costs several times what
the schema costs; a place is one small object, and a subtree is a slice of the row.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from lxml import etree

from codetool.akn.parser import _ElementTree
from codetool.findings import Finding, Severity, finding
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE, Element

QUOTING = frozenset({"quotedStructure", "embeddedStructure"})
"""What stands in these belongs to another text: its ids and numbers are not ours to judge."""

_AKN = f"{{{AKN_NAMESPACE}}}"
_NO_ATTRIBUTES: dict[str, str] = {}
_EVENTS: tuple[Literal["start", "end", "comment", "pi"], ...] = ("start", "end", "comment", "pi")


class Place:
    """An element where it stands: `at` is its index in the row, `end` that of what comes after all that is in it.

    `text` stands before the first child, `tail` after the element; `quoted` tells that it belongs to a quoted text.
    Names are as in `Element`. A plain class, because a frozen one takes thrice the time to make; nothing changes a
    place once the row is made.
    """

    __slots__ = ("above", "at", "attributes", "end", "line", "name", "quoted", "tail", "text")

    def __init__(  # noqa: D107, PLR0913, PLR0917 - the fields, by place: named ones would cost half as much again
        self,
        name: str,
        attributes: dict[str, str],
        text: str,
        tail: str,
        line: int,
        above: "Place | None",
        at: int,
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.text = text
        self.tail = tail
        self.line = line
        self.above = above
        self.at = at
        self.end = at + 1
        self.quoted: bool = above is not None and (above.quoted or above.name in QUOTING)

    def get(self, name: str) -> str:
        """Return the attribute's value, an empty string where there is none."""
        return self.attributes.get(name, "")

    @property
    def eid(self) -> str:
        """Return the nearest eId, its own or from above, an empty string where there is none."""
        return self.get("eId") or next((eid for above in self.ancestors() if (eid := above.get("eId"))), "")

    @property
    def identity(self) -> str:
        """Return what tracks the element over versions: its wId, else its own eId (NC 5.3)."""
        return self.get("wId") or self.get("eId")

    def ancestors(self) -> Iterator["Place"]:
        """Yield the places above, the nearest first."""
        found = self.above
        while found is not None:
            yield found
            found = found.above

    def is_in(self, name: str) -> bool:
        """Tell whether an element of that name stands above."""
        return any(above.name == name for above in self.ancestors())

    def fault(self, code: str, **values: Any) -> "Fault":  # noqa: ANN401 - any value that prints
        """Return a fault at this place."""
        return Fault(self, code, values)


class Fault(NamedTuple):
    """What a rule found at a place, not in words yet: `values` is what they are filled with.

    What a publisher does as a habit is found a thousand times and told once: a finding for each would take as long as
    all the searching.
    """

    place: Place
    code: str
    values: dict[str, Any]

    def told(self, severity: Severity, **values: object) -> Finding:
        """Return the finding, with the severity that it has in this document, and more values if any are given."""
        place = self.place
        return finding(self.code, eid=place.eid, line=place.line, severity=severity, **{**self.values, **values})


def places_of_tree(tree: _ElementTree) -> list[Place]:
    """Return the row of a tree that `parse_akn` gave."""
    row: list[Place] = []
    names = _Names()
    above: Place | None = None
    for event, element in etree.iterwalk(tree.getroot(), events=_EVENTS):
        if event == "start":
            items = element.items()
            above = Place(
                names[element.tag],
                dict(items) if items else _NO_ATTRIBUTES,
                element.text or "",
                element.tail or "",
                element.sourceline or 0,
                above,
                len(row),
            )
            row.append(above)
        elif above and event == "end":
            above.end = len(row)
            above = above.above
        elif above and element.tail:  # a comment or an instruction, with text after it
            _keep_tail(element.tail, row, above)
    return row


def places_of_expression(expression: Expression) -> list[Place]:
    """Return the row of an Expression; what is folded in it is not entered.

    >>> root = Element(name="p", children=("un ", Element(name="b", children=("mot",)), "."))
    >>> [(place.name, place.text, place.tail) for place in places_of_expression(Expression(root=root))]
    [('p', 'un ', ''), ('b', 'mot', '.')]
    """
    row: list[Place] = []
    waiting: list[tuple[Element, Place | None, str]] = [(expression.root, None, "")]
    while waiting:
        element, above, tail = waiting.pop()
        text, children = _parted(element)
        place = Place(element.name, dict(element.attributes), text, tail, element.line, above, len(row))
        row.append(place)
        waiting += [(child, place, after) for child, after in reversed(children)]
    for place in reversed(row):
        if place.above:
            place.above.end = max(place.above.end, place.end)
    return row


def _parted(element: Element) -> tuple[str, list[tuple[Element, str]]]:
    """Return the text before the first child element, and each child element with the text after it."""
    text = ""
    children: list[tuple[Element, str]] = []
    for node in element.children:
        if isinstance(node, Element):
            children.append((node, ""))
        elif isinstance(node, str) and children:
            children[-1] = (children[-1][0], children[-1][1] + node)
        elif isinstance(node, str):
            text += node
    return text, children


def _keep_tail(tail: str, row: list[Place], above: Place) -> None:
    # Text after a comment belongs to the element before it, or to the one that it stands in.
    before = row[-1]
    while before is not above and before.above is not above and before.above:
        before = before.above
    if before is above:
        before.text += tail
    else:
        before.tail += tail


class _Names(dict[object, str]):
    """The names of elements as the model writes them, by the tags of lxml; each is made once."""

    def __missing__(self, tag: object) -> str:
        name = str(tag) if str(tag).startswith("{") else f"{{}}{tag}"
        return self.setdefault(tag, name.removeprefix(_AKN))
