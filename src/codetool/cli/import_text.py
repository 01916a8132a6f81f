"""`codetool import`: a draft as received becomes a version."""

from pathlib import Path

import click
from click.core import ParameterSource

from codetool.cli.correcting import find_corrected
from codetool.cli.importing import Job, run_job
from codetool.cli.paths import NAMED_PATH
from codetool.cli.settings import current_settings
from codetool.cli.shell import SpokenCommand


def _check_title(context: click.Context, parameter: click.Parameter, title: str) -> str:
    given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
    if given and not any(sign.isalnum() for sign in title):
        raise click.BadParameter(current_settings().translate("a title has words in it"), context, parameter)
    return title


@click.command("import", cls=SpokenCommand)
@click.argument("source", type=NAMED_PATH)
@click.option("-o", "--output", type=NAMED_PATH, metavar="FILE", help="Write here, not into the store.")
@click.option("--date", required=True, metavar="YYYY-MM-DD", help="The version's date, as printed on it.")
@click.option("--work", metavar="SLUG", default="", help="The code's folder in the store; else the only one there is.")
@click.option("--lang", "language", metavar="CODE", default="", help="Language in three letters (fra, nld, deu, eng).")
@click.option("--status", type=click.Choice(["draft", "adopted"]), default="draft", help="Its state.")
@click.option("--title", default="", callback=_check_title, help="The code's title; else as in its other versions.")
@click.option("--author", default="", metavar="ID", help="Who issues it, as a short id (fewasc).")
@click.option("--country", default="", metavar="CC", help="Country in two letters (be).")
@click.option("--variant", default="", metavar="NAME", help="Tells apart two texts of one day.")
@click.option(
    "--tracked", type=click.Choice(["accept", "reject", "both"]), default="accept",
    help="Tracked changes of Word and LibreOffice: taken, left, or two versions (original, revised).",
)  # fmt: skip
@click.option(
    "--corrects", metavar="LABEL", default="",
    help="The version that this one corrects: its decision, its days and its state hold for this one too.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the structure that was found; write nothing.")
@click.option(
    "--report", type=click.Choice(["text", "json"]), default="text", help="JSON puts words and findings on stdout."
)
@click.option("--force", is_flag=True, help="Replace what is there.")
def command(
    *,
    source: Path,
    output: Path | None,
    tracked: str,
    corrects: str,
    dry_run: bool,
    report: str,
    force: bool,
    **options: str,
) -> int:
    r"""Imports a draft into the store, every word of it: Word, LibreOffice, PDF, HTML, Markdown or plain text.

    The words of the source are counted against the words of the result: one lost or added word, and nothing is written.

    \b
    Examples:
      codetool import received.docx --date 2001-06-07 --dry-run
      codetool import received.docx --date 2001-06-07 --work fewasc-deontologie
      codetool import corrected.docx --date 2001-09-01 --corrects 2001-06-21
    """
    given = click.get_current_context().get_parameter_source("status") is not ParameterSource.DEFAULT
    corrected = find_corrected(corrects, source, options, status_given=given, tracked=tracked) if corrects else None
    job = Job(source=source, output=output, dry_run=dry_run, as_json=report == "json", force=force, corrected=corrected)
    return run_job(job, tracked, {**options, **(corrected.options if corrected else {})})
