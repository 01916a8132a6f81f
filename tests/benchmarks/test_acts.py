"""The generator: its acts are valid, its amendments are what their truth says."""

from collections import Counter

import pytest

from benchmarks.acts import Act, Article, generate_act
from benchmarks.edits import edit
from benchmarks.truth import Numbering
from benchmarks.write_acts import write_act
from codetool.akn.parser import parse_akn
from codetool.akn.read import read_expression
from codetool.akn.schema import check_tree
from codetool.diff.units import units_of
from codetool.validate.check import check_rules

OLD = generate_act(seed=3, articles=150)

numberings = pytest.mark.parametrize("numbering", list(Numbering))


def texts(act: Act) -> list[str]:
    return [unit.text for unit in units_of(read_expression(write_act(act))).articles]


def test_an_act_has_no_findings() -> None:
    tree = parse_akn(write_act(OLD))
    assert list(check_tree(tree)) == []
    assert list(check_rules(tree)) == []


@numberings
def test_an_amended_act_is_schema_valid(numbering: Numbering) -> None:
    new, _ = edit(OLD, 3, numbering=numbering)
    assert list(check_tree(parse_akn(write_act(new)))) == []
    assert len(set(new.eids())) == len(new.eids())


@numberings
def test_every_article_is_in_one_row(numbering: Numbering) -> None:
    new, truth = edit(OLD, 3, numbering=numbering)
    assert Counter(place for row in truth.rows for place in row.old) == Counter(range(len(OLD.articles)))
    assert Counter(place for row in truth.rows for place in row.new) == Counter(range(len(new.articles)))


@numberings
def test_a_pair_without_changed_words_has_the_same_text(numbering: Numbering) -> None:
    new, truth = edit(OLD, 3, numbering=numbering)
    before, after = texts(OLD), texts(new)
    for row in truth.rows:
        if row.is_pair:
            assert (before[row.old[0]] == after[row.new[0]]) == (not row.modified)


@numberings
def test_the_words_of_a_row_lead_from_one_text_to_the_other(numbering: Numbering) -> None:
    new, truth = edit(OLD, 3, numbering=numbering)
    before, after = ([words(text) for text in texts(act)] for act in (OLD, new))
    for row in truth.rows:
        gone, come = (
            sum((side[i] for i in places), Counter()) for side, places in ((before, row.old), (after, row.new))
        )
        assert gone - Counter(row.deleted) + Counter(row.inserted) == come


def words(text: str) -> Counter[str]:
    return Counter("".join(char if char.isalnum() else " " for char in text).split())


def test_numbers_follow_the_numbering() -> None:
    numbers = {kind: [one.number for one in edit(OLD, 3, numbering=kind)[0].articles] for kind in Numbering}
    assert numbers[Numbering.ALL] == [str(place) for place in range(1, len(numbers[Numbering.ALL]) + 1)]
    assert any(number.endswith("bis") for number in numbers[Numbering.BIS])
    assert max(int(number) for number in numbers[Numbering.NONE]) > len(OLD.articles)


def test_wids_are_written_when_asked_for() -> None:
    new, truth = edit(OLD, 3)
    assert b"wId" not in write_act(new)
    units = units_of(read_expression(write_act(new, wids=True))).articles
    for old, now in truth.pairs():
        assert units[now].identity == OLD.articles[old].eid
    fresh = {units[place].identity for place in truth.inserted()}
    assert not fresh & set(OLD.eids())


def test_some_articles_repeat_word_for_word() -> None:
    said = Counter(article.parts for article in OLD.articles if article.fixed)
    assert max(said.values()) > 1
    assert isinstance(OLD.articles[0], Article)
