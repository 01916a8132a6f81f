"""`codetool validate`: faults in documents, each with its place and remedy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.checking import check_all
from codetool.cli.fixing import fix_all
from codetool.cli.own_rules import OwnRules
from codetool.cli.paths import NAMED_PATH
from codetool.cli.reports import REPORTS
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand

if TYPE_CHECKING:
    from codetool.cli.checking import Checked


@click.command("validate", cls=SpokenCommand)
@click.argument("versions", nargs=-1, metavar="[VERSION]...")
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), default="text",
    help="Lines, JSON for programs, SARIF 2.1.0, or GitHub's workflow commands.",
)  # fmt: skip
@click.option(
    "--schematron", "rules", multiple=True, type=NAMED_PATH, metavar="FILE",
    help="Rules of your own, in ISO Schematron (XSLT 1); may be given again.",
)  # fmt: skip
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", help="What makes the exit code 1.")
@click.option("--fix", is_flag=True, help="Set right what has one right answer: shows it first, and asks.")
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
def command(
    *, versions: tuple[str, ...], form: str, rules: tuple[Path, ...], fail_on: str, fix: bool, yes: bool
) -> int:
    r"""Checks versions against the schema and the rules of a sound code.

    VERSION may be a folder: every XML file in it is checked. Without one, the whole store is.

    \b
    Examples:
      codetool validate
      codetool validate 2001-06-07 examples/
      codetool validate draft.xml --fix
    """
    with OwnRules(rules) as own:
        if fix and (stopped := fix_all(versions, yes=yes, aside=form != "text")) is not None:
            return stopped
        checked = check_all(versions, own)
    REPORTS[form](checked)
    return _code_of(checked, fail_on)


def _code_of(checked: "Checked", fail_on: str) -> int:
    if checked.refused:
        return FAILED
    found = {one.severity.value for one in checked.findings}
    return DIFFERENT if "error" in found or fail_on in found else DONE
