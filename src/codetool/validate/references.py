"""Whether what points into the document points at something: cross-references, sources, periods."""

import re
from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.model.eid import LATIN_WORDS, is_eid, number_part
from codetool.validate.identity import read_iri
from codetool.validate.survey import PERIODS, Survey

CROSS = frozenset({"ref", "rref", "mref", "noteRef", "mod", "rmod", "mmod", "tocItem"})
"""Elements of the text by which a reader is sent elsewhere."""

_NUMBER = re.compile(
    rf"(?:\b[IVXLC]+[./-])?\d+(?:\s?(?:{LATIN_WORDS})\b|[a-z](?!\w))?(?:[./-]\d+(?:\s?(?:{LATIN_WORDS})\b|[a-z](?!\w))?)*",
    re.ASCII,
)

_ROMAN = re.compile(r"\b[IVXLC]+(?:er|re|ère)?\b")
_LETTER = re.compile(r"(?<!\w)[a-z]\)")

_PART = re.compile(r"(?P<iri>[^#~!]+?)/?(?:!(?P<component>[^#~/]+))?(?:[#~](?P<eid>[^#~/@]+))?")
"""An IRI with a part of the text behind it: …/!main~art_3, …#art_3, …/!annexe_1."""


def check_cross_references(found: Survey) -> Iterator[Fault]:
    """Yield cross-references in the text to an eId that the document does not have."""
    lost = [pointer for pointer in found.dangling if pointer.place.name in CROSS]
    by_wid = {place.get("wId"): place.get("eId") for place in found.tracked} if lost else {}
    for place, _, target in lost:
        if now := by_wid.get(target[1:]):
            yield place.fault("reference-tracked", element=place.name, target=target, now=now)
        else:
            yield place.fault("reference-dangling", element=place.name, target=target)


def check_unmarked_references(found: Survey) -> Iterator[Fault]:
    """Yield references to an eId without the # before it, which lead to a file of that name; ~ is as good (NC 4.8)."""
    for place in found.places("ref", "rref", "noteRef"):
        for value in filter(_is_unmarked, map(place.get, ("href", "from", "upTo"))):
            eid = value.strip().lstrip("/~")
            if place.quoted or not (eid in found.by_eid or ("_" in eid and is_eid(eid))):
                continue
            if "~" not in value:
                yield place.fault("reference-unmarked", element=place.name, target=value, meant=eid, more="")
            elif eid not in found.by_eid:
                yield place.fault("reference-dangling", element=place.name, target=value)


def check_ranges(found: Survey) -> Iterator[Fault]:
    """Yield ranges whose end stands before their beginning."""
    for place in found.places("rref"):
        start, end = found.target(place.get("from")), found.target(place.get("upTo"))
        if start and end and end.at < start.at and not place.quoted:
            yield place.fault("range-reversed", start=place.get("from"), end=place.get("upTo"))


def check_own_iris(found: Survey) -> Iterator[Fault]:
    """Yield references by this document's own IRI to a part that it does not have (NC 4.8)."""
    identification = found.expression_level.above if found.expression_level else None
    levels = (found.child(identification, name) for name in ("FRBRWork", "FRBRExpression"))
    given = (found.child(level, "FRBRuri") for level in levels)
    iris = {uri.get("value") for uri in given if uri} - {""}
    for place in found.places("ref", "rref", "mref") if iris else ():
        href = place.get("href")
        match = _PART.fullmatch(href) if href[:1] == "/" else None
        if match and match["iri"] in iris and not place.quoted and _is_lost(found, match):
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
    for place, _, value in found.pointers:
        target = found.target(value) if place.name in {"ref", "rref"} else None
        if target and (printed := _misprint(found.text(place), found.num(target))):
            yield place.fault("reference-number", target=target.eid, printed=printed, num=found.num(target))


RULES = (
    check_cross_references,
    check_unmarked_references,
    check_ranges,
    check_own_iris,
    check_empty_references,
    check_removed_targets,
    check_metadata_references,
    check_periods,
    check_reference_numbers,
)


def _is_unmarked(value: str) -> bool:
    return value != "" and "#" not in value and ":" not in value


def _is_lost(found: Survey, part: re.Match[str]) -> bool:
    component = (part["component"] or "main").partition(".")[0]
    if component == "main":
        return bool(part["eid"]) and part["eid"] not in found.by_eid
    iris = (read_iri(place.get("value")) for place in found.places("FRBRthis"))
    return component not in {iri.component for iri in iris if iri}


def _misprint(text: str, num: str) -> str:
    """Return the last number of a text where it prints some of the kind of `num` and not this, else an empty string."""
    kind = next((kind for kind in (_NUMBER, _ROMAN, _LETTER) if kind.search(num)), None)
    printed = kind.findall(text) if kind else []
    return printed[-1] if printed and number_part(num) not in map(number_part, printed) else ""
