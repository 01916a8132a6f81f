"""What a sealing is made from: a version of the store, how its editions look, what came in, and the version before."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.cli.comparing import kept_decisions
from codetool.cli.inputs import find_version
from codetool.cli.looks import imprint_of
from codetool.cli.settings import current_settings
from codetool.errors import RequestError

if TYPE_CHECKING:
    from codetool.archive.material import Material, Version
    from codetool.render.sealing import Sealing
    from codetool.store import Source, StoredVersion


def store_folder() -> Path:
    """Return the folder of the store."""
    from codetool.store import find_store

    settings = current_settings()
    return find_store(settings.start, settings.store)


def find_sealable(reference: str) -> "StoredVersion":
    """Return the version of the store that VERSION names; raise RequestError where it names another text."""
    from codetool.store import list_versions

    source = find_version(reference)
    path = (current_settings().start / source.place).resolve()
    found = next((version for version in list_versions(store_folder()) if version.path.resolve() == path), None)
    if found is None:
        raise RequestError(
            "only a version in the store can be sealed",
            "Bring it into the store with codetool import.",
            place=source.place,
        )
    return found


def gather(version: "StoredVersion", sealing: "Sealing") -> "Material":
    """Return what a sealing of a version is made from, with what the checks find in it; its editions tell `sealing`."""
    from codetool.archive.material import Material
    from codetool.diff import Overrides
    from codetool.model.correction import corrected_iri
    from codetool.store import list_versions
    from codetool.store.correction import compared_version
    from codetool.validate import check_source

    source = _source(version)
    read = _read(version, source)
    before = compared_version(version, corrected_iri(read.expression), list_versions(store_folder()))
    decisions = kept_decisions(before.path, version.path) if before else None
    return Material(
        version=read,
        imprint=replace(imprint_of(source, read.expression, "pdf"), sealing=sealing),
        received=received(version.path),
        before=_read(before, _source(before)) if before else None,
        decisions=decisions or Overrides(),
        findings=tuple(one.in_file(f"{read.label}.xml") for one in check_source(source.content, source.place)),
    )


def _read(version: "StoredVersion", source: "Source") -> "Version":
    from codetool.akn.read import read_expression
    from codetool.archive.material import Version

    expression = read_expression(source.content, source.place)
    return Version(label=version.path.stem, content=source.content, expression=expression)


def _source(version: "StoredVersion") -> "Source":
    from codetool.store import load_file, shown_path

    return load_file(version.path, shown_path(version.path, current_settings().start))


def received(path: Path) -> Mapping[str, bytes]:
    """Return the source that a version was imported from, by its name; nothing where it is missing."""
    from codetool.store import load_file

    found = sorted(one for one in path.parent.glob("sources/*") if one.stem == path.stem and one.is_file())
    return {one.name: load_file(one).content for one in found}
