"""What `fmt` and `validate --fix` share: versions as files that can be written, and the versions before them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
    from codetool.store.keeping import Kept
    from codetool.store.upkeep import Series


class Tending:
    """Finds versions, knows those before them, and writes them back where their folders are held."""

    def __init__(self, *, mend: bool = False, kept: "Kept | None" = None) -> None:
        """Read the list of the store's versions, to be formatted or mended; there may be no store."""
        self._series = _series(mend=mend)
        self._kept = kept

    def find(self, place: str) -> "Source":
        """Return the bytes of a version; raise RequestError where it is not a file that can be written."""
        return _find(place)

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

    def save(self, files: "Sequence[tuple[Source, bytes]]") -> None:
        """Write versions in the place of what was read, those of one store all or none; nothing where none is held."""
        if self._kept:
            # A link stays a link: what it leads to is written.
            self._kept.save([(_path(source).resolve(), content) for source, content in files])


@contextmanager
def tending(places: Sequence[str], *, mend: bool = False, writes: bool = True) -> Iterator[Tending]:
    """Give what tends the versions of those places; where it `writes`, nobody else does meanwhile."""
    if not writes:
        yield Tending(mend=mend)
        return
    from codetool.cli.waiting import tell_waiting
    from codetool.store.keeping import keeping

    with keeping(_paths(places), _store(), waiting=tell_waiting) as kept:
        yield Tending(mend=mend, kept=kept)


def _paths(places: Sequence[str]) -> Iterator[Path]:
    for place in places:
        with suppress(CodetoolError):  # what cannot be read is told when its turn has come
            yield _path(_find(place)).resolve()


def _find(place: str) -> "Source":
    source = find_named(place)
    if place == STDIN or not _path(source).is_file():
        raise RequestError(
            "this version comes from git or a pipe, and not from a file",
            "Name a file, or a label of the store.",
            place=place,
        )
    return source


def _path(source: "Source") -> Path:
    return current_settings().start / source.place


def _store() -> Path | None:
    from codetool.store import find_store

    settings = current_settings()
    with suppress(VersionError):
        return find_store(settings.start, settings.store)
    return None


def _series(*, mend: bool) -> "Series":
    from codetool.store import list_versions
    from codetool.store.upkeep import Series, format_source, mend_source

    store = _store()
    return Series(versions=list_versions(store) if store else (), tend=mend_source if mend else format_source)
