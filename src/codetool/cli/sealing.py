"""What `codetool seal` does: gathers a version with all that belongs to it, seals it, and notes that in the store."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codetool.cli.archived import named_from, reading, writable_archive
from codetool.cli.gathering import find_sealable, gather, store_folder
from codetool.cli.inputs import tell_finding
from codetool.cli.settings import current_settings
from codetool.cli.shell import DIFFERENT, DONE
from codetool.cli.signing import SigningOptions, named_sealer, opened_signing
from codetool.cli.waiting import tell_waiting
from codetool.errors import ArchiveError, CodetoolError, OutputError, VersionError, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from codetool.archive.material import Material
    from codetool.archive.seal import SealedVersion, ToSeal
    from codetool.archive.sign.keys import Signing
    from codetool.archive.staging import Occasion
    from codetool.model.expression import Expression
    from codetool.render.sealing import Sealing
    from codetool.store import StoredVersion
    from codetool.store.sealed import Sealed
    from codetool.store.settling import Begun
    from codetool.store.transaction import Writer


def seal_version(reference: str, archive: Path | None, message: str, options: SigningOptions) -> int:
    """Seal what VERSION names; return the exit code."""
    from codetool.archive.contents import wanted_of
    from codetool.store.transaction import writing_into

    home = writable_archive(archive)
    with writing_into(store_folder(), waiting=tell_waiting) as writer, opened_signing(options, at := _now()) as signing:
        version = find_sealable(reference)
        _refuse_other_archive(version, home)
        if _is_sealed(version, home, writer):
            if signing:
                _tell_signer(version, home)
            return DONE
        material = gather(version, _sealing(version, signing, at))
        broken = [one for one in material.findings if one.code.startswith("schema-")]
        if broken:
            return _refuse(version, material)
        _tell_deceptive(material)
        wanted = wanted_of(version.work, material, _occasion(material.version.expression, at, message))
        with named_from(home):
            made = _seal_noted(version, home, wanted, signing, writer)
    _tell(version, made, home)
    return DONE


def _now() -> datetime:
    return current_settings().now.replace(microsecond=0)


def _sealing(version: "StoredVersion", signing: "Signing | None", at: datetime) -> "Sealing":
    """Return what the editions tell of their sealing."""
    from codetool.render.sealing import Sealing

    return Sealing(
        day=at.astimezone().date().isoformat(),
        label=version.path.stem,
        signer=signing.key.subject if signing else "",
        stamped=bool(signing and signing.stamps),
    )


def _refuse(version: "StoredVersion", material: "Material") -> int:
    from codetool.findings import Severity

    for one in material.findings:
        if one.severity is Severity.ERROR:
            tell_finding(one)
    told = current_settings().translate("{label} is not sealed: it breaks the schema of Akoma Ntoso")
    click.echo(told.format(label=version.label), err=True)
    return DIFFERENT


def _tell_deceptive(material: "Material") -> None:
    """Say on stderr which signs deceive whoever reads the text: once it is sealed, they stay."""
    from codetool.validate import DECEPTIVE

    for one in material.findings:
        if one.code in DECEPTIVE:
            tell_finding(one, err=True)


def _occasion(expression: "Expression", at: datetime, message: str) -> "Occasion":
    from codetool.archive.staging import Occasion

    name, address = named_sealer()
    return Occasion(at=at, name=name or _author(expression), address=address, message=message)


def _author(expression: "Expression") -> str:
    """Return the name of the author of a text, as its references have it, else its id."""
    author = next((one.lstrip("#") for one in expression.identification.work.authors), "")
    references = expression.document.find("meta", "references")
    shown = (one.get("showAs") for one in (references.elements() if references else ()) if one.eid == author)
    return next(filter(None, shown), author) or "?"


# --- the list of what is sealed ---------------------------------------------------------------------------------------


def _seal_noted(
    version: "StoredVersion", home: Path, wanted: "ToSeal", signing: "Signing | None", writer: "Writer"
) -> "SealedVersion":
    """Seal into the archive, and write into the store that it is: it refuses to change the version from then on.

    The store is told before the archive shows anything, so that the next command can tell what became of it.
    """
    from codetool.archive.root import is_nothing
    from codetool.archive.seal import Course, seal
    from codetool.store.settling import NOTE, note_of

    store, is_first = writer.root, is_nothing(home)
    noted: list[tuple[SealedVersion, Begun]] = []

    def begin(made: "SealedVersion") -> None:
        noted.append((made, _begun(version, home, made, is_first=is_first)))
        with writer.change() as change:
            change.put(NOTE, note_of(noted[-1][1]), replace=True)

    try:
        made = seal(home, wanted, signing, Course(waiting=tell_waiting, clock=_now, beginning=begin))
    except BaseException as error:
        done = _settled(store, noted)
        if done is None or not isinstance(error, KeyboardInterrupt):
            raise
        return done
    try:
        _note_sealed(version, store, noted[-1][1])
    except KeyboardInterrupt:
        if _settled(store, noted) is None:
            raise
    return made


def _note_sealed(version: "StoredVersion", store: Path, begun: "Begun") -> None:
    from codetool.store.settling import end_sealing

    try:
        end_sealing(store, begun)
    except OutputError as error:
        raise OutputError(
            "{label} is sealed, but the list of the store does not say so yet ({reason})",
            "Check the disk: the next command completes the list.",
            place=error.place, label=version.label, reason=error.values.get("reason", error.fact),
        ) from error  # fmt: skip


def _settled(store: Path, noted: "Sequence[tuple[SealedVersion, Begun]]") -> "SealedVersion | None":
    """Settle a sealing that was stopped; return it where it was done by then, None where nothing is sealed.

    What cannot be settled now, the next command settles.
    """
    from codetool.store.sealed import load_sealed
    from codetool.store.settling import settle

    with suppress(CodetoolError):
        settle(store)
        return next((made for made, begun in noted if begun.entry in load_sealed(store / begun.slug)), None)
    return None


def _begun(version: "StoredVersion", home: Path, made: "SealedVersion", *, is_first: bool) -> "Begun":
    from codetool.archive.record import Role
    from codetool.archive.staging import written_time
    from codetool.store.sealed import Sealed
    from codetool.store.settling import Begun

    entry = Sealed(
        label=version.path.stem,
        sha512=next(one.sha512 for one in made.record.files.values() if one.role is Role.TEXT),
        inventory_sha512=made.inventory_sha512,
        version=made.version,
        sealed=written_time(made.record.sealed),
        pictures=made.record.pictures,
    )
    archive = os.path.relpath(os.path.realpath(home), os.path.realpath(version.path.parent.parent))
    return Begun(slug=version.work, entry=entry, archive=archive, place=made.place, is_first=is_first)


def _refuse_other_archive(version: "StoredVersion", home: Path) -> None:
    """Raise ArchiveError where the archive lacks what the store knows to be sealed: it would be begun anew."""
    from codetool.archive.restore import entry_of
    from codetool.store.sealed import load_sealed

    listed = {one.label: one for one in load_sealed(version.path.parent)}
    if not listed:
        return
    held: set[tuple[str, str]] = set()  # another Work may have the same label
    if home.exists():
        with reading(home) as objects:
            for one in objects:
                for label in listed.keys() & one.labels().keys():
                    held.add((label, entry_of(one, one.sealing(label)).inventory_sha512))
    lost = sorted(label for label, one in listed.items() if (label, one.inventory_sha512) not in held)
    if lost:
        raise ArchiveError(
            "this archive does not have all that the store knows to be sealed: {labels}",
            "Name the archive that has it with --archive, or take that archive from a copy.",
            place=str(home), labels=", ".join(label.removesuffix(".fra") for label in lost),
        )  # fmt: skip


def _is_sealed(version: "StoredVersion", home: Path, writer: "Writer") -> bool:
    """Tell whether these very bytes are sealed, and say so; note it in the store where only the archive knows.

    Raises VersionError where another text is sealed under the label.
    """
    from codetool.store.sealed import digest_of, load_sealed

    listed = next((one for one in load_sealed(version.path.parent) if one.label == version.path.stem), None)
    entry = listed or entry_in(home, version)
    if entry is None:
        return False
    if digest_of(version.path) != entry.sha512:
        raise VersionError(
            "{label} is sealed since {day}, and this is another text",
            "Take back the sealed one (codetool archive export {label} -o FOLDER), then import this one under another.",
            place=str(version.path), label=version.label, day=entry.day,
        )  # fmt: skip
    if listed is None:
        _write_entry(version, entry, writer)
    told = current_settings().translate("{label} is sealed already, since {day}")
    click.echo(told.format(label=version.full_label, day=entry.day), err=True)
    return True


def _tell_signer(version: "StoredVersion", home: Path) -> None:
    """Say who signed a version that is sealed, to whoever names a key for it: nothing is signed a second time."""
    from codetool.archive.restore import entry_of
    from codetool.store.sealed import load_sealed

    label = version.path.stem
    listed = {one.inventory_sha512 for one in load_sealed(version.path.parent) if one.label == label}
    with reading(home) as objects:
        sealings = [(one, one.sealing(label)) for one in objects if label in one.labels()]
        signers = [each.record.signed for one, each in sealings if entry_of(one, each).inventory_sha512 in listed]
    for signer in signers:
        told = "it stays as it was sealed, signed by {signer}" if signer else "it stays as it was sealed, unsigned"
        click.echo(
            harmless(current_settings().translate(told).format(signer=signer.subject if signer else "")), err=True
        )


def _write_entry(version: "StoredVersion", entry: "Sealed", writer: "Writer") -> None:
    from codetool.store.sealed import SEALED_FILE, load_sealed, sealed_bytes

    content = sealed_bytes(load_sealed(version.path.parent), [entry])
    with writer.change(sealing=True) as change:
        change.put(f"{version.work}/{SEALED_FILE}", content, replace=True)


def entry_in(home: Path, version: "StoredVersion") -> "Sealed | None":
    """Return what the archive says of a version: a sealing may have been interrupted before the store was told."""
    from codetool.archive.restore import entry_of
    from codetool.archive.root import WORKSPACE, is_nothing
    from codetool.store.recovery import recover

    recover(home, WORKSPACE)
    if is_nothing(home):  # a first sealing may have been interrupted when it had begun
        return None
    with reading(home) as objects:
        for one in objects:
            if version.path.stem in one.labels():
                sealing = one.sealing(version.path.stem)
                if sealing.record.slug == version.work:
                    return entry_of(one, sealing)
    return None


def _tell(version: "StoredVersion", made: "SealedVersion", home: Path) -> None:
    from codetool.store import shown_path

    settings = current_settings()
    speak = settings.translate
    signed = made.record.signed
    values = {
        "label": version.full_label, "folder": shown_path(home, settings.start), "version": made.version,
        "digest": made.inventory_sha512, "signer": signed.subject if signed else "",
    }  # fmt: skip
    click.echo(speak("sealed: {label}, in {folder} ({version})").format(**values), err=True)
    told = "signed by {signer}" if signed else "not signed: the archive shows that nothing was altered, not who made it"
    click.echo(speak(told).format(**values), err=True)
    if "received" in made.record.missing:
        click.echo(speak("its source as received is missing: it was sealed without").format(**values), err=True)
    click.echo(speak("digest of the inventory, to be kept elsewhere: {digest}").format(**values), err=True)
