"""`codetool validate`: faults in documents, each with its place and remedy."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from codetool.cli.checking import check_all
from codetool.cli.inputs import finding_row, tell_finding
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand

if TYPE_CHECKING:
    from codetool.findings import Finding


@click.command("validate", cls=SpokenCommand)
@click.argument("versions", nargs=-1, metavar="[VERSION]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines, or JSON for programs."
)
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", help="What makes the exit code 1.")
def command(*, versions: tuple[str, ...], form: str, fail_on: str) -> int:
    r"""Checks versions against the schema and the rules of a sound code.

    VERSION may be a folder: every XML file in it is checked. Without one, the whole store is.

    \b
    Examples:
      codetool validate
      codetool validate 2001-06-07 examples/
    """
    refused: list[str] = []
    found = list(check_all(versions, refused))
    counts = Counter(one.severity.value for one in found)
    if form == "json":
        _print_json(found)
    else:
        for one in found:
            tell_finding(one)
        if found or not refused:
            _print_counts(counts)
    if refused:
        return FAILED
    return DIFFERENT if counts["error"] or (fail_on == "warning" and counts["warning"]) else DONE


def _print_counts(counts: Counter[str]) -> None:
    said = current_settings().translate("errors: {errors}, warnings: {warnings}")
    click.echo(said.format(errors=counts["error"], warnings=counts["warning"]), err=True)


def _print_json(found: list["Finding"]) -> None:
    import json

    click.echo(json.dumps({"findings": [finding_row(one) for one in found]}, ensure_ascii=False, indent=1))
