"""What commands share that change the store: where it is, and a VERSION that it holds."""

from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.settings import current_settings
from codetool.errors import VersionError

if TYPE_CHECKING:
    from codetool.store import StoredVersion


def current_store() -> Path:
    """Return the store, as messages name it."""
    from codetool.store import find_store, shown_path

    settings = current_settings()
    return Path(shown_path(find_store(settings.start, settings.store), settings.start))


def find_in_store(reference: str) -> "tuple[Path, StoredVersion]":
    """Return the store and the version of it that is named, by its label or by its path.

    Raises VersionError where there is none, or where it is a file that no store holds.
    """
    from codetool.store.references import find_stored, held_versions

    settings = current_settings()
    store = current_store()
    versions = held_versions(store, str(store))
    path = settings.start / reference
    if not _is_file(path):
        return store, find_stored(reference, versions, str(store), settings.today)
    found = next((one for one in versions if one.path.resolve() == path.resolve()), None)
    if found is None:
        raise VersionError(
            "this is no version of the store",
            "Name one by its label, or bring it into the store with codetool import.",
            place=reference,
        )
    return store, found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
