"""The archive against the store: what the store knows that was sealed, and the archive has to have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from codetool.akn.read import read_expression
from codetool.archive.record import SealRecord
from codetool.archive.verify.chain import Chain, Link
from codetool.errors import CodetoolError, Fact, ListConflictError, SourceError
from codetool.findings import Finding, finding
from codetool.store.files import load_file
from codetool.store.sealed import SEALED_FILE, Sealed, digest_of, load_sealed
from codetool.store.settling import Begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What an archive holds: its sealings by label and digest of their text, and by the place of that in the store."""

    sealings: Mapping[tuple[str, str], tuple[tuple[Chain, Link], ...]]
    places: Mapping[tuple[str, str], tuple[SealRecord, str]]

    def find(self, label: str, sha512: str) -> tuple[tuple[Chain, Link], ...]:
        """Return the sealings of a text under a label, in whatever object."""
        return self.sealings.get((label, sha512), ())


def held_in(chains: tuple[Chain, ...]) -> Held:
    """Return what the objects of an archive hold."""
    found: dict[tuple[str, str], tuple[tuple[Chain, Link], ...]] = {}
    places: dict[tuple[str, str], tuple[SealRecord, str]] = {}
    for chain in chains:
        for link, name, digest in chain.texts():
            if name == f"{link.label}.xml":
                found[link.label, digest] = (*found.get((link.label, digest), ()), (chain, link))
                if link.record:
                    places[link.record.slug, link.label] = link.record, digest
    return Held(sealings=found, places=places)


def check_store(store: Path, chains: tuple[Chain, ...], awaited: Begun | None = None) -> Iterator[Finding]:
    """Yield where the store and the archive do not agree on what was sealed; files are named from the store on.

    `awaited` is the sealing that the next command will put into the list.
    """
    held = held_in(chains)
    for folder in sorted(path.parent for path in store.glob(f"*/{SEALED_FILE}")):
        place = f"{folder.name}/{SEALED_FILE}"
        try:
            listed = load_sealed(folder, place)
        except ListConflictError as error:
            yield finding("store-conflict").in_file(error.place)
            continue
        except CodetoolError as error:
            yield finding("store-list", reason=Fact(error)).in_file(error.place or place)
            continue
        for one in listed:
            yield from _check_listed(one, held, place)
            yield from _check_file(one, folder)
    homes = _homes(store, held)
    yield from _check_unlisted(homes, held, (awaited.slug, awaited.entry.label) if awaited else None)
    yield from _check_pictures(homes, held)
    yield from _check_works(homes, held)


def _check_listed(one: Sealed, held: Held, place: str) -> Iterator[Finding]:
    sealings = held.find(one.label, one.sha512)
    if not sealings:
        yield finding("store-lost", label=one.shown_label, day=one.day).in_file(place)
        return
    digests = {chain.digests.get(f"v{link.version}", "") for chain, link in sealings}
    if one.inventory_sha512 not in digests:
        yield finding("store-inventory", label=one.shown_label).in_file(place)


def _check_file(one: Sealed, folder: Path) -> Iterator[Finding]:
    """Yield where a sealed version of the store is no longer the text that was sealed."""
    fault = _fault_of(folder / f"{one.label}.xml", one.sha512, one.shown_label, one.day)
    if fault:
        yield fault.in_file(f"{folder.name}/{one.label}.xml")


def _fault_of(path: Path, sealed: str, label: str, day: str) -> Finding | None:
    """Return why a file of the store is not the text with that digest, None where it is."""
    try:
        found = digest_of(path)
    except SourceError as error:
        return finding("store-unreadable", name=path.name, label=label, day=day, reason=error.values["reason"])
    if found == sealed:
        return None
    return finding("store-absent" if found is None else "store-changed", label=label, day=day)


def _check_unlisted(homes: Mapping[str, Path], held: Held, awaited: tuple[str, str] | None) -> Iterator[Finding]:
    """Yield what the archive holds of the store's Works and the list does not name: it may have been changed since."""
    for (slug, label), (record, sealed) in sorted(held.places.items(), key=lambda one: one[0]):
        folder = homes.get(slug)
        if folder is None or label in _listed(folder):
            continue
        place, day = f"{folder.name}/{label}.xml", f"{record.sealed:%Y-%m-%d}"
        shown = label.removesuffix(".fra")
        fault = _fault_of(folder / f"{label}.xml", sealed, shown, day)
        if fault or (slug, label) != awaited:
            yield (fault or finding("store-unlisted", label=shown)).in_file(place)


def _check_pictures(homes: Mapping[str, Path], held: Held) -> Iterator[Finding]:
    """Yield the pictures of sealed versions that the store no longer has as they were sealed."""
    for (slug, label), (record, _) in sorted(held.places.items(), key=lambda one: one[0]):
        if (folder := homes.get(slug)) is None:
            continue
        for name, digest in record.pictures:
            shown, day = label.removesuffix(".fra"), f"{record.sealed:%Y-%m-%d}"
            fault = _fault_of(folder / name, digest, shown, day)
            if fault and fault.code != "store-unreadable":
                fault = finding("store-picture", name=name, label=shown, day=day)
            if fault:
                yield fault.in_file(f"{folder.name}/{name}")


def _check_works(homes: Mapping[str, Path], held: Held) -> Iterator[Finding]:
    """Yield the Works of the archive of which the store has nothing: they may be another store's, or lost."""
    works = {slug: record.work for (slug, _), (record, _) in held.places.items()}
    for slug in sorted(works.keys() - homes.keys()):
        yield finding("store-no-work", work=works[slug]).in_file(slug)


def _homes(store: Path, held: Held) -> Mapping[str, Path]:
    """Return the folder of each Work of the archive that the store has, by the name of the folder when it was sealed.

    One that was renamed since is known by the IRI of the Work in its texts, or by a later sealing of that Work.
    """
    works = {slug: record.work for (slug, _), (record, _) in held.places.items()}
    homes = {slug: store / slug for slug in works if (store / slug).is_dir()}
    others = {work: slug for slug, work in works.items() if slug not in homes}
    if others:
        for path in sorted(store.glob("*/*.xml")):
            if path.parent not in homes.values() and (slug := others.get(_work_of(path) or "")):
                homes.setdefault(slug, path.parent)
    known = {works[slug]: folder for slug, folder in homes.items()}
    return {slug: known[work] for slug, work in works.items() if work in known} | homes


def _work_of(path: Path) -> str | None:
    """Return the IRI of the Work that a text names, None where it cannot be read."""
    try:
        work = read_expression(load_file(path).content, str(path)).identification.work
    except CodetoolError:
        return None
    return work.uri or work.this


def _listed(folder: Path) -> set[str]:
    """Return the labels on a list; all that are in the folder where it cannot be read, which is told already."""
    try:
        return {one.label for one in load_sealed(folder)}
    except CodetoolError:
        return {path.stem for path in folder.glob("*.xml")}
