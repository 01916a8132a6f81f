"""`codetool fmt`: canonical layout, ids and wIds filled in."""

from typing import TYPE_CHECKING

import click

from codetool.cli.checking import named_places
from codetool.cli.inputs import tell_error
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE, FAILED, SpokenCommand
from codetool.cli.tending import Tending, tending
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
    places = list(named_places(versions))
    refused = 0
    formatted: list[tuple[Source, Tended]] = []
    with tending(places, writes=not check) as tended:
        for place in places:
            try:
                source = tended.find(place)
                if not tended.is_sealed(source):
                    formatted.append((source, _format(tended, source)))
            except CodetoolError as error:
                refused += 1
                tell_error(error)
        changed = [(source, new) for source, new in formatted if new.content != source.content]
        tended.save([(source, new.content) for source, new in changed])
    for source, new in changed:  # told when it is done
        click.echo(f"{source.place}: {_told(new)}")
    _tell_count(len(changed), len(formatted), check=check)
    if refused:
        return FAILED
    return DIFFERENT if check and changed else DONE


def _format(tended: Tending, source: "Source") -> "Tended":
    from codetool.store.upkeep import format_source

    return format_source(source, tended.earlier(source))


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
