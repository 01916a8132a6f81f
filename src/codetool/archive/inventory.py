"""The inventory of an object, as OCFL 1.1 has it and codetool writes it (3.5): read strictly, into frozen values."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from codetool.archive.altered import altered
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.strict import SHA512, Value, folded_path, is_plain_path, parse_json

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
TYPE = "https://ocfl.io/1.1/spec/#inventory"
"""What says that an inventory is one of OCFL 1.1."""
_VERSION = re.compile(r"v[1-9][0-9]{0,4}")
_ALGORITHM = re.compile("sha512")
_ID = re.compile(r"akn:/akn/[^\s\\]{1,1000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryVersion:
    """One version of an object: when, why and by whom it was written, and the digest of each logical path in it."""

    number: int
    created: datetime
    message: str = ""
    user: str = ""
    address: str = ""
    state: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the version's name in OCFL, such as `v1`."""
        return f"v{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What an object holds: its versions in order, and where the bytes of each digest are, from the object's folder."""

    id: str
    head: int
    versions: tuple[InventoryVersion, ...]
    manifest: Mapping[str, tuple[str, ...]]

    def version(self, number: int) -> InventoryVersion:
        """Return a version by its number, which counts from 1."""
        return self.versions[number - 1]

    def content_paths(self) -> Mapping[str, str]:
        """Return the digest of each content path."""
        return {path: digest for digest, paths in self.manifest.items() for path in paths}


def load_inventory(folder: Path, relative: str = INVENTORY, place: str = "") -> Inventory:
    """Return the inventory at `relative` below an object's folder; raise AlteredError where it is not as it must be."""
    return read_inventory(read_inside(folder, relative, JSON_LIMIT), place or relative)


def read_inventory(content: bytes, place: str) -> Inventory:
    """Return what an inventory says; raise AlteredError, with the keys, where OCFL 1.1 or we would not write it so.

    `place` is how messages name the file.
    """
    fields = parse_json(content, place).fields("id type digestAlgorithm head manifest versions")
    if fields["type"].text() != TYPE:
        raise altered("ocfl-version", place, found=fields["type"].text())
    fields["digestAlgorithm"].text(_ALGORITHM)
    versions = _versions(fields["versions"])
    if fields["head"].text(_VERSION) != versions[-1].name:
        fields["head"].refuse()
    inventory = Inventory(
        id=fields["id"].text(_ID),
        head=len(versions),
        versions=versions,
        manifest=_manifest(fields["manifest"], len(versions)),
    )
    _check_same_digests(inventory, fields["manifest"])
    return inventory


def _versions(table: Value) -> tuple[InventoryVersion, ...]:
    found = dict(table.items())
    names = [f"v{number}" for number in range(1, len(found) + 1)]
    if not found or set(found) != set(names):
        table.refuse()
    return tuple(_version(number, found[name]) for number, name in enumerate(names, start=1))


def _version(number: int, table: Value) -> InventoryVersion:
    fields = table.fields("created state", "message user")
    user = fields["user"].fields("name", "address") if "user" in fields else {}
    return InventoryVersion(
        number=number,
        created=fields["created"].moment(),
        message=fields["message"].text() if "message" in fields else "",
        user=user["name"].text() if user else "",
        address=user["address"].text() if "address" in user else "",
        state=MappingProxyType({path: digest for digest, path in _pairs(fields["state"])}),
    )


def _manifest(table: Value, head: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for digest, path in _pairs(table):
        version, content, *rest = [*path.split("/"), "", ""]
        if content != "content" or not rest[0] or not _VERSION.fullmatch(version) or int(version[1:]) > head:
            raise altered("path-outside", table.place, path=path)
        found.setdefault(digest, []).append(path)
    return MappingProxyType({digest: tuple(paths) for digest, paths in found.items()})


def _pairs(table: Value) -> list[tuple[str, str]]:
    """Return the digests and paths of a block; raise AlteredError where a path could lead astray or stands twice."""
    found = []
    for digest, paths in table.items():
        if not SHA512.fullmatch(digest) or not paths.entries():
            paths.refuse()
        found += [(digest, path.text()) for path in paths.entries()]
    counted = Counter(path for _, path in found)
    # Two paths that differ in case only are one file on many disks.
    folders = {folder for path in counted for folder in _above(path)}
    for path, times in counted.items():
        if not is_plain_path(path):
            raise altered("path-astray", table.place, path=path)
        if times > 1 or path in folders:
            raise altered("path-twice", table.place, path=path)
    _refuse_folded([*counted, *folders], table.place)
    return found


def _refuse_folded(paths: list[str], place: str) -> None:
    for path, times in Counter(map(folded_path, paths)).items():
        if times > 1:
            raise altered("path-twice", place, path=path)


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:at]) for at in range(1, len(parts))]


def _check_same_digests(inventory: Inventory, manifest: Value) -> None:
    # Each digest of a state has bytes, and all bytes are in a state (3.5.2, 3.5.3).
    used = {digest for version in inventory.versions for digest in version.state.values()}
    for digest in sorted(used ^ set(inventory.manifest)):
        raise altered("manifest-differs", manifest.place, digest=digest[:16])
