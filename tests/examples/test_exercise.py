"""The fictional exercise: `compare` finds exactly what `changes.toml` tells a reader, with ids and without."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from codetool.akn.read import read_expression
from codetool.akn.schema import check_schema
from codetool.diff import ChangeSet, Correspondence, Kind, Op, compare
from codetool.model.expression import Expression

ROOT = Path(__file__).resolve().parents[2]
OLD = ROOT / "versions" / "fewasc-deontologie" / "2001-06-07.fra.xml"
NEW = ROOT / "examples" / "exercice" / "exercice.fra.xml"
LISTED: dict[str, list[dict[str, Any]]] = tomllib.loads(NEW.with_name("changes.toml").read_text("utf-8"))

Nums = tuple[str, ...]
Row = tuple[Nums, Nums]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a row says, whatever the ids are."""

    old: Nums
    new: Nums
    kinds: tuple[str, ...]
    deleted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()


def _bare(num: str) -> str:
    return num.removesuffix(".")


def _told(row: Correspondence) -> Told:
    return Told(
        old=tuple(_bare(place.num) for place in row.old),
        new=tuple(_bare(place.num) for place in row.new),
        kinds=tuple(kind.value for kind in row.kinds),
        deleted=_words(row, Op.DELETE),
        inserted=_words(row, Op.INSERT),
    )


def _words(row: Correspondence, op: Op) -> tuple[str, ...]:
    return tuple(segment.text.strip() for segment in row.segments if segment.op is op)


def _listed(row: dict[str, Any]) -> Told:
    return Told(
        old=tuple(row["old"]),
        new=tuple(row["new"]),
        kinds=tuple(row["kinds"]),
        deleted=tuple(row.get("deleted", ())),
        inserted=tuple(row.get("inserted", ())),
    )


ARTICLES = tuple(_listed(row) for row in LISTED["article"])
SEVERAL = tuple(row for row in ARTICLES if {"split", "merged"} & {*row.kinds})
"""What one article or several become of several or one: not compared as such yet."""


def _is_in(row: Told, several: tuple[Told, ...]) -> bool:
    return any({*row.old} & {*one.old} or {*row.new} & {*one.new} for one in several)


def _without_ids(source: bytes, *names: str) -> Expression:
    """Return a text whose eIds or wIds are gone; what is left must be told apart by what it says."""
    return read_expression(re.sub(rf' (?:{"|".join(names)})="[^"]*"'.encode(), b"", source))


def _compared(*names: str) -> ChangeSet:
    old, new = (path.read_bytes() for path in (OLD, NEW))
    if not names:
        return compare(read_expression(old), read_expression(new))
    return compare(_without_ids(old, *names), _without_ids(new, *names))


@pytest.fixture(scope="module", params=[(), ("wId",), ("eId", "wId")], ids=["as it is", "no wIds", "no ids"])
def changes(request: pytest.FixtureRequest) -> ChangeSet:
    return _compared(*request.param)


def _numbers(path: Path) -> Iterator[str]:
    return (_bare(article.num) for article in read_expression(path.read_bytes()).articles())


def test_every_article_is_told_as_listed_and_every_other_one_is_unchanged(changes: ChangeSet) -> None:
    told = [row for row in map(_told, changes.articles) if not _is_in(row, SEVERAL)]
    listed = {(row.old, row.new): row for row in ARTICLES}
    for row in told:
        unchanged = Told(old=row.old, new=row.old, kinds=("unchanged",))
        assert row == listed.get((row.old, row.new), unchanged)
    assert {(row.old, row.new) for row in ARTICLES if row not in SEVERAL} <= {(row.old, row.new) for row in told}


def test_every_article_of_either_side_is_in_one_row(changes: ChangeSet) -> None:
    told = [_told(row) for row in changes.articles]
    assert sorted(num for row in told for num in row.old) == sorted(_numbers(OLD))
    assert sorted(num for row in told for num in row.new) == sorted(_numbers(NEW))


@pytest.mark.parametrize("several", SEVERAL, ids=lambda row: row.kinds[0])
def test_articles_split_and_merged_are_told_as_listed(changes: ChangeSet, several: Told) -> None:
    told = [(row.old, row.new, row.kinds[0]) for row in map(_told, changes.articles)]
    assert (several.old, several.new, several.kinds[0]) in told


def test_each_kind_is_counted_as_listed(changes: ChangeSet) -> None:
    apart = Counter(kind.value for row in changes.articles if _is_in(_told(row), SEVERAL) for kind in row.kinds)
    listed = Counter(kind for row in ARTICLES if row not in SEVERAL for kind in row.kinds)
    named = {num for row in ARTICLES for num in row.old}
    listed["unchanged"] += sum(num not in named for num in _numbers(OLD))
    summary = changes.summary()
    assert {kind.value: summary[kind] - apart[kind] for kind in Kind} == {kind.value: listed[kind] for kind in Kind}


def test_words_are_counted_as_listed(changes: ChangeSet) -> None:
    modified = next(row for row in changes.articles if _told(row).new == ("2.10",))
    assert (modified.words_inserted, modified.words_deleted) == (7, 0)
    assert changes.summary()["consequential"] == 0


def test_what_is_no_article_is_told_as_listed(changes: ChangeSet) -> None:
    told = [(row.new[0].name, row.new[0].num, [*row.kinds]) for row in changes.others if row.is_change]
    listed = [(row["name"], row.get("num", ""), row["kinds"]) for row in LISTED["other"]]
    assert sorted(told) == sorted(listed)
    heading = next(row for row in changes.others if row.new[0].num == "TITRE 6 –")
    assert _words(heading, Op.INSERT) == tuple(*(row["inserted"] for row in LISTED["other"] if "inserted" in row))
    assert _words(heading, Op.DELETE) == ()


@pytest.mark.parametrize("names", [(), ("wId",)], ids=["as it is", "no wIds"])
def test_the_reference_that_went_stale_is_told_as_listed(names: tuple[str, ...]) -> None:
    # Without eIds no reference has a target, so none can be told stale.
    told = [
        {"in": _bare(one.num), "printed": one.printed, "was": _bare(one.was), "now": _bare(one.now)}
        for one in _compared(*names).stale
    ]
    assert told == LISTED["stale"]


def test_matching_leans_on_words_where_no_id_is_left() -> None:
    reasons = {row.reason.value for row in _compared("eId", "wId").articles if row.old and row.new}
    assert reasons == {"identical content", "similar content"}


def test_the_exercise_is_valid() -> None:
    assert list(check_schema(NEW.read_bytes())) == []


def test_the_exercise_says_wherever_it_names_itself_that_it_is_fictional() -> None:
    exercise = read_expression(NEW.read_bytes())
    level = exercise.identification.expression
    assert "FICTIF" in exercise.title
    assert "fictif" in exercise.status
    assert "fictif" in level.version_number
    assert exercise.is_draft
    assert [alias for alias in exercise.identification.work.aliases if "fictif" not in alias] == []
    assert b"Texte fictif" in NEW.read_bytes()


def test_the_exercise_is_a_work_of_its_own() -> None:
    exercise, code = (read_expression(path.read_bytes()).identification for path in (NEW, OLD))
    assert exercise.work.uri != code.work.uri
    assert not exercise.work.uri.startswith(code.work.uri)
    assert b"fewasc" not in NEW.read_bytes()


def test_no_example_stands_among_the_versions() -> None:
    examples = {path.read_bytes() for path in NEW.parents[1].rglob("*.xml")}
    assert examples
    assert [path for path in OLD.parents[1].rglob("*") if path.is_file() and path.read_bytes() in examples] == []
