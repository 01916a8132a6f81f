"""What `fmt` and `validate --fix` share: a version as a file that can be written, and the versions before it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.checking import find_named
from codetool.cli.inputs import STDIN
from codetool.cli.settings import current_settings
from codetool.errors import CodetoolError, RequestError, VersionError

if TYPE_CHECKING:
    from codetool.model.expression import Expression
    from codetool.store import Source
    from codetool.store.upkeep import Series


class Tending:
    """Finds versions, knows those before them, and writes them back."""

    def __init__(self, *, mend: bool = False) -> None:
        """Read the list of the store's versions, to be formatted or mended; there may be no store."""
        self._series = _series(mend=mend)

    def find(self, place: str) -> "Source":
        """Return the bytes of a version; raise RequestError where it is not a file that can be written."""
        source = find_named(place)
        if place == STDIN or not _path(source).is_file():
            raise RequestError(
                "this version comes from git or a pipe, and not from a file",
                "Name a file, or a label of the store.",
                place=place,
            )
        return source

    def earlier(self, source: "Source") -> "list[Expression]":
        """Return the versions before a stored one; where they cannot be read, say so and return none."""
        try:
            return self._series.before(_path(source))
        except CodetoolError:
            said = current_settings().translate(
                "{place}: its wIds stay as they are, because a version before it cannot be read"
            )
            click.echo(said.format(place=source.place), err=True)
            return []

    def is_received(self, source: "Source") -> bool:
        """Tell whether the text is kept as it was received."""
        from codetool.store.upkeep import is_received

        return is_received(_path(source))

    def is_sealed(self, source: "Source") -> bool:
        """Tell whether a version is sealed, and say so on stderr: it is passed over."""
        from codetool.store.sealed import sealed_entry

        sealed = sealed_entry(_path(source))
        if sealed is None:
            return False
        told = current_settings().translate("{place}: sealed since {day}, and passed over")
        click.echo(told.format(place=source.place, day=sealed.day), err=True)
        return True

    def write(self, source: "Source", content: bytes) -> None:
        """Write a version in the place of what was read."""
        from codetool.store import save_file

        # A link stays a link: what it leads to is written.
        save_file(_path(source).resolve(), content, replace=True)


def _path(source: "Source") -> Path:
    return current_settings().start / source.place


def _series(*, mend: bool) -> "Series":
    from codetool.store import find_store, list_versions
    from codetool.store.upkeep import Series, format_source, mend_source

    settings = current_settings()
    try:
        versions = list_versions(find_store(settings.start, settings.store))
    except VersionError:
        versions = ()
    return Series(versions=versions, tend=mend_source if mend else format_source)
