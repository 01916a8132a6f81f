"""`codetool merge`: two drafts of one text become one, and what contradicts itself is left as a choice."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import deliver, read_version, save_result, terminal_width
from codetool.cli.looks import current_look
from codetool.cli.paths import NAMED_PATH
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, SpokenCommand

if TYPE_CHECKING:
    from codetool.diff.merge_told import ToldMerge
    from codetool.model.expression import Expression


@click.command("merge", cls=SpokenCommand)
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.option("-o", "--output", type=NAMED_PATH, metavar="FILE", help="Where to write the merged text.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
@click.option(
    "--report",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help="What came from whom: text for the terminal, JSON for programs, or a web page.",
)
@click.option("--report-output", type=NAMED_PATH, metavar="FILE", help="Where to write the report; else stdout.")
def command(
    *, base: str, ours: str, theirs: str, output: Path | None, force: bool, report: str, report_output: Path | None
) -> int:
    r"""Merges two drafts that were made of the same text.

    BASE is the text that both drafts began from, OURS and THEIRS the drafts. Changes in different places combine: an
    article that one side renumbered has the words that the other side gave it. What truly conflicts stays in the text
    as a choice, ours in its place and theirs after it, and makes exit code 1. Without -o there is a report only.

    \b
    Examples:
      codetool merge 2001-06-07 ours.xml theirs.xml -o merged.xml
      codetool merge latest ours.xml theirs.xml --report html --report-output drafts.html
    """
    from codetool.akn.write import write_expression
    from codetool.diff.merge import merge
    from codetool.diff.merge_told import tell_merge

    sides = tuple(read_version(name)[1] for name in (base, ours, theirs))
    merged = merge(*sides)
    told = _rendered(tell_merge(merged, *sides), sides, report)
    if output:
        click.echo(save_result(write_expression(merged.expression), output, force=force), err=True)
    deliver(told, report_output, force=force)
    return DIFFERENT if merged.conflicts else DONE


def _rendered(told: "ToldMerge", sides: tuple["Expression", ...], form: str) -> str:
    from codetool import render

    settings = current_settings()
    if form == "json":
        return render.render_merge_json(told)
    language = render.language_tag(sides[1].language) if form == "html" else settings.language
    named = zip(("base", "ours", "theirs"), sides, strict=True)
    view = render.view_merge(told, language, {side: render.name_version(text, language) for side, text in named})
    if form == "html":
        return render.render_merge_html(view, language, current_look())
    colored = sys.stdout.isatty() if settings.colored is None else settings.colored
    return render.render_merge_text(view, width=terminal_width(), color=colored)
