"""Feeds damaged sources to every reader: each must give a text or one line that says why not, in time and in bounds.

Each reader runs in a process of its own, from sources that it reads, with bytes changed, pieces moved, parts of
packages rewritten, values exchanged. What goes wrong is kept in the folder named by --keep, and makes the exit code 1:
a traceback, a process that dies, more time or memory than there is for one source, a file written outside the folder
that the reader was given, an address that it would reach.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import BinaryIO

from codetool.errors import CodetoolError
from tools.fuzz.targets import ROOT, TARGETS, Target
from tools.fuzz.watch import Watch

LONGEST = 10
"""Seconds of its processor that one source may take."""
PATIENCE = 120
"""Seconds after which a process that waits for something is ended."""


class TooLongError(BaseException):
    """A source took longer than LONGEST: no handler of errors may catch it."""


def _ring(*_signal: object) -> None:
    raise TooLongError


def fuzz(target: Target, seconds: float, seed: int, current: BinaryIO, watch: Watch) -> int:
    """Feed one reader for a time; return 1 where something went wrong, with the source left in `current`."""
    chance = random.Random(seed)  # noqa: S311 - the same seed makes the same sources
    signal.signal(signal.SIGPROF, _ring)
    ends: Counter[str] = Counter()
    worst, began = 0.0, time.monotonic()
    while time.monotonic() < began + seconds:
        source = target.damaged(chance)
        keep_source(current, source)  # before it is read: a crash below Python leaves it there
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        try:
            ends[target.feed(source)] += 1
        except CodetoolError as error:
            ends["refused" if "\n" not in str(error) else "refused in several lines"] += 1
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        worst = max(worst, time.process_time() - started)
        if watch.seen:
            print(f"{target.name}: outside its folder: {watch.seen}", flush=True)
            return 1
    own, others = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    times = f"{time.monotonic() - began:.0f} s, slowest {worst:.1f} s"
    print(f"{target.name}: {ends.total()} in {times}, {own} MB, started processes {others} MB: {told}", flush=True)
    return int(max(own, others) > target.memory or "refused in several lines" in ends)


def keep_source(current: BinaryIO, source: bytes) -> None:
    """Write a source into the place of the one before, through a file that was opened before the watch began."""
    current.seek(0)
    current.truncate()
    current.write(source)
    current.flush()


def peak(whose: int) -> int:
    """Return the most memory in megabytes that this process has had, or the largest of those that it has started.

    What a process had when it started another counts for the other too on Linux: the second figure is a bound.
    """
    return resource.getrusage(whose).ru_maxrss // 1024


def run_here(name: str, seconds: float, seed: int, keep: Path) -> int:
    """Feed one reader in this process, from a folder that is gone afterwards."""
    sys.dont_write_bytecode = True
    with (
        (keep / f"current.{name}").open("w+b") as current,
        tempfile.TemporaryDirectory(prefix="codetool-fuzz-", dir=keep, ignore_cleanup_errors=True) as home,
    ):
        beside = Path(home) / "beside.txt"
        beside.write_text("as it was")
        folder = Path(home) / "room"
        folder.mkdir()
        os.chdir(folder)
        tempfile.tempdir = str(folder)
        target = TARGETS[name](folder)
        target.seeds  # noqa: B018 - made before the watch begins: what makes them loads libraries
        ended = fuzz(target, seconds, seed, current, Watch(folder))
        tempfile.tempdir = None
        left = sorted(path.name for path in Path(home).iterdir())
        os.chdir(keep)
        if left != ["beside.txt", "room"] or beside.read_text() != "as it was":
            print(f"{name}: beside its folder: {left}", flush=True)
            return 1
    return ended


def main() -> int:
    """Run every reader that is named, each in its own process; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="READER", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=3600, help="for all of them together; else an hour")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "codetool-fuzz")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    keep = given.keep.resolve()
    keep.mkdir(parents=True, exist_ok=True)
    chosen = given.targets or list(TARGETS)
    if given.here:
        return run_here(chosen[0], given.seconds, given.seed, keep)
    failed = 0
    for name in chosen:
        options = ["--seconds", str(given.seconds / len(chosen)), "--seed", str(given.seed), "--keep", str(keep)]
        command = [sys.executable, "-m", "tools.fuzz", name, *options, "--here"]
        if _ended(command, given.seconds / len(chosen) + PATIENCE):
            failed = 1
            kept = keep / f"failed-{given.seed}.{name}"
            current = keep / f"current.{name}"
            if current.exists():
                current.replace(kept)
            print(f"{name}: failed; the source is kept as {kept}", flush=True)
    return failed


def _ended(command: list[str], patience: float) -> int:
    try:
        return subprocess.run(command, check=False, cwd=ROOT, timeout=patience).returncode  # noqa: S603 - this program
    except subprocess.TimeoutExpired:
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
