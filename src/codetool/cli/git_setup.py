"""`codetool git-setup`: git compares and merges the versions through codetool."""

import sys
from typing import TYPE_CHECKING

import click

from codetool.cli.looks import code_folder
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, SpokenCommand

if TYPE_CHECKING:
    from codetool.store.git_drivers import Installed


@click.command("git-setup", cls=SpokenCommand)
@click.option("--undo", is_flag=True, help="Take out again what it put in.")
@click.option(
    "--pattern",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    default=("versions/**/*.xml",),
    help="Files to compare and merge so, as .gitattributes names them, else versions/**/*.xml; may be given several "
    "times.",
)
def command(*, undo: bool, patterns: tuple[str, ...]) -> int:
    r"""Makes git compare and merge versions article by article.

    It writes into .git/config and .gitattributes of this repository: git diff then shows what codetool diff does, and
    git merge combines a renumbering with an amendment. Only its own lines are touched; a second time changes nothing.

    \b
    Examples:
      codetool git-setup
      codetool git-setup --pattern 'codes/*.xml'
      codetool git-setup --undo
    """
    from codetool.store.git_drivers import install_drivers, kept_in_git, program_of, remove_drivers

    settings, home = current_settings(), code_folder()
    start = settings.start
    if undo:
        done = remove_drivers(start)
    else:
        kept = kept_in_git(start, (settings.store or home / "versions", home / "archive"))
        done = install_drivers(start, program_of(sys.executable), patterns, kept)
    _tell(done, undo=undo)
    return DONE


def _tell(done: "Installed", *, undo: bool) -> None:
    speak = current_settings().translate
    for line in done.attributes:
        click.echo((".gitattributes: - " if undo else ".gitattributes: + ") + line)
    for key in done.keys:
        click.echo((".git/config: - " if undo else ".git/config: + ") + key)
    if not done.attributes and not done.keys:
        click.echo(speak("nothing to undo" if undo else "everything is set up already"))
