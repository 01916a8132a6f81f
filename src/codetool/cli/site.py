"""`codetool site`: the whole store as pages that link to each other."""

from pathlib import Path

import click

from codetool.cli.paths import NAMED_FOLDER
from codetool.cli.shell import DONE, SpokenCommand
from codetool.cli.sites import make_site, parse_forms

FORMS = "html,pdf,docx,markdown,text,xml"


@click.command("site", cls=SpokenCommand)
@click.option(
    "-o", "--output", type=NAMED_FOLDER, default=Path("dist/site"), metavar="FOLDER",
    help="The folder of the site; else dist/site.",
)  # fmt: skip
@click.option(
    "--forms", default=FORMS, metavar="LIST",
    help="The forms that each version is published in, a comma between them; else html,pdf,docx,markdown,text,xml.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes make PDFs; else one for each core."
)
def command(*, output: Path, forms: str, jobs: int | None) -> int:
    r"""Makes a site of the whole store: every version, every comparison, the history of every article.

    The site opens from its folder as well as from any web server. What did not change is not made again, and what the
    store no longer has is removed; other files in the folder are left alone.

    \b
    Examples:
      codetool site
      codetool site -o ../www/code --forms html,text
    """
    make_site(output, parse_forms(forms), jobs)
    return DONE
