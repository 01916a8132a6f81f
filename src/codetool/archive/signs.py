"""What a folder is by the names in it, also where some were taken away: what an archive lost is no reason to pass it.

A sign says no more than what a folder has to be verified as; what is missing there is then found.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from codetool.archive.inventory import INVENTORY, SIDECAR
from codetool.archive.record import LABEL, RECORD
from codetool.render.recipe import RECIPES_FILE
from codetool.store.enclosing import LAYOUT_FILE
from codetool.store.recovery import ARCHIVE_WORKSPACE

PAYLOAD = "data"
"""The folder of a bag in which is what it was made of."""
_ROOT, _OBJECT = "0=ocfl", "0=ocfl_object"
_EXTENSIONS, _EXTENSION = "extensions", re.compile(r"[0-9]{4}-")
_ENCODED = "akn%3a"
"""How the folder of an object begins: its id, encoded."""
_TUPLE = re.compile(r"[0-9a-f]{3}")
_TUPLES = 3
_MOST = 20_000
"""Folders that we look into for objects: an archive has few, and a stranger may have made many."""
_VERSION = re.compile(r"v[1-9][0-9]*")
_OF_BAG = re.compile(r"bagit\.txt|bag-info\.txt|(?:tag)?manifest-(?:md5|sha\w+|blake\w+)\.txt")
_OF_SEALING = ("sbom.cdx.json", "validation.json", RECIPES_FILE)
"""What stands beside a sealed text, and beside no other."""


def names_in(folder: Path) -> frozenset[str]:
    """Return the names in a folder; none where it cannot be read."""
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 - names alone are asked for
    except (OSError, ValueError):
        return frozenset()


def is_object(folder: Path, names: frozenset[str]) -> bool:
    """Tell whether a folder is an object of an archive: by its declaration, its inventory, or a version in it."""
    if any(name.startswith(_OBJECT) for name in names) or {INVENTORY, "v1"} <= names:
        return True
    if SIDECAR in names and "content" not in names:  # which a version has beside it
        return True
    return any(_is_version(folder / name) for name in names if _VERSION.fullmatch(name))


def _is_version(folder: Path) -> bool:
    """Tell whether a folder is a version of an object: by its inventory, or by a sealed version in its content."""
    if names_in(folder) & {INVENTORY, SIDECAR}:
        return True
    return any(map(LABEL.fullmatch, names_in(folder / "content")))


def is_archive(folder: Path, names: frozenset[str]) -> bool:
    """Tell whether a folder is an archive: by a file of its root, by an extension, or by objects in their places."""
    if LAYOUT_FILE in names or any(name.startswith(_ROOT) and not name.startswith(_OBJECT) for name in names):
        return True
    if os.path.isdir(folder / ARCHIVE_WORKSPACE) or _has_layout(folder):  # noqa: PTH112 - see below
        return True
    places = islice(_places(folder, names, _TUPLES), _MOST)
    return any(name.startswith(_ENCODED) or is_object(place / name, names_in(place / name)) for place, name in places)


def _has_layout(folder: Path) -> bool:
    extensions = folder / _EXTENSIONS
    named = filter(_EXTENSION.match, names_in(extensions))
    # Unlike Path.is_file, this says no of what may not be looked at.
    return any(os.path.isfile(extensions / name / "config.json") for name in named)  # noqa: PTH113


def _places(folder: Path, names: frozenset[str], depth: int) -> Iterator[tuple[Path, str]]:
    """Yield what stands where an archive has its objects, below three pieces of a digest; no link is followed."""
    if not depth:
        yield from ((folder, name) for name in sorted(names))
        return
    for name in sorted(filter(_TUPLE.fullmatch, names)):
        below = folder / name
        if not below.is_symlink():
            yield from _places(below, names_in(below), depth - 1)


def is_bag(names: frozenset[str]) -> bool:
    """Tell whether a folder is a bag: by a file that only a bag has, beside what it was made of or another of them."""
    return len([name for name in names if _OF_BAG.fullmatch(name)]) + (PAYLOAD in names) > 1


def is_sealing(folder: Path, names: frozenset[str]) -> bool:
    """Tell whether a folder is a sealed version: by its record, or by what else stands beside sealed texts alone."""
    if RECORD in names:
        return True
    labelled = any(LABEL.fullmatch(name.rpartition(".")[0]) for name in names)
    return labelled and any(os.path.lexists(folder / name) for name in _OF_SEALING)
