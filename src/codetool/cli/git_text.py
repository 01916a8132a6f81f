"""What git calls to turn a file into text, as for `git log -p`: our text of Akoma Ntoso, the file itself otherwise."""

import sys
from pathlib import Path

import click

from codetool.cli.paths import NAMED_PATH
from codetool.cli.shell import DONE, SpokenCommand
from codetool.errors import CodetoolError


@click.command("git-text", cls=SpokenCommand, hidden=True)
@click.argument("file", type=NAMED_PATH)
def command(*, file: Path) -> int:
    """Prints a file as text; git stops where this fails, so a file that is no Akoma Ntoso is printed as it is."""
    from codetool.akn.read import read_expression, unfold_expression
    from codetool.render import render_text

    content = file.read_bytes()
    try:
        click.echo(render_text(unfold_expression(read_expression(content, str(file)))))
    except CodetoolError:
        sys.stdout.buffer.write(content)
    return DONE
