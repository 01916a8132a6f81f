"""The version of a work that was in force on a day, as the versions themselves say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.errors import VersionError
from codetool.model.expression import Expression
from codetool.store.files import Source, load_file
from codetool.store.references import find_store, find_stored, held_versions, shown_path
from codetool.store.versions import StoredVersion

OWN_LANGUAGE = "fra"
"""The language that is meant of a work that has several, where a reference names none, as labels do not (`cli.md`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A stored version, read."""

    version: StoredVersion
    source: Source
    expression: Expression

    @property
    def says_force(self) -> bool:
        """Tell whether the version says from when it is in force."""
        return bool(self.expression.lifecycle.in_force_from())

    @property
    def begins(self) -> str:
        """Return the day from which the version is in force, its own where it says none."""
        return self.expression.lifecycle.in_force_from() or self.version.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The version for a day, and whether it says itself that it is in force on it."""

    found: Stored
    is_in_force: bool


def version_at(reference: str, day: str, *, start: Path, store: Path | None) -> Chosen:
    """Return the version that was in force on a day (yyyy-mm-dd), else the latest that was adopted by then.

    `reference` is a work, or any version of it, also by its path: that tells the language too. Raises VersionError
    where no version was adopted by then, with those that there are.
    """
    home = find_store(start, store)
    place = shown_path(home, start)
    versions = held_versions(home, place)
    path = (start / reference).resolve()
    label = next((version.full_label for version in versions if version.path.resolve() == path), reference)
    series = [_read(version, start) for version in _series(label, versions, place, day)]
    adopted = [one for one in series if not one.expression.says_draft]
    begun = [one for one in adopted if one.begins <= day]
    if begun:  # the last one counts even where it is over: a text that was repealed does not give way to an older one
        latest = max(begun, key=lambda one: (one.begins, one.version))
        return Chosen(found=latest, is_in_force=latest.says_force and not latest.expression.lifecycle.is_over(day))
    by_then = [one for one in adopted if one.version.date <= day]
    if by_then:
        return Chosen(found=by_then[-1], is_in_force=False)
    raise _nothing(series, adopted, day, place)


def _read(version: StoredVersion, start: Path) -> Stored:
    source = load_file(version.path, shown_path(version.path, start))
    return Stored(version=version, source=source, expression=read_expression(source.content, source.place))


def _nothing(series: Sequence[Stored], adopted: Sequence[Stored], day: str, place: str) -> VersionError:
    if adopted:
        return VersionError(
            "no version was adopted by {day}: the first one is of {first}",
            "Name a later day, or a version by its label: {known}.",
            place=place, day=day, first=adopted[0].version.date, known=_labels(one.version for one in series),
        )  # fmt: skip
    return VersionError(
        "no version was ever adopted, so none is in force on {day}: all are drafts",
        "Name a draft by its label, without --at: {known}.",
        place=place, day=day, known=_labels(one.version for one in series),
    )  # fmt: skip


def _labels(versions: Iterable[StoredVersion]) -> str:
    return ", ".join(version.full_label for version in versions)


def _series(reference: str, versions: tuple[StoredVersion, ...], place: str, day: str) -> list[StoredVersion]:
    """Return all versions of the work, in one language, that a reference names."""
    of_work = [version for version in versions if version.work == reference]
    if not of_work:
        found = find_stored(reference, versions, place, day)
        of_work = [version for version in versions if version.work == found.work]
        if found.label in reference:
            return [version for version in of_work if version.language == found.language]
    languages = {version.language for version in of_work}
    language = OWN_LANGUAGE if OWN_LANGUAGE in languages else min(languages)
    return [version for version in of_work if version.language == language]
