"""Numbers and headings: where they stand, which are empty, which are missing among others of their kind."""

from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.model.eid import HIERARCHY
from codetool.validate.survey import Place, Survey

_RANKS = {
    # From the widest division to the article (Part 1 leaves the order open; this is how codes are parted everywhere).
    "book": 1, "title": 3, "chapter": 5, "section": 7, "subsection": 8, "article": 9,
}  # fmt: skip
_FEWEST = 3
"""Neighbours of one kind from which a habit can be seen."""

_GONE = frozenset({"removed", "ignored"})


def check_label_order(found: Survey) -> Iterator[Fault]:
    """Yield numbers that stand after their heading (p1: num comes first)."""
    for num in found.places("num"):
        above = num.above
        heading = found.label(above, "heading") if above and above.name in HIERARCHY and not above.quoted else None
        if above and heading and heading.at < num.at:
            yield above.fault("number-late", element=above.name)


def check_repeated_labels(found: Survey) -> Iterator[Fault]:
    """Yield second numbers and headings of one provision: only one of the two can be right."""
    for label in found.places("num", "heading"):
        above = label.above
        if above and above.name in HIERARCHY and not label.quoted and found.label(above, label.name) is not label:
            yield label.fault("label-repeated", element=label.name, of=above.name, more="")


def check_empty_labels(found: Survey) -> Iterator[Fault]:
    """Yield numbers and headings of provisions without a word in them."""
    for label in found.places("num", "heading"):
        above = label.above
        if label.text.strip() or above is None or above.name not in HIERARCHY or label.quoted:
            continue
        if not found.text(label) and _is_bare(found, label):
            yield label.fault("label-empty", element=label.name, of=above.name, more="")


def check_missing_labels(found: Survey) -> Iterator[Fault]:
    """Yield provisions without the number or the heading that all their neighbours of the same kind have."""
    labelled = {name: {label.above for label in found.places(name)} for name in ("heading", "num")}
    for kin in _neighbours(found):
        for name, code in (("heading", "heading-missing"), ("num", "number-absent")):
            without = [place for place in kin if place not in labelled[name]]
            # An article without a number is told by a rule of its own where the profile wants one.
            own = code == "number-absent" and found.is_ours and kin[0].name == "article"
            if len(without) == 1 and not own:
                yield without[0].fault(code, element=without[0].name, others=len(kin) - 1)


def check_nesting(found: Survey) -> Iterator[Fault]:
    """Yield divisions that stand in a narrower one: a title in a chapter, an article in an article."""
    for place in found.places(*_RANKS):
        rank = _RANKS[place.name]
        inside = next((above for above in place.ancestors() if _RANKS.get(above.name, 0) >= rank), None)
        if inside and not place.quoted and not _is_apart(place, inside):
            yield place.fault("nesting-odd", element=place.name, inside=inside.name, more="")


RULES = (check_label_order, check_repeated_labels, check_empty_labels, check_missing_labels, check_nesting)


def _is_bare(found: Survey, label: Place) -> bool:
    return not any(below.name in {"img", "noteRef", "authorialNote"} for below in found.inside(label))


def _neighbours(found: Survey) -> Iterator[list[Place]]:
    for kin in found.kin:
        if len(kin) >= _FEWEST:
            there = [place for place in kin if place.get("status") not in _GONE]
            if len(there) >= _FEWEST:
                yield there


def _is_apart(place: Place, inside: Place) -> bool:
    # A text quoted at length, or an annex, begins a hierarchy of its own.
    between = (above for above in place.ancestors() if above.at > inside.at)
    return any(above.name in {"embeddedText", "attachment", "component"} for above in between)
