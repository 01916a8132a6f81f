"""What changes weigh, against pairs that were judged before the program was asked (`tests/cases/weight_gold`).

A pair that the program still weighs otherwise says so itself, in `differs`, with the reason; it must then differ.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from codetool.diff.changes import Correspondence, Effect, Ground, Weight
from tests.unit.diff.test_weight import grounds, pair, weighed

TABLES = sorted((Path(__file__).parents[2] / "cases" / "weight_gold").glob("*.toml"))
PAIRS = [(table.stem, one) for table in TABLES for one in tomllib.loads(table.read_text("utf-8"))["pair"]]
NAMES = [f"{table}: {one['name']}" for table, one in PAIRS]
MOST_DIFFERENCES = 0.05


def meets(effect: Effect, expected: str) -> bool:
    """Tell whether an effect is what is expected: weight, ground, and the ground that it had where that is told."""
    weight, _, ground = expected.partition(" ")
    was, _, now = ground.rpartition(" → ")
    return (effect.weight, effect.ground) == (Weight(weight), Ground(now)) and (not was or effect.was == Ground(was))


def agrees(row: Correspondence, expect: str) -> bool:
    if expect == "not high":
        return row.weight is not Weight.HIGH
    return bool(row.effects) and any(meets(row.effects[0], one) for one in expect.split(" | "))


@pytest.mark.parametrize(("table", "case"), PAIRS, ids=NAMES)
def test_a_pair_weighs_what_a_reader_says(table: str, case: dict[str, Any]) -> None:
    row = weighed(pair(case["old"], case["new"]), language=case.get("language", table))
    assert agrees(row, case["expect"]) is ("differs" not in case), grounds(row)


def test_few_pairs_differ() -> None:
    assert sum("differs" in one for _, one in PAIRS) <= MOST_DIFFERENCES * len(PAIRS)


def test_every_ground_is_judged() -> None:
    judged = {Ground(one.split()[-1]) for _, case in PAIRS if case["expect"] != "not high"
              for one in case["expect"].split(" | ")}  # fmt: skip
    assert judged == set(Ground)
