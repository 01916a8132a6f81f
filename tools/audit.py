"""Checks what codetool runs with: against a database of known faults where one can be reached, by pins otherwise.

Usage: python -m tools.audit [--pins]. It says which of the two was done. The check of the pins is always done: every
distribution that is installed is pinned in constraints.txt at that version, and every pin is needed by something.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from codetool.archive.sbom import PROGRAM, needed_by

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "constraints.txt"
_OURS = frozenset({PROGRAM, "pip"})
"""What is installed and not pinned: the program itself, and what comes with every virtual environment."""
_PATIENCE = 300


def read_pins(text: str) -> dict[str, str]:
    r"""Return the versions that a file of constraints pins, by normalised names.

    >>> read_pins("Some_Thing==1.2  # why\n")
    {'some-thing': '1.2'}
    """
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return {canonicalize_name(name): version for name, equals, version in (one.partition("==") for one in lines if one)}


def installed_versions() -> dict[str, str]:
    """Return what is installed, by normalised names."""
    return {canonicalize_name(one.name): one.version for one in distributions()}


def wanted(project: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Return what a pyproject.toml asks for, to run, to develop and to be built, with the extras of each."""
    table = json.loads(json.dumps(project))
    more = table["project"].get("optional-dependencies", {})
    texts = [*table["project"]["dependencies"], *(one for group in more.values() for one in group)]
    texts += [*table["build-system"]["requires"], "editables", "setuptools", "setuptools-scm"]  # as in tools/install.sh
    found: dict[str, frozenset[str]] = {}
    for one in map(Requirement, texts):
        name = canonicalize_name(one.name)
        found[name] = found.get(name, frozenset()) | one.extras
    return found


def check_pins(pins: Mapping[str, str], installed: Mapping[str, str], needed: frozenset[str]) -> Iterator[str]:
    """Yield what is installed and not pinned, or otherwise than it is pinned, and what is pinned and not needed."""
    for name, version in sorted(installed.items()):
        if name in _OURS:
            continue
        if name not in pins:
            yield f"{name} {version} is installed and not pinned. Add {name}=={version} to constraints.txt."
        elif pins[name] != version:
            yield f"{name} is installed as {version} and pinned as {pins[name]}. Install it anew, or change the pin."
    for name in sorted(pins.keys() - needed):
        yield f"{name} is pinned and needed by nothing. Take it out of constraints.txt."


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a database says: the faults, and how many of the pins it knows."""

    faults: tuple[str, ...]
    known: int


def ask_database() -> str:
    """Return what pip-audit prints of the pins, in JSON; nothing where it has no answer."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--no-deps", "--disable-pip"]
    options = ["--progress-spinner", "off", "--timeout", "15", "--format", "json"]
    try:
        return subprocess.run(  # noqa: S603 - pip-audit of this environment
            [*command, *options], capture_output=True, text=True, check=False, timeout=_PATIENCE
        ).stdout
    except subprocess.TimeoutExpired:
        return ""


def read_answer(told: str) -> Answer | None:
    """Return what pip-audit found, None where it reached no database: it then skips every package, and says nothing.

    >>> read_answer('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}')
    >>> read_answer('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}')
    Answer(faults=(), known=1)
    """
    try:
        rows = [one for one in json.loads(told)["dependencies"] if "vulns" in one]
    except ValueError:
        return None
    faults = tuple(
        f"{one['name']} {one['version']}: {fault['id']}; mended in {', '.join(fault['fix_versions']) or 'no version'}."
        for one in rows
        for fault in one["vulns"]
    )
    return Answer(faults=faults, known=len(rows)) if rows else None


def main() -> int:
    """Print what was found, and which of the two checks was done; return 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("--pins", action="store_true", help="check the pins alone, and reach for no database")
    given = parser.parse_args()
    pins = read_pins(PINS.read_text(encoding="utf-8"))
    needed = needed_by(wanted(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))))
    found = list(check_pins(pins, installed_versions(), frozenset(needed)))
    answer = None if given.pins else read_answer(ask_database())
    if answer is None:
        done = "by pins alone" if given.pins else "by pins alone: no database of known faults could be reached"
    else:
        done = f"by pins, and {answer.known} of them against a database of known faults"
        found.extend(answer.faults)
    print(*found, f"audited {done}; {len(pins)} pins, {len(found)} found", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
