"""When: events with a source and in order, intervals that run forward, publication after adoption."""

import re
from collections.abc import Iterator
from itertools import pairwise

from codetool.akn.places import Fault
from codetool.model.text import small
from codetool.validate.identity import is_day
from codetool.validate.survey import Place, Survey

_SOURCES = frozenset({"original", "passiveRef", "activeRef", "jurisprudence", "attachmentOf", "hasAttachment"})

_MONTHS = {
    # The months in French, Dutch, German and English, as a date prints them.
    month: at
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "january february march april may june july august september october november december",
    )
    for at, month in enumerate(names.split(), start=1)
}
_PRINTED = re.compile(r"\b(\d{1,2})(?:er|\.|st|nd|rd|th)?\s+([^\W\d]+)\s+(\d{4})\b")


def check_event_sources(found: Survey) -> Iterator[Fault]:
    """Yield events whose source is no reference to a document (p1: original, passiveRef)."""
    for place in found.places("eventRef"):
        source = place.get("source")
        target = found.target(source)
        if source and (source[0] != "#" or (target is not None and target.name not in _SOURCES)):
            yield place.fault("event-source", source=source, more="")


def check_event_order(found: Survey) -> Iterator[Fault]:
    """Yield events older than the text, and, once for each list, events not in the order of time."""
    for lifecycle in found.places("lifecycle"):
        events = [place for place in found.places("eventRef") if place.above is lifecycle]
        days = [_day(event) for event in events]
        made = [_day(event) for event in events if event.get("type") == "generation"]
        for event in events:
            if made and event.get("type") != "generation" and _day(event) < min(made):
                yield event.fault("event-early", date=_day(event), made=min(made), type=event.get("type"))
        back = next(((a, b) for a, b in pairwise(range(len(days))) if days[b] < days[a]), None)
        if back:
            yield events[back[1]].fault("event-order", date=days[back[1]], before=days[back[0]])


def check_intervals(found: Survey) -> Iterator[Fault]:
    """Yield intervals that end before they start."""
    for place in found.places("timeInterval"):
        ends = [found.target(place.get(name)) for name in ("start", "end")]
        start, end = (_day(event) if event else "" for event in ends)
        if start and end and end < start:
            yield place.fault("interval-reversed", start=start, end=end)


def check_level_dates(found: Survey) -> Iterator[Fault]:
    """Yield Expressions that are older than their Work, and publications before the adoption."""
    for place in found.places("FRBRExpression"):
        work = found.child(place.above, "FRBRWork")
        made = min(_days(found, work), default="") if work else ""
        own = max(_days(found, place), default="")
        if not place.quoted and own and own < made:
            yield place.fault("expression-early", date=own, work=made)
    for place in found.places("publication"):
        adopted = [_day(step) for step in found.places("step") if step.get("outcome")]
        if not place.quoted and adopted and _day(place) < max(adopted):
            yield place.fault("publication-early", date=_day(place), adopted=max(adopted))


def check_printed_dates(found: Survey) -> Iterator[Fault]:
    """Yield dates of the text whose attribute names another day than the words (p1, date)."""
    for place in found.places("date", "docDate"):
        given = place.get("date")[:10]
        printed = _printed(found.text(place))
        if given and printed and printed != given and not place.quoted:
            yield place.fault("date-printed", printed=printed, date=given)


RULES = (check_event_sources, check_event_order, check_intervals, check_level_dates, check_printed_dates)


def _days(found: Survey, level: Place) -> list[str]:
    # A date that is none is told by the schema: nothing is before it or after it.
    return [day for date in found.children(level, "FRBRdate") if is_day(day := _day(date))]


def _printed(text: str) -> str:
    """Return the one date that a text prints, as yyyy-mm-dd; an empty string where it prints none or several."""
    found = [match for match in _PRINTED.finditer(text) if match[2].casefold() in _MONTHS]
    if len(found) != 1:
        return ""
    day, month, year = found[0].groups()
    return f"{year}-{_MONTHS[small(month)]:02}-{int(day):02}"


def _day(place: Place) -> str:
    return place.get("date")[:10]
