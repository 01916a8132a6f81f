"""What the stores that are met list as sealed: each list is read once in a verification, however many texts it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from codetool.errors import CodetoolError
from codetool.store.sealed import Sealed, load_sealed
from codetool.store.settling import Begun, awaited


@dataclass(slots=True)
class Lists:
    """The lists of the stores that were met so far, by their folders.

    What the next command will put into a list, since a sealing was interrupted, counts as listed.
    """

    _read: dict[Path, Mapping[str, Sealed] | None] = field(default_factory=dict)
    _awaited: dict[Path, Begun | None] = field(default_factory=dict)

    def of(self, folder: Path) -> Mapping[str, Sealed] | None:
        """Return what a folder lists as sealed by the names of the texts, nothing without a list; None if damaged."""
        if folder not in self._read:
            try:
                listed = {f"{one.label}.xml": one for one in load_sealed(folder)}
                self._read[folder] = {**self._of_interrupted(folder), **listed}
            except CodetoolError:
                self._read[folder] = None
        return self._read[folder]

    def take_copy(self, copy: Path, store: Path) -> None:
        """Take note that a folder is a copy of a store, from which its archive is found no more."""
        self._awaited[copy] = awaited(store)

    def _of_interrupted(self, folder: Path) -> dict[str, Sealed]:
        store = folder.parent
        if store not in self._awaited:
            self._awaited[store] = awaited(store)
        begun = self._awaited[store]
        return {f"{begun.entry.label}.xml": begun.entry} if begun and begun.slug == folder.name else {}
