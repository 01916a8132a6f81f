"""One of several processes that work in the same store: it imports, reads, tidies and seals until its time is over.

    python tests/crash/many.py NUMBER COMMANDS SECONDS

It works in its folder, where `first.txt` is the text that it varies. What it imported stands in `done-NUMBER.json` at
the end; a command that failed stops it with what that said.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import count
from pathlib import Path

from codetool.cli.shell import run

SHARED = "2000-01-01"
"""The day of the version that all of them replace again and again."""


_DATES = 4
"""How many versions each process keeps: what it imports later replaces them."""


def main(number: int, commands: int, seconds: float) -> None:
    """Give commands in this folder: as many as are named, or for as long; only then is there time to seal."""
    end = time.monotonic() + seconds
    imported: dict[str, str] = {}
    sealed: list[str] = []
    waited = given = 0
    for turn in count():
        for step in _round(number, turn, imported, sealed, sealing=seconds > 0):
            if given >= commands and time.monotonic() >= end:
                done = {"imported": imported, "sealed": sealed, "waited": waited, "given": given}
                Path(f"done-{number}.json").write_text(json.dumps(done), encoding="utf-8")
                return
            waited += _give(step())
            given += 1


def _round(
    number: int, turn: int, imported: dict[str, str], sealed: list[str], *, sealing: bool
) -> Iterator[Callable[[], Sequence[str]]]:
    own, shared = Path(f"own-{number}-{turn}.txt"), Path(f"shared-{number}-{turn}.txt")
    date = f"{2001 + turn % _DATES}-{number + 1:02}-01"

    def import_own() -> Sequence[str]:
        own.write_text(_first().replace("un essai", f"l'essai {number}-{turn}"), encoding="utf-8")
        imported[date] = own.read_text(encoding="utf-8")
        return "import", str(own), "--date", date, "--work", "essai", "--force"

    def import_shared() -> Sequence[str]:
        shared.write_text(_first().replace("un essai", f"l'essai de {number}-{turn}"), encoding="utf-8")
        return "import", str(shared), "--date", SHARED, "--work", "essai", "--force"

    steps: list[Callable[[], Sequence[str]]] = [
        import_shared,
        lambda: ("fmt", f"essai/{date}"),
        lambda: ("render", f"essai/{SHARED}", "--format", "html", "-o", "dist/shared.html"),
        lambda: ("fmt", f"essai/{SHARED}"),
        lambda: ("render", f"essai/{date}", "--format", "text", "-o", f"dist/{number}.txt"),
    ]
    first = number % len(steps)
    yield import_own
    yield from (*steps[first:], *steps[:first])
    if sealing:
        day = f"{2100 + turn}-{number + 1:02}-01"
        sealed.append(day)
        yield lambda: ("import", str(own), "--date", day, "--work", "essai")
        yield lambda: ("seal", f"essai/{day}")


def _first() -> str:
    return Path("first.txt").read_text(encoding="utf-8")


def _give(command: Sequence[str]) -> int:
    """Give one command; return whether it had to wait for another."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(command)
    if code:
        sys.exit(f"{' '.join(command)}: {code}\n{out.getvalue()}{err.getvalue()}")
    return err.getvalue().count("another codetool writes into versions: waiting")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
