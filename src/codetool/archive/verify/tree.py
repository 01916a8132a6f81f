"""What stands on the disk below an archive: every file, folder and oddity, without following a link."""

import os
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from types import MappingProxyType

LARGEST = 500_000
"""Entries that we look at; a sealing has some twenty."""
DEEPEST = 24
"""Folders below each other that we look into; ours are nine deep."""


class Entry(Enum):
    """What an entry of a folder is."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    DEVICE = auto()
    UNREADABLE = auto()
    """A folder that we may not look into, that is too deep, or where there are too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The entries below a folder, by their path from it, in order."""

    entries: Mapping[str, Entry]
    _paths: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """In the order of their signs, in which what begins alike stands together: a stranger may have made many places."""

    def __post_init__(self) -> None:
        """Order the paths, once for all that is asked of the tree."""
        object.__setattr__(self, "_paths", tuple(sorted(self.entries)))

    def below(self, place: str) -> "Tree":
        """Return what stands below a folder, by the paths from there."""
        start = f"{place}/"
        found = {path[len(start) :]: self.entries[path] for path in self.beginning(start)}
        return Tree(entries=MappingProxyType(found))

    def beginning(self, start: str) -> Iterator[str]:
        """Yield the paths that begin so, in order."""
        for at in range(bisect_left(self._paths, start), len(self._paths)):
            if not self._paths[at].startswith(start):
                return
            yield self._paths[at]

    def without(self, places: frozenset[str]) -> "Tree":
        """Return the tree without some folders and all that stands below them."""
        found = {
            path: kind for path, kind in self.entries.items() if not any(above in places for above in above_of(path))
        }
        return Tree(entries=MappingProxyType(found))

    def files(self) -> frozenset[str]:
        """Return the paths of the files."""
        return frozenset(path for path, kind in self.entries.items() if kind is Entry.FILE)


def above_of(path: str) -> Iterator[str]:
    """Yield a path and the folders above it, the outermost first.

    >>> list(above_of("a/b/c"))
    ['a', 'a/b', 'a/b/c']
    """
    parts = path.split("/")
    yield from ("/".join(parts[:at]) for at in range(1, len(parts) + 1))


def walk_tree(root: Path) -> Tree:
    """Return what stands below a folder; where there is too much, what was seen of it, marked unreadable."""
    found: dict[str, Entry] = {}
    waiting = [""]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(root / place) as entries:
                listed = {joined(place, entry.name): _kind_of(entry) for entry in entries}
        except OSError:
            found[place] = Entry.UNREADABLE
            continue
        if len(found) + len(listed) > LARGEST or place.count("/") >= DEEPEST:
            found[place] = Entry.UNREADABLE
            continue
        found |= listed
        waiting += [path for path, kind in listed.items() if kind is Entry.FOLDER]
    return Tree(entries=MappingProxyType(dict(sorted(found.items()))))


def joined(place: str, name: str) -> str:
    """Return the path of what stands in a folder; the folder may be the root itself, which is empty."""
    return f"{place}/{name}" if place else name


def _kind_of(entry: "os.DirEntry[str]") -> Entry:
    if entry.is_symlink():
        return Entry.LINK
    if entry.is_dir(follow_symlinks=False):
        return Entry.FOLDER
    return Entry.FILE if entry.is_file(follow_symlinks=False) else Entry.DEVICE


def shown(path: str) -> str:
    r"""Return a path so that it can be printed, whatever bytes a stranger named a file with.

    >>> print(shown("a\x1b[2J\udcff.xml"))
    a\x1b[2J\udcff.xml
    """
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in path)
