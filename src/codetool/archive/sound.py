"""What is built on an archive: only on one that is as it was written, so that no damage is carried on or given out."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from codetool.archive.altered import AlteredError
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.inventory import INVENTORY
from codetool.archive.objects import ArchivedObject
from codetool.archive.sign.renewal import Sealed
from codetool.archive.sign.standing import Stands, check_sealed
from codetool.archive.sign.trust import Trust
from codetool.archive.verify.structure import check_object, check_structure
from codetool.errors import ArchiveError
from codetool.findings import Finding, Severity


def require_sound(root: Path) -> None:
    """Raise AlteredError, which names the first file at fault, where an archive is not as it was written."""
    _require(check_structure(root).findings, "")


def require_sound_object(one: ArchivedObject) -> None:
    """Raise AlteredError, which names the first file at fault, where an object is not as it was written."""
    _require(check_object(one.path).findings, f"{one.place}/")


def require_signatures(one: ArchivedObject, trust: Trust, at: datetime) -> None:
    """Raise ArchiveError, which names the file, where a signature or a stamp of an object does not hold."""
    for version in one.inventory.versions:
        require_sealed(one, read_sealed(one, version.number), trust, at)


def require_sealed(one: ArchivedObject, sealed: Sealed, trust: Trust, at: datetime) -> Stands:
    """Return what stands of one sealing; raise ArchiveError, which names the file, where it does not hold."""
    stands = check_sealed(sealed, trust, at=at)
    for fault in (*stands.strays, *(fault.in_file(found.file) for found in stands.found for fault in found.findings)):
        if fault.severity is Severity.ERROR:
            raise ArchiveError(
                "{trouble}", "See codetool verify: nothing is built on what does not hold.",
                place=f"{one.place}/{fault.file}", trouble=fault.message,
            )  # fmt: skip
    return stands


def read_sealed(one: ArchivedObject, number: int) -> Sealed:
    """Return a version's inventory with its signature and renewals."""
    logs = f"logs/v{number}"
    paths = sorted(path for path in (one.path / logs).rglob("*") if path.is_symlink() or not path.is_dir())
    names = (f"v{number}/{INVENTORY}", *(path.relative_to(one.path).as_posix() for path in paths))
    files = {name: read_inside(one.root, f"{one.place}/{name}", JSON_LIMIT) for name in names}
    return Sealed(inventory=names[0], logs=logs, files=files)


def _require(findings: Iterable[Finding], before: str) -> None:
    for found in findings:
        if found.severity is Severity.ERROR:
            raise AlteredError(found.in_file(f"{before}{found.file}"))
