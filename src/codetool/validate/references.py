"""Whether what points into the document points at something: cross-references, sources, periods."""

import re
from collections.abc import Iterator

from codetool.findings import Finding
from codetool.model.eid import LATIN_WORDS, number_part
from codetool.validate.survey import PERIODS, Pointer, Survey

CROSS = frozenset({"ref", "rref", "mref", "noteRef", "mod", "rmod", "mmod", "tocItem"})
"""Elements of the text by which a reader is sent elsewhere."""

_NUMBER = re.compile(
    rf"(?:\b[IVXLC]+[./-])?\d+(?:\s?(?:{LATIN_WORDS})\b|[a-z](?!\w))?(?:[./-]\d+(?:\s?(?:{LATIN_WORDS})\b|[a-z](?!\w))?)*",
    re.ASCII,
)

_PORTION = re.compile(r"(?P<iri>[^#~!]+?)/?(?:!main)?[#~](?P<eid>[^#~/@]+)")
"""An IRI with a part of the text behind it: …/!main~art_3, …#art_3."""


def check_cross_references(found: Survey) -> Iterator[Finding]:
    """Yield cross-references in the text to an eId that the document does not have."""
    for place, _, target in _dangling(found):
        if place.name in CROSS:
            yield place.finding("reference-dangling", element=place.name, target=target)


def check_own_iris(found: Survey) -> Iterator[Finding]:
    """Yield references by this document's own IRI to a part that it does not have (NC 4.8)."""
    levels = (found.identification.work, found.identification.expression)
    iris = {iri for level in levels if (iri := level.uri)}
    for place in found.places("ref", "rref", "mref") if iris else ():
        href = place.get("href")
        match = _PORTION.fullmatch(href) if href[:1] == "/" else None
        if match and match["iri"] in iris and match["eid"] not in found.by_eid and not place.quoted:
            yield place.finding("reference-dangling", element=place.name, target=href)


def check_empty_references(found: Survey) -> Iterator[Finding]:
    """Yield references that point at nothing, because nothing is written there."""
    for place in found.places("ref"):
        if not place.get("href").strip() and not place.quoted:
            yield place.finding("reference-empty", text=found.text(place), more="")


def check_removed_targets(found: Survey) -> Iterator[Finding]:
    """Yield cross-references to a provision that is marked as removed."""
    for place, _, value in found.pointers:
        target = found.target(value) if place.name in CROSS else None
        if target and target.get("status") == "removed":
            yield place.finding("reference-removed", element=place.name, target=value)


def check_metadata_references(found: Survey) -> Iterator[Finding]:
    """Yield sources, persons and concepts that metadata or marks name and the document does not have."""
    for place, attribute, target in _dangling(found):
        if place.name not in CROSS and not place.name.startswith("{"):
            yield place.finding("target-missing", element=f"{place.name}/@{attribute}", target=target, more="")


def check_periods(found: Survey) -> Iterator[Finding]:
    """Yield periods that point nowhere, and intervals whose start or end is no event (p1, temporalData)."""
    for place, attribute, value in found.pointers:
        if attribute not in PERIODS or place.name.startswith("{"):
            continue
        target = found.target(value)
        wanted = "temporalGroup" if attribute == "period" else "eventRef"
        values = {"element": f"{place.name}/@{attribute}", "target": value, "wanted": wanted}
        if target is None:
            yield place.finding("period-dangling", **values)
        elif target.name != wanted or not value.startswith("#"):
            yield place.finding("period-target", **values, more="")


def check_reference_numbers(found: Survey) -> Iterator[Finding]:
    """Yield cross-references that print another number than that of the provision they point at."""
    for place in found.places("ref"):
        target = found.target(place.get("href"))
        if target is None or place.quoted or not place.get("href").startswith("#"):
            continue
        num = found.num(target)
        printed = _NUMBER.findall(found.text(place))
        if printed and _NUMBER.search(num) and number_part(num) not in map(number_part, printed):
            yield place.finding("reference-number", target=target.eid, printed=printed[-1], num=num)


RULES = (
    check_cross_references,
    check_own_iris,
    check_empty_references,
    check_removed_targets,
    check_metadata_references,
    check_periods,
    check_reference_numbers,
)


def _dangling(found: Survey) -> Iterator[Pointer]:
    return (
        pointer
        for pointer in found.pointers
        if pointer.attribute not in PERIODS and pointer.target[0] == "#" and pointer.target[1:] not in found.by_eid
    )
