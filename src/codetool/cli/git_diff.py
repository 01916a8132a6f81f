"""What git calls to show changes of a file: our comparison where both sides are Akoma Ntoso, lines otherwise."""

import difflib
import sys
from pathlib import Path

import click

from codetool.cli.inputs import terminal_width
from codetool.cli.settings import current_settings
from codetool.cli.shell import DONE, SpokenCommand
from codetool.errors import CodetoolError

_NOTHING = "/dev/null"


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
    told = _compared(old, new)
    click.echo(click.style(f"codetool diff {path}", bold=True), color=_is_colored())
    click.echo(told, color=_is_colored(), nl=False)
    return DONE


_ARGUMENTS = 7


def _compared(old: str, new: str) -> str:
    from codetool import render
    from codetool.cli.inputs import read_version
    from codetool.diff import compare

    settings = current_settings()
    try:
        sides = [read_version(name)[1] for name in (old, new)]
    except CodetoolError:
        return _lines(old, new)
    names = [render.name_version(side, settings.language) for side in sides]
    view = render.view_redline(compare(sides[0], sides[1]), settings.language, old_name=names[0], new_name=names[1])
    return render.render_redline_text(view, width=terminal_width(), color=_is_colored())


def _is_colored() -> bool:
    colored = current_settings().colored
    return sys.stdout.isatty() if colored is None else colored


def _lines(old: str, new: str) -> str:
    """Return a comparison line by line: of a file that came or went, or that is no Akoma Ntoso."""
    lines = difflib.unified_diff(_read(old), _read(new), fromfile=old, tofile=new, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _read(name: str) -> list[str]:
    return [] if name == _NOTHING else Path(name).read_bytes().decode("utf-8", "replace").splitlines()
