"""What `codetool validate` is asked to check: versions, folders, or the whole store; one bad file stops no other."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.inputs import find_version, tell_error
from codetool.cli.settings import current_settings
from codetool.errors import CodetoolError, SourceError

if TYPE_CHECKING:
    from codetool.findings import Finding
    from codetool.store import Source


def check_all(versions: tuple[str, ...], refused: list[str]) -> Iterator["Finding"]:
    """Yield the findings of all that the command names; what cannot be read is told and added to `refused`."""
    from codetool.validate import check_source

    for reference in named_places(versions):
        try:
            source = find_named(reference)
            yield from (one.in_file(source.place) for one in check_source(source.content, source.place))
        except CodetoolError as error:
            refused.append(reference)
            tell_error(error)
    if not versions:
        yield from _check_store(refused)


def find_named(reference: str) -> "Source":
    """Return the bytes of one of the named places; raise a CodetoolError where there are none."""
    from codetool.store import is_folder

    try:
        return find_version(reference)
    except SourceError as error:
        if not is_folder(Path(reference)):
            raise
        raise SourceError(
            "there is no XML file in this folder", "Name one in which there is.", place=reference
        ) from error


def named_places(versions: tuple[str, ...]) -> Iterator[str]:
    """Yield what the command names: the files of a folder one by one, without a name those of the whole store."""
    from codetool.store import is_folder

    if not versions:
        yield from _stored()
    for version in versions:
        # A folder without XML is named itself, and refused like a file that cannot be read.
        inside = sorted(str(path) for path in Path(version).rglob("*.xml")) if is_folder(Path(version)) else []
        yield from inside or [version]


def _stored() -> list[str]:
    from codetool.store import find_store, list_versions, shown_path

    settings = current_settings()
    store = find_store(settings.start, settings.store)
    return [shown_path(version.path, settings.start) for version in list_versions(store)]


def _check_store(refused: list[str]) -> Iterable["Finding"]:
    from codetool.akn.read import read_expression
    from codetool.validate import check_versions

    return check_versions(
        (place, read_expression(find_version(place).content, place)) for place in _stored() if place not in refused
    )
