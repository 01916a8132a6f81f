"""A document as a flat row of places in document order: all that a check reads, nothing that it does not.

A large code has a hundred thousand elements. An `Element` for each, with tuples of children, costs several times what
the schema costs; a place is one small object, and a subtree is a slice of the row.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from codetool.akn.parser import _ElementTree, _LxmlElement
from codetool.findings import Finding, finding
from codetool.model.expression import Expression
from codetool.model.markup import AKN_NAMESPACE, Element

QUOTING = frozenset({"quotedStructure", "embeddedStructure"})
"""What stands in these belongs to another text: its ids and numbers are not ours to judge."""

_AKN = f"{{{AKN_NAMESPACE}}}"
_NO_ATTRIBUTES: dict[str, str] = {}


class Place:
    """An element where it stands: `at` is its index in the row, `depth` the number of elements above it.

    `text` stands before the first child, `tail` after the element; `eid` is the nearest eId, its own or from above;
    `quoted` tells that it belongs to a quoted text. Names are as in `Element`. A plain class, because a frozen one
    takes thrice the time to make; nothing changes a place once the row is made.
    """

    __slots__ = ("above", "at", "attributes", "depth", "eid", "line", "name", "quoted", "tail", "text")

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
        if above is None:
            self.depth = 0
            self.eid = attributes.get("eId", "")
            self.quoted = False
        else:
            self.depth = above.depth + 1
            self.eid = attributes.get("eId") or above.eid
            self.quoted = above.quoted or above.name in QUOTING

    def get(self, name: str) -> str:
        """Return the attribute's value, an empty string where there is none."""
        return self.attributes.get(name, "")

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

    def finding(self, code: str, **values: Any) -> Finding:  # noqa: ANN401 - any value that prints
        """Return a finding at this place."""
        made = _finding(code, tuple(values.items()))
        return Finding(code=code, severity=made.severity, eid=self.eid, line=self.line, values=made.values)


@lru_cache(maxsize=1024)
def _finding(code: str, values: tuple[tuple[str, Any], ...]) -> Finding:
    # What a publisher does as a habit is found a thousand times, mostly in the same words.
    return finding(code, **dict(values))


def places_of_tree(tree: _ElementTree) -> list[Place]:
    """Return the row of a tree that `parse_akn` gave."""
    row: list[Place] = []
    names: dict[str, str] = {}
    # The elements around, outermost first. Only these are kept: lxml makes an object for each element that is held.
    around: list[tuple[_LxmlElement, Place]] = []
    for element in tree.getroot().iter():
        parent = element.getparent()
        while around and around[-1][0] is not parent:
            around.pop()
        above = around[-1][1] if around else None
        tag = element.tag
        if tag.__class__ is not str:
            _keep_tail(element.tail or "", row, above)
            continue
        items = element.items()
        place = Place(
            names.get(tag) or names.setdefault(tag, _name(tag)),
            dict(items) if items else _NO_ATTRIBUTES,
            element.text or "",
            element.tail or "",
            element.sourceline or 0,
            above,
            len(row),
        )
        around.append((element, place))
        row.append(place)
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


def _keep_tail(tail: str, row: list[Place], above: Place | None) -> None:
    # Text after a comment belongs to the element before it, or to the one that it stands in.
    if not tail or above is None:
        return
    before = row[-1]
    while before.depth > above.depth + 1 and before.above:
        before = before.above
    if before is above:
        before.text += tail
    else:
        before.tail += tail


def _name(tag: str) -> str:
    if tag.startswith(_AKN):
        return tag[len(_AKN) :]
    return tag if tag.startswith("{") else f"{{}}{tag}"
