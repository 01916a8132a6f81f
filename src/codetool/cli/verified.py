"""What `codetool verify` prints: one screen that says what holds, or JSON for programs."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import finding_row, terminal_width
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE
from codetool.cli.verified_reasons import named_reason
from codetool.cli.verified_words import (
    counted_faults,
    named_rebuilding,
    named_sealing,
    named_subject,
    sentence_of,
)

if TYPE_CHECKING:
    from codetool.archive.sign.told import SignatureFound
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
    yield from _set(shown(sentence_of(report)), "", style=_STYLES[report.verdict.value])
    yield from _faults(report)


_STYLES = {"altered": "red", "unproven": "yellow", "proven": "green"}


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
    shown = _told_once(found)[:_MOST_FAULTS]
    for one in shown:
        yield from _fault(one, report)
    if len(found) > len(shown):
        speak = current_settings().translate
        yield speak("and {count} more (see --format json)").format(count=len(found) - len(shown))


def _told_once(findings: "Iterable[Finding]") -> "list[Finding]":
    """Return the findings; of warnings that say the same of many files, the first."""
    told: dict[tuple[str, str, str, int], Finding] = {}
    for one in findings:
        place = one.file if one.severity.value == "error" else ""
        told.setdefault((one.code, one.message, place, one.line), one)
    return list(told.values())


def _fault(found: "Finding", report: "Report") -> Iterator[str]:
    language, speak = current_settings().language, current_settings().translate
    # A path is not broken: it is there to be found and copied.
    line = f":{found.line}" if found.line else ""
    yield click.style(_path_of(found.file, report) + line, bold=True)
    clause = f", {found.clause}" if found.clause else ""
    yield from _set(f"{found.told(language, speak)}. {found.remedied(language)} [{found.code}{clause}]", "    ")


def _path_of(file: str, report: "Report") -> str:
    if file in {"", "."}:
        return report.place
    # The signature of a text stands beside it, all else below what was looked at.
    above = posixpath.dirname(report.place) if report.subject.value == "text" else report.place
    return posixpath.join(above, file)


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


def print_json(looked: "Looked") -> None:
    """Print `{"valid", "findings"}` (`cli.md`), and besides them the verdict and what was looked at."""
    import json

    reports = looked.reports
    told: dict[str, object] = {
        "valid": looked.code == DONE,
        "findings": [
            {**finding_row(one), "file": _path_of(one.file, report)} for report in reports for one in report.findings
        ],
        "verdict": looked.verdict.value if looked.verdict else None,
        "checked": [_row(report) for report in reports],
        "not_verified": [
            *({"path": one.place, "reason": one.reason.value} for one in looked.passed_over),
            *({"path": place, "reason": str(error)} for place, error in looked.refused.items()),
        ],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _row(report: "Report") -> dict[str, object]:
    return {
        "path": report.place,
        "kind": report.subject.value,
        "verdict": report.verdict.value,
        "files": report.files,
        "editions": report.editions.value,
        "versions": [_version_row(one) for one in report.sealings],
        "signatures": [_signature_row(one) for one in report.signatures],
    }


def _version_row(one: "SealingTold") -> dict[str, object]:
    return {
        "work": one.work,
        "slug": one.slug,
        "label": one.label,
        "version": f"v{one.version}" if one.version else None,
        "sealed": one.sealed.isoformat() if one.sealed else None,
        "corrects": one.corrects,
        "missing": list(one.missing),
        "origin": one.origin.value,
        "signer": one.signer,
        "stamped": one.stamped.isoformat() if one.stamped else None,
        "stamped_by": one.stamped_by,
        "editions": one.editions.value,
    }


def _signature_row(one: "SignatureFound") -> dict[str, object]:
    return {
        "file": one.file,
        "kind": one.kind.value,
        "level": one.level,
        "signer": one.signer,
        "certificate": one.certificate,
        "signed": one.signed_at.isoformat() if one.signed_at else None,
        "stamped": one.stamped_at.isoformat() if one.stamped_at else None,
        "stamped_by": one.stamped_by,
        "standing": one.standing.value,
    }


REPORTS = {"text": print_text, "json": print_json}
