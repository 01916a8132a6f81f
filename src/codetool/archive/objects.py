"""The objects of an archive: found below its root without following links, each in the folder that its id gives."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codetool.archive.altered import altered
from codetool.archive.inside import CONTENT_LIMIT, read_inside
from codetool.archive.inventory import Inventory, load_inventory
from codetool.archive.record import LIMIT, RECORD, SealRecord, read_record
from codetool.archive.root import check_root

_TUPLES, _SIZE = 3, 3
_LONGEST = 100
"""Characters of an encoded id that a folder's name has at most; a longer one ends in the digest."""
_DEEPEST = 8
"""Folders that we look into below each other for objects; ours are four deep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """One sealed version: its label, the version of the object that it came with, and its record."""

    label: str
    version: int
    record: SealRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedObject:
    """An object: the root of its archive, its folder below that, and what its inventory says."""

    root: Path
    place: str
    inventory: Inventory

    @property
    def path(self) -> Path:
        """Return the object's folder."""
        return self.root / self.place

    @property
    def work(self) -> str:
        """Return the IRI of the Work that the object is of."""
        return self.inventory.id.removeprefix("akn:")

    def placed(self, path: str) -> str:
        """Return where a file of the object stands below the root; an object that is looked at alone is the root."""
        return f"{self.place}/{path}" if self.place else path

    def read_content(self, digest: str, limit: int = CONTENT_LIMIT) -> bytes:
        """Return the bytes of a digest; raise AlteredError where they are absent, too many, or have another digest."""
        inside = self.placed(self.inventory.manifest[digest][0])
        content = read_inside(self.root, inside, limit)
        if hashlib.sha512(content).hexdigest() != digest:
            raise altered("file-changed", inside)
        return content

    def read_logical(self, path: str, limit: int = CONTENT_LIMIT) -> bytes:
        """Return the bytes of a file of the latest state; raise AlteredError where it is absent or altered."""
        state = self.inventory.versions[-1].state
        if path not in state:
            raise altered("file-missing", self.placed(path))
        return self.read_content(state[path], limit)

    def place_of(self, path: str) -> str:
        """Return where a file that the latest state has stands below the root."""
        return self.placed(self.inventory.manifest[self.inventory.versions[-1].state[path]][0])

    def labels(self) -> dict[str, int]:
        """Return the label of each sealed version with the number of the version that it came with, in that order."""
        found: dict[str, int] = {}
        for version in self.inventory.versions:
            for path in sorted(version.state):
                label, _, name = path.partition("/")
                if name == RECORD:
                    found.setdefault(label, version.number)
        return found

    def sealing(self, label: str) -> Sealing:
        """Return a sealed version; raise AlteredError where its record is absent or altered."""
        content = self.read_logical(f"{label}/{RECORD}", LIMIT)
        record = read_record(content, self.place_of(f"{label}/{RECORD}"), label)
        return Sealing(label=label, version=self.labels()[label], record=record)


def object_place(identifier: str) -> str:
    """Return the folder of an object below the root of its archive (layout 0003, the standard's own settings).

    >>> object_place("akn:/akn/be/act/2001-06-07/essai")
    'e57/f9a/d8c/akn%3a%2fakn%2fbe%2fact%2f2001-06-07%2fessai'
    """
    digest = hashlib.sha256(identifier.encode()).hexdigest()
    encoded = re.sub(r"[^A-Za-z0-9_-]", lambda sign: "".join(f"%{byte:02x}" for byte in sign[0].encode()), identifier)
    name = encoded if len(encoded) <= _LONGEST else f"{encoded[:_LONGEST]}-{digest}"
    return "/".join([*(digest[at * _SIZE : (at + 1) * _SIZE] for at in range(_TUPLES)), name])


def object_id(work: str) -> str:
    """Return the id of the object of a Work, by the Work's IRI."""
    return f"akn:{work}"


def load_object(root: Path, place: str) -> ArchivedObject:
    """Return the object in a folder below the root; raise AlteredError where its inventory is not as it must be."""
    inventory = load_inventory(root, f"{place}/inventory.json", f"{place}/inventory.json")
    if object_place(inventory.id) != place:
        raise altered("object-elsewhere", place, id=inventory.id, expected=object_place(inventory.id))
    return ArchivedObject(root=root, place=place, inventory=inventory)


def load_objects(root: Path) -> tuple[ArchivedObject, ...]:
    """Return the objects of an archive by their place; raise ArchiveError where it is none, or one cannot be read.

    What is read is checked only as far as it is used: `codetool verify` checks the rest.
    """
    check_root(root)
    return tuple(load_object(root, place) for place in object_places(root))


def object_places(root: Path) -> Iterator[str]:
    """Yield the folders below the root that say that they are objects, of whatever version; no link is followed."""
    yield from _places(root, "", 0)


def _places(root: Path, place: str, depth: int) -> Iterator[str]:
    with os.scandir(root / place) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    if place and any(entry.name.startswith("0=ocfl_object") for entry in found):
        yield place
        return
    for entry in found:
        below = f"{place}/{entry.name}" if place else entry.name
        if entry.is_dir(follow_symlinks=False) and below != "extensions" and depth < _DEEPEST:
            yield from _places(root, below, depth + 1)
