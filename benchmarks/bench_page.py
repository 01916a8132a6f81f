"""How long the page of a comparison takes to be made and to open in Chromium: `python -m benchmarks.bench_page`.

Goal: two thousand articles open in under two seconds.
"""

import argparse
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.acts import generate_act
from benchmarks.edits import edit
from benchmarks.truth import Numbering
from benchmarks.write_acts import write_act
from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.render import render_redline, view_redline

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
STEPS = {
    "side by side": "document.querySelector('input[value=columns]').click()",
    "running text": "document.querySelector('input[value=inline]').click()",
    "what did not change": "document.getElementById('page-all').click()",
    "next change": "document.getElementById('page-next').click()",
    "only weighty changes": (
        "((choice) => { choice.value = 'high'; choice.dispatchEvent(new Event('change')); })"
        "(document.getElementById('page-weight'))"
    ),
}
"""What a reader does on the page."""


def write_page(path: Path, articles: int) -> float:
    """Write the page of a generated pair; return the seconds that it took to render."""
    old = generate_act(1, articles)
    new, _ = edit(old, 1, numbering=Numbering.ALL)
    changes = compare(read_expression(write_act(old)), read_expression(write_act(new)))
    began = time.perf_counter()
    path.write_text(render_redline(view_redline(changes, "fr"), "fr"), encoding="utf-8")
    return time.perf_counter() - began


def opened(page: Page, path: Path) -> float:
    """Open a page; return the seconds until it was loaded and laid out."""
    began = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("document.body.offsetHeight")
    return time.perf_counter() - began


def stepped(page: Page, step: str) -> float:
    """Do a step on the page; return the seconds until the page was laid out again."""
    took = page.evaluate(f"(() => {{ const began = performance.now(); {step}; document.body.offsetHeight;"
                         " return performance.now() - began; })()")  # fmt: skip
    return float(took) / 1000


def main() -> None:
    """Print the seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "changes.html"
        print(f"{articles} articles, rendered in {write_page(path, articles):.2f} s, {path.stat().st_size:,} bytes")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        print(f"opened: {min(opened(page, path) for _ in range(3)):.2f} s (goal: 2 s, for 2,000 articles)")
        for name, step in STEPS.items():
            print(f"{name}: {stepped(page, step):.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
