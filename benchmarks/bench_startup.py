"""How long `codetool --help` takes beside a bare start of Python with lxml and click: the ratio, in one run.

The goal is 1.5 at most. Both are started in turn, so that a busy machine slows both alike; the median counts.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 30
FLOOR = [sys.executable, "-c", "import lxml.etree, click"]
OURS = [str(Path(sys.executable).with_name("codetool")), "--help"]


def seconds(command: list[str]) -> float:
    """Return how long a command took, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the two commands above
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio."""
    seconds(FLOOR), seconds(OURS)  # once unmeasured: files come into the cache
    rounds = [(seconds(FLOOR), seconds(OURS)) for _ in range(ROUNDS)]
    floor, ours = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"python with lxml and click   {floor * 1000:6.1f} ms")
    print(f"codetool --help              {ours * 1000:6.1f} ms   {ours / floor:.2f} x  (goal: 1.5 x)")


if __name__ == "__main__":
    main()
