"""The inventories of an object: each stands beside its sidecar, the last one twice, the others in the record after.

From all that speak of an inventory's digest the one that most agree on is taken, so that what was changed is named, and
not what it is compared with.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from codetool.archive.altered import AlteredError
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.inventory import INVENTORY, SIDECAR, Inventory, read_inventory
from codetool.archive.strict import SHA512
from codetool.archive.verify.tree import joined
from codetool.findings import Finding, finding

_SIDECAR_LIMIT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An inventory in the object's folder (``) or that of a version (`v1`), as it stands, with its sidecar's word."""

    folder: str
    content: bytes = b""
    digest: str = ""
    sidecar: str = ""
    inventory: Inventory | None = None
    fault: Finding | None = None

    @property
    def place(self) -> str:
        """Return where it stands in the object."""
        return f"{self.folder}/{INVENTORY}" if self.folder else INVENTORY

    @property
    def holds(self) -> bool:
        """Tell whether it can be read and its sidecar agrees."""
        return bool(self.inventory) and self.digest == self.sidecar


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventories:
    """The copies by their folder, the inventory that counts, None where none can be read, and the digest of each."""

    copies: Mapping[str, Copy]
    head: Inventory | None
    digests: Mapping[str, str]

    def expected(self) -> dict[str, str]:
        """Return the digests of inventories and sidecars that have to be there."""
        found: dict[str, str] = {}
        for folder, digest in self.digests.items():
            start = f"{folder}/" if folder else ""
            found[start + INVENTORY] = digest
            found[start + SIDECAR] = hashlib.sha512(sidecar_of(digest)).hexdigest() if digest else ""
        return found

    def faults(self) -> Iterator[Finding]:
        """Yield what is wrong with inventories that have the bytes that they have to have."""
        for folder, digest in self.digests.items():
            copy = self.copies[folder]
            if copy.fault and copy.digest == digest:
                yield copy.fault


def sidecar_of(digest: str) -> bytes:
    """Return the bytes of the sidecar beside an inventory of that digest."""
    return f"{digest} {INVENTORY}\n".encode()


def load_copy(root: Path, place: str, folder: str) -> Copy:
    """Return an inventory of the object at `place` below `root` (empty: `root` itself), as far as it can be read."""
    start = "".join(f"{part}/" for part in (place, folder) if part)
    sidecar = _sidecar(root, start + SIDECAR)
    try:
        content = read_inside(root, start + INVENTORY, JSON_LIMIT)
    except AlteredError as error:
        return Copy(folder=folder, sidecar=sidecar, fault=error.finding)
    digest = hashlib.sha512(content).hexdigest()
    try:
        inventory = read_inventory(content, start + INVENTORY)
    except AlteredError as error:
        return Copy(folder=folder, content=content, digest=digest, sidecar=sidecar, fault=error.finding)
    return Copy(folder=folder, content=content, digest=digest, sidecar=sidecar, inventory=inventory)


def _sidecar(root: Path, place: str) -> str:
    try:
        told = read_inside(root, place, _SIDECAR_LIMIT)[:128].decode("ascii", "replace")
    except AlteredError:
        return ""
    return told if SHA512.fullmatch(told) else ""


def load_inventories(root: Path, place: str, folders: frozenset[str]) -> Inventories:
    """Return the inventories of an object; `folders` are those of its versions that are there."""
    copies = {folder: load_copy(root, place, folder) for folder in ("", *folders)}
    head = _head(copies)
    if head is None:
        return Inventories(copies=copies, head=None, digests={"": _most([copies[""].digest, copies[""].sidecar])})
    for version in head.versions:
        copies.setdefault(version.name, Copy(folder=version.name))
    return Inventories(copies=copies, head=head, digests=_digests(copies, head, {}))


def with_chain(found: Inventories, chain: Mapping[int, str]) -> Inventories:
    """Return the inventories, the digests taken with what the records say of the versions before theirs."""
    if found.head is None:
        return found
    return Inventories(copies=found.copies, head=found.head, digests=_digests(found.copies, found.head, chain))


def _digests(copies: Mapping[str, Copy], head: Inventory, chain: Mapping[int, str]) -> dict[str, str]:
    last = f"v{head.head}"
    twins = (copies[""], copies[last])
    digest = _most([word for copy in twins for word in (copy.digest, copy.sidecar)])
    found = {"": digest, last: digest}
    told = {digest, *chain.values()}
    for version in head.versions[:-1]:
        copy, linked = copies[version.name], chain.get(version.number, "")
        swapped = linked and copy.digest != linked and copy.digest in told
        found[version.name] = linked if swapped else _most([linked, copy.sidecar, copy.digest])
    return found


def _most(words: list[str]) -> str:
    """Return the digest that most agree on; of several, the one that was named first."""
    counted = Counter(word for word in words if word)
    return counted.most_common(1)[0][0] if counted else ""


def _head(copies: Mapping[str, Copy]) -> Inventory | None:
    """Return the inventory that counts: the object's, where its sidecar agrees; else that of the last version.

    What is there and cannot be read is not passed over for an older one, which would tell of less than there was.
    """
    last, *older = sorted((copy for copy in copies.values() if copy.folder), key=_number, reverse=True) or [copies[""]]
    newest = (copies[""], last)
    for copy in (*(one for one in newest if one.holds), *newest):
        if copy.inventory:
            return copy.inventory
    if any(copy.content for copy in newest):
        return None
    return next((copy.inventory for copy in older if copy.inventory), None)


def _number(copy: Copy) -> int:
    return int(copy.folder[1:])


def check_same_history(found: Inventories, place: str) -> Iterator[Finding]:
    """Yield where the inventory of an earlier version says otherwise than the last one (OCFL 3.5.3.1)."""
    if found.head is None:
        return
    for folder, digest in found.digests.items():
        copy = found.copies[folder]
        if copy.inventory and copy.digest == digest and (where := _difference(copy, found.head)):
            yield finding("inventory-differs", where=where).in_file(joined(place, copy.place))


def _difference(copy: Copy, head: Inventory) -> str:
    """Return the keys in which an inventory is not what the last one was at its time; empty where it is."""
    told = copy.inventory
    if told is None:
        return ""
    number = int(copy.folder[1:]) if copy.folder else head.head
    if told.id != head.id:
        return "id"
    if told.head != number:
        return "head"
    for one, other in zip(told.versions, head.versions, strict=False):
        if one != other:
            return f"versions.{one.name}"
    return "" if dict(told.manifest) == _manifest_at(head, number) else "manifest"


def _manifest_at(head: Inventory, number: int) -> dict[str, tuple[str, ...]]:
    found = {
        digest: tuple(path for path in paths if int(path.partition("/")[0][1:]) <= number)
        for digest, paths in head.manifest.items()
    }
    return {digest: paths for digest, paths in found.items() if paths}
