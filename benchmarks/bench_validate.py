"""How long our rules take beside the schema alone: the ratio, on trees that are parsed already, in one run.

The goal is 4 at most. Schema (compiled once) and rules take turns document by document, so that a busy machine slows
both alike; processor time counts, the median of the rounds. The rules' time is all of the second layer: from the parsed
tree to its findings.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from codetool.akn.parser import parse_akn
from codetool.akn.schema import check_tree
from codetool.validate.check import check_rules

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "legilux"
ROUNDS = 5
CLASSES = (("under 50 kB", 0), ("50 to 200 kB", 50_000), ("over 200 kB", 200_000))


def seconds(check: Callable[[Any], Iterable[object]], tree: object) -> float:
    """Return how long it takes to draw all findings of a tree, in seconds."""
    start = time.process_time()
    for _ in check(tree):
        pass
    return time.process_time() - start


def measure(trees: list[Any]) -> list[tuple[float, float]]:
    """Return for each tree the medians of the schema's and the rules' seconds."""
    rounds = [[(seconds(check_tree, tree), seconds(check_rules, tree)) for tree in trees] for _ in range(ROUNDS)]
    return [
        (statistics.median(schema), statistics.median(rules))
        for schema, rules in (zip(*times, strict=True) for times in zip(*rounds, strict=True))
    ]


def tell(name: str, times: list[tuple[float, float]]) -> None:
    """Print one row: how many documents, the seconds of both, their ratio."""
    schema, rules = (sum(column) for column in zip(*times, strict=True))
    print(f"{name:14} {len(times):5} {schema * 1000:10.0f} ms {rules * 1000:10.0f} ms {rules / schema:8.2f} x")


def main() -> None:
    """Print the table: all documents, then each class of size."""
    if not CORPUS.is_dir():
        print(f"validate: no documents to measure in {CORPUS.name}")
        return
    sources = [path.read_bytes() for path in sorted(CORPUS.rglob("*.xml"))]
    trees = [parse_akn(source) for source in sources]
    (
        seconds(check_tree, trees[0]),
        seconds(check_rules, trees[0]),
    )  # once unmeasured: the schema is compiled, tables read
    times = measure(trees)
    print(f"{'documents':14} {'':5} {'schema':>13} {'second layer':>13} {'÷':>8}   (goal: 4 x)")
    tell("all", times)
    bounds = [*(least for _, least in CLASSES[1:]), float("inf")]
    for (name, least), most in zip(CLASSES, bounds, strict=True):
        inside = [time for source, time in zip(sources, times, strict=True) if least <= len(source) < most]
        if inside:
            tell(name, inside)


if __name__ == "__main__":
    main()
