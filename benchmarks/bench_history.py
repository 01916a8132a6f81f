"""How long the history of fifty versions takes beside the 49 comparisons that it is made of: the ratio, in one run.

The goal is 1.1 at most: what is compared is not compared again. The versions are made of the federation's code, six
words replaced from each to the next; the history must end with the words of the last one.
"""

import random
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.diff.units import units_of
from codetool.history import Dated, trace_articles
from codetool.render.history_view import history_blocks

CODE = Path(__file__).resolve().parents[1] / "versions" / "fewasc-deontologie" / "2001-06-07.fra.xml"
VERSIONS, WORDS, ROUNDS = 50, 6, 5
_WORD = re.compile(r"(?<= )[a-zéèà]{5,}(?=[ ,.])")


def made_versions() -> Iterator[Dated]:
    """Yield the versions."""
    rng = random.Random(1)  # noqa: S311 - the same words each time, not a secret
    text = CODE.read_text("utf-8")
    body = text.index("<body")
    for year in range(1951, 1951 + VERSIONS):
        day = f"{year}-01-01"
        yield Dated(expression=read_expression(text.encode()), label=day, date=day)
        places = list(_WORD.finditer(text, body))
        for found in sorted(rng.sample(places, WORDS), key=lambda found: -found.start()):
            text = text[: found.start()] + rng.choice(["avis", "conseil", "rapport"]) + text[found.end() :]


def seconds(versions: list[Dated]) -> tuple[float, float, float]:
    """Return the processor time that the comparisons took, the history, and what stands under the articles."""
    start = time.process_time()
    for old, new in pairwise(versions):
        compare(old.expression, new.expression)
    compared = time.process_time()
    history = trace_articles(versions)
    traced = time.process_time()
    history_blocks(history, versions[-1].label)
    shown = time.process_time()
    last = [trail.states[-1].text for trail in history.at(versions[-1].label)]
    assert last == [unit.text for unit in units_of(versions[-1].expression).articles]
    return compared - start, traced - compared, shown - traced


def main() -> None:
    """Print the best of the rounds, which a busy machine disturbs least, and the ratio."""
    versions = list(made_versions())
    seconds(versions)  # once unmeasured: what is cached is cached
    compared, traced, shown = (min(times) for times in zip(*(seconds(versions) for _ in range(ROUNDS)), strict=True))
    print(f"{VERSIONS - 1} comparisons               {compared * 1000:6.0f} ms")
    print(f"the history of {VERSIONS} versions   {traced * 1000:6.0f} ms   {traced / compared:.2f} x  (goal: 1.1 x)")
    print(f"the lines under the articles {shown * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
