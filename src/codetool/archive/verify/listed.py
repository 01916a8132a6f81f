"""What the stores that are met list as sealed: each list is read once in a verification, however many texts it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from codetool.errors import CodetoolError
from codetool.store.sealed import Sealed, load_sealed


@dataclass(slots=True)
class Lists:
    """The lists of the stores that were met so far, by their folders."""

    _read: dict[Path, Mapping[str, Sealed] | None] = field(default_factory=dict)

    def of(self, folder: Path) -> Mapping[str, Sealed] | None:
        """Return what a folder lists as sealed by the names of the texts, nothing without a list; None if damaged."""
        if folder not in self._read:
            try:
                self._read[folder] = {f"{one.label}.xml": one for one in load_sealed(folder)}
            except CodetoolError:
                self._read[folder] = None
        return self._read[folder]
