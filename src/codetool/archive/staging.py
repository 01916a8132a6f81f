"""A sealing as ocfl-py writes it: a new version of an object, built in a folder of its own (OCFL 1.1).

Nothing here touches the archive. What is built is moved into its place by `archive.keep`, all of it or nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.archive.inventory import INVENTORY
from codetool.archive.quiet import quietly
from codetool.errors import ArchiveError

if TYPE_CHECKING:
    from ocfl.new_version import NewVersion
    from ocfl.version_metadata import VersionMetadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A sealing as an inventory tells it: when, by whom (a name, and an address that is a URI or empty), and why."""

    at: datetime
    name: str
    address: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A version of an object that waits in a folder: its number ("v3") and the bytes of its inventory.

    `folder` holds `v3/`, `inventory.json`, `inventory.json.sha512`, and the declaration of the object.
    """

    folder: Path
    number: str
    inventory: bytes


def stage_version(
    folder: Path,
    identifier: str,
    files: Mapping[str, bytes],
    *,
    before: bytes | None,
    occasion: Occasion,
) -> Staged:
    """Build the next version of an object in a folder: what its last version holds, and `files` by their logical paths.

    `before` are the bytes of the object's inventory, None where this is its first version. Raises ArchiveError where
    the object holds one of the paths already: what was sealed is neither changed nor replaced.
    """
    source, built = folder / "source", folder / "object"
    for name, content in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    built.mkdir()
    with quietly():
        from ocfl import Object

        writer = Object(identifier=identifier, spec_version="1.1", digest_algorithm="sha512")
        writer.open_obj_fs(str(built))
        new = _new_version(source, identifier, before, _metadata(occasion))
        _refuse_present(new.inventory.current_version.logical_paths, files, identifier)
        for name in sorted(files):
            new.add(name, name)
        if before is None:
            writer.write_object_declaration()
        number = str(writer.write_new_version(new).head)
    return Staged(folder=built, number=number, inventory=(built / INVENTORY).read_bytes())


def _new_version(source: Path, identifier: str, before: bytes | None, metadata: "VersionMetadata") -> "NewVersion":
    import json

    from ocfl.inventory import Inventory
    from ocfl.new_version import NewVersion

    if before is None:
        return NewVersion.first_version(
            srcdir=str(source), identifier=identifier, spec_version="1.1", digest_algorithm="sha512", metadata=metadata
        )
    return NewVersion.next_version(
        inventory=Inventory(data=json.loads(before)),
        srcdir=str(source),
        spec_version="1.1",
        metadata=metadata,
        carry_content_forward=True,
    )


def _metadata(occasion: Occasion) -> "VersionMetadata":
    from ocfl import VersionMetadata

    return VersionMetadata(
        created=written_time(occasion.at),
        message=occasion.message,
        name=occasion.name,
        address=occasion.address or None,
    )


def written_time(at: datetime) -> str:
    """Return a moment as records and inventories have it (RFC 3339, UTC, whole seconds).

    >>> written_time(datetime(2026, 11, 26, 17, 0, 5, 999, tzinfo=UTC))
    '2026-11-26T17:00:05Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse_present(present: list[str], files: Mapping[str, bytes], identifier: str) -> None:
    for name in sorted(set(present) & set(files)):
        raise ArchiveError(
            "the archive holds {name} already",
            "What was sealed is not replaced: seal the correction under a label of its own.",
            place=identifier,
            name=name,
        )
