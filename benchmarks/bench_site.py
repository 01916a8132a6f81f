"""How long a site takes beside its editions made one by one: `python -m benchmarks.bench_site`.

Goal: a site of 50 versions of the code in at most 1.5 times the time that its editions take one by one. Both are made
in one process and measured by the processor's time, which a busy machine does not stretch; PDFs are most of both.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.acts import generate_act
from benchmarks.edits import Rates, edit
from benchmarks.write_acts import write_act
from codetool.render import Look
from codetool.render.site import FORMS, Form, Series, build_site, load_series, open_folder
from codetool.render.site.jobs import Job

ARTICLES = 39
"""As many as the code of the federation has."""
GOAL = 1.5


def write_versions(folder: Path, count: int) -> Path:
    """Write so many versions of an act of our own making, each an amendment of the one before; return the store."""
    act = generate_act(1, ARTICLES)
    for seed in range(count):
        day = date(2020, 1, 1) + timedelta(days=30 * seed)
        act = replace(act, date=day.isoformat())
        path = folder / "essais" / f"{act.date}.fra.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_act(act, wids=True))
        # An act whose articles go cannot be amended again and again: others may still cite them.
        act, _ = edit(act, seed, rates=Rates(inserted=0 if seed % 10 else 0.02, removed=0, split=0, merged=0))
    return folder


def one_by_one(series: tuple[Series, ...], forms: tuple[Form, ...]) -> int:
    """Make every version in every form; return how many bytes that is."""
    return sum(
        len(Job(form=form, place=version.label, source=version.source).make())
        for one in series
        for version in one.versions
        for form in forms
    )


def took(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that work took."""
    began = time.process_time()
    work()
    return time.process_time() - began


def size_of(place: Path) -> int:
    """Return the bytes of a file, or of all files below a folder."""
    return sum(path.stat().st_size for path in (place, *place.rglob("*")) if path.is_file())


def main() -> None:
    """Print both times and their ratio, and the sizes that matter to a reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", type=int, default=50)
    parser.add_argument("--forms", default=",".join(form.value for form in FORMS))
    arguments = parser.parse_args()
    forms = tuple(Form(name) for name in arguments.forms.split(","))
    with tempfile.TemporaryDirectory() as name:
        store, home = write_versions(Path(name) / "versions", arguments.versions), Path(name) / "site"
        series = load_series(store, start=Path(name), today="2026-01-01")
        one_by_one((replace(series[0], versions=series[0].versions[:1]),), forms)  # libraries and fonts are loaded once
        editions = took(lambda: one_by_one(series, forms))
        site = took(lambda: build_site(series, open_folder(home, free=True), look=Look(), forms=forms))
        again = took(lambda: build_site(series, open_folder(home, free=True), look=Look(), forms=forms))
        print(f"{arguments.versions} versions, forms {arguments.forms}")
        print(f"editions one by one   {editions:7.2f} s")
        print(f"the whole site        {site:7.2f} s   {site / editions:.2f} x  (goal: {GOAL} x)")
        print(f"once more, unchanged  {again:7.2f} s")
        print(f"front page            {size_of(home / 'index.html'):,} bytes (goal: 100,000)")
        print(f"texts and words       {size_of(home / 'essais/texts.js') + size_of(home / 'words.js'):,} bytes")
        print(f"all files             {size_of(home):,} bytes")


if __name__ == "__main__":
    main()
