"""`codetool validate --fix`: what has one right answer, shown before it is written."""

import sys
from typing import TYPE_CHECKING

import click

from codetool.cli.checking import named_places
from codetool.cli.inputs import tell_error
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, FAILED
from codetool.cli.tending import Tending, tending
from codetool.errors import CodetoolError, VersionError, harmless

if TYPE_CHECKING:
    from codetool.mend import Change
    from codetool.store import Source
    from codetool.store.upkeep import Tended


def fix_all(versions: tuple[str, ...], *, yes: bool, aside: bool) -> int | None:
    """Write the repairs that the user agrees to; return an exit code where nothing was written that should be.

    They are shown on stdout, `aside` on stderr. Without --yes somebody at a terminal is asked.
    """
    places, errors = list(named_places(versions)), list[CodetoolError]()
    speak = current_settings().translate
    with tending(places, mend=True, writes=yes) as tended:
        planned = _planned(tended, places, errors)
        for source, mended in planned:
            for change in mended.changes:
                click.echo(_line(source.place, change), err=aside, color=current_settings().colored)
        if not planned:
            click.echo(speak("nothing to set right by itself"), err=True)
            return None
        tended.save(_written(planned))
    if not yes:
        if not _agreed():
            click.echo(speak("nothing was written: add --yes to write it"), err=True)
            for error in errors:
                tell_error(error)
            return FAILED if errors else DIFFERENT
        _save_as_shown(places, planned)
    said = speak("set right: {path} ({count} places)")
    for source, mended in planned:
        click.echo(said.format(path=source.place, count=len(mended.changes)), err=True)
    return None


def _planned(tended: Tending, places: list[str], errors: list[CodetoolError]) -> "list[tuple[Source, Tended]]":
    """Return the versions that repairs would change; what cannot be read is for the check that follows to tell."""
    from codetool.store.upkeep import mend_source

    found = []
    for place in places:
        try:
            source = tended.find(place)
            mended = mend_source(source, tended.earlier(source), spell=not tended.is_received(source))
        except CodetoolError as error:
            errors.append(error)
            continue
        if mended.changes and not tended.is_sealed(source):
            found.append((source, mended))
    return found


def _written(planned: "list[tuple[Source, Tended]]") -> "list[tuple[Source, bytes]]":
    return [(source, mended.content) for source, mended in planned]


def _save_as_shown(places: list[str], planned: "list[tuple[Source, Tended]]") -> None:
    """Write what the user agreed to; raise VersionError where it is no more what was shown."""
    # Nobody is kept waiting while a user thinks: only now are the folders held, and all is looked at again.
    with tending(places, mend=True) as tended:
        if _written(_planned(tended, places, [])) != _written(planned):
            raise VersionError("the versions were changed meanwhile", "Give the command again.")
        tended.save(_written(planned))


def _line(place: str, change: "Change") -> str:
    """Return `draft.xml:12:art_6: eId: art_5 → art_6`."""
    at = ":".join(part for part in (place, str(change.line or ""), change.eid) if part)
    name = current_settings().translate("text") if change.name == "text" else change.name
    before = click.style(harmless(change.before) or "–", fg="red")
    return f"{at}: {name}: {before} → {click.style(harmless(change.after) or '–', fg='green')}"


def _agreed() -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    asked = current_settings().translate("write this? y for yes, anything else for no")
    answer = click.prompt(asked, default="", show_default=False, err=True)
    return answer.strip().casefold() in {"y", "yes", "o", "oui"}
