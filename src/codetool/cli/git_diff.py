"""What git calls to show changes of a file (`codetool git-setup`)."""

import click

from codetool.cli.git_told import is_colored, told_of_sides
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, SpokenCommand

_ARGUMENTS = 7


@click.command("git-diff", cls=SpokenCommand, hidden=True)
@click.argument("given", nargs=-1, metavar="PATH OLD HEX MODE NEW HEX MODE")
def command(*, given: tuple[str, ...]) -> int:
    """Shows what changed in one file; git gives the seven arguments (`git help git`, GIT_EXTERNAL_DIFF).

    git takes any other exit code than 0 for a failure, and stops.
    """
    if len(given) < _ARGUMENTS:
        speak = current_settings().translate
        raise click.UsageError(speak("git gives seven arguments: PATH OLD HEX MODE NEW HEX MODE"))
    path, old, new = given[0], given[1], given[4]
    told = told_of_sides(path, old, new)
    click.echo(click.style(f"codetool diff {path}", bold=True), color=is_colored())
    click.echo(told, color=is_colored(), nl=False)
    return DONE
