"""One walk over a document, shared by all rules: its elements at their places, by name and by eId."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from codetool.findings import Finding, finding
from codetool.model.eid import HIERARCHY
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.provision import num_of
from codetool.resources import load_table

POINTING = frozenset(
    # Part 2: the attributes whose values are references to ids; with # they point into the document itself.
    """alternativeTo as by empoweredBy end for from href includedIn outcome period refersTo source start to
    upTo""".split(),
)
PERIODS = frozenset({"period", "start", "end"})
"""Those of them that point at times, with # or, wrongly, without."""

QUOTING = frozenset({"quotedStructure", "embeddedStructure"})
"""What stands in these belongs to another text: its ids and numbers are not ours to judge."""


class Place(NamedTuple):
    """An element where it stands; a tuple, because a large code has a hundred thousand of them.

    `eid` is the nearest eId, its own or from above; `quoted` tells that it belongs to a quoted text.
    """

    element: Element
    above: "Place | None"
    eid: str
    quoted: bool

    @property
    def name(self) -> str:
        """Return the element's name."""
        return self.element.name

    def ancestors(self) -> Iterator["Place"]:
        """Yield the places above, the nearest first."""
        found = self.above
        while found is not None:
            yield found
            found = found.above

    def finding(self, code: str, **values: Any) -> Finding:  # noqa: ANN401 - any value that prints
        """Return a finding at this place."""
        return finding(code, eid=self.eid, line=self.element.line, **values)


class Pointer(NamedTuple):
    """An attribute that points: `#eId` of the same document, as written, without what points elsewhere."""

    place: Place
    attribute: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What one walk over an Expression found; `texts` are the pieces of running text outside the metadata."""

    expression: Expression
    named: dict[str, list[Place]] = field(default_factory=dict)
    texts: list[tuple[Place, str]] = field(default_factory=list)
    by_eid: dict[str, Place] = field(default_factory=dict)
    tracked: list[Place] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)

    def places(self, *names: str) -> Iterator[Place]:
        """Yield the elements of these names, name by name in document order."""
        for name in names:
            yield from self.named.get(name, ())

    @cached_property
    def provisions(self) -> tuple[Place, ...]:
        """Return the provisions of the text itself, by name; what is quoted from another text is left out."""
        return tuple(place for place in self.places(*sorted(HIERARCHY)) if not place.quoted)

    def num(self, place: Place) -> str:
        """Return the number of a provision of the text itself, as printed."""
        return self._nums[id(place.element)]

    @cached_property
    def _nums(self) -> dict[int, str]:
        # By id: to hash an element is to hash all that is in it.
        return {id(place.element): num_of(place.element) for place in self.provisions}

    @cached_property
    def document(self) -> Place:
        """Return the place of the element that says what the document is."""
        element = self.expression.document
        return next(place for place in self.places(element.name) if place.element is element)

    @cached_property
    def is_ours(self) -> bool:
        """Tell whether the document is of our profile (akn/profile.toml)."""
        profile = load_table("akn/profile.toml")["profile"]
        document = self.expression.document
        return bool(document.name == profile["document"] and document.get("name") == profile["name"])

    @cached_property
    def is_law(self) -> bool:
        """Tell whether the document is an act or a bill: a text that binds, or is to bind."""
        return self.expression.document.name in {"act", "bill"}


def survey(expression: Expression) -> Survey:
    """Return what one walk over an unfolded Expression finds.

    >>> found = survey(Expression(root=Element(name="akomaNtoso", children=(Element(name="act"),))))
    >>> sorted(found.named)
    ['act', 'akomaNtoso']
    """
    found = Survey(expression=expression)
    for place, running in _walk(expression.root):
        element = place.element
        found.named.setdefault(element.name, []).append(place)
        _note_attributes(found, place)
        if running:
            found.texts.extend((place, child) for child in element.children if child.__class__ is str)
    return found


def _note_attributes(found: Survey, place: Place) -> None:
    for key, value in place.element.attributes:
        if key == "eId" and value:
            found.by_eid.setdefault(value, place)
        elif key == "wId" and not place.quoted:
            found.tracked.append(place)
        elif (value[:1] == "#" or key in PERIODS) and key in POINTING and not place.quoted:
            found.pointers.extend(Pointer(place, key, target) for target in value.split())


def _walk(root: Element) -> Iterator[tuple[Place, bool]]:
    # Without recursion, which is slower. The second value tells running text from metadata.
    waiting = [(Place(root, None, root.eid, False), True)]  # noqa: FBT003 - a tuple's fields go by place
    while waiting:
        place, running = waiting.pop()
        element, _, eid, quoted = place
        running = running and element.name != "meta"
        yield place, running
        quoted = quoted or element.name in QUOTING
        waiting += [
            (Place(child, place, child.eid or eid, quoted), running)
            for child in reversed(element.children)
            if isinstance(child, Element)
        ]
