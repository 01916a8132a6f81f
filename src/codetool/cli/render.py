"""`codetool render`: editions for readers."""

from pathlib import Path

import click

from codetool.cli.inputs import deliver, read_version
from codetool.cli.shell import SpokenCommand


@click.command("render", cls=SpokenCommand)
@click.argument("version")
@click.option(
    "--format", "form", type=click.Choice(["html", "pdf", "docx", "markdown", "text"]), required=True,
    help="The kind of edition.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; else stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; files under dist/ always are.")
def command(*, version: str, form: str, output: Path | None, force: bool) -> int:
    r"""Makes an edition of a version: a web page, a PDF, a Word document, Markdown or plain text.

    The page is one file that needs nothing else; a draft is marked as one on every page. The Word document is made to
    be worked in: edited and imported again, it is the next version.

    \b
    Examples:
      codetool render 2001-06-07 --format pdf -o code.pdf
      codetool render latest --format html -o dist/code.html
      codetool render latest --format docx -o draft.docx
    """
    from codetool import render

    source, expression = read_version(version)
    imprint = render.Imprint(source=source.content)
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
