"""The patch on official law: all pairs of consecutive versions, both ways, and texts that have nothing in common."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from codetool.akn.canonical import canonical_text
from codetool.akn.read import read_expression
from codetool.diff import apply_patch, compare, read_patch, reverse_patch
from codetool.render.redline_json import render_redline_json
from tests.sizes import some

pytestmark = [pytest.mark.shared, pytest.mark.slow]
Pair = tuple[Path, Path]


def leads_there_and_back(pair: Pair) -> bool:
    old, new = (file.read_bytes() for file in pair)
    patch = read_patch(render_redline_json(compare(read_expression(old), read_expression(new))).encode())
    before, after = canonical_text(old), canonical_text(new)
    return apply_patch(patch, before) == after and apply_patch(reverse_patch(patch), after) == before


def failing(pairs: list[Pair]) -> list[Pair]:
    return [pair for pair in pairs if not leads_there_and_back(pair)]


def legilux(shared: Path) -> Iterator[Pair]:
    folder = shared / "corpora" / "legilux"
    for row in json.loads((folder / "gold.json").read_text("utf-8")):
        yield folder / row["work"] / f"{row['old']}.xml", folder / row["work"] / f"{row['new']}.xml"


@pytest.mark.parametrize("part", range(4))
def test_every_official_pair_there_and_back(shared: Path, part: int) -> None:
    pairs = [*legilux(shared)]
    assert len(pairs) == 220
    assert failing(some(pairs[part::4], 3)) == []


@pytest.mark.parametrize("corpus", ["oasis", "finlex"])
def test_texts_of_other_publishers_that_have_little_in_common(shared: Path, corpus: str) -> None:
    files = sorted((shared / "corpora" / corpus).rglob("*.xml"))
    pairs = [*pairwise(files), (files[-1], files[0]), *((file, file) for file in files)]
    assert failing(pairs) == []
