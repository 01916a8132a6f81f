"""What `codetool validate` is asked to check: versions, folders, or the whole store; one bad file stops no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.inputs import find_version, tell_error
from codetool.cli.own_rules import OwnRules
from codetool.cli.settings import current_settings
from codetool.errors import CodetoolError, SourceError

if TYPE_CHECKING:
    from codetool.findings import Finding
    from codetool.store import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, and what stopped it, by the place that could not be read."""

    findings: list["Finding"] = field(default_factory=list)
    refused: dict[str, CodetoolError] = field(default_factory=dict)


def check_all(versions: tuple[str, ...], rules: OwnRules) -> Checked:
    """Return what our rules and the user's find in all that the command names; what cannot be read is told at once."""
    checked = Checked()
    places: list[str] = []
    for reference in named_places(versions):
        try:
            source = find_named(reference)
            places.append(source.place)
            checked.findings.extend(_check(source, rules))
        except CodetoolError as error:
            checked.refused[reference] = error
            tell_error(error)
    if not versions:
        checked.findings.extend(_check_store(checked.refused))
        checked.findings.extend(strays_of(_home()))
    _check_sealed(checked, places, whole=not versions)
    return checked


def _check_sealed(checked: Checked, places: list[str], *, whole: bool) -> None:
    """Add what is no more as it was sealed: among the versions named, or in the `whole` store, absent ones too."""
    from codetool.store import shown_path
    from codetool.store.sealed import SEALED_FILE, check_sealed

    start = current_settings().start
    named = {path.resolve() for place in places if (path := start / place).is_file()}
    folders = {path.parent for path in named}
    if whole:
        folders |= {path.parent.resolve() for path in _home().glob(f"*/{SEALED_FILE}")}
    for folder in sorted(folders):
        try:
            found = list(check_sealed(folder))
        except CodetoolError as error:
            checked.refused[shown_path(folder / SEALED_FILE, start)] = error
            tell_error(error)
            continue
        told = (one.in_file(shown_path(path, start)) for path, one in found if whole or path in named)
        checked.findings.extend(told)


def _check(source: "Source", rules: OwnRules) -> list["Finding"]:
    from codetool.validate import check_source

    return [*check_source(source.content, source.place), *rules.check(source.content, source.place)]


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
        # A folder without XML is named itself, and refused like a file that cannot be read; so is an empty name, which
        # Python would take for this folder.
        folder = Path(version) if version and is_folder(Path(version)) else None
        yield from (_inside(folder) if folder else []) or [version]


def _inside(folder: Path) -> list[str]:
    from codetool.store.files import check_inside
    from codetool.store.removal import is_removed

    # A pipe that nobody named is not waited for, and what was withdrawn is checked where it is named itself.
    found = sorted(path for path in folder.rglob("*.xml") if not path.is_fifo() and not is_removed(path, folder))
    for path in found:
        check_inside(path, folder)
    return [str(path) for path in found]


def _stored() -> list[str]:
    from codetool.store import list_versions, shown_path

    return [shown_path(version.path, current_settings().start) for version in list_versions(_home())]


def _home() -> Path:
    from codetool.store import find_store

    settings = current_settings()
    return find_store(settings.start, settings.store)


def strays_of(store: Path) -> "list[Finding]":
    """Return a warning for each XML file among the versions of a store that is none by its name."""
    from codetool.findings import finding
    from codetool.store import shown_path
    from codetool.store.versions import list_strays

    start = current_settings().start
    return [finding("version-astray").in_file(shown_path(path, start)) for path in list_strays(store)]


def _check_store(refused: dict[str, CodetoolError]) -> Iterable["Finding"]:
    from codetool.akn.read import read_expression
    from codetool.validate import check_versions

    return check_versions(
        (place, read_expression(find_version(place).content, place)) for place in _stored() if place not in refused
    )
