"""A version sealed: signed where there is a key, put into the archive as one OCFL version, chained to the one before.

What is built stands beside its place until it is whole and on the disk; then it is moved in, all of it or nothing.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha512
from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from types import MappingProxyType
from typing import TYPE_CHECKING

from codetool.archive.altered import AlteredError
from codetool.archive.inventory import INVENTORY, SIDECAR
from codetool.archive.objects import ArchivedObject, load_object, load_objects, object_id, object_place
from codetool.archive.pieces import Piece
from codetool.archive.record import (
    LABEL,
    RECORD,
    Before,
    RecordedFile,
    RecordedSigner,
    Role,
    SealRecord,
    read_record,
    write_record,
)
from codetool.archive.restorable import refuse_other_older_text, refuse_other_pictures, refuse_shared_folder
from codetool.archive.root import ROOT_FILES, WORKSPACE, is_nothing, namaste
from codetool.archive.sign.trust import Trust
from codetool.archive.sound import require_signatures, require_sound_object
from codetool.archive.staging import Occasion, Staged, stage_version, written_time
from codetool.errors import ArchiveError, Fact
from codetool.names import is_work_folder
from codetool.resources import resource_path
from codetool.store.enclosing import OBJECT_FILE, ROOT_FILE
from codetool.store.lock import Waiting, wait_in_silence
from codetool.store.transaction import Change, writing_into

if TYPE_CHECKING:
    from codetool.archive.sign.keys import Signing

SIGNATURE = "inventory.json.p7s"
"""The signature of an inventory, under `logs/` and the folder of its version."""
AUTHORITIES = "settings/authorities.pem"
"""The certificates of the authorities that were trusted when a version was sealed."""
GUIDES = ("LISEZ-MOI.txt", "relire.py")
"""What stands in every object, for whoever opens it without codetool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSeal:
    """A version to be sealed: what it is, its files in their roles, what made them, and who seals it when.

    `slug` is the Work's folder in the store, `work` and `expression` are IRIs, `label` is with its language.
    """

    slug: str
    work: str
    expression: str
    label: str
    pieces: Sequence[Piece]
    occasion: Occasion
    program: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    libraries: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fonts: Sequence[str] = ()
    corrects: str | None = None
    missing: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedVersion:
    """What a sealing made: the object's folder below the archive, its version, and the digest of its inventory."""

    place: str
    version: str
    inventory_sha512: str
    record: SealRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a sealing asks and tells while it goes on.

    `waiting` is called where others hold the archive. The `clock` gives the time of the sealing once it is held;
    without one it is that of the occasion. `beginning` is called with what will be returned when all is ready, before
    anything of it shows in the archive.
    """

    waiting: Waiting = wait_in_silence
    clock: Callable[[], datetime] | None = None
    beginning: Callable[[SealedVersion], None] = lambda _: None


IN_SILENCE = Course()


def seal(archive: Path, wanted: ToSeal, signing: "Signing | None" = None, course: Course = IN_SILENCE) -> SealedVersion:
    """Put a version into the archive, and return where it is; the archive is made where there is none.

    Raises ArchiveError where the archive holds the label already, or is not as it was left; SigningError where a
    signature or a time stamp cannot be had. Then nothing was written.
    """
    if not LABEL.fullmatch(wanted.label):
        raise ArchiveError("this is no label of a version", "Write it as 2001-06-07.fra.", place=wanted.label)
    if not is_work_folder(wanted.slug):
        raise ArchiveError(
            "from a folder of this name nothing is sealed: it could not be restored everywhere",
            "Rename the folder of the work: letters, digits and hyphens will do.",
            place=wanted.slug,
        )
    with writing_into(archive, WORKSPACE, waiting=course.waiting) as writer:
        if course.clock:
            wanted = replace(wanted, occasion=replace(wanted.occasion, at=course.clock()))
        place = object_place(object_id(wanted.work))
        before = _before(archive, place, wanted)
        if before:
            require_signatures(before, signing.trust if signing else Trust(), wanted.occasion.at)
        pieces = tuple(_signed(wanted, signing))
        record = _readable(_record(wanted, pieces, before, signing))
        with _staged(wanted, pieces, record, before) as staged:
            signature = _sign_inventory(staged.inventory, signing, wanted.occasion.at)
            digest = sha512(staged.inventory).hexdigest()
            made = SealedVersion(place=place, version=staged.number, inventory_sha512=digest, record=record)
            with writer.change() as change:
                if not (archive / ROOT_FILE).exists():
                    _begin_archive(change)
                _put(change, place, staged, signature, is_new=before is None)
                course.beginning(made)
    return made


def _before(archive: Path, place: str, wanted: ToSeal) -> ArchivedObject | None:
    """Return the object as it is; raise ArchiveError where nothing can be added to it."""
    if is_nothing(archive):
        return None
    refuse_shared_folder(load_objects(archive), wanted.work, wanted.slug)
    if not (archive / place).exists():
        return None
    found = load_object(archive, place)
    require_sound_object(found)
    pictures = {piece.name: piece.digest for piece in wanted.pieces if piece.role is Role.PICTURE}
    refuse_other_pictures(found, wanted.slug, pictures)
    refuse_other_older_text(found, {one.name: one.digest for one in wanted.pieces if one.role is Role.BEFORE})
    _refuse_earlier(found, wanted.occasion.at)
    folded = {label.casefold() for label in found.labels()}
    if wanted.label.casefold() in folded:
        raise ArchiveError(
            "the archive holds {label} already",
            "What was sealed is not replaced: bring the correction in as a new version, and seal that.",
            place=str(archive), label=wanted.label,
        )  # fmt: skip
    return found


def _refuse_earlier(found: ArchivedObject, at: datetime) -> None:
    """Raise ArchiveError where the clock stands before the last sealing: the times of an archive only go forward."""
    last = found.inventory.versions[-1].created
    if at < last:
        raise ArchiveError(
            "this machine says that it is {now}, and the last sealing was on {last}",
            "Set the clock right, then seal again.",
            place=found.inventory.id, now=written_time(at), last=written_time(last),
        )  # fmt: skip


# --- signatures and the record ----------------------------------------------------------------------------------------


def _signed(wanted: ToSeal, signing: "Signing | None") -> Iterator[Piece]:
    """Yield the files, the PDFs signed inside and the text beside it where there is a key."""
    for piece in wanted.pieces:
        if signing and piece.name.endswith(".pdf") and piece.role in {Role.EDITION, Role.COMPARISON}:
            from codetool.archive.sign.pdf import sign_pdf

            yield replace(piece, content=sign_pdf(piece.content, signing, at=wanted.occasion.at))
            continue
        yield piece
        if signing and piece.role is Role.TEXT:
            from codetool.archive.sign.xml import sign_akn

            signature = sign_akn(piece.content, piece.name, signing, at=wanted.occasion.at)
            yield Piece(
                name=f"{piece.name}.xades", content=signature, role=Role.SIGNATURE, media_type="application/xml"
            )
    if signing:
        yield from _authorities(signing)


def _authorities(signing: "Signing") -> Iterator[Piece]:
    """Yield the certificates that were trusted when the version was sealed, for whoever looks for them in thirty years.

    They prove nothing by themselves: whom to trust is for the one who verifies to say.
    """
    roots = signing.trust.roots
    if roots:
        content = "".join(map(DER_cert_to_PEM_cert, sorted(roots))).encode()
        yield Piece(name=AUTHORITIES, content=content, role=Role.SETTINGS, media_type="application/x-pem-file")


def _record(
    wanted: ToSeal, pieces: Sequence[Piece], before: ArchivedObject | None, signing: "Signing | None"
) -> SealRecord:
    return SealRecord(
        work=wanted.work,
        expression=wanted.expression,
        slug=wanted.slug,
        label=wanted.label,
        sealed=wanted.occasion.at,
        program=wanted.program,
        libraries=wanted.libraries,
        fonts=tuple(wanted.fonts),
        signed=_signer(signing) if signing else None,
        corrects=wanted.corrects,
        missing=tuple(wanted.missing),
        before=_link(before) if before else None,
        files={
            piece.name: RecordedFile(role=piece.role, media_type=piece.media_type, sha512=piece.digest)
            for piece in pieces
        },
    )


def _readable(record: SealRecord) -> SealRecord:
    """Return a record; raise ArchiveError where it could not be read again: nobody could verify what is sealed."""
    try:
        read_record(write_record(record))
    except AlteredError as error:
        raise ArchiveError(
            "this version cannot be sealed: nobody could read its record again ({reason})",
            "Change that in the text or in its name.",
            place=record.label, reason=Fact(error),
        ) from error  # fmt: skip
    return record


def _signer(signing: "Signing") -> RecordedSigner:
    key = signing.key
    return RecordedSigner(
        subject=key.subject, certificate_sha256=key.fingerprint, stamps=signing.stamps or None
    )  # fmt: skip


def _link(before: ArchivedObject) -> Before:
    """Return the link of the chain to the version before: the digests of its inventory and of all under `logs/`."""
    logs = sorted(path for path in (before.path / "logs").rglob("*") if path.is_file() and not path.is_symlink())
    return Before(
        version=before.inventory.head,
        inventory_sha512=sha512((before.path / INVENTORY).read_bytes()).hexdigest(),
        logs={path.relative_to(before.path).as_posix(): sha512(path.read_bytes()).hexdigest() for path in logs},
    )


def _sign_inventory(inventory: bytes, signing: "Signing | None", at: datetime) -> bytes | None:
    if signing is None:
        return None
    from codetool.archive.sign.detached import refuse_other_clock, sign_detached

    signature = sign_detached(inventory, signing, at=at)
    if signing.stamps:
        refuse_other_clock(signature, at, place=signing.stamps)
    return signature


# --- into the archive -------------------------------------------------------------------------------------------------


@contextmanager
def _staged(
    wanted: ToSeal, pieces: Sequence[Piece], record: SealRecord, before: ArchivedObject | None
) -> Iterator[Staged]:
    """Build the new version of the object outside the archive."""
    files = {f"{wanted.label}/{piece.name}": piece.content for piece in pieces}
    files[f"{wanted.label}/{RECORD}"] = write_record(record)
    if before is None:
        files |= {name: resource_path(f"templates/archive/{name}").read_bytes() for name in GUIDES}
    with tempfile.TemporaryDirectory(prefix="codetool-") as folder:
        yield stage_version(
            Path(folder),
            object_id(wanted.work),
            files,
            before=(before.path / INVENTORY).read_bytes() if before else None,
            occasion=replace(wanted.occasion, message=wanted.occasion.message or f"seal {wanted.label}"),
        )


def _begin_archive(change: Change) -> None:
    for name, content in ROOT_FILES.items():
        change.put(name, content)


def _put(change: Change, place: str, staged: Staged, signature: bytes | None, *, is_new: bool) -> None:
    """Move the version into its object: content first, the inventory that tells of it last."""
    if is_new:
        change.put(f"{place}/{OBJECT_FILE}", namaste(OBJECT_FILE))
    change.put_folder(f"{place}/{staged.number}", staged.folder / staged.number)
    if signature is not None:
        change.put(f"{place}/logs/{staged.number}/{SIGNATURE}", signature)
    for name in (SIDECAR, INVENTORY):
        change.put(f"{place}/{name}", (staged.folder / name).read_bytes(), replace=not is_new)
