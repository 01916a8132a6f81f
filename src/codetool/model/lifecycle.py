"""When a text was made, changed and in force: the events and periods of its metadata."""

from dataclasses import dataclass

from codetool.model.markup import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An `eventRef`: what happened on a day; `source` points at a reference (Part 1, lifecycle)."""

    eid: str
    date: str
    type: str
    source: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A `timeInterval`: a period between two events, each a `#eId`; an end that is absent is open."""

    start: str
    end: str
    refers_to: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A `step` of the workflow: a reading, an adoption."""

    date: str
    outcome: str
    refers_to: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """Events in document order, the periods over them, and the steps of the workflow."""

    events: tuple[Event, ...] = ()
    intervals: tuple[Interval, ...] = ()
    steps: tuple[Step, ...] = ()

    def in_force_from(self) -> str:
        """Return the day from which the text is in force (yyyy-mm-dd), an empty string where none is said.

        >>> day = Event(eid="e2", date="2002-01-01", type="generation", source="#ro1")
        >>> Lifecycle(events=(day,), intervals=(Interval(start="#e2", end="", refers_to="#inForce"),)).in_force_from()
        '2002-01-01'
        """
        days = {f"#{event.eid}": event.date for event in self.events}
        starts = [days.get(i.start, "") for i in self.intervals if "force" in i.refers_to.lower()]
        return min((day for day in starts if day), default="")

    def in_force_until(self) -> str:
        """Return the day from which the text is in force no more, empty while one of its periods has no end.

        >>> days = [Event(eid=f"e{n}", date=f"200{n}-01-01", type="generation", source="#o") for n in (1, 2)]
        >>> force = Interval(start="#e1", end="#e2", refers_to="#inForce")
        >>> Lifecycle(events=tuple(days), intervals=(force,)).in_force_until()
        '2002-01-01'
        """
        days = {f"#{event.eid}": event.date for event in self.events}
        ends = [days.get(i.end, "") for i in self.intervals if "force" in i.refers_to.lower() and i.start in days]
        return max(ends) if ends and all(ends) else ""

    def is_over(self, day: str) -> bool:
        """Tell whether the text was in force and no longer is on a day: each of its periods ended by then.

        >>> days = [Event(eid=f"e{n}", date=f"200{n}-01-01", type="generation", source="#o") for n in (1, 2)]
        >>> force = Interval(start="#e1", end="#e2", refers_to="#inForce")
        >>> over = Lifecycle(events=tuple(days), intervals=(force,)).is_over
        >>> over("2001-12-31"), over("2002-01-01")
        (False, True)
        """
        end = self.in_force_until()
        return bool(end) and end <= day


def read_lifecycle(meta: Element | None) -> Lifecycle:
    """Return the events, periods and steps that a `meta` element holds."""
    if meta is None:
        return Lifecycle()
    found = list(meta.descendants())
    return Lifecycle(
        events=tuple(
            Event(eid=e.eid, date=e.get("date"), type=e.get("type"), source=e.get("source"), line=e.line)
            for e in found
            if e.name == "eventRef"
        ),
        intervals=tuple(
            Interval(start=e.get("start"), end=e.get("end"), refers_to=e.get("refersTo"), line=e.line)
            for e in found
            if e.name == "timeInterval"
        ),
        steps=tuple(
            Step(date=e.get("date"), outcome=e.get("outcome"), refers_to=e.get("refersTo"), line=e.line)
            for e in found
            if e.name == "step"
        ),
    )
