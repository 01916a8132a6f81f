"""Findings as `validate` prints them: lines for people, JSON, SARIF, and the commands that GitHub reads."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import finding_row, tell_finding
from codetool.cli.settings import current_settings

if TYPE_CHECKING:
    from codetool.cli.checking import Checked
    from codetool.findings import Finding


def print_text(checked: "Checked") -> None:
    """Print a line for each finding on stdout, and their counts on stderr."""
    for one in checked.findings:
        tell_finding(one)
    if checked.findings or not checked.refused:
        counts = Counter(one.severity.value for one in checked.findings)
        said = current_settings().translate("errors: {errors}, warnings: {warnings}")
        click.echo(said.format(errors=counts["error"], warnings=counts["warning"]), err=True)


def print_json(checked: "Checked") -> None:
    """Print the findings as JSON (`cli.md`), with what could not be read under `refused`."""
    import json

    report: dict[str, object] = {"findings": [finding_row(one) for one in checked.findings]}
    if checked.refused:
        report["refused"] = [{"file": place, "message": str(error)} for place, error in checked.refused.items()]
    click.echo(json.dumps(report, ensure_ascii=False, indent=1))


def print_sarif(checked: "Checked") -> None:
    """Print the findings as SARIF 2.1.0, with what could not be read as notifications."""
    import json

    from codetool.cli.sarif import sarif_log

    click.echo(json.dumps(sarif_log(checked), ensure_ascii=False, indent=1))


def print_github(checked: "Checked") -> None:
    """Print a workflow command for each finding, and for each file that could not be read."""
    for one in checked.findings:
        click.echo(_command(one))
    for place, error in checked.refused.items():
        click.echo(f"::error file={_property(place)}::{_escaped(error.told(current_settings().translate))}")


REPORTS = {"text": print_text, "json": print_json, "sarif": print_sarif, "github": print_github}

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def _command(found: "Finding") -> str:
    language = current_settings().language
    place = " ".join(part for part in (found.eid, f"[{found.code}]") if part)
    told = " ".join(
        part for part in (f"{found.told(language, current_settings().translate)}.", found.remedied(language)) if part
    )
    values = {"file": found.file, "line": str(found.line or ""), "title": place}
    given = ",".join(f"{name}={_property(value)}" for name, value in values.items() if value)
    return f"::{_LEVELS[found.severity.value]} {given}::{_escaped(told)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
