"""One walk over a document, shared by all rules: its elements at their places, by name and by eId."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from codetool.akn.places import Place
from codetool.model.eid import HIERARCHY, IDENTIFIED, is_eid
from codetool.model.expression import Expression
from codetool.model.frbr import Identification
from codetool.model.markup import Element, Node
from codetool.model.text import INLINE, fold_space
from codetool.resources import load_table

__all__ = ["PERIODS", "Place", "Pointer", "Survey", "survey"]

POINTING = frozenset(
    # Part 2: the attributes whose values are references to ids; with # they point into the document itself.
    """alternativeTo as by empoweredBy end for from href includedIn outcome period placementBase refersTo source src
    start to upTo""".split(),
)
PERIODS = frozenset({"period", "start", "end"})
"""Those of them that point at times, with # or, wrongly, without."""

_UNSAID = frozenset({"meta", "foreign"})
"""What stands in these is no running text."""


class Pointer(NamedTuple):
    """An attribute that points: `#eId` of the same document, as written, without what points elsewhere."""

    place: Place
    attribute: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What one walk over a document found; `row` is all of it, in document order."""

    row: list[Place]
    named: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_eid: dict[str, Place] = field(default_factory=dict)
    tracked: list[Place] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)

    def places(self, *names: str) -> Iterator[Place]:
        """Yield the elements of these names, name by name in document order."""
        for name in names:
            yield from self.named.get(name, ())

    @cached_property
    def dangling(self) -> list[Pointer]:
        """Return what points at an eId that the document does not have; periods have a rule of their own."""
        return [
            pointer
            for pointer in self.pointers
            if pointer.target[0] == "#" and pointer.target[1:] not in self.by_eid and pointer.attribute not in PERIODS
        ]

    def target(self, value: str) -> Place | None:
        """Return the place that `#eId` names in this document, None where there is none."""
        return self.by_eid.get(value.removeprefix("#"))

    def inside(self, place: Place) -> list[Place]:
        """Return every place below this one, in document order."""
        return self.row[place.at + 1 : place.end]

    def children(self, place: Place, *names: str) -> Iterator[Place]:
        """Yield the places right below this one, those of the given names if any are given."""
        at = place.at + 1
        while at < place.end:
            below = self.row[at]
            if not names or below.name in names:
                yield below
            at = below.end

    def child(self, place: Place | None, name: str) -> Place | None:
        """Return the first place of that name right below this one."""
        return next(self.children(place, name), None) if place else None

    def text(self, place: Place) -> str:
        """Return a place's text as a reader sees it: white space folded, blocks kept apart (`model.text`)."""
        if place.end == place.at + 1:
            return fold_space(place.text)
        pieces = [place.text]
        opened: list[Place] = []
        for below in self.inside(place):
            while opened and opened[-1].end <= below.at:
                pieces += _after(opened.pop())
            pieces += [below.text] if below.name in INLINE else [" ", below.text]
            opened.append(below)
        for below in reversed(opened):
            pieces += _after(below)
        return fold_space("".join(pieces))

    def element(self, place: Place) -> Element:
        """Return a place and all below it as an element of the model."""
        children: list[Node] = [place.text] if place.text else []
        for below in self.children(place):
            children += [self.element(below), below.tail] if below.tail else [self.element(below)]
        attributes = tuple(place.attributes.items())
        return Element(name=place.name, attributes=attributes, children=tuple(children), line=place.line)

    @cached_property
    def provisions(self) -> list[Place]:
        """Return the provisions of the text itself; what is quoted from another text is left out."""
        return [place for place in self.row if place.name in HIERARCHY and not place.quoted]

    @cached_property
    def carriers(self) -> list[Place]:
        """Return what should carry an eId: provisions, and in our profile introductions, annexes and the like too."""
        if not self.is_ours:
            return self.provisions
        return [place for place in self.row if place.name in IDENTIFIED and not place.quoted]

    @cached_property
    def identified(self) -> list[tuple[Place, str]]:
        """Return the carriers of an eId that has the form of one (NC 5.4.1), each with it."""
        return [(place, eid) for place in self.carriers if (eid := place.get("eId")) and is_eid(eid)]

    @cached_property
    def numbered(self) -> list[tuple[Place, str]]:
        """Return the provisions that print a number, each with it."""
        nums = self._nums
        return [(place, num) for place in self.provisions if (num := nums.get(place.at))]

    @cached_property
    def kin(self) -> list[list[Place]]:
        """Return the provisions, those of one kind that stand side by side together."""
        groups: dict[tuple[Place | None, str], list[Place]] = defaultdict(list)
        for place in self.provisions:
            groups[place.above, place.name].append(place)
        return list(groups.values())

    def num(self, place: Place) -> str:
        """Return the number of a provision as printed, an empty string where it has none."""
        return self._nums.get(place.at, "")

    def label(self, place: Place, name: str) -> Place | None:
        """Return the first `num` or `heading` of a provision."""
        return self._labels.get((place.at, name))

    @cached_property
    def _labels(self) -> dict[tuple[int, str], Place]:
        found: dict[tuple[int, str], Place] = {}
        for label in self.places("num", "heading"):
            if label.above:
                found.setdefault((label.above.at, label.name), label)
        return found

    @cached_property
    def _nums(self) -> dict[int, str]:
        return {at: self.text(label) for (at, name), label in self._labels.items() if name == "num"}

    @cached_property
    def texts(self) -> list[tuple[Place, str]]:
        """Return the pieces of running text, without blank ones, each with the element that it stands in."""
        found: list[tuple[Place, str]] = []
        silent = 0
        for place in self.row:
            if place.at < silent:
                continue
            text, tail = place.text, place.tail
            if place.name in _UNSAID:
                silent = place.end
            elif text and not text.isspace():
                found.append((place, text))
            if tail and place.above and not tail.isspace():
                found.append((place.above, tail))
        return found

    @cached_property
    def whole(self) -> str:
        """Return all running text in one string, a line for each piece: to see whether something occurs at all."""
        return "\n".join(text for _, text in self.texts)

    @cached_property
    def document(self) -> Place:
        """Return the place of the element that says what the document is."""
        return self.row[1] if len(self.row) > 1 else self.row[0]

    @cached_property
    def front(self) -> Expression:
        """Return an Expression of the document's identification and preface alone: what says who it is."""
        meta, preface = (self.child(self.document, name) for name in ("meta", "preface"))
        identification = self.child(meta, "identification")
        children: list[Node] = [self.element(preface)] if preface else []
        if identification:
            children.append(Element(name="meta", children=(self.element(identification),)))
        attributes = tuple(self.document.attributes.items())
        document = Element(name=self.document.name, attributes=attributes, children=tuple(children))
        return Expression(root=Element(name="akomaNtoso", children=(document,)))

    @cached_property
    def identification(self) -> Identification:
        """Return who the document says it is."""
        return self.front.identification

    @cached_property
    def is_draft(self) -> bool:
        """Tell whether the document is not authoritative: a draft."""
        said = self.child(self.expression_level, "FRBRauthoritative")
        return said is None or said.get("value") != "true"

    @cached_property
    def expression_level(self) -> Place | None:
        """Return the place of the document's own FRBRExpression, None where there is none."""
        identification = self.child(self.child(self.document, "meta"), "identification")
        return self.child(identification, "FRBRExpression")

    @cached_property
    def status(self) -> str:
        """Return the text of the state printed on the document (docStatus), an empty string where there is none."""
        preface = self.child(self.document, "preface")
        inside = self.inside(preface) if preface else []
        return next((self.text(place) for place in inside if place.name == "docStatus"), "")

    @cached_property
    def is_ours(self) -> bool:
        """Tell whether the document is of our profile (akn/profile.toml)."""
        profile = load_table("akn/profile.toml")["profile"]
        return bool(self.document.name == profile["document"] and self.document.get("name") == profile["name"])

    @cached_property
    def is_law(self) -> bool:
        """Tell whether the document is an act or a bill: a text that binds, or is to bind."""
        return self.document.name in {"act", "bill"}


def survey(row: list[Place]) -> Survey:
    """Return what one walk over a row of places finds.

    >>> from codetool.akn.places import places_of_expression
    >>> root = Element(name="akomaNtoso", children=(Element(name="act"),))
    >>> sorted(survey(places_of_expression(Expression(root=root))).named)
    ['act', 'akomaNtoso']
    """
    found = Survey(row=row)
    named, by_eid = found.named, found.by_eid
    for place in row:
        named[place.name].append(place)
        attributes = place.attributes
        if not attributes:
            continue
        if "eId" in attributes:
            by_eid.setdefault(attributes["eId"], place)
        if "wId" in attributes and not place.quoted:
            found.tracked.append(place)
        for key, value in attributes.items():
            if key in POINTING and ("#" in value or key in PERIODS) and not place.quoted:
                found.pointers.extend(_pointers(place, key, value))
    by_eid.pop("", None)
    return found


def _pointers(place: Place, key: str, value: str) -> list[Pointer]:
    return [Pointer(place, key, target) for target in value.split() if target[0] == "#" or key in PERIODS]


def _after(place: Place) -> list[str]:
    return [place.tail] if place.name in INLINE else [" ", place.tail]
