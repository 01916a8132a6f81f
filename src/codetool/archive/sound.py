"""What is built on an archive: only on one that is as it was written, so that no damage is carried on or given out."""

from collections.abc import Iterable
from pathlib import Path

from codetool.archive.altered import AlteredError
from codetool.archive.objects import ArchivedObject
from codetool.archive.verify.structure import check_object, check_structure
from codetool.findings import Finding, Severity


def require_sound(root: Path) -> None:
    """Raise AlteredError, which names the first file at fault, where an archive is not as it was written."""
    _require(check_structure(root).findings, "")


def require_sound_object(one: ArchivedObject) -> None:
    """Raise AlteredError, which names the first file at fault, where an object is not as it was written."""
    _require(check_object(one.path).findings, f"{one.place}/")


def _require(findings: Iterable[Finding], before: str) -> None:
    for found in findings:
        if found.severity is Severity.ERROR:
            raise AlteredError(found.in_file(f"{before}{found.file}"))
