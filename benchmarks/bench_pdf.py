"""What an edition costs over WeasyPrint on the same page: `python -m benchmarks.bench_pdf [--articles 100] [--long]`.

Goals: everything that codetool adds (view, templates, structure, attachment, metadata, checks) at most 20 % over
WeasyPrint without a variant, its own code at most 5 %; ten times the articles in at most twelve times the time; ten
thousand articles in 1.7 GB. `--long` measures the last two: it takes half an hour.

Each run is a process of its own, which has loaded its libraries. Ratios are of processor time, the sides in turns, so
that what else the machine does weighs on all alike; the smallest of each side counts. An edition spares WeasyPrint a
part of its own work (`codetool.render.lean`); what is added is told over WeasyPrint as it is, and as spared.
"""

import argparse
import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from benchmarks.acts import generate_act
from benchmarks.write_acts import write_act
from codetool.akn.read import read_expression
from codetool.render import Imprint, lean, pages
from codetool.render.book import fill_book
from codetool.render.carried import record_edition
from codetool.render.pdf import make, marks, tree

OWN: tuple[tuple[object, str], ...] = (
    # What is codetool's own: each of these is timed, and none calls another one of them.
    (make, "check_fonts"),
    (make, "check_glyphs"),
    (make, "fill_book"),
    (make, "record_of"),
    (make, "write_tags"),
    (make, "attach_sources"),
    (make, "_made_with"),
    (make, "_write_metadata"),
    (marks, "_outermost"),
    (pages, "style_text"),
    (pages, "narrowed"),
    (pages, "put_ids_aside"),
    (pages, "_add_places"),
    (tree.Reader, "read_page"),
)
RUNS = 3


def measure(side: str, articles: int) -> dict[str, float]:
    """Print a generated act, with codetool or with WeasyPrint alone; return seconds, those of our own, megabytes."""
    import jinja2  # noqa: F401 - libraries are loaded before the clock runs, ours as WeasyPrint
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    source = write_act(generate_act(1, articles))
    expression, imprint = read_expression(source), Imprint(source=source)
    own = [0.0]
    with timed(own):
        if side == "codetool":
            began = time.process_time()
            size = len(make.render_pdf(expression, imprint))
        else:
            html = fill_book(expression, imprint, record_edition(expression, imprint))
            began = time.process_time()
            if side == "lean":
                with lean.seldom_collected():
                    size = len(pages.paged(weasyprint)(string=html).write_pdf())
            else:
                size = len(weasyprint.HTML(string=html).write_pdf())
        seconds = time.process_time() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "own": own[0], "megabytes": most, "size": size / 1e6}


@contextmanager
def timed(own: list[float]) -> Iterator[None]:
    """Add the seconds that codetool's own functions take to the first item of a list."""
    kept = [(place, name, getattr(place, name)) for place, name in OWN]
    for place, name, function in kept:
        setattr(place, name, _timed(function, own))
    try:
        yield
    finally:
        for place, name, function in kept:
            setattr(place, name, function)


def _timed(function: Callable[..., Any], own: list[float]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes and returns
        began = time.process_time()
        made = function(*given, **named)
        if isinstance(made, Iterator):
            made = iter(list(made))
        own[0] += time.process_time() - began
        return made

    return run


def run(side: str, articles: int) -> dict[str, float]:
    """Return what a process of its own measures."""
    command = [sys.executable, "-m", "benchmarks.bench_pdf", "--side", side, "--articles", str(articles)]
    told = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - this very script
    measured: dict[str, float] = json.loads(told)
    return measured


def compare_sides(articles: int) -> None:
    """Print the cost of an edition over WeasyPrint on the same page."""
    sides: dict[str, list[dict[str, float]]] = {"weasyprint": [], "lean": [], "codetool": []}
    for _ in range(RUNS):
        for side, runs in sides.items():
            runs.append(run(side, articles))
    bare, spare, ours = (min(runs, key=lambda one: one["seconds"]) for runs in sides.values())
    own = min(one["own"] for one in sides["codetool"])
    print(f"{articles} articles: WeasyPrint {bare['seconds']:.2f} s, an edition {ours['seconds']:.2f} s of processor")
    print(f"ratio: {ours['seconds'] / bare['seconds']:.3f} (goal: 1.20 at most)")
    print(f"codetool's own code: {own / bare['seconds']:.1%} (goal: 5 % at most)")
    print(f"WeasyPrint as lean as an edition makes it: {spare['seconds']:.2f} s; over that the ratio is ", end="")
    print(f"{ours['seconds'] / spare['seconds']:.3f}, codetool's own code {own / spare['seconds']:.1%}")
    print(f"memory: {bare['megabytes']:.0f} MB, an edition {ours['megabytes']:.0f} MB")
    print(f"file: {bare['size']:.2f} MB without a variant, {ours['size']:.2f} MB as published")


def grow() -> None:
    """Print the time and memory of one thousand and ten thousand articles."""
    small, large = (run("codetool", articles) for articles in (1_000, 10_000))
    print(f"1,000 articles: {small['seconds']:.0f} s, {small['megabytes']:.0f} MB")
    print(f"10,000 articles: {large['seconds']:.0f} s, {large['megabytes']:.0f} MB (goal: 1,700 MB at most)")
    print(f"growth: {large['seconds'] / small['seconds']:.1f} (goal: 12 at most)")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--side", choices=("codetool", "lean", "weasyprint"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        print(json.dumps(measure(options.side, options.articles)))
        return
    compare_sides(options.articles)
    if options.long:
        grow()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
