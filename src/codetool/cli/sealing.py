"""What `codetool seal` gathers: a version of the store, how its editions look, what came in, and the version before."""

from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.comparing import kept_decisions
from codetool.cli.looks import code_folder, imprint_of
from codetool.cli.settings import current_settings
from codetool.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codetool.archive.contents import Material, Version
    from codetool.findings import Finding
    from codetool.store import StoredVersion


def find_sealable(reference: str) -> "StoredVersion":
    """Return the version of the store that VERSION names; raise RequestError where it names another text."""
    from codetool.cli.inputs import find_version
    from codetool.store import find_store, list_versions

    settings = current_settings()
    source = find_version(reference)
    path = (settings.start / source.place).resolve()
    store = find_store(settings.start, settings.store)
    found = next((version for version in list_versions(store) if version.path.resolve() == path), None)
    if found is None:
        raise RequestError(
            "only a version in the store can be sealed",
            "Bring it into the store with codetool import.",
            place=source.place,
        )
    return found


def gather(version: "StoredVersion") -> "tuple[Material, tuple[Finding, ...]]":
    """Return what a sealing of a version is made from, and what the checks found in it."""
    from codetool.archive.contents import Material
    from codetool.diff import Overrides
    from codetool.store import find_store, list_versions
    from codetool.store.versions import versions_before
    from codetool.validate import check_source

    settings = current_settings()
    store = find_store(settings.start, settings.store)
    read, place = _read(version)
    earlier = versions_before(version, list_versions(store))
    before = _read(earlier[-1])[0] if earlier else None
    decisions = kept_decisions(earlier[-1].path, version.path) if earlier else None
    findings = tuple(one.in_file(f"{read.label}.xml") for one in check_source(read.content, place))
    material = Material(
        version=read,
        imprint=imprint_of(_source(version), read.expression, "pdf"),
        settings=settings_used(),
        received=received(version.path),
        before=before,
        decisions=decisions or Overrides(),
        findings=findings,
    )
    return material, findings


def _read(version: "StoredVersion") -> "tuple[Version, str]":
    from codetool.akn.read import read_expression
    from codetool.archive.contents import Version

    source = _source(version)
    expression = read_expression(source.content, source.place)
    return Version(label=version.path.stem, content=source.content, expression=expression), source.place


def _source(version: "StoredVersion") -> "Source":
    from codetool.store import load_file, shown_path

    return load_file(version.path, shown_path(version.path, current_settings().start))


def received(path: Path) -> "Mapping[str, bytes]":
    """Return the source that a version was imported from, by its name; nothing where it is missing."""
    from codetool.store import load_file

    found = sorted(one for one in path.parent.glob("sources/*") if one.stem == path.stem and one.is_file())
    return {one.name: load_file(one).content for one in found}


def settings_used() -> "Mapping[str, bytes]":
    """Return the files that set the look of the editions, by their names from the folder of the code."""
    return {}


def archive_folder(named: Path | None) -> Path:
    """Return the folder of the archive: the one named, else `archive/` beside the store."""
    return named if named is not None else code_folder() / "archive"
