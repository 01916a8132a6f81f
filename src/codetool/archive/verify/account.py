"""An account of files: those that have to be there, by their digests, against those that are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from codetool.archive.altered import AlteredError
from codetool.archive.inside import digest_inside
from codetool.archive.inventory import SIDECAR
from codetool.archive.root import ROOT_FILES
from codetool.archive.verify.renamed import find_renamed, told_renamed
from codetool.archive.verify.tree import Entry, Tree, above_of, shown
from codetool.findings import Finding, finding

Ticking = Callable[[], None]
"""Called after each file that was hashed, for a bar of progress."""


def no_ticking() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The files that have to be below a folder, each with its SHA-512 in hexadecimal, empty where none is known.

    `others` are places below it of which no account can be given: the folders above them belong there.
    """

    root: Path
    tree: Tree
    expected: Mapping[str, str]
    others: Collection[str] = ()
    ticking: Ticking = no_ticking

    def check(self) -> Iterator[Finding]:
        """Yield what is missing, changed, swapped, renamed, or more than there has to be."""
        yield from self._changed()
        there, folders = self.tree.files(), _folders_of([*self.expected, *self.others])
        missing = [path for path in sorted(self.expected) if path not in self.tree.entries]
        unknown = [
            path
            for path, kind in self.tree.entries.items()
            if path not in self.expected and (path not in folders or kind is not Entry.FOLDER)
        ]
        gone = {path: self.expected[path] for path in missing}
        renamed = find_renamed(self.root, gone, [path for path in unknown if path in there])
        yield from told_renamed(renamed, self.expected)
        yield from self._lost([path for path in missing if path not in renamed])
        yield from self._unknown(unknown, set(renamed.values()), folders)

    def _changed(self) -> Iterator[Finding]:
        owners = {digest: path for path, digest in sorted(self.expected.items(), reverse=True) if digest}
        for path, digest in sorted(self.expected.items()):
            if path not in self.tree.entries:
                continue
            try:
                found = digest_inside(self.root, path)
            except AlteredError as error:
                yield error.finding.in_file(path)
                continue
            self.ticking()
            if digest and found != digest:
                yield _changed_finding(path, owners.get(found, "")).in_file(path)

    def _lost(self, missing: list[str]) -> Iterator[Finding]:
        there = _folders_of(self.tree.entries) | set(self.tree.entries)
        for place, paths in _gathered(missing, there):
            told = finding("file-missing") if paths == [place] else finding("folder-missing", count=len(paths))
            yield told.in_file(place)

    def _unknown(self, unknown: list[str], told: set[str], folders: frozenset[str]) -> Iterator[Finding]:
        emptied = _folders_of(told)
        for place, paths in _gathered(unknown, folders):
            inside = [path for path in paths if self.tree.entries[path] is not Entry.FOLDER]
            left = [path for path in inside if path not in told]
            if left or not (inside or place in emptied):
                yield _unknown_finding(self.tree.entries[place], place, len(left)).in_file(place)


def _folders_of(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(above for path in paths for above in above_of(path) if above != path)


def _gathered(paths: list[str], known: Collection[str]) -> list[tuple[str, list[str]]]:
    """Return paths by the outermost place above them that is not known."""
    found: dict[str, list[str]] = {}
    for path in paths:
        place = next((above for above in above_of(path) if above not in known), path)
        found.setdefault(place, []).append(path)
    return sorted(found.items())


def _changed_finding(path: str, owner: str) -> Finding:
    if owner:
        return finding("file-swapped", other=shown(owner))
    name = path.rpartition("/")[2]
    return finding("file-exact" if name.startswith("0=") or name == SIDECAR or path in ROOT_FILES else "file-changed")


def _unknown_finding(kind: Entry, place: str, files: int) -> Finding:
    match kind:
        case Entry.FOLDER:
            return finding("folder-unknown", count=files) if files else finding("folder-empty")
        case Entry.LINK:
            return finding("link-unknown")
        case Entry.UNREADABLE:
            return finding("folder-unreadable")
        case Entry.DEVICE:
            return finding("device-unknown")
        case Entry.FILE:
            return finding("file-of-desktop" if _is_of_desktop(place) else "file-unknown")
        case other:
            assert_never(other)


_OF_DESKTOPS = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", ".ds_store", ".localized", ".directory"})


def _is_of_desktop(place: str) -> bool:
    """Tell whether a file has a name under which Windows, macOS or KDE put one into folders that somebody opens."""
    name = place.rpartition("/")[2]
    return name.casefold() in _OF_DESKTOPS or name.startswith("._")
