"""`codetool fmt`: canonical layout, ids and wIds filled in."""

from typing import TYPE_CHECKING

import click

from codetool.cli.checking import named_places
from codetool.cli.inputs import tell_error
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand
from codetool.cli.tending import Tending
from codetool.errors import CodetoolError

if TYPE_CHECKING:
    from codetool.store import Source
    from codetool.store.upkeep import Tended


@click.command("fmt", cls=SpokenCommand)
@click.argument("versions", nargs=-1, metavar="[VERSION]...")
@click.option("--check", is_flag=True, help="Name the files that would change, and write nothing.")
def command(*, versions: tuple[str, ...], check: bool) -> int:
    r"""Lays versions out in one way, and fills in eIds and wIds where they are missing.

    The text never changes, nor does an id that is there. VERSION may be a folder: every XML file in it is formatted.
    Without one, the whole store is. A sealed version is passed over.

    \b
    Examples:
      codetool fmt --check
      codetool fmt draft.xml
    """
    tending = Tending()
    seen = changed = refused = 0
    for place in named_places(versions):
        try:
            source = tending.find(place)
            if not tending.is_sealed(source):
                changed += _format(tending, source, check=check)
                seen += 1
        except CodetoolError as error:
            refused += 1
            tell_error(error)
    _tell_count(changed, seen, check=check)
    if refused:
        return FAILED
    return DIFFERENT if check and changed else DONE


def _format(tending: Tending, source: "Source", *, check: bool) -> bool:
    from codetool.store.upkeep import format_source

    tended = format_source(source, tending.earlier(source))
    if tended.content == source.content:
        return False
    if not check:
        tending.write(source, tended.content)
    click.echo(f"{source.place}: {_told(tended)}")
    return True


def _told(tended: "Tended") -> str:
    """Return what changed: `layout, 2 eIds, 3 wIds`."""
    speak = current_settings().translate
    counts = [(speak("{count} eIds"), tended.count("eId")), (speak("{count} wIds"), tended.count("wId"))]
    told = [speak("layout")] if tended.relaid else []
    return ", ".join([*told, *(text.format(count=count) for text, count in counts if count)])


def _tell_count(changed: int, seen: int, *, check: bool) -> None:
    if seen:
        said = "to be formatted: {changed} of {seen}" if check else "formatted: {changed} of {seen}"
        click.echo(current_settings().translate(said).format(changed=changed, seen=seen), err=True)
