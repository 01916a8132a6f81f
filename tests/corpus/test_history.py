"""The history on official law: every article of every version is on one trail, with its number, heading and text."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from codetool.akn.read import read_expression
from codetool.diff import Kind
from codetool.diff.units import read_units, units_of
from codetool.history import Dated, History, State, trace_articles
from codetool.history.declared import declared_amendments
from codetool.render.history_view import history_blocks
from codetool.render.history_words import struck_words

pytestmark = pytest.mark.shared

WORKS = (
    # Those with the most versions, and one in which articles nest and many have no eId.
    "loi-1976-12-09-n1",
    "loi-2012-06-07-n1",
    "rgd-2011-08-11-n1",
    "loi-2020-06-24-a531",
    "loi-2008-12-19-n6",
    "rgd-2020-04-03-a232",
    "loi-1975-05-16-n1",
)


@cache
def traced(folder: Path) -> History:
    return trace_articles(
        [
            Dated(expression=read_expression(path.read_bytes()), label=path.stem, date=path.stem)
            for path in sorted(folder.glob("*.xml"))
        ]
    )


@pytest.mark.parametrize("work", WORKS)
def test_every_article_is_on_one_trail_with_its_own_text(shared: Path, work: str) -> None:
    history = traced(shared / "corpora" / "legilux" / work)
    names = [trail.id for trail in history.trails]
    assert len(set(names)) == len(names)
    for place, version in enumerate(history.versions):
        units = units_of(version.expression).articles
        read_units(units)
        trails = history.at(version.label)
        assert len({trail.id for trail in trails}) == len(units) > 0
        states = [trail.state_at(place) for trail in trails]
        assert [(s.eid, s.num, s.heading, s.text) for s in states if s] == [
            (unit.label, unit.num, unit.heading, unit.text) for unit in units
        ]


@pytest.mark.parametrize("work", WORKS)
def test_what_two_trails_share_is_told_as_a_split_or_a_merger(shared: Path, work: str) -> None:
    history = traced(shared / "corpora" / "legilux" / work)
    for trail in history.trails:
        first = trail.states[0]
        assert bool(history.origins(trail)) == (Kind.SPLIT in first.kinds)
        assert bool(history.heirs(trail)) == bool(trail.end and Kind.MERGED in trail.end.kinds)
        assert all(before.last + 1 == after.first for before, after in pairwise(trail.states))


def test_the_acts_that_the_publisher_names_stand_under_their_articles(shared: Path) -> None:
    history = traced(shared / "corpora" / "legilux" / "loi-1976-12-09-n1")
    last = history.versions[-1]
    declared = declared_amendments(last.expression)
    assert declared
    assert all(one.dates for one in declared)
    blocks = history_blocks(history, last.label)
    told = {eid for eid, block in blocks.items() if "Modifications que le texte indique" in block}
    assert told == {eid for eid in blocks if any(one.is_of(eid) for one in declared)}


UNSEEN = {
    # Looked at: between the two versions the eId of the article differs, and nothing else.
    ("loi-2012-06-07-n1", "art_17", "2016-07-12"),
}
"""Amendments that the publisher names, by work, article and day, of which the texts show nothing."""


def test_where_the_publisher_names_an_amendment_the_comparison_shows_one(shared: Path) -> None:
    unseen, seen = set(), 0
    for work in WORKS:
        history = traced(shared / "corpora" / "legilux" / work)
        labels = [version.label for version in history.versions]
        declared = declared_amendments(history.versions[-1].expression)
        for trail in history.at(labels[-1]):
            eid = trail.states[-1].eid
            days = {one.dates[0] for one in declared if one.is_of(eid) and len(one.dates) == 1}
            for day in days.intersection(labels[1:]):
                states = [state for state in trail.states if labels[state.first] == day and state.row]
                shown = any(_says_else(state) for state in states)
                seen += shown
                unseen |= set() if shown else {(work, eid, day)}
    assert unseen == UNSEEN
    assert seen > 70


def _says_else(state: State) -> bool:
    other = {Kind.MODIFIED, Kind.INSERTED, Kind.SPLIT, Kind.MERGED}
    return not other.isdisjoint(state.kinds) or bool(state.row and struck_words(state.row))
