"""`codetool diff`: what changed between two versions, article by article."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.inputs import deliver, read_version, terminal_width
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, SpokenCommand
from codetool.errors import RequestError

if TYPE_CHECKING:
    from codetool.diff import ChangeSet
    from codetool.model.expression import Expression


@click.command("diff", cls=SpokenCommand)
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "docx"]),
    default="text",
    help="Text for the terminal, JSON for programs, a web page, or a Word document with tracked changes.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; else stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
@click.option("--summary", is_flag=True, help="Print the counts and nothing else.")
@click.option("--show-typography", is_flag=True, help="Show changes of punctuation and spacing too.")
def command(
    *, old: str, new: str, form: str, output: Path | None, force: bool, summary: bool, show_typography: bool
) -> int:
    r"""Compares two versions article by article.

    An article that only changed its number is renumbered, not changed; a moved one is found again. Exit code 1 means
    that there are differences.

    \b
    Examples:
      codetool diff 2001-06-07 new.xml
      codetool diff latest~1 latest --format html -o changes.html
      codetool diff latest~1 latest --format docx -o changes.docx
      codetool diff HEAD~1:versions/code/2001-06-07.fra.xml 2001-06-07 --summary
    """
    if form == "docx" and output is None and not summary:
        raise RequestError("a Word document is not for a terminal", "Name a file: -o FILE.")
    _, before = read_version(old)
    _, after = read_version(new)
    if summary:
        return _tell_counts((before, after), form, output, force=force)
    from codetool.diff import compare

    changes = compare(before, after)
    deliver(_rendered(changes, (before, after), form, typography=show_typography), output, force=force)
    return DIFFERENT if changes.has_changes else DONE


def _tell_counts(sides: "tuple[Expression, Expression]", form: str, output: Path | None, *, force: bool) -> int:
    from codetool import render
    from codetool.diff import count_changes, counts_changes

    counts = count_changes(*sides)
    told = (
        render.render_counts_json(counts)
        if form == "json"
        else render.render_counts(counts, current_settings().language)
    )
    deliver(told, output, force=force)
    return DIFFERENT if counts_changes(counts) else DONE


def _rendered(
    changes: "ChangeSet", sides: tuple["Expression", "Expression"], form: str, *, typography: bool
) -> str | bytes:
    from codetool import render

    settings = current_settings()
    if form == "json":
        return render.render_redline_json(changes)
    if form == "docx":
        return render.render_redline_docx(changes, *sides)
    language = render.language_tag(sides[1].language) if form == "html" else settings.language
    names = {"old_name": render.name_version(sides[0], language), "new_name": render.name_version(sides[1], language)}
    view = render.view_redline(changes, language, **names)
    if form == "html":
        return render.render_redline(view, language)
    colored = settings.colored
    if colored is None:
        colored = sys.stdout.isatty()
    return render.render_redline_text(view, width=terminal_width(), color=colored, typography=typography)
