"""Markup that changes around the same words is a change, and is named as one; ids and layout are none."""

import json

import pytest

from codetool.akn.read import read_expression
from codetool.diff import ChangeSet, Kind, compare
from codetool.render.redline_json import render_redline_json

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FIRST = '<article eId="art_1"><num>1.</num><content><p>Le comité statue.</p></content></article>'
PLAIN = '<article eId="art_2"><num>2.</num><content><p>Voir article 1, et agir.</p></content></article>'
LINKED = PLAIN.replace("article 1", '<ref href="#art_1">article 1</ref>')


def changes(old: str, new: str) -> ChangeSet:
    texts = (f'<akomaNtoso xmlns="{AKN}"><act name="x"><body>{body}</body></act></akomaNtoso>' for body in (old, new))
    before, after = (read_expression(text.encode()) for text in texts)
    return compare(before, after)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(PLAIN, LINKED, id="a reference comes"),
        pytest.param(LINKED, LINKED.replace("#art_1", "#art_2"), id="a reference leads elsewhere"),
        pytest.param(PLAIN, PLAIN.replace("agir", "<b>agir</b>"), id="an emphasis comes"),
        pytest.param(PLAIN, PLAIN.replace("<article ", '<article status="removed" '), id="a state is set"),
    ],
)
def test_markup_alone_is_a_change_of_its_own(old: str, new: str) -> None:
    found = changes(FIRST + old, FIRST + new)
    first, second = found.articles
    assert (first.markup, second.kinds, second.markup) == (False, (Kind.UNCHANGED,), True)
    assert found.has_changes


def test_it_is_told_in_json_and_counted() -> None:
    found = json.loads(render_redline_json(changes(FIRST + PLAIN, FIRST + LINKED)))
    assert [row.get("markup") for row in found["articles"]] == [None, True]
    assert (found["summary"]["unchanged"], found["summary"]["markup"]) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(PLAIN, PLAIN.replace("><", ">\n  <"), id="white space between elements"),
        pytest.param(PLAIN, PLAIN.replace('eId="art_2"', 'eId="art_2" wId="art_2"'), id="ids"),
        pytest.param(LINKED, LINKED, id="nothing"),
    ],
)
def test_layout_and_ids_are_no_change(old: str, new: str) -> None:
    assert not changes(FIRST + old, FIRST + new).has_changes


def test_a_reference_that_follows_its_target_is_no_change() -> None:
    top = '<article eId="art_1"><num>1.</num><content><p>Une règle toute neuve ouvre le code.</p></content></article>'
    moved = FIRST.replace('eId="art_1"', 'eId="art_2"').replace("1.", "2.")
    told = LINKED.replace('eId="art_2"', 'eId="art_3"').replace("2.", "3.").replace("#art_1", "#art_2")
    row = changes(FIRST + LINKED, top + moved + told).articles[-1]
    assert (row.kinds, row.markup) == ((Kind.UNCHANGED, Kind.RENUMBERED), False)
