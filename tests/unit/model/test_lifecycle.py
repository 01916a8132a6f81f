"""Events, periods and steps as the metadata give them."""

from codetool.model.lifecycle import Event, Interval, Lifecycle, Step, read_lifecycle
from codetool.model.markup import Element


def element(name: str, *children: Element, line: int = 0, **attributes: str) -> Element:
    return Element(name=name, attributes=tuple(attributes.items()), children=children, line=line)


def test_no_metadata_no_lifecycle() -> None:
    assert read_lifecycle(None) == Lifecycle()


def test_what_the_metadata_say() -> None:
    event = element("eventRef", eId="e1", date="2001-06-07", type="generation", source="#o", line=3)
    interval = element("timeInterval", start="#e1", end="#e2", refersTo="#inForce", line=5)
    step = element("step", date="2001-06-01", outcome="#adopted", refersTo="#reading", line=4)
    meta = element(
        "meta",
        element("lifecycle", event),
        element("workflow", step),
        element("temporalData", element("temporalGroup", interval)),
    )
    assert read_lifecycle(meta) == Lifecycle(
        events=(Event(eid="e1", date="2001-06-07", type="generation", source="#o", line=3),),
        intervals=(Interval(start="#e1", end="#e2", refers_to="#inForce", line=5),),
        steps=(Step(date="2001-06-01", outcome="#adopted", refers_to="#reading", line=4),),
    )


def test_in_force_from_the_first_of_its_periods() -> None:
    events = tuple(Event(eid=f"e{n}", date=f"200{n}-01-01", type="generation", source="#o") for n in (1, 2, 3))
    periods = tuple(
        Interval(start=f"#e{n}", end="", refers_to=about) for n, about in ((1, "#x"), (3, "#inForce"), (2, "#IN-FORCE"))
    )
    assert Lifecycle(events=events, intervals=periods).in_force_from() == "2002-01-01"


def test_a_period_that_starts_at_no_event_says_nothing() -> None:
    lost = Lifecycle(intervals=(Interval(start="#none", end="", refers_to="#inForce"),))
    assert lost.in_force_from() == ""
    assert Lifecycle().in_force_from() == ""
