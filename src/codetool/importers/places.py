"""The parts of a provision that a citation names: its paragraphs, alinéas and points, by number or counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from codetool.importers.numbers import Number, read_number
from codetool.importers.steps import How, Step
from codetool.importers.vocabulary import COUNTED_BY_NUMBER, Kind
from codetool.model.eid import ORDINALS, number_part

_MORE_ORDINALS = {"ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "sechsten": 6}
_LAST = ("dern", "laat", "letz", "last")


@dataclass(slots=True, eq=False, kw_only=True)
class Place:
    """A provision at its place: what it is, its number as printed, what stands in it."""

    kind: Kind | None
    eid: str
    num: str
    above: "Place | None" = None
    inside: list["Place"] = field(default_factory=list)
    scope: bool = False

    @property
    def number(self) -> Number | None:
        """Return the number's value, None where it has none or a letter."""
        return read_number(number_part(self.num).replace("-", ".")) if self.num else None

    def parents(self) -> Iterator["Place"]:
        """Yield this place and those above it, from the inside out."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.above

    def below(self) -> Iterator["Place"]:
        """Yield the places inside this one, in order."""
        for place in self.inside:
            yield place
            yield from place.below()


def value_of(step: Step) -> Number | None:
    """Return the value of a step's number, None where it is none."""
    return read_number(number_part(step.number.strip("()")).replace("-", "."))


def same_letter(step: Step, place: Place) -> bool:
    """Tell whether a provision has the number of a step as printed, its brackets and points left out."""
    return number_part(step.number.strip("()")).casefold() == number_part(place.num).casefold()


def up(at: Place, kind: Kind) -> Place | None:
    """Return the provision of a kind that a place is or stands in."""
    return next((place for place in at.parents() if place.kind is kind), None)


def row_of(own: Place) -> list[Place]:
    """Return what stands in a row with a provision: the articles of the whole text, else those of its parent."""
    if own.kind is Kind.ARTICLE:
        scope = next((place for place in own.parents() if place.scope), own)
        return [place for place in scope.below() if place.kind is Kind.ARTICLE] or [own]
    return [place for place in own.above.inside if place.kind is own.kind] if own.above else [own]


def nearest(found: list[Place], at: Place) -> Place | None:
    """Return the only one, or the only one inside the nearest provision around a place that holds one at all."""
    for around in at.parents():
        here = [place for place in found if around in place.parents()]
        if here:
            return here[0] if len(here) == 1 else None
    return None


def climb(step: Step, at: Place) -> Place | None:
    """Return the part that a step names in the innermost provision around a place that has it, up to the article."""
    for around in at.parents():
        if around.scope:
            return None
        # Only an article or a paragraph counts its alinéas; a point may be any list's around the place.
        if step.kind is not Kind.ALINEA or around.kind in (Kind.ARTICLE, Kind.PARAGRAPH):
            found = part_of(step, around, alone=True)
            if found or around.kind is Kind.ARTICLE:
                return found
    return None


def part_of(step: Step, place: Place, *, alone: bool = False) -> Place | None:
    """Return the paragraph, alinéa or point of a provision that a step names.

    A point named `alone`, without the provision that it stands in, is no paragraph.
    """
    match step.kind:
        case Kind.PARAGRAPH:
            return _only([one for one in _reach(place, Kind.PARAGRAPH) if _same_number(step, one)])
        case Kind.ALINEA:
            return _alinea(step, place)
        case Kind.DASH:
            return _counted(step, _reach(place, Kind.DASH))
        case _:
            found = [one for one in _reach(place, Kind.POINT) if _same_number(step, one)]
            return _only(found) if found or alone else _printed(step, place)


def _printed(step: Step, place: Place) -> Place | None:
    """Return the paragraph with the number of a point, printed in the same manner: article 3(2), article 126, 9."""
    if step.form not in ("bracket", "dotted", "plain", "closed"):
        return None
    found = [*_reach(place, Kind.PARAGRAPH), *_reach(place, Kind.SUBSECTION)]
    other = ("§",) if step.form == "bracket" else ("§", "(")
    return _only([one for one in found if not one.num.startswith(other) and _same_number(step, one)])


def _alinea(step: Step, place: Place) -> Place | None:
    if (step.word in COUNTED_BY_NUMBER or step.form != "plain") and (
        found := _only([one for one in _reach(place, Kind.PARAGRAPH) if _same_ordinal(step, one)])
    ):
        return found
    alineas = [one for one in place.inside if one.kind is Kind.ALINEA]
    if alineas:
        return _counted(step, alineas)
    if any(one.kind is Kind.PARAGRAPH for one in place.inside):
        return None
    # An alinéa that is alone has no element of its own.
    return place if _ordinal(step) in (1, -1) else None


def _counted(step: Step, row: Sequence[Place]) -> Place | None:
    at = _ordinal(step)
    if at == -1:
        return row[-1] if row else None
    return row[at - 1] if 0 < at <= len(row) else None


def _ordinal(step: Step) -> int:
    """Return the place that a step counts to, -1 for the last, 0 where it is none."""
    bare = step.number.strip("()").casefold()
    if bare.startswith(_LAST):
        return -1
    if bare in ORDINALS or bare in _MORE_ORDINALS:
        return ORDINALS.get(bare) or _MORE_ORDINALS[bare]
    digits = "".join(char for char in bare if char.isdecimal())
    value = read_number(bare)
    if value and (len(value.parts) > 1 or value.suffix):
        return 0
    return int(digits) if digits else (value.parts[0] if value else 0)


def _same_number(step: Step, place: Place) -> bool:
    if step.how is How.ORDINAL:
        return _same_ordinal(step, place)
    if any(char.isdecimal() for char in step.number) != any(char.isdecimal() for char in place.num):
        return same_letter(step, place)
    value = value_of(step)
    return place.number == value if value and any(map(str.isdecimal, step.number)) else same_letter(step, place)


def _same_ordinal(step: Step, place: Place) -> bool:
    number = place.number
    return number is not None and number.parts == (_ordinal(step),) and not number.suffix


def _reach(place: Place, kind: Kind) -> list[Place]:
    """Return the provisions of a kind inside a place, not those inside another of that kind or of another article."""
    found: list[Place] = []
    for one in place.inside:
        if one.kind is kind:
            found.append(one)
        elif one.kind is None or one.kind > Kind.ARTICLE:
            found += _reach(one, kind)
    return found


def _only(found: Sequence[Place]) -> Place | None:
    return found[0] if len(found) == 1 else None
