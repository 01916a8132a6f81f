"""How well the comparison finds what was done to generated acts: `python -m benchmarks.accuracy --sizes 50 200 1000`.

For each size and numbering one row, all seeds together.
"""

import argparse
from functools import reduce
from operator import add
from typing import Any

from benchmarks.acts import generate_act
from benchmarks.edits import edit
from benchmarks.measure import Measured, measure
from benchmarks.truth import Numbering
from benchmarks.write_acts import write_act
from codetool.akn.read import read_expression
from codetool.diff import compare

_F1 = ("pairs", "splits", "merges", "inserted", "removed", "moved", "modified", "consequential")


def measure_one(seed: int, articles: int, numbering: Numbering) -> Measured:
    """Return the scores of one generated pair."""
    old = generate_act(seed, articles)
    new, truth = edit(old, seed, numbering=numbering)
    changes = compare(read_expression(write_act(old)), read_expression(write_act(new)))
    return measure(changes, truth, old, new)


def total(found: list[Measured], name: str) -> Any:  # noqa: ANN401 - Score or Words, by the name
    """Return one score of all pairs together."""
    return reduce(add, (getattr(one, name) for one in found))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the comparison on generated acts.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 200, 1000])
    parser.add_argument("--seeds", type=int, default=10)
    options = parser.parse_args()
    print(f"{'F1':12}" + "".join(f"{name[:9]:>10}" for name in _F1) + f"{'marked ÷':>10}{'recall':>10}")
    for size in options.sizes:
        for numbering in Numbering:
            found = [measure_one(seed, size, numbering) for seed in range(1, options.seeds + 1)]
            scores = "".join(f"{total(found, name).f1:10.4f}" for name in _F1)
            words = total(found, "words")
            print(f"{size:5} {numbering:6}{scores}{words.ratio:10.3f}{words.recall:10.4f}")


if __name__ == "__main__":
    main()
