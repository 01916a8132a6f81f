"""The trails of articles over small texts: what goes on, begins, ends, splits, merges, and how trails are named."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from codetool.diff import Kind, Overrides, compare
from codetool.diff.overrides import read_overrides
from codetool.errors import VersionError
from codetool.history import Dated, History, trace_articles, trace_changes

Make = Callable[..., tuple[Dated, ...]]

SILENCE = "Le secret professionnel couvre tout ce que le membre apprend dans son travail"
DUTY = "Le membre informe le conseil sans tarder de toute poursuite dirigée contre lui"
FEES = "Les honoraires sont fixés par écrit avant le début de la mission confiée"
PEACE = "Les litiges entre membres sont soumis à la conciliation du président élu"


def path(history: History, name: str) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Return a trail's states: first and last version, eId, kinds."""
    trail = next(trail for trail in history.trails if trail.id == name)
    return [(state.first, state.last, state.eid, tuple(kind.value for kind in state.kinds)) for state in trail.states]


def test_what_does_not_change_is_one_state(dated: Make) -> None:
    same = {"art_1": SILENCE, "art_2": DUTY}
    history = trace_articles(dated(same, same, same))
    assert [trail.id for trail in history.trails] == ["art_1", "art_2"]
    assert path(history, "art_1") == [(0, 2, "art_1", ())]
    assert history.trails[0].changes == ()
    assert history.trails[0].end is None


def test_one_version_has_a_history_too(dated: Make) -> None:
    history = trace_articles(dated({"art_1": SILENCE}))
    assert path(history, "art_1") == [(0, 0, "art_1", ())]
    assert history.trails[0].states[0].text == SILENCE


def test_no_version_has_none() -> None:
    history = trace_articles(())
    assert (history.trails, history.order) == ((), ())


def test_a_change_begins_a_state_with_its_words(dated: Make) -> None:
    history = trace_articles(dated({"art_1": SILENCE}, {"art_1": SILENCE}, {"art_1": f"{SILENCE}, même après"}))
    assert path(history, "art_1") == [(0, 1, "art_1", ()), (2, 2, "art_1", ("modified",))]
    before, after = history.trails[0].states
    assert (before.text, after.text) == (SILENCE, f"{SILENCE}, même après")
    assert (after.words_inserted, after.words_deleted) == (2, 0)
    assert "".join(segment.text for segment in after.segments if segment.op != "insert").strip() == SILENCE
    assert after.weight is not before.weight


def test_a_trail_follows_a_new_number(dated: Make) -> None:
    history = trace_articles(dated({"art_1": SILENCE}, {"art_1": DUTY, "art_2": SILENCE}))
    assert path(history, "art_1") == [(0, 0, "art_1", ()), (1, 1, "art_2", ("unchanged", "renumbered"))]
    assert path(history, "art_1@2002-01-01") == [(1, 1, "art_1", ("inserted",))]
    assert history.of("2002-01-01", "art_2").id == "art_1"
    assert [trail.id for trail in history.at("2002-01-01")] == ["art_1@2002-01-01", "art_1"]


def test_an_eid_that_drifts_is_a_state_and_no_change(dated: Make) -> None:
    history = trace_articles(dated({"art_1": SILENCE}, {"art_1_20020101": SILENCE}))
    assert path(history, "art_1") == [(0, 0, "art_1", ()), (1, 1, "art_1_20020101", ("unchanged",))]
    assert history.trails[0].changes == ()


def test_a_trail_is_named_by_the_wid_of_its_first_article(dated: Make) -> None:
    history = trace_articles(dated({"art_2~art_1": SILENCE}, {"art_5~art_1": SILENCE}))
    assert [trail.id for trail in history.trails] == ["art_1"]


def test_an_article_without_eid_is_named_by_its_place(dated: Make) -> None:
    history = trace_articles(dated({"": SILENCE}))
    assert [trail.id for trail in history.trails] == ["article-1"]
    assert history.of("2001-01-01", "#1") is history.trails[0]


def test_what_comes_back_is_a_new_trail(dated: Make) -> None:
    with_it, without = {"art_1": SILENCE, "art_2": DUTY}, {"art_1": SILENCE}
    history = trace_articles(dated(with_it, without, with_it))
    gone = history.of("2001-01-01", "art_2")
    assert gone.end is not None
    assert gone.end.kinds == (Kind.REMOVED,)
    assert (gone.last, history.heirs(gone)) == (0, ())
    back = history.of("2003-01-01", "art_2")
    assert (back.id, back.first) == ("art_2@2003-01-01", 2)
    assert history.origins(back) == ()


def test_an_eid_that_stands_twice_names_the_first(dated: Make) -> None:
    twice = {"art_1": SILENCE, "art_1~": DUTY}
    history = trace_articles(dated(twice, twice))
    assert [trail.id for trail in history.at("2002-01-01")] == ["art_1", "art_1@2001-01-01"]
    assert [trail.last for trail in history.trails] == [1, 1]
    assert history.of("2002-01-01", "art_1").id == "art_1"


def test_a_split_goes_on_in_the_part_that_keeps_the_eid(dated: Make) -> None:
    whole, parts = {"art_1": f"{SILENCE}. {DUTY}."}, {"art_1": f"{SILENCE}.", "art_2": f"{DUTY}."}
    history = trace_articles(dated(whole, parts))
    assert path(history, "art_1") == [(0, 0, "art_1", ()), (1, 1, "art_1", ("split",))]
    cut = history.of("2002-01-01", "art_2")
    assert [trail.id for trail in history.origins(cut)] == ["art_1"]
    assert (cut.states[0].text, cut.states[0].part) == (f"{DUTY}.", 1)
    assert history.trails[0].states[-1].text == f"{SILENCE}."


def test_a_split_that_keeps_no_eid_goes_on_in_the_longest_part(dated: Make) -> None:
    whole = {"art_1": f"{SILENCE}. {DUTY}. {FEES}."}
    history = trace_articles(dated(whole, {"art_5": f"{SILENCE}.", "art_6": f"{DUTY}. {FEES}."}))
    assert history.of("2002-01-01", "art_6").id == "art_1"
    assert [trail.id for trail in history.origins(history.of("2002-01-01", "art_5"))] == ["art_1"]


def test_a_merger_ends_the_trails_of_the_others(dated: Make) -> None:
    parts, whole = {"art_1": f"{SILENCE}.", "art_2": f"{DUTY}."}, {"art_1": f"{SILENCE}. {DUTY}."}
    history = trace_articles(dated(parts, whole))
    joined, gone = history.trails
    assert path(history, "art_1") == [(0, 0, "art_1", ()), (1, 1, "art_1", ("merged",))]
    assert gone.end is not None
    assert gone.end.kinds == (Kind.MERGED,)
    assert history.heirs(gone) == (joined,)
    assert history.heirs(joined) == ()


def test_what_a_reviewer_decided_is_followed(dated: Make) -> None:
    versions = dated({"art_1": SILENCE}, {"art_2": PEACE})
    apart = trace_articles(versions)
    assert [trail.id for trail in apart.trails] == ["art_1", "art_2"]
    pinned = read_overrides(b'[[pin]]\nold = ["art_1"]\nnew = ["art_2"]\n', "decisions.toml")
    together = trace_articles(versions, {("2001-01-01", "2002-01-01"): pinned})
    assert [trail.id for trail in together.trails] == ["art_1"]
    other = trace_articles(versions, {("2001-01-01", "2003-01-01"): pinned, ("", ""): Overrides()})
    assert other == apart


def test_comparisons_that_are_there_already_are_used(dated: Make) -> None:
    versions = dated({"art_1": SILENCE}, {"art_2": SILENCE}, {"art_2": DUTY})
    made = (compare(old.expression, new.expression) for old, new in pairwise(versions))
    assert trace_changes(versions, made) == trace_articles(versions)


def test_a_comparison_too_few_or_too_many_is_refused(dated: Make) -> None:
    one, two = dated({"art_1": SILENCE}, {"art_1": DUTY})
    changes = compare(one.expression, two.expression)
    for found in ([], [changes, changes]):
        with pytest.raises(ValueError, match=r"shorter|longer"):
            trace_changes((one, two), found)


def test_what_is_not_there_is_refused_by_name(dated: Make) -> None:
    history = trace_articles(dated({"art_1": SILENCE}))
    with pytest.raises(VersionError, match=r"no version 1999-01-01 in this history\. Name one of 2001-01-01\."):
        history.at("1999-01-01")
    with pytest.raises(VersionError, match="version 2001-01-01 has no article art_9"):
        history.of("2001-01-01", "art_9")


def test_a_state_is_found_by_version(dated: Make) -> None:
    trail = trace_articles(dated({"art_1": SILENCE}, {"art_1": SILENCE}, {"art_1": FEES + DUTY})).trails[0]
    assert trail.state_at(1) is trail.states[0]
    assert trail.state_at(7) is None
