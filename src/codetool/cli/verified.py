"""What `codetool verify` prints: one screen that says what holds; JSON for programs is in `verified_json`."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import terminal_width
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE
from codetool.cli.verified_json import print_json
from codetool.cli.verified_reasons import named_reason
from codetool.cli.verified_words import (
    counted_faults,
    named_rebuilding,
    named_sealing,
    named_subject,
    path_of,
    sentence_of,
)

if TYPE_CHECKING:
    from codetool.archive.verify.report import Report, SealingTold
    from codetool.cli.verifying import Looked
    from codetool.findings import Finding

_MOST_SEALINGS = 12
_MOST_FAULTS = 6
"""Lines of each that one screen has room for; JSON has all."""
_COLUMNS = 80


def print_text(looked: "Looked") -> None:
    """Print what was looked at, the verdict in a sentence, and each fault with its path and remedy."""
    for number, report in enumerate(looked.reports):
        if number:
            click.echo("")
        for line in _lines(report, rebuild=looked.rebuild):
            click.echo(line, color=current_settings().colored)
    _print_passed_over(looked)


def _lines(report: "Report", *, rebuild: bool) -> Iterator[str]:
    from codetool.archive.verify.tree import shown

    yield click.style(f"{report.place}: {named_subject(report)}", bold=True)
    yield from _sealings(report.sealings)
    rebuilding = named_rebuilding(report, asked=rebuild)
    if rebuilding:
        yield from _set(rebuilding, "  ")
    if report.sealings or rebuilding:
        yield ""
    yield from _set(shown(sentence_of(report)), "", style=_STYLES.get(report.verdict.value, "yellow"))
    yield from _faults(report)


_STYLES = {"altered": "red", "not-as-sealed": "red", "not-proven": "red", "unfinished": "red", "proven": "green"}


def _sealings(sealings: "Iterable[SealingTold]") -> Iterator[str]:
    from codetool.archive.verify.tree import shown

    for work, group in groupby(sealings, key=lambda one: one.slug or one.work):
        rows = list(group)
        yield f"  {shown(work)}"
        left = len(rows) - _MOST_SEALINGS
        if left > 0:
            speak = current_settings().translate
            yield "    " + speak("and {count} earlier ones (see --format json)").format(count=left)
        labels = [shown(row.label.removesuffix(".fra")) for row in rows]
        width = max(map(len, labels))
        for label, row in list(zip(labels, rows, strict=True))[-_MOST_SEALINGS:]:
            yield from _set(f"{label.ljust(width)}  {shown(named_sealing(row))}", "    ", hanging=width + 6)


def _faults(report: "Report") -> Iterator[str]:
    # Notes are for JSON: the lines above say already what is not proven.
    found = [one for one in report.findings if one.severity.value != "note"]
    shown = _alike(_told_once(found))[:_MOST_FAULTS]
    for one, *others in shown:
        yield from _fault(one, report)
        yield from _same_of(others)
    left = len(found) - sum(map(len, shown))
    if left:
        yield current_settings().translate("and {count} more (see --format json)").format(count=left)


def _told_once(findings: "Iterable[Finding]") -> "list[Finding]":
    """Return the findings; of warnings that say the same of many files, the first."""
    told: dict[tuple[str, str, str, int], Finding] = {}
    for one in findings:
        place = one.file if one.severity.value == "error" else ""
        told.setdefault((one.code, one.message, place, one.line), one)
    return list(told.values())


def _alike(findings: "Iterable[Finding]") -> "list[list[Finding]]":
    """Return together what is told of one place, and differs only in the version that it is told of."""
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for number, one in enumerate(findings):
        rest = [f"{name}={value}" for name, value in sorted(one.values.items()) if name not in {"label", "day"}]
        key = (one.code, one.file, str(one.line), *rest) if "label" in one.values else (str(number),)
        alike.setdefault(key, []).append(one)
    return list(alike.values())


def _same_of(others: "list[Finding]") -> Iterator[str]:
    if others:
        labels = ", ".join(str(one.values["label"]) for one in others)
        yield from _set(current_settings().translate("The same of: {labels}").format(labels=labels), "    ")


def _fault(found: "Finding", report: "Report") -> Iterator[str]:
    language, speak = current_settings().language, current_settings().translate
    # A path is not broken: it is there to be found and copied.
    line = f":{found.line}" if found.line else ""
    yield click.style(path_of(found.file, report) + line, bold=True)
    clause = f", {found.clause}" if found.clause else ""
    yield from _set(f"{found.told(language, speak)}. {found.remedied(language)} [{found.code}{clause}]", "    ")


def _set(text: str, indent: str, *, hanging: int = 0, style: str = "") -> Iterator[str]:
    further = " " * hanging if hanging else indent
    held = _BEFORE_SIGN.sub(_HELD, text)
    lines = wrap(
        held, min(terminal_width(), _COLUMNS), initial_indent=indent, subsequent_indent=further,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    for line in (one.replace(_HELD, " ") for one in lines):
        yield click.style(line, fg=style) if style else line


_BEFORE_SIGN, _HELD = re.compile(" (?=[:;!?»])"), "\x1f"
"""French has a space before these signs, and no line begins with one of them."""


def _print_passed_over(looked: "Looked") -> None:
    """Say on stderr what could not be verified."""
    settings = current_settings()
    # What leaves open whether all that was sealed is there comes first.
    for one in sorted(looked.passed_over, key=lambda one: not one.leaves_open)[:_MOST_SEALINGS]:
        click.echo(f"{one.place}: {named_reason(one.reason)}", err=True)
    left = len(looked.passed_over) - _MOST_SEALINGS
    if left > 0:
        click.echo(settings.translate("and {count} more (see --format json)").format(count=left), err=True)
    if not looked.reports and looked.passed_over:
        click.echo(settings.translate("nothing could be verified"), err=True)
    elif sum(len(report.errors) for report in looked.reports):
        click.echo(counted_faults(looked.reports), err=True)
    elif looked.reports and looked.code != DONE:
        click.echo(settings.translate("not all of it could be verified"), err=True)


REPORTS = {"text": print_text, "json": print_json}
