"""What a path is: an archive, an object, a sealing, a text, a PDF, a folder of such; each verified as what it is."""

import errno
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from codetool.archive.signs import PAYLOAD, is_archive, is_bag, is_object, is_sealing, names_in
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.bag import verify_bag
from codetool.archive.verify.report import Reason, Report, Subject, Unverifiable
from codetool.archive.verify.signatures import XADES
from codetool.archive.verify.single import lost_text, verify_pdf, verify_sealing, verify_text
from codetool.archive.verify.structure import once
from codetool.archive.verify.tree import shown
from codetool.archive.verify.unfinished import undone
from codetool.archive.verify.whole import interrupted_in, verify_archive, verify_object
from codetool.findings import finding
from codetool.store.lock import shared_reader
from codetool.store.recovery import WORKSPACE
from codetool.store.sealed import SEALED_FILE, Sealed
from codetool.store.settling import NOTE

DEEPEST = 32
"""Folders below each other in which files are looked for."""
SOURCES = "sources"
"""The folder in which a store keeps what it received, beside the versions that were made of it."""
_OF_STORES = frozenset({SEALED_FILE, ".gitkeep", NOTE, WORKSPACE})
"""What a store holds that is not there to be verified: what it lists is looked at with each text."""
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_HEAD = 1024
"""Bytes in which a PDF says that it is one (ISO 32000-1, annex H)."""


def verify_path(path: Path, asked: Asked) -> Iterator[Report | Unverifiable]:
    """Yield what is found of what stands at a path, and of all that can be verified below it.

    A link that is named itself is followed; one that is met in a folder is not.
    """
    yield from _verify(path, asked, 0)


def _verify(path: Path, asked: Asked, depth: int) -> Iterator[Report | Unverifiable]:
    place = shown(str(path))
    try:
        if not path.is_dir():
            yield _verify_file(path, place, asked)
            return
        names = frozenset(os.listdir(path))  # noqa: PTH208 - names alone are asked for
        if not os.access(path, os.X_OK):  # its names can be read, and nothing in it
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    except (OSError, ValueError):
        yield Unverifiable(place=place, reason=Reason.UNREADABLE)
        return
    match subject_of(path, names):
        case Subject.ARCHIVE:
            with shared_reader(path, asked.waiting):
                yield verify_archive(path, place, asked)[0]
        case Subject.OBJECT:
            yield verify_object(path, place, asked)
        case Subject.BAG:
            yield _with_archive(verify_bag(path, place), path / PAYLOAD)
            if _is_true_folder(path / PAYLOAD):
                yield from _verify(path / PAYLOAD, asked, depth + 1)
        case Subject.SEALING:
            yield verify_sealing(path, place, asked)
        case _ if names & {NOTE, WORKSPACE}:
            yield Report(place=place, subject=Subject.STORE, findings=interrupted_in(path))
            yield from _verify_interrupted(path, names, asked, depth)
        case _:
            yield from _verify_folder(path, names, asked, depth)


def _with_archive(bag: Report, payload: Path) -> Report:
    """Return what is found of a bag, and that there is no archive in it where there is none."""
    if _is_true_folder(payload) and subject_of(payload, names_in(payload)) is Subject.ARCHIVE:
        return bag
    return replace(bag, findings=once([*bag.findings, finding("bag-empty").in_file(PAYLOAD)]))


def _is_true_folder(path: Path) -> bool:
    """Tell whether a folder stands in a place, and not a link to one: what that leads to is not what was exported."""
    return path.is_dir() and not path.is_symlink()


def subject_of(folder: Path, names: frozenset[str]) -> Subject | None:
    """Return what a folder is by the names in it; None where it is a folder like any other.

    One of which a part was taken away is still what it was: what is missing in it is then found.
    """
    if is_object(folder, names):
        return Subject.OBJECT
    if is_archive(folder, names):
        return Subject.ARCHIVE
    if is_bag(names):
        return Subject.BAG
    return Subject.SEALING if is_sealing(folder, names) else None


def _verify_interrupted(path: Path, names: frozenset[str], asked: Asked, depth: int) -> Iterator[Report | Unverifiable]:
    """Yield what is found of a store in which a command was interrupted, as the next one will leave it."""
    with undone(path, WORKSPACE) as copy:
        if copy is None:
            yield from _verify_folder(path, names, asked, depth)
            return
        asked.lists.take_copy(copy, path)
        above = shown(str(copy))
        for one in _verify_folder(copy, names_in(copy), asked, depth):
            yield replace(one, place=shown(str(path)) + one.place.removeprefix(above))


def _verify_folder(path: Path, names: frozenset[str], asked: Asked, depth: int) -> Iterator[Report | Unverifiable]:
    found = 0
    listed = asked.lists.of(path)
    sealed = {name.removesuffix(XADES) for name in names if name.endswith(XADES)} | {*(listed or ())}
    for name in sorted(names - _OF_STORES):
        if _is_told_with_text(path / name, names):
            continue
        for one in _verify_met(path / name, asked, depth):
            if _is_source(one, name, names):
                continue
            found += 1
            yield replace(one, sealed=True) if isinstance(one, Unverifiable) and name in sealed else one
    for one in _lost(path, names, listed):
        found += 1
        yield one
    if not found and not depth:
        yield Unverifiable(place=shown(str(path)), reason=Reason.EMPTY)


def _verify_met(path: Path, asked: Asked, depth: int) -> Iterator[Report | Unverifiable]:
    """Yield what is found of what stands in a folder that stands `depth` folders below the one that was named."""
    if path.is_symlink():
        yield Unverifiable(place=shown(str(path)), reason=Reason.LINK)
    elif path.is_dir() and depth >= DEEPEST:
        yield Unverifiable(place=shown(str(path)), reason=Reason.DEEP)
    else:
        yield from _verify(path, asked, depth + 1)


def _is_told_with_text(path: Path, names: frozenset[str]) -> bool:
    """Tell whether a file is the signature of a text beside it, with which it is looked at."""
    name = path.name.removesuffix(XADES)
    text = path.parent / name
    return name in names and name != path.name and (text.is_symlink() or text.is_file())


def _lost(path: Path, names: frozenset[str], listed: Mapping[str, Sealed] | None) -> Iterator[Report | Unverifiable]:
    """Yield the texts that the list of the store has and that are not in its folder; the list, where it is damaged."""
    if listed is None:
        yield Unverifiable(place=shown(str(path / SEALED_FILE)), reason=Reason.UNREADABLE)
    for name, one in (listed or {}).items():
        text = path / name
        signed = name + XADES in names  # which tells of its loss already
        if not (signed or text.is_symlink() or text.is_file()):
            yield lost_text(text, shown(str(text)), one)


def _is_source(one: Report | Unverifiable, name: str, names: frozenset[str]) -> bool:
    """Tell whether something is a source that a store keeps beside its versions: as received, so of any kind."""
    return (
        name == SOURCES
        and any(beside.endswith(".xml") for beside in names)
        and isinstance(one, Unverifiable)
        and one.reason in {Reason.OTHER, Reason.NO_PDF, Reason.PAGE, Reason.UNSEALED, Reason.UNSIGNED}
    )


def _verify_file(path: Path, place: str, asked: Asked) -> Report | Unverifiable:
    if not path.is_file():
        return Unverifiable(place=place, reason=Reason.DEVICE if path.exists() else Reason.UNREADABLE)
    path = path.resolve() if path.is_symlink() else path
    if path.name.endswith(XADES) and path.name != XADES:
        return _verify_beside(path.with_name(path.name.removesuffix(XADES)), place, asked)
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(_HEAD)
    if is_pdf or path.suffix.lower() == ".pdf":
        return verify_pdf(path, place, asked)
    if path.suffix.lower() == ".xml":
        return verify_text(path, place, asked)
    return Unverifiable(place=place, reason=Reason.PAGE if path.suffix.lower() in _PAGES else Reason.OTHER)


def _verify_beside(text: Path, place: str, asked: Asked) -> Report | Unverifiable:
    """Return what is found of the text beside a signature that stands in `place`."""
    if text.is_file():
        return verify_text(text, place, asked)
    if text.suffix == ".xml":  # as we name what we sign beside
        return lost_text(text, place, (asked.lists.of(text.parent) or {}).get(text.name))
    return Unverifiable(place=place, reason=Reason.ALONE)
