"""When: events with a source and in order, intervals that run forward, publication after adoption."""

from collections.abc import Iterator
from itertools import pairwise

from codetool.findings import Finding
from codetool.model.markup import Element
from codetool.validate.survey import Place, Survey

_SOURCES = frozenset({"original", "passiveRef", "activeRef", "jurisprudence", "attachmentOf", "hasAttachment"})


def check_event_sources(found: Survey) -> Iterator[Finding]:
    """Yield events whose source is no reference to a document (p1: original, passiveRef)."""
    for place in found.places("eventRef"):
        source = place.element.get("source")
        target = found.by_eid.get(source.removeprefix("#"))
        if source and (source[0] != "#" or (target is not None and target.name not in _SOURCES)):
            yield place.finding("event-source", source=source, more="")


def check_event_order(found: Survey) -> Iterator[Finding]:
    """Yield events older than the text, and, once for each list, events not in the order of time."""
    for lifecycle in found.places("lifecycle"):
        events = [place for place in found.places("eventRef") if place.above is lifecycle]
        days = [_day(event) for event in events]
        made = [_day(event) for event in events if event.element.get("type") == "generation"]
        for event in events:
            if made and event.element.get("type") != "generation" and _day(event) < min(made):
                yield event.finding("event-early", date=_day(event), made=min(made), type=event.element.get("type"))
        back = next(((a, b) for a, b in pairwise(range(len(days))) if days[b] < days[a]), None)
        if back:
            yield events[back[1]].finding("event-order", date=days[back[1]], before=days[back[0]])


def check_intervals(found: Survey) -> Iterator[Finding]:
    """Yield intervals that end before they start."""
    for place in found.places("timeInterval"):
        ends = [found.by_eid.get(place.element.get(name).removeprefix("#")) for name in ("start", "end")]
        start, end = (_day(event) if event else "" for event in ends)
        if start and end and end < start:
            yield place.finding("interval-reversed", start=start, end=end)


def check_level_dates(found: Survey) -> Iterator[Finding]:
    """Yield Expressions that are older than their Work, and publications before the adoption."""
    for place in found.places("FRBRExpression"):
        work = place.above.element.child("FRBRWork") if place.above else None
        made = min(_days(work), default="") if work else ""
        own = max(_days(place.element), default="")
        if not place.quoted and own < made:
            yield place.finding("expression-early", date=own, work=made)
    for place in found.places("publication"):
        adopted = [_day(step) for step in found.places("step") if step.element.get("outcome")]
        if not place.quoted and adopted and _day(place) < max(adopted):
            yield place.finding("publication-early", date=_day(place), adopted=max(adopted))


RULES = (check_event_sources, check_event_order, check_intervals, check_level_dates)


def _days(level: Element) -> list[str]:
    return [date.get("date")[:10] for date in level.elements("FRBRdate") if isinstance(date, Element)]


def _day(place: Place) -> str:
    return place.element.get("date")[:10]
