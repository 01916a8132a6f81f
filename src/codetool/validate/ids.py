"""Whether ids name what they stand on: eId against element, number and parent, wIds unique (NC 5.3-5.5)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from codetool.akn.places import Fault
from codetool.model.eid import ABBREVIATIONS, HIERARCHY, ORDINALS, is_eid, number_part, own_part
from codetool.validate.survey import Place, Survey

BELOW = frozenset(
    """alinea clause hcontainer indent level list paragraph point proviso rule subclause sublist subparagraph
    subrule transitional""".split(),
)
"""Provisions below the article. Publishers number some of them and leave others without an id."""

_NUMBER = re.compile(r"(?:\d\w*|[IVXLCDM]+(?:bis|ter|quater)?|[A-Za-z]{1,2})(?:-\d\w*)*")
"""Numbers that an eId has to repeat; "annexe unique" and the like are words."""


def check_eid_missing(found: Survey) -> Iterator[Fault]:
    """Yield what has no eId and should; below others' articles, one note for each kind of element."""
    without = [place for place in found.carriers if not place.get("eId")]
    often: dict[str, list[Place]] = {}
    for place in without:
        if place.name in BELOW and not found.is_ours:
            often.setdefault(place.name, []).append(place)
        else:
            yield place.fault("eid-missing", element=place.name)
    for name, places in often.items():
        yield places[0].fault("eids-missing", element=name, count=len(places))


def check_eid_form(found: Survey) -> Iterator[Fault]:
    """Yield eIds that are not written `[prefix__]ref[_number]` (NC 5.4.1)."""
    right = {eid for _, eid in found.identified}
    for place in found.carriers:
        if (eid := place.get("eId")) and eid not in right:
            yield place.fault("eid-malformed", element=place.name, more="")


def check_eid_element(found: Survey) -> Iterator[Fault]:
    """Yield eIds that begin with another word than the one that stands for their element (NC 5.4.2)."""
    for place, eid in found.identified:
        ref = own_part(eid).partition("_")[0]
        wanted = ABBREVIATIONS.get(place.name, place.name)
        if ref != wanted and place.name != "hcontainer":
            yield place.fault("eid-element", element=place.name, ref=ref, wanted=wanted, more="")


def check_eid_number(found: Survey) -> Iterator[Fault]:
    """Yield eIds whose number is not the one printed (NC 5.4.3)."""
    for place, num in found.numbered:
        wanted, eid = _wanted(num), place.get("eId")
        if wanted and not _numbers(eid, wanted) and is_eid(eid):
            yield place.fault("eid-number", element=place.name, num=num, wanted=wanted, more="")


def check_eid_parent(found: Survey) -> Iterator[Fault]:
    """Yield eIds with a prefix that is the eId of nothing above them (NC 5.4.1)."""
    marked = (place for place in found.by_eid.values() if not place.quoted and not place.is_in("meta"))
    for place in marked if found.is_ours else found.provisions:
        prefix = place.get("eId").rpartition("__")[0]
        if prefix and prefix not in {above.get("eId") for above in place.ancestors()}:
            yield place.fault("eid-parent", element=place.name, prefix=prefix, more="")


def check_eid_quoted(found: Survey) -> Iterator[Fault]:
    """Yield provisions of a quoted text whose eId does not begin with that of the quotation (NC 5.4.1)."""
    for quotation in found.places("quotedStructure"):
        eid = quotation.get("eId")
        for place in found.children(quotation) if eid and not quotation.quoted else ():
            if place.get("eId") and place.name in HIERARCHY and not place.get("eId").startswith(f"{eid}__"):
                yield place.fault("eid-quoted", element=place.name, prefix=eid, more="")


def check_wids(found: Survey) -> Iterator[Fault]:
    """Yield wIds that are given twice, are another element's eId, or are not written as ids (NC 5.3, 5.5)."""
    owners = {eid: p for eid, p in found.by_eid.items() if not (p.quoted or p.get("wId"))}
    seen: dict[str, Place] = {}
    for place in found.tracked:
        wid = place.get("wId")
        if not is_eid(wid):
            yield place.fault("wid-malformed", element=place.name, wid=wid, more="")
        if wid in seen:
            first = seen[wid]
            yield place.fault("wid-twice", wid=wid, other=first.eid, other_line=first.line)
        elif wid in owners:
            yield place.fault("wid-clash", wid=wid, other_line=owners[wid].line)
        seen.setdefault(wid, place)


RULES = (
    check_eid_missing,
    check_eid_form,
    check_eid_element,
    check_eid_number,
    check_eid_parent,
    check_eid_quoted,
    check_wids,
)


@lru_cache(maxsize=4096)
def _wanted(num: str) -> str:
    """Return the number that an eId has to repeat, an empty string for what is no number."""
    wanted = number_part(num)
    return wanted if _NUMBER.fullmatch(wanted) else ""


def _numbers(eid: str, wanted: str) -> bool:
    # A number that came before gets a mark after it: art_1-dup2 for the second article 1, elsewhere art_1-2. One
    # written out is repeated as a figure or as the word.
    if eid.endswith(f"_{wanted}"):
        return True
    number = own_part(eid).partition("_")[2]
    if str(ORDINALS.get(number.casefold())) == wanted:
        return True
    return number.startswith(wanted) and bool(re.fullmatch(rf"{re.escape(wanted)}-(?:dup)?\d+", number))
