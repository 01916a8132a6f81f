"""`codetool render`: editions for readers."""

from pathlib import Path

import click

from codetool.cli.inputs import deliver, read_version
from codetool.cli.looks import imprint_of
from codetool.cli.shell import SpokenCommand


@click.command("render", cls=SpokenCommand)
@click.argument("version")
@click.option(
    "--format", "form", type=click.Choice(["html", "pdf", "text"]), required=True, help="The kind of edition."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; else stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
def command(*, version: str, form: str, output: Path | None, force: bool) -> int:
    r"""Makes an edition of a version: a web page, a PDF or plain text.

    The page is one file that needs nothing else; a draft is marked as one on every page.

    \b
    Examples:
      codetool render 2001-06-07 --format pdf -o code.pdf
      codetool render latest --format html -o dist/code.html
    """
    from codetool import render

    source, expression = read_version(version)
    match form:
        case "html":
            edition: str | bytes = render.render_html(expression, imprint_of(source, expression))
        case "pdf":
            edition = render.render_pdf(expression, imprint_of(source, expression, printed=True))
        case _:
            edition = render.render_text(expression)
    deliver(edition, output, force=force)
    return 0
