"""The archive against the store: what the store knows that was sealed, and the archive has to have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from codetool.archive.verify.chain import Chain, Link
from codetool.errors import CodetoolError
from codetool.findings import Finding, finding
from codetool.store.sealed import SEALED_FILE, Sealed, digest_of, load_sealed
from codetool.store.versions import list_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What an archive holds: its sealings by their label and the digest of their text."""

    sealings: Mapping[tuple[str, str], tuple[tuple[Chain, Link], ...]]

    def find(self, label: str, sha512: str) -> tuple[tuple[Chain, Link], ...]:
        """Return the sealings of a text under a label, in whatever object."""
        return self.sealings.get((label, sha512), ())


def held_in(chains: tuple[Chain, ...]) -> Held:
    """Return what the objects of an archive hold."""
    found: dict[tuple[str, str], tuple[tuple[Chain, Link], ...]] = {}
    for chain in chains:
        for link, name, digest in chain.texts():
            if name == f"{link.label}.xml":
                found[link.label, digest] = (*found.get((link.label, digest), ()), (chain, link))
    return Held(sealings=found)


def check_store(store: Path, chains: tuple[Chain, ...]) -> Iterator[Finding]:
    """Yield where the store and the archive do not agree on what was sealed; files are named from the store on."""
    held = held_in(chains)
    for folder in sorted(path.parent for path in store.glob(f"*/{SEALED_FILE}")):
        place = f"{folder.name}/{SEALED_FILE}"
        try:
            listed = load_sealed(folder, place)
        except CodetoolError as error:
            yield finding("store-list", reason=str(error)).in_file(place)
            continue
        for one in listed:
            yield from _check_listed(one, held, place)
            yield from _check_file(one, folder)
    yield from _check_unlisted(store, held)


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
    name = f"{one.label}.xml"
    found = digest_of(folder / name)
    if found is None:
        yield finding("store-absent", label=one.shown_label, day=one.day).in_file(f"{folder.name}/{name}")
    elif found != one.sha512:
        yield finding("store-changed", label=one.shown_label, day=one.day).in_file(f"{folder.name}/{name}")


def _check_unlisted(store: Path, held: Held) -> Iterator[Finding]:
    for version in list_versions(store):
        folder, label = version.path.parent, version.path.stem
        if not held.find(label, digest_of(version.path) or ""):
            continue
        try:
            listed = {one.label for one in load_sealed(folder)}
        except CodetoolError:
            continue  # told already
        if label not in listed:
            yield finding("store-unlisted", label=version.label).in_file(f"{folder.name}/{version.path.name}")
