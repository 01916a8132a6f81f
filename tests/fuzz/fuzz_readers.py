"""Feeds damaged sources to every reader: each must give a text or one line that says why not, in time and in bounds.

Usage: fuzz_readers.py [--seconds N] [--seed N] [FORMAT…]. Each format runs N seconds in a process of its own, from the
sources of tests/cases/import, with bytes changed, pieces moved, parts of packages rewritten. What goes wrong is kept in
the folder named by --keep, and makes the exit code 1.
"""

import argparse
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from codetool.errors import CodetoolError
from codetool.importers import ImportRequest, import_source

CASES = Path(__file__).resolve().parents[1] / "cases" / "import"
FORMATS = ("txt", "md", "html", "docx", "odt", "pdf")
LONGEST = 10
"""Seconds that one source may take."""
MOST_MEMORY = 500
"""Megabytes that a process may take: this one, and each that a reader starts (that of PDF does)."""
PIECES = {
    # What is put into sources of a format, one piece after each bar.
    "txt": "\n|\n\n|\f|\0|\xff|Art. 1. |TITRE 9\n|«|a)|\u2028|((((((((((((((((",
    "md": "\n|#|- |> > > > > > > > > > > > |1. |[^1]|```|*|<div>|&#0;|    |\\|![x](",
    "html": "<|>|<p>|</p>|<!--|-->|<table>|<ol><li>|&#0;|<![if !x]>|<a href=#|</div>",
    "docx": '<|>|<w:p>|</w:p>|<w:tbl>|<w:ins>|w:val="-1"|w:val="99999999999"|&amp;|\0',
    "odt": '<|>|<text:p>|</text:p>|<text:list>|"-1"|"99999999999"|&lt;|\0',
    "pdf": "endobj|obj|stream\n|<<|>>|/Kids|99999999999|-1|0 R|(|\0",
}
REQUEST = ImportRequest(
    date="2019-09-12", work="essai", iri="/akn/be/act/code/essai/2019-09-12/cas", title="", author="essai",
    author_short="essai", author_name="essai",
)  # fmt: skip

BROKEN = (BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error, LookupError)
"""What zipfile raises of a package that was damaged before: it is then damaged as it is."""

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def flip(chance: random.Random, source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return the source with some bytes changed."""
    changed = bytearray(source)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return the source without a stretch."""
    start = chance.randrange(len(source))
    return source[:start] + source[start + chance.randint(1, max(len(source) // 4, 1)) :]


def put(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return the source with something of its format put in, sometimes very often."""
    at = chance.randrange(len(source))
    return source[:at] + chance.choice(pieces) * chance.choice((1, 1, 1, 2, 40, 3000)) + source[at:]


def move(chance: random.Random, source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return the source with a stretch of it a second time somewhere else."""
    start, at = chance.randrange(len(source)), chance.randrange(len(source))
    return source[:at] + source[start : start + chance.randint(1, 400)] * chance.choice((1, 2, 30)) + source[at:]


def noise(chance: random.Random, _source: bytes, _pieces: Sequence[bytes]) -> bytes:
    """Return random bytes."""
    return chance.randbytes(chance.randint(0, 400))


CHANGES: tuple[Change, ...] = (flip, cut, put, put, move, move)


def rewrite(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return a package with one of its parts damaged and packed again; any other source damaged as it is."""
    made = BytesIO()
    with suppress(*BROKEN), ZipFile(BytesIO(source)) as package:
        names = package.namelist()
        parts = [name for name in names if name.endswith(".xml") and not name.startswith(("META-INF", "[Content"))]
        chosen = chance.choice(parts or names)
        with ZipFile(made, "w", ZIP_DEFLATED) as changed:
            for name in names:
                content = package.read(name)
                if name == chosen and content:
                    content = chance.choice((reshape, reshape, *CHANGES[:3]))(chance, content, pieces)
                changed.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
        return made.getvalue()
    return flip(chance, source, pieces)


VALUES = ("", "-1", "0", "1", "9", "99999999999", "none", "a", "%1.%2.%9", "L1", "Titre1", "true")


def reshape(chance: random.Random, source: bytes, pieces: Sequence[bytes]) -> bytes:
    """Return XML with some elements taken out, doubled, or put elsewhere, and some attributes changed."""
    try:
        root = etree.fromstring(source)
    except etree.XMLSyntaxError:
        return put(chance, source, pieces)
    for _ in range(chance.randint(1, 8)):
        elements = list(root.iter(etree.Element))
        one, two = chance.choice(elements), chance.choice(elements)
        match chance.randrange(4):
            case 0 if (parent := one.getparent()) is not None:
                parent.remove(one)
            case 1:
                two.append(deepcopy(one))
            case 2 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
            case _:
                one.text = chance.choice((None, "", "Article 3.", "a)", "\u00a0", "1", "§ 1er. « "))
    return etree.tostring(root)


def damaged(chance: random.Random, form: str, seeds: Sequence[bytes]) -> bytes:
    """Return a damaged source of a format."""
    source, pieces = chance.choice(seeds), [piece.encode() for piece in PIECES[form].split("|")]
    changes: tuple[Change, ...] = (*CHANGES, noise)
    if form in ("docx", "odt") and chance.random() < 0.9:
        changes = (rewrite,)
    for _ in range(chance.randint(1, 3)):
        source = chance.choice(changes)(chance, source, pieces) or b"x"
    return source


@dataclass(frozen=True, slots=True)
class TooLongError(Exception):
    """A source took longer than LONGEST."""


def _ring(*_signal: object) -> None:
    raise TooLongError


def fuzz(form: str, seconds: float, seed: int, current: Path) -> int:
    """Feed one format's reader for a time; return 1 where something went wrong, with the source left in `current`."""
    seeds = [path.read_bytes() for path in sorted(CASES.glob(f"*/source.{form}"))]
    chance = random.Random(seed)  # noqa: S311 - the same seed makes the same sources
    signal.signal(signal.SIGALRM, _ring)
    ends: Counter[str] = Counter()
    worst = 0.0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        source = damaged(chance, form, seeds)
        current.write_bytes(source)  # before it is read: a crash below Python leaves it there
        began = time.monotonic()
        signal.alarm(LONGEST)
        try:
            whole = import_source(source, f"source.{form}", REQUEST).ledger.balanced
            ends["read" if whole else "with words lost"] += 1
        except CodetoolError as error:
            ends["refused" if "\n" not in str(error) else "refused in several lines"] += 1
        finally:
            signal.alarm(0)
        worst = max(worst, time.monotonic() - began)
    own, started = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    print(f"{form}: {told}, slowest {worst:.1f} s, {own} MB, started processes {started} MB", flush=True)  # noqa: T201
    return int(max(own, started) > MOST_MEMORY or "refused in several lines" in ends)


def peak(whose: int) -> int:
    """Return the most memory in megabytes that this process has had, or the largest of those that it has started.

    What a process had when it started another counts for the other too on Linux: the second figure is a bound.
    """
    return resource.getrusage(whose).ru_maxrss // 1024


def main() -> int:
    """Run every format that is named, each in its own process; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "codetool-fuzz")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    if given.here:
        return fuzz(given.formats[0], given.seconds, given.seed, given.keep / f"current.{given.formats[0]}")
    failed = 0
    for form in given.formats or FORMATS:
        options = ["--seconds", str(given.seconds), "--seed", str(given.seed), "--keep", str(given.keep)]
        ended = subprocess.run([sys.executable, __file__, form, *options, "--here"], check=False)
        if ended.returncode:
            failed = 1
            kept = given.keep / f"failed-{given.seed}.{form}"
            (given.keep / f"current.{form}").replace(kept)
            print(f"{form}: exit {ended.returncode}; the source is kept as {kept}")  # noqa: T201
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
