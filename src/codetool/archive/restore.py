"""A store filled again from its archive: each sealed version in its place, with its source, as it was sealed."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha512
from pathlib import Path, PurePosixPath

from codetool.archive.altered import altered
from codetool.archive.inventory import INVENTORY
from codetool.archive.objects import ArchivedObject, Sealing
from codetool.archive.record import MATCHES, Role
from codetool.archive.sound import require_given
from codetool.archive.staging import written_time
from codetool.archive.strict import folded_path
from codetool.errors import ArchiveError, VersionError
from codetool.store.sealed import SEALED_FILE, Sealed, digest_of, load_sealed, read_sealed, sealed_bytes
from codetool.store.transaction import Writer
from codetool.store.versions import list_versions


def restore(objects: Sequence[ArchivedObject], writer: Writer) -> tuple[str, ...]:
    """Write every sealed version into a store without one, all or none; return their labels (`WORK/LABEL`) in order.

    What is left there of them may stay. Raises VersionError where the store holds versions, or other files in the
    places of these; SourceError where its list of what was sealed is damaged; AlteredError where the archive is not as
    it was written or signed; ArchiveError where two of its Works or files have one place in a store. Nothing was
    written then.
    """
    if found := list_versions(writer.root):
        raise _held(writer.root, found[0].full_label)
    for one in objects:
        require_given(one)
    sealings = [(one, one.sealing(label)) for one in objects for label in one.labels()]
    folders = _folders(sealings)
    files = gathered(_files(sealings, folders), str(objects[0].root) if objects else "")
    with writer.change(sealing=True) as change:
        for path, content in sorted(files.items()):
            if not _is_held(writer.root, path, content):
                change.put(path, content, replace=PurePosixPath(path).name == SEALED_FILE)
    return tuple(f"{folders[one.work]}/{sealing.label}" for one, sealing in sealings)


def _is_held(store: Path, path: str, content: bytes) -> bool:
    """Tell whether the store has a file already, as it is to be; raise VersionError where it has another.

    A list of what was sealed may be written again where the archive holds all that it names.
    """
    place = store / path
    if not os.path.lexists(place):
        return False
    if not place.is_symlink() and digest_of(place) == sha512(content).hexdigest():
        return True
    if (
        place.name != SEALED_FILE
        or place.is_symlink()
        or set(load_sealed(place.parent)) - set(read_sealed(content, path))
    ):
        raise _held(store, path)
    return False


def _held(store: Path, name: str) -> VersionError:
    return VersionError(
        "the store holds {label} already", "Restore into an empty one: name another with --store.",
        place=str(store), label=name,
    )  # fmt: skip


def _folders(sealings: Sequence[tuple[ArchivedObject, Sealing]]) -> Mapping[str, str]:
    """Return the folder of each Work: the one that it was sealed from last, for it may have had another name before.

    Raises ArchiveError where two have folders of one name: a store has room for one of them.
    """
    last = sorted(sealings, key=lambda one: one[1].version)
    folders = {one.work: sealing.record.slug for one, sealing in last}
    works: dict[str, str] = {}
    for one, slug in ((one, folders[one.work]) for one, _ in sealings):
        first = works.setdefault(folded_path(slug), one.work)
        if first != one.work:
            raise ArchiveError(
                "two works were in a folder {slug} when they were sealed: {first} and {second}",
                "Restore each into a store of its own, from a bag: codetool archive export --work {second} -o BAG.",
                place=str(one.root), slug=slug, first=first, second=one.work,
            )  # fmt: skip
    return folders


def _files(
    sealings: Sequence[tuple[ArchivedObject, Sealing]], folders: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    listed: dict[str, list[Sealed]] = {}
    for one, sealing in sealings:
        yield from _of_version(one, sealing, folders[one.work])
        listed.setdefault(folders[one.work], []).append(entry_of(one, sealing))
    yield from ((f"{slug}/{SEALED_FILE}", sealed_bytes([], entries)) for slug, entries in listed.items())


def gathered(files: Iterable[tuple[str, bytes]], place: str) -> Mapping[str, bytes]:
    """Return files by their paths; `place` is the archive that they come from, for messages.

    Raises ArchiveError where two are one file with other bytes, on some disks at least, or where one would be hidden.
    """
    found: dict[str, bytes] = {}
    first: dict[str, bytes] = {}
    for path, content in files:
        if any(part.startswith(".") for part in path.split("/")):
            raise altered("path-astray", place, path=path)
        if first.setdefault(folded_path(path), content) != content:
            raise ArchiveError(
                "the sealed versions have two different files {path}",
                "Take out each version by itself: codetool archive export LABEL -o FOLDER.",
                place=place, path=path,
            )  # fmt: skip
        found[path] = content
    return found


def _of_version(one: ArchivedObject, sealing: Sealing, slug: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the store that a sealed version consists of: its text, its pictures, its source, decisions."""
    label, files = sealing.label, sealing.record.files
    before = [PurePosixPath(name).stem for name, file in files.items() if file.role is Role.BEFORE]
    for name, file in sorted(files.items()):
        content = one.read_logical(f"{label}/{name}")
        match file.role:
            case Role.TEXT | Role.PICTURE:
                yield f"{slug}/{name}", content
            case Role.RECEIVED:
                yield f"{slug}/sources/{PurePosixPath(name).name}", content
            case Role.SETTINGS if name == MATCHES:
                yield from ((f"{slug}/matches/{old}..{label}.toml", content) for old in before)
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
        pictures=sealing.record.pictures,
    )
