"""A store filled again from its archive: each sealed version in its place, with its source, as it was sealed."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha512
from pathlib import PurePosixPath

from codetool.archive.inventory import INVENTORY
from codetool.archive.objects import ArchivedObject, Sealing
from codetool.archive.record import Role
from codetool.archive.sound import require_sound_object
from codetool.archive.staging import written_time
from codetool.errors import VersionError
from codetool.render.carried import MATCHES
from codetool.store.sealed import SEALED_FILE, Sealed, sealed_bytes
from codetool.store.transaction import Writer
from codetool.store.versions import list_versions


def restore(objects: Sequence[ArchivedObject], writer: Writer) -> tuple[str, ...]:
    """Write every sealed version into an empty store, all or none; return their labels (`WORK/LABEL`) in order.

    Raises VersionError where the store holds versions already, AlteredError where the archive is not as it was written:
    then nothing was written.
    """
    if found := list_versions(writer.root):
        raise VersionError(
            "the store holds {label} already", "Restore into an empty one: name another with --store.",
            place=str(writer.root), label=found[0].full_label,
        )  # fmt: skip
    for one in objects:
        require_sound_object(one)
    sealings = [(one, one.sealing(label)) for one in objects for label in one.labels()]
    with writer.change(sealing=True) as change:
        for path, content in sorted(_files(sealings).items()):
            change.put(path, content)
    return tuple(f"{sealing.record.slug}/{sealing.label}" for _, sealing in sealings)


def _files(sealings: Sequence[tuple[ArchivedObject, Sealing]]) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    listed: dict[str, list[Sealed]] = {}
    for one, sealing in sealings:
        files |= dict(_of_version(one, sealing))
        listed.setdefault(sealing.record.slug, []).append(entry_of(one, sealing))
    return files | {f"{slug}/{SEALED_FILE}": sealed_bytes([], entries) for slug, entries in listed.items()}


def _of_version(one: ArchivedObject, sealing: Sealing) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the store that a sealed version consists of: its text, its pictures, its source, decisions."""
    slug, label = sealing.record.slug, sealing.label
    for name, file in sorted(sealing.record.files.items()):
        content = one.read_logical(f"{label}/{name}")
        match file.role:
            case Role.TEXT | Role.PICTURE:
                yield f"{slug}/{name}", content
            case Role.RECEIVED:
                yield f"{slug}/sources/{PurePosixPath(name).name}", content
            case Role.SETTINGS if name == MATCHES:
                before = next(one for one, kept in sealing.record.files.items() if kept.role is Role.BEFORE)
                yield f"{slug}/matches/{PurePosixPath(before).stem}..{label}.toml", content
            case _:
                continue


def entry_of(one: ArchivedObject, sealing: Sealing) -> Sealed:
    """Return what the store notes of a sealed version; raise AlteredError where its text is not what it was."""
    text = one.read_logical(f"{sealing.label}/{sealing.label}.xml")
    inventory = (one.path / f"v{sealing.version}" / INVENTORY).read_bytes()
    return Sealed(
        label=sealing.label,
        sha512=sha512(text).hexdigest(),
        inventory_sha512=sha512(inventory).hexdigest(),
        version=f"v{sealing.version}",
        sealed=written_time(sealing.record.sealed),
    )
