"""A sealed version of an archive as commands name it: by the labels by which the store's versions are named."""

from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.settings import current_settings
from codetool.errors import VersionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codetool.archive.objects import ArchivedObject, Sealing
    from codetool.model.expression import Expression
    from codetool.store import StoredVersion

    Found = tuple[ArchivedObject, Sealing]


def names_of(one: "ArchivedObject") -> set[str]:
    """Return by what a work of the archive is named: its IRI, and each folder that it was sealed from."""
    return {one.work, *(one.sealing(label).record.slug for label in one.labels())}


def find_sealing(objects: "Sequence[ArchivedObject]", reference: str, place: str) -> "Found":
    """Return the sealed version that a reference names, in whichever language.

    It is `[WORK/]DATE[.VARIANT][.LANG]`, `[WORK/]latest`, `latest~1`, `in-force`, or the path of its text in the store.
    Raises VersionError where it names none, or several; `place` is how messages name the archive.
    """
    work, _, label = _without_path(reference).rpartition("/")
    chosen = [(one, one.sealing(name)) for one in objects for name in one.labels() if not work or work in names_of(one)]
    found = _by_label(chosen, label, place)
    if not found:
        raise VersionError(
            "the archive holds no version {label}", "See codetool archive list.", place=place, label=reference
        )
    if len(found) > 1:
        known = ", ".join(f"{sealing.record.slug}/{sealing.label}" for _, sealing in found)
        raise VersionError(
            "{label} names several versions", "Name one of {known}.", place=place, label=reference, known=known
        )
    return found[0]


def _without_path(reference: str) -> str:
    """Return a reference; of the path of a text its label, with the folder that it is in."""
    path = Path(reference)
    return f"{path.parent.name}/{path.stem}" if path.suffix == ".xml" else reference


def _by_label(chosen: "Sequence[Found]", label: str, place: str) -> "list[Found]":
    from codetool.store.references import is_relative, relative_version

    if not is_relative(label):
        return [(one, found) for one, found in chosen if label in {found.label, found.label.rpartition(".")[0]}]
    works = _shown_works(chosen)
    sealed = {_as_stored(sealing, works[one.work]): (one, sealing) for one, sealing in chosen}

    def read(version: "StoredVersion") -> "Expression":
        from codetool.akn.read import read_expression

        one, sealing = sealed[version]
        return read_expression(one.read_logical(f"{sealing.label}/{sealing.label}.xml"), version.full_label)

    found = relative_version(label, sorted(sealed), place, current_settings().today, read) if sealed else None
    return [sealed[found]] if found else []


def _shown_works(chosen: "Sequence[Found]") -> dict[str, str]:
    """Return by its IRI how each work is named: by its last folder, or by the IRI where another has that folder too."""
    folders = {one.work: sealing.record.slug for one, sealing in chosen}
    return {work: slug if list(folders.values()).count(slug) == 1 else work for work, slug in folders.items()}


def _as_stored(sealing: "Sealing", work: str) -> "StoredVersion":
    """Return a sealed version as the version of a store that it was."""
    from codetool.store import StoredVersion

    date, _, rest = sealing.label.partition(".")
    variant, _, language = rest.rpartition(".")
    path = Path(sealing.record.slug) / f"{sealing.label}.xml"
    return StoredVersion(work=work, date=date, variant=variant, language=language, path=path)
