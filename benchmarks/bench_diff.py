"""How long a comparison takes beside its peers, whole processes in one run: ratios, and no timed test.

The floor is a Python that parses both files with lxml. Everything takes turns, and processor time counts, start-up
included, so that a busy machine slows all alike; the median of the rounds is told. Ours runs from compiled modules, as
it does once it is installed and as the peers do. What takes seconds at 1,000 articles runs once. Files are those of
`make_acts`, everything renumbered. Peers that read flat text see the numbers of articles too, and mark each that
changed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).resolve().parents[1]
_PARSE = "import sys; from lxml import etree; kept = [etree.parse(path) for path in sys.argv[1:]]"
_PEERS = {
    "fast-diff-match-patch": "fast_diff_match_patch",
    "difflib, words": "difflib",
    "lxml htmldiff": "lxml",
    "diff-match-patch on words": "diff_match_patch",
    "xmldiff, fast_match": "xmldiff",
}
_RUNNERS = {"lxml": "htmldiff"}
_OFTEN = frozenset({"fast-diff-match-patch"})
FLOOR, SUMMARY, JSON = "parse both (floor)", "codetool diff --summary", "codetool diff, JSON"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process: its processor seconds, its peak memory in MB, what it printed."""

    seconds: float
    memory: float
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two files and how many words truly changed between them."""

    folder: Path
    articles: int
    changed: int

    @property
    def sides(self) -> tuple[str, str]:
        """Return the paths of both."""
        return str(self.folder / "old.xml"), str(self.folder / "new.xml")

    @property
    def report(self) -> str:
        """Return the path of our JSON."""
        return str(self.folder / "changes.json")


def run(command: list[str]) -> Run:
    """Return how long a command took and how much memory it had; exit code 1 means that there are differences."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT / "src"), str(_ROOT)])}
    # A shell that forbids it would have our modules compiled anew by each process.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, cwd=_ROOT, env=environment)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed, said = (_whole(stream) for stream in (output, errors))
    if process.returncode not in (0, 1) or "Traceback" in said:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}\n{said}")
    return Run(seconds=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024, printed=printed)


def _whole(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()


def make_pair(folder: Path, articles: int) -> Pair:
    """Return a pair that another process writes: this one stays small, or its memory would count as its children's."""
    made = run([sys.executable, "-m", "benchmarks.make_acts", str(folder), "--articles", str(articles)])
    return Pair(folder=folder, articles=articles, changed=int(made.printed))


def ours(pair: Pair) -> dict[str, list[str]]:
    """Return the floor's command and ours."""
    codetool = [sys.executable, "-m", "codetool.cli", "diff", *pair.sides]
    return {
        FLOOR: [sys.executable, "-c", _PARSE, *pair.sides],
        SUMMARY: [*codetool, "--summary"],
        JSON: [*codetool, "--format", "json", "--force", "-o", pair.report],
    }


def peers(pair: Pair) -> dict[str, list[str]]:
    """Return the commands of the peers that are installed."""
    return {
        name: [sys.executable, "-m", "benchmarks.peers", _RUNNERS.get(module, module), *pair.sides]
        for name, module in _PEERS.items()
        if find_spec(module)
    }


def take_turns(commands: dict[str, list[str]], rounds: int, once: Iterable[str] = ()) -> dict[str, list[Run]]:
    """Return the runs of each command, one of each in every round; some run in the first only."""
    slow = frozenset(once)
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            if number == 0 or name not in slow:
                runs[name].append(run(command))
    return runs


def seconds(runs: list[Run]) -> float:
    """Return the median of the seconds."""
    return statistics.median(one.seconds for one in runs)


def memory(runs: list[Run]) -> float:
    """Return the median of the peak memory."""
    return statistics.median(one.memory for one in runs)


def tell(pair: Pair, runs: dict[str, list[Run]]) -> None:
    """Print the rows of one size."""
    floor = runs[FLOOR]
    print(f"\n{pair.articles:,} articles, {pair.changed:,} words changed")
    print(f"{'':28}{'seconds':>9}{'÷ floor':>9}{'MB':>8}{'÷ floor':>9}{'marked ÷ changed':>18}")
    marks = {JSON: run([sys.executable, "-m", "benchmarks.peers", "ours", pair.report, ""]).printed}
    for name, found in runs.items():
        marked = int(marks.get(name) or (found[0].printed if name in _PEERS else 0))
        share = f"{marked / pair.changed:18.2f}" if marked else f"{'–':>18}"
        print(
            f"{name:28}{seconds(found):9.3f}{seconds(found) / seconds(floor):9.2f}"
            f"{memory(found):8.0f}{memory(found) / memory(floor):9.2f}{share}"
        )
    for name, module in _PEERS.items():
        if not find_spec(module):
            print(f"{name:28}not installed")


def tell_goals(small: dict[str, list[Run]], large: dict[str, list[Run]]) -> None:
    """Print each ratio beside its goal; `small` and `large` are the runs of the two sizes."""
    floor = seconds(large[FLOOR])
    rows = [
        ("summary ÷ floor, large", seconds(large[SUMMARY]) / floor, "≤ 3.0, stretch 2.2"),
        ("JSON ÷ floor, large", seconds(large[JSON]) / floor, "≤ 5"),
        ("summary, large ÷ small", seconds(large[SUMMARY]) / seconds(small[SUMMARY]), "≤ 12"),
        ("memory, summary ÷ floor, large", memory(large[SUMMARY]) / memory(large[FLOOR]), "≤ 2.5"),
        ("memory, JSON ÷ floor, large", memory(large[JSON]) / memory(large[FLOOR]), "≤ 2.5"),
    ]
    if "xmldiff, fast_match" in small:
        faster = seconds(small["xmldiff, fast_match"]) / seconds(small[SUMMARY])
        rows.append(("times faster than xmldiff, small", faster, "≥ 300"))
    print()
    for name, ratio, goal in rows:
        print(f"{name:34}{ratio:9.2f}   (goal: {goal})")


def main() -> None:
    """Print the tables of both sizes, then the goals."""
    parser = argparse.ArgumentParser(description="Time codetool diff beside its peers.")
    parser.add_argument("--articles", type=int, nargs=2, default=(1_000, 10_000), metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="200 and 1,000 articles, three rounds, no slow peer")
    options = parser.parse_args()
    sizes = (200, 1_000) if options.quick else options.articles
    rounds = 3 if options.quick else options.rounds
    with tempfile.TemporaryDirectory() as folder:
        small, large = (make_pair(Path(folder) / str(size), size) for size in sizes)
        for command in ours(small).values():
            run(command)  # compiles
        others = {name: command for name, command in peers(small).items() if name in _OFTEN or not options.quick}
        small_runs = take_turns({**ours(small), **others}, rounds, once=others.keys() - _OFTEN)
        tell(small, small_runs)
        large_runs = take_turns(ours(large), rounds)
        tell(large, large_runs)
    tell_goals(small_runs, large_runs)


if __name__ == "__main__":
    main()
