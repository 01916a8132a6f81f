"""`codetool render`: editions for readers."""

from dataclasses import replace
from pathlib import Path

import click

from codetool.cli.editions import lineage_of, read_edition
from codetool.cli.inputs import check_output, deliver, refuse_terminal
from codetool.cli.looks import imprint_of
from codetool.cli.paths import NAMED_PATH
from codetool.cli.shell import SpokenCommand


@click.command("render", cls=SpokenCommand)
@click.argument("version")
@click.option(
    "--format", "form", type=click.Choice(["html", "pdf", "docx", "markdown", "text"]), required=True,
    help="The kind of edition.",
)  # fmt: skip
@click.option("-o", "--output", type=NAMED_PATH, metavar="FILE", help="Where to write it; else stdout.")
@click.option("--at", "day", metavar="DATE", help="The version of VERSION's work that was in force on that day.")
@click.option("--with-history", is_flag=True, help="Under each article, where it comes from and what changed when.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
def command(*, version: str, form: str, output: Path | None, day: str | None, with_history: bool, force: bool) -> int:
    r"""Makes an edition of a version: a web page, a PDF, a Word document, Markdown or plain text.

    The page is one file that needs nothing else; a draft is marked as one on every page. The Word document is made to
    be worked in: edited and imported again, it is the next version.

    With --at, VERSION may also be the name of a work.

    \b
    Examples:
      codetool render 2001-06-07 --format pdf -o code.pdf
      codetool render latest --format html --with-history -o dist/code.html
      codetool render latest --format html --at 2010-01-01
      codetool render latest --format docx -o draft.docx
    """
    from codetool import render

    refuse_terminal(form, output)
    source, expression = read_edition(version, day)
    check_output(output, (source.place,), force=force)
    imprint = imprint_of(source, expression, form)
    if with_history:
        imprint = replace(imprint, lineage=lineage_of(source, form))
    match form:
        case "html":
            edition: str | bytes = render.render_html(expression, imprint)
        case "pdf":
            edition = render.render_pdf(expression, imprint)
        case "docx":
            edition = render.render_docx(expression, imprint)
        case "markdown":
            edition = render.render_markdown(expression)
        case _:
            edition = render.render_text(expression)
    deliver(edition, output, force=force)
    return 0
