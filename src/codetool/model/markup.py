"""Akoma Ntoso markup as plain frozen values: what `akn.read` gives and `akn.write` takes.

An `Element` keeps everything a canonical XML keeps: names as written, namespaces, attributes in order, text,
comments, processing instructions. A `Folded` element is one not opened yet: its XML, and what an outline needs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

AKN_NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

Attributes = tuple[tuple[str, str], ...]
"""Attributes as written: (qualified name, value), in document order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """An XML comment, without its `<!--` and `-->`."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """An XML processing instruction."""

    target: str
    text: str = ""


class Tagged:
    """What opened and folded elements share: attributes, and the identity that they give."""

    __slots__ = ()
    attributes: Attributes

    def get(self, name: str) -> str:
        """Return the attribute's value, an empty string where there is none."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""

    @property
    def eid(self) -> str:
        """Return the eId, an empty string where there is none."""
        return self.get("eId")

    @property
    def identity(self) -> str:
        """Return what tracks the element over versions: its wId, else its eId (NC 5.3)."""
        return self.get("wId") or self.eid


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Tagged):
    """An opened element: `name` is the local name in the Akoma Ntoso namespace, `{uri}local` outside it.

    >>> article = Element(name="article", attributes=(("eId", "art_1"),), children=("Texte",))
    >>> article.eid, article.get("wId"), article.identity
    ('art_1', '', 'art_1')
    """

    name: str
    attributes: Attributes = ()
    children: tuple["Node", ...] = ()
    prefix: str = ""
    namespaces: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)

    def elements(self, *names: str) -> Iterator["Element | Folded"]:
        """Yield the child elements, those of the given names if any are given."""
        for child in self.children:
            if isinstance(child, Tagged) and (not names or child.name in names):
                yield child

    def child(self, name: str) -> "Element | None":
        """Return the first opened child element of that name."""
        return next((found for found in self.elements(name) if isinstance(found, Element)), None)

    def descendants(self) -> Iterator["Element"]:
        """Yield this element and all opened elements below it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def find(self, *path: str) -> "Element | None":
        """Return the first element at the path of child names, None where the path breaks off."""
        found: Element | None = self
        for name in path:
            found = found.child(name) if found else None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded(Tagged):
    """An element that was not opened: `xml` is its XML in UTF-8, without the declarations it inherits.

    `scope` holds the (prefix, uri) declarations that `xml` leans on. Two folded elements with the same bytes are the
    same; with different bytes they may still say the same, and only opening them tells. `head` is where in `xml` what
    follows the number begins, 0 where that is not known.
    """

    name: str
    attributes: Attributes = ()
    xml: bytes
    scope: tuple[tuple[str, str], ...] = ()
    num: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    head: int = field(default=0, compare=False)


Node = Element | Folded | Comment | Instruction | str
"""What stands in an element; a `str` is text."""


def with_attribute(attributes: Attributes, name: str, value: str) -> Attributes:
    """Return the attributes with one set, in its old place or at the end; an empty value takes it away.

    >>> with_attribute((("eId", "art_1"),), "wId", "art_0")
    (('eId', 'art_1'), ('wId', 'art_0'))
    """
    if not value:
        return tuple(pair for pair in attributes if pair[0] != name)
    if any(key == name for key, _ in attributes):
        return tuple((key, value if key == name else old) for key, old in attributes)
    return (*attributes, (name, value))
