"""`codetool diff`: what changed between two versions, article by article."""

from pathlib import Path

import click

from codetool.cli.comparing import Sides, read_sides
from codetool.cli.inputs import check_output, deliver
from codetool.cli.paths import NAMED_PATH
from codetool.cli.redlines import FORMS, refuse_forms, render_changes
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, SpokenCommand


@click.command("diff", cls=SpokenCommand)
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    help="Text for the terminal, JSON for programs, a web page, a PDF for the archive, a Word document with tracked "
    "changes, or Markdown for a code host.",
)
@click.option("-o", "--output", type=NAMED_PATH, metavar="FILE", help="Where to write it; else stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
@click.option("--summary", is_flag=True, help="Print the counts and nothing else.")
@click.option(
    "--overrides",
    type=NAMED_PATH,
    metavar="FILE",
    help="Which articles are the same, and which are not.",
)
@click.option("--show-typography", is_flag=True, help="Show changes of punctuation and spacing too.")
@click.option("--side-by-side", is_flag=True, help="Text and web page: the old text left, the new one right.")
def command(
    *,
    old: str,
    new: str,
    form: str,
    output: Path | None,
    force: bool,
    summary: bool,
    overrides: Path | None,
    show_typography: bool,
    side_by_side: bool,
) -> int:
    r"""Compares two versions article by article.

    An article that only changed its number is renumbered, not changed; a moved one is found again. Exit code 1 means
    that there are differences.

    \b
    Examples:
      codetool diff 2001-06-07 new.xml
      codetool diff 2001-06-07 new.xml --side-by-side
      codetool diff latest~1 latest --format docx -o changes.docx
      codetool diff HEAD~1:versions/code/2001-06-07.fra.xml 2001-06-07 --summary
    """
    refuse_forms(form, output, summary=summary, side_by_side=side_by_side)
    sides = read_sides(old, new, overrides)
    check_output(output, sides.files, force=force)
    if summary:
        return _tell_counts(sides, form, output, force=force)
    from codetool.diff import compare

    changes = compare(sides.old, sides.new, sides.overrides)
    sides.tell()
    made = render_changes(changes, sides, form, typography=show_typography, side_by_side=side_by_side)
    deliver(made, output, force=force)
    return DIFFERENT if changes.has_changes else DONE


def _tell_counts(sides: Sides, form: str, output: Path | None, *, force: bool) -> int:
    from codetool import render
    from codetool.diff import count_changes, counts_changes

    counts = count_changes(sides.old, sides.new, sides.overrides)
    sides.tell()
    language = current_settings().language
    told = render.render_counts_json(counts) if form == "json" else render.render_counts(counts, language)
    deliver(told, output, force=force)
    return DIFFERENT if counts_changes(counts) else DONE
