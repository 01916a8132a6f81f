"""The root of an archive: what says that it is one, and where its objects are."""

import hashlib
from collections.abc import Iterator

from codetool.archive.inventory import INVENTORY
from codetool.archive.root import ROOT_FILES, WORKSPACE
from codetool.archive.verify.tree import Entry, Tree, above_of, joined
from codetool.findings import Finding, finding
from codetool.store.enclosing import OBJECT_FILE, ROOT_FILE

_DEPTH = 4
"""Parts of the path of an object below the root: three pieces of the digest, and the encoded id."""


def root_digests() -> dict[str, str]:
    """Return the digests of the files that say what the archive is: no digest stands anywhere that covers them."""
    return {path: digest_of(content) for path, content in ROOT_FILES.items()}


def digest_of(content: bytes) -> str:
    """Return the SHA-512 of bytes, in hexadecimal."""
    return hashlib.sha512(content).hexdigest()


def places_of_objects(tree: Tree) -> tuple[str, ...]:
    """Return the folders that are objects, or were: in the depth of objects, or with what says so elsewhere."""
    told = {path.rpartition("/")[0] for path in tree.files() if _is_sign(path.rpartition("/")[2])}
    deep = {place for place in told if _is_place(place)}
    deep |= {path for path, kind in tree.entries.items() if _has_versions(path, kind, tree)}
    found = set(deep)
    above = {folder for place in deep for folder in above_of(place)}
    for place in sorted(told - above):  # the outermost first: an object has inventories in its versions, too
        if place and not place.startswith("extensions") and not any(one in found for one in above_of(place)):
            found.add(place)
    return tuple(sorted(found))


def _is_sign(name: str) -> bool:
    return name.startswith("0=ocfl_object") or name == INVENTORY


def _is_place(place: str) -> bool:
    return place.count("/") == _DEPTH - 1 and not place.startswith("extensions/")


def _has_versions(path: str, kind: Entry, tree: Tree) -> bool:
    return kind is Entry.FOLDER and _is_place(path) and joined(path, "v1") in tree.entries


def check_declared(tree: Tree, place: str = "") -> Iterator[Finding]:
    """Yield where the root, or the object at `place`, says that it is of another version of OCFL, or something else."""
    wanted = OBJECT_FILE if place else ROOT_FILE
    start = joined(place, "0=")
    for path in tree.beginning(start):
        name = path[len(start) - len("0=") :]
        if "/" not in name and name != wanted and tree.entries[path] is Entry.FILE:
            yield finding("ocfl-version", found=name).in_file(path)


def check_finished(tree: Tree) -> Iterator[Finding]:
    """Yield where a command was interrupted while it wrote into the archive."""
    if WORKSPACE in tree.entries:
        yield finding("archive-unfinished").in_file(WORKSPACE)
