"""What is built on an archive, or given out of it: only what is as it was written, so that no damage is carried on."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from codetool.archive.altered import AlteredError, altered
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.inventory import INVENTORY, Inventory, read_inventory
from codetool.archive.objects import ArchivedObject, Sealing
from codetool.archive.record import LIMIT, RECORD, SealRecord, read_record
from codetool.archive.sign.renewal import Sealed
from codetool.archive.sign.standing import Stands, check_sealed
from codetool.archive.sign.told import Kind
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.verdicts import OF_SIGNERS
from codetool.archive.verify.structure import check_object, check_structure
from codetool.findings import Finding, Severity, finding


def require_sound(root: Path) -> None:
    """Raise AlteredError, which names the first file at fault, where an archive is not as it was written."""
    _require(check_structure(root).findings, "")


def require_sound_object(one: ArchivedObject) -> None:
    """Raise AlteredError, which names the first file at fault, where an object is not as it was written."""
    _require(check_object(one.path).findings, one.placed(""))


def require_signatures(one: ArchivedObject, trust: Trust, at: datetime) -> None:
    """Raise AlteredError, which names the file, where a signature or a stamp of an object does not hold."""
    for version in one.inventory.versions:
        require_sealed(one, read_sealed(one, version.number), trust, at)


def require_sealed(one: ArchivedObject, sealed: Sealed, trust: Trust, at: datetime) -> Stands:
    """Return what stands of one sealing; raise AlteredError, which names the file, where it does not hold."""
    stands = check_sealed(sealed, trust, at=at)
    _require(_faults(stands), one.placed(""))
    return stands


def read_sealed(one: ArchivedObject, number: int) -> Sealed:
    """Return a version's inventory with its signature and renewals."""
    logs = f"logs/v{number}"
    paths = sorted(path for path in (one.path / logs).rglob("*") if path.is_symlink() or not path.is_dir())
    names = (f"v{number}/{INVENTORY}", *(path.relative_to(one.path).as_posix() for path in paths))
    files = {name: read_inside(one.root, one.placed(name), JSON_LIMIT) for name in names}
    return Sealed(inventory=names[0], logs=logs, files=files)


# --- to be given out --------------------------------------------------------------------------------------------------


def require_given(one: ArchivedObject) -> None:
    """Raise AlteredError where an object is not as it was written, or a signature in it is not over its bytes.

    Who signed, and whether he is believed, does not matter: what nobody here can prove is given out as well.
    """
    require_sound_object(one)
    for record, number in _records(one, first=1):
        _require_held(one, number, record)


def require_version(one: ArchivedObject, sealing: Sealing) -> None:
    """Raise AlteredError where what proves a sealed version does not hold: its inventory, and all that names that.

    The inventory lists its files as the last one does; each sealing since names the inventory before it; and each
    signature is over its bytes. What came before, and the files of other versions, are not looked at.
    """
    place = one.placed(f"v{sealing.version}/{INVENTORY}")
    own = read_inventory(read_inside(one.root, place, JSON_LIMIT), place)
    if _listed(own, sealing.label) != _listed(one.inventory, sealing.label):
        raise altered("inventory-differs", place, where=f"versions.v{sealing.version}")
    last = f"v{one.inventory.head}/{INVENTORY}"
    if _digest(one, last) != _digest(one, INVENTORY):
        raise altered("file-changed", one.placed(last))
    for record, number in _records(one, first=sealing.version):
        if number > sealing.version:
            _require_link(one, number, record)
        _require_held(one, number, record)


def _require_link(one: ArchivedObject, number: int, record: SealRecord) -> None:
    """Raise AlteredError where the record of a version does not name the inventory before it."""
    before, told = record.before, f"v{number}"
    if before is None or before.version != number - 1:
        named = f"v{before.version}" if before else "-"
        raise altered("chain-skips", one.place_of(f"{record.label}/{RECORD}"), version=told, before=named)
    named = f"v{before.version}"
    if _digest(one, place := f"{named}/{INVENTORY}") != before.inventory_sha512:
        raise altered("chain-broken", one.placed(place), version=named, after=told)


def _listed(inventory: Inventory, label: str) -> Mapping[str, str]:
    state = inventory.versions[-1].state
    return {path: digest for path, digest in state.items() if path.startswith(f"{label}/")}


def _digest(one: ArchivedObject, path: str) -> str:
    return hashlib.sha512(read_inside(one.root, one.placed(path), JSON_LIMIT)).hexdigest()


def _records(one: ArchivedObject, *, first: int) -> Iterator[tuple[SealRecord, int]]:
    for label, number in one.labels().items():
        if number >= first:
            path = f"{label}/{RECORD}"
            yield read_record(one.read_logical(path, LIMIT), one.place_of(path), label), number


def _require_held(one: ArchivedObject, number: int, record: SealRecord) -> None:
    sealed, signer = read_sealed(one, number), record.signed
    if signer and not sealed.signed:
        raise altered("file-missing", one.placed(sealed.signature_path))
    # As of the last sealing: whether a signature is over these bytes is the same on every day.
    stands = check_sealed(sealed, Trust(), at=one.inventory.versions[-1].created)
    _require((fault for fault in _faults(stands) if fault.code not in OF_SIGNERS), one.placed(""))
    for found in stands.found:
        if signer and found.kind is not Kind.STAMP and found.certificate != signer.certificate_sha256:
            other = finding("signature-other-signer", signer=found.signer, wanted=signer.subject)
            raise AlteredError(other.in_file(one.placed(found.file)))


def _faults(stands: Stands) -> Iterator[Finding]:
    yield from stands.strays
    yield from (fault.in_file(found.file) for found in stands.found for fault in found.findings)


def _require(findings: Iterable[Finding], before: str) -> None:
    for found in findings:
        if found.severity is Severity.ERROR:
            raise AlteredError(found.in_file(f"{before}{found.file}"))
