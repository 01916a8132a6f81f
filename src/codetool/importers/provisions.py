"""The provisions of a text as citations see them: by what they are and their number, each inside the one above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from codetool.importers.numbers import Number
from codetool.importers.places import Place, climb, nearest, part_of, row_of, same_letter, up, value_of
from codetool.importers.steps import How, Step
from codetool.importers.vocabulary import Kind
from codetool.model.eid import HIERARCHY, own_part
from codetool.model.markup import Element
from codetool.model.provision import num_of

_KINDS = {
    "attachment": Kind.ANNEX,
    "part": Kind.PART,
    "book": Kind.BOOK,
    "title": Kind.TITLE,
    "subtitle": Kind.SUBTITLE,
    "chapter": Kind.CHAPTER,
    "section": Kind.SECTION,
    "subsection": Kind.SUBSECTION,
    "article": Kind.ARTICLE,
    "paragraph": Kind.PARAGRAPH,
    "subparagraph": Kind.ALINEA,
    "alinea": Kind.ALINEA,
    "point": Kind.POINT,
    "indent": Kind.DASH,
}
_SCOPES = frozenset({"body", "mainBody", "attachment"})
_CLOSED = frozenset({"quotedStructure", "embeddedStructure", "authorialNote", "meta"})
_DASHES = frozenset("-–—•")
_Key = tuple[Kind, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the steps of a citation lead to: the provision, and how many of the steps it took to get there."""

    place: Place | None = None
    steps: int = 0


class Provisions:
    """All provisions of a document, those of its annexes too."""

    def __init__(self, parts: Iterable[Element]) -> None:
        """Take the parts of a document, ids filled in."""
        self.root = Place(kind=None, eid="", num="")
        self._places: dict[int, Place] = {}
        for one in parts:
            self._enter(one, self.root)
        self.all = tuple(self.root.below())
        self._by_number: dict[_Key, list[Place]] = {}
        self._signs = any(place.kind is Kind.ARTICLE and "§" in place.num for place in self.all)
        for place in self.all:
            if place.kind is not None and (number := place.number):
                self._by_number.setdefault((place.kind, number), []).append(place)

    def _enter(self, element: Element, above: Place) -> None:
        place = above
        if element.name in HIERARCHY or element.name in _SCOPES:
            place = Place(
                kind=_kind(element), eid=element.eid, num=_num(element), above=above, scope=element.name in _SCOPES
            )
            above.inside.append(place)
        self._places[id(element)] = place
        for child in element.elements():
            if isinstance(child, Element) and child.name not in _CLOSED:
                self._enter(child, place)

    def place_of(self, element: Element) -> Place:
        """Return the provision that an element is or stands in."""
        return self._places.get(id(element), self.root)

    def find(self, steps: Sequence[Step], at: Place) -> Found:
        """Return the deepest provision that the steps lead to, seen from a place, as far as each is the only one."""
        place: Place | None = None
        taken = 0
        for step in steps:
            if step.kind is Kind.SENTENCE:
                taken += 1
                continue
            deeper = self._inside(step, place) if place else self._first(step, at)
            if deeper is None:
                break
            place, taken = deeper, taken + 1
        return Found(place=place, steps=taken if place else 0)

    def many(self, step: Step, at: Place) -> tuple[Place, Place] | None:
        """Return the first and the last of several provisions before or after a place."""
        own = up(at, step.kind)
        row = row_of(own) if own else []
        here = row.index(own) if own else 0
        first = here - step.count if step.how is How.BEFORE else here + 1
        found = row[first : first + step.count] if own and first >= 0 else []
        return (found[0], found[-1]) if len(found) == step.count else None

    def _first(self, step: Step, at: Place) -> Place | None:
        if step.how is How.SELF:
            return up(at, step.kind)
        if step.how is not How.NUMBER and step.how is not How.ORDINAL:
            return self._beside(step, at)
        if step.kind <= Kind.ARTICLE:
            return self._numbered(step, at)
        if step.kind is Kind.PARAGRAPH and self._section_signs(step):
            return self._numbered(replace(step, kind=Kind.ARTICLE), at)
        if step.kind is Kind.POINT and step.form == "plain" and "." in step.number.rstrip("."):
            return self._numbered(step, at)
        return climb(step, at)

    def _beside(self, step: Step, at: Place) -> Place | None:
        own = up(at, step.kind)
        row = row_of(own) if own else []
        to = row.index(own) + (-1 if step.how is How.BEFORE else 1) if own else -1
        return row[to] if 0 <= to < len(row) else None

    def _section_signs(self, step: Step) -> bool:
        """Tell whether § 5 is an article here, as in German laws."""
        return self._signs and step.word.startswith("§")

    def _numbered(self, step: Step, at: Place) -> Place | None:
        """Return the only article or division with a number, that nearest to a place where there are several."""
        kinds = (step.kind,) if step.kind <= Kind.ARTICLE else (Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT)
        found = self._with_number(step, kinds)
        value = value_of(step)
        if not found and step.kind is Kind.ARTICLE and value and len(value.parts) > 1:
            found = self._with_number(step, (Kind.PARAGRAPH, Kind.POINT, Kind.ALINEA))
        if not found and step.kind is Kind.ANNEX:
            found = [place for place in self.all if place.kind is Kind.ANNEX and same_letter(step, place)]
        # An annex counts its articles on its own: what stands elsewhere does not mean them.
        return nearest([place for place in found if place.kind is Kind.ANNEX or _in_sight(place, at)], at)

    def _with_number(self, step: Step, kinds: Iterable[Kind]) -> list[Place]:
        value = value_of(step)
        if value is None:
            return []
        found = [place for kind in kinds for place in self._by_number.get((kind, value), ())]
        return [place for place in found if ("-" in step.number) <= ("-" in place.num)]

    def _inside(self, step: Step, place: Place) -> Place | None:
        if step.kind <= Kind.ARTICLE:
            value = value_of(step)
            found = [one for one in place.below() if one.kind is step.kind and value and one.number == value]
            return nearest(found, place)
        return part_of(step, place)


def _in_sight(place: Place, at: Place) -> bool:
    annex = up(place, Kind.ANNEX)
    return annex is None or annex in at.parents()


def _kind(element: Element) -> Kind | None:
    kind = _KINDS.get(element.name)
    if element.name == "paragraph" and not num_of(element):
        return Kind.ALINEA
    return Kind.DASH if kind is Kind.POINT and num_of(element).strip() in _DASHES else kind


def _num(element: Element) -> str:
    if element.name == "attachment" and not num_of(element):
        return own_part(element.eid).partition("_")[2]
    return num_of(element)
