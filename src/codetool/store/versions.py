"""The versions that a store holds: `<work>/<yyyy-mm-dd>[.<variant>].<lang>.xml`, one Expression a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from codetool.model.correction import variant_order
from codetool.store.files import check_inside

_FILE = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:\.(?P<variant>[\w-]+))?\.(?P<language>[a-z]{3})\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """One Expression in the store; ordered by work, date, variant and language: a correction after what it corrects."""

    work: str
    date: str
    variant: str = ""
    language: str = "fra"
    path: Path

    def __lt__(self, other: "StoredVersion") -> bool:
        """Tell whether this version comes before another one."""
        return (self.work, self.turn, self.language) < (other.work, other.turn, other.language)

    @property
    def turn(self) -> tuple[object, ...]:
        """Return what versions of one work and language are ordered by."""
        return self.date, variant_order(self.variant)

    @property
    def label(self) -> str:
        """Return the label within its work, such as `2001-06-07`; the language is told only where it is not French.

        >>> StoredVersion(work="w", date="2001-06-07", language="nld", path=Path("x")).label
        '2001-06-07.nld'
        """
        parts = [self.date, self.variant, "" if self.language == "fra" else self.language]
        return ".".join(part for part in parts if part)

    @property
    def full_label(self) -> str:
        """Return the label with its work and language, which no other version has."""
        parts = [self.date, self.variant, self.language]
        return f"{self.work}/" + ".".join(part for part in parts if part)


def version_path(store: Path, work: str, date: str, language: str, variant: str = "") -> Path:
    """Return where a version is kept.

    >>> version_path(Path("versions"), "code", "2001-06-07", "fra", "avis").as_posix()
    'versions/code/2001-06-07.avis.fra.xml'
    """
    parts = [date, variant, language, "xml"]
    return store / work / ".".join(part for part in parts if part)


def source_path(version: Path, received: str) -> Path:
    """Return where the source that a version was made from is kept, by the name under which it was received.

    >>> source_path(Path("versions/code/2001-06-07.fra.xml"), "mail/draft.docx").as_posix()
    'versions/code/sources/2001-06-07.fra.docx'
    """
    return version.parent / "sources" / (version.stem + (Path(received).suffix or ".txt"))


def list_versions(store: Path) -> tuple[StoredVersion, ...]:
    """Return every version in the store, ordered by work and date; files of another name are not versions.

    Raises SourceError where a link in it leads out of the store.
    """
    found = [
        StoredVersion(
            work=path.parent.name,
            date=name["date"],
            variant=name["variant"] or "",
            language=name["language"],
            path=path,
        )
        for path in store.glob("*/*.xml")
        if (name := _FILE.fullmatch(path.name))
    ]
    for version in found:
        if version.path.is_symlink() or version.path.parent.is_symlink():
            check_inside(version.path, store)
    return tuple(sorted(found))


def list_strays(store: Path) -> tuple[Path, ...]:
    """Return the XML files that lie among the versions of a store and are none by their name, in order."""
    return tuple(path for path in sorted(store.glob("*/*.xml")) if not _FILE.fullmatch(path.name))


def versions_before(version: StoredVersion, versions: Iterable[StoredVersion]) -> tuple[StoredVersion, ...]:
    """Return those of the versions that are of the same work and language and come before `version`, in order.

    >>> days = [StoredVersion(work="w", date=f"200{n}-01-01", path=Path("x")) for n in (1, 2, 3)]
    >>> [one.label for one in versions_before(days[2], days)]
    ['2001-01-01', '2002-01-01']
    """
    series = (one for one in versions if (one.work, one.language) == (version.work, version.language))
    return tuple(sorted(one for one in series if one.turn < version.turn))
