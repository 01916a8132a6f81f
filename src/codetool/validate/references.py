"""Whether what points into the document points at something: cross-references, sources, periods."""

import re
from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.model.eid import LATIN_WORDS, number_part
from codetool.validate.survey import PERIODS, Survey

CROSS = frozenset({"ref", "rref", "mref", "noteRef", "mod", "rmod", "mmod", "tocItem"})
"""Elements of the text by which a reader is sent elsewhere."""

_NUMBER = re.compile(
    rf"(?:\b[IVXLC]+[./-])?\d+(?:\s?(?:{LATIN_WORDS})\b|[a-z](?!\w))?(?:[./-]\d+(?:\s?(?:{LATIN_WORDS})\b|[a-z](?!\w))?)*",
    re.ASCII,
)

_PORTION = re.compile(r"(?P<iri>[^#~!]+?)/?(?:!main)?[#~](?P<eid>[^#~/@]+)")
"""An IRI with a part of the text behind it: …/!main~art_3, …#art_3."""


def check_cross_references(found: Survey) -> Iterator[Fault]:
    """Yield cross-references in the text to an eId that the document does not have."""
    for place, _, target in found.dangling:
        if place.name in CROSS:
            yield place.fault("reference-dangling", element=place.name, target=target)


def check_own_iris(found: Survey) -> Iterator[Fault]:
    """Yield references by this document's own IRI to a part that it does not have (NC 4.8)."""
    identification = found.expression_level.above if found.expression_level else None
    levels = (found.child(identification, name) for name in ("FRBRWork", "FRBRExpression"))
    given = (found.child(level, "FRBRuri") for level in levels)
    iris = {uri.get("value") for uri in given if uri} - {""}
    for place in found.places("ref", "rref", "mref") if iris else ():
        href = place.get("href")
        match = _PORTION.fullmatch(href) if href[:1] == "/" else None
        if match and match["iri"] in iris and match["eid"] not in found.by_eid and not place.quoted:
            yield place.fault("reference-dangling", element=place.name, target=href)


def check_empty_references(found: Survey) -> Iterator[Fault]:
    """Yield references that point at nothing, because nothing is written there."""
    for place in found.places("ref"):
        if not place.get("href").strip() and not place.quoted:
            yield place.fault("reference-empty", text=found.text(place), more="")


def check_removed_targets(found: Survey) -> Iterator[Fault]:
    """Yield cross-references to a provision that is marked as removed."""
    for place, _, value in found.pointers:
        target = found.target(value) if place.name in CROSS else None
        if target and target.get("status") == "removed":
            yield place.fault("reference-removed", element=place.name, target=value)


def check_metadata_references(found: Survey) -> Iterator[Fault]:
    """Yield sources, persons and concepts that metadata or marks name and the document does not have."""
    for place, attribute, target in found.dangling:
        if place.name not in CROSS and not place.name.startswith("{"):
            yield place.fault("target-missing", element=f"{place.name}/@{attribute}", target=target, more="")


def check_periods(found: Survey) -> Iterator[Fault]:
    """Yield periods that point nowhere, and intervals whose start or end is no event (p1, temporalData)."""
    for place, attribute, value in found.pointers:
        if attribute not in PERIODS or place.name.startswith("{"):
            continue
        target = found.target(value)
        wanted = "temporalGroup" if attribute == "period" else "eventRef"
        values = {"element": f"{place.name}/@{attribute}", "target": value, "wanted": wanted}
        if target is None:
            yield place.fault("period-dangling", **values)
        elif target.name != wanted or not value.startswith("#"):
            yield place.fault("period-target", **values, more="")


def check_reference_numbers(found: Survey) -> Iterator[Fault]:
    """Yield cross-references that print another number than that of the provision they point at."""
    for place in found.places("ref"):
        target = found.target(place.get("href"))
        if target is None or place.quoted or not place.get("href").startswith("#"):
            continue
        num = found.num(target)
        printed = _NUMBER.findall(found.text(place))
        if printed and _NUMBER.search(num) and number_part(num) not in map(number_part, printed):
            yield place.fault("reference-number", target=target.eid, printed=printed[-1], num=num)


RULES = (
    check_cross_references,
    check_own_iris,
    check_empty_references,
    check_removed_targets,
    check_metadata_references,
    check_periods,
    check_reference_numbers,
)
