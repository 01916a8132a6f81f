"""Every file and folder of an archive accounted for, its inventories one story, its sealings one chain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from codetool.archive.inventory import INVENTORY, Inventory
from codetool.archive.objects import ArchivedObject, object_place
from codetool.archive.root import namaste
from codetool.archive.verify.account import Account, Ticking
from codetool.archive.verify.chain import Chain, check_chain, read_chain
from codetool.archive.verify.identity import check_identities
from codetool.archive.verify.inventories import Inventories, check_same_history, load_inventories, with_chain
from codetool.archive.verify.logs import expected_logs
from codetool.archive.verify.placed import check_placed
from codetool.archive.verify.report import Stage, Watch, unwatched
from codetool.archive.verify.roots import check_declared, check_finished, digest_of, places_of_objects, root_digests
from codetool.archive.verify.standard import check_standard
from codetool.archive.verify.tree import Tree, joined, shown, walk_tree
from codetool.findings import Finding, Severity, any_error, finding
from codetool.store.enclosing import OBJECT_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """An object as it was found: its inventories, and its chain, None where no inventory can be read."""

    place: str
    inventories: Inventories
    chain: Chain | None
    logs: Mapping[str, str]

    def expected(self) -> dict[str, str]:
        """Return the files that have to be there below the archive's root, with their digests."""
        found = {OBJECT_FILE: digest_of(namaste(OBJECT_FILE)), **self.inventories.expected(), **self.logs}
        if self.inventories.head:
            found |= self.inventories.head.content_paths()
        return {joined(self.place, path): digest for path, digest in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What stands on the disk, what of it is in order, and the faults."""

    root: Path
    chains: tuple[Chain, ...]
    findings: tuple[Finding, ...]
    files: int


def check_structure(root: Path, *, watch: Watch = unwatched) -> Structure:
    """Return what is found of the archive in a folder; anything may be in it."""
    tree = walk_tree(root)
    findings = [*check_declared(tree), *check_finished(tree)]
    unfinished = frozenset(one.file for one in check_finished(tree))
    found = _Found(root=root, tree=tree.without(unfinished), places=places_of_objects(tree), watch=watch)
    return _check(found, findings, root_digests())


def check_object(folder: Path, *, watch: Watch = unwatched) -> Structure:
    """Return what is found of one object in a folder, outside of its archive."""
    return _check(_Found(root=folder, tree=walk_tree(folder), places=("",), watch=watch), [], {})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What stands on the disk, and where in it are objects."""

    root: Path
    tree: Tree
    places: tuple[str, ...]
    watch: Watch


def _check(found: _Found, findings: list[Finding], expected: dict[str, str]) -> Structure:
    examined = [_examine(found.root, place, found.tree) for place in found.places]
    for one in examined:
        expected |= one.expected() if one.chain else {}
        findings += check_declared(found.tree, one.place) if one.place else ()
    lost = frozenset(one.place for one in examined if one.chain is None)
    left = Tree(entries={}) if "" in lost else found.tree.without(lost)
    account = Account(
        root=found.root, tree=left, expected=expected, others=lost, ticking=_ticks(found.watch, len(expected))
    )
    findings += account.check()
    told = frozenset(one.file for one in findings)
    for one in examined:
        findings += _check_one(one, found.tree, told)
    if not any_error(findings):
        findings += [told for place in found.places for told in check_standard(found.root / place, place or ".")]
    return Structure(
        root=found.root,
        chains=tuple(one.chain for one in examined if one.chain),
        findings=once(findings),
        files=len(found.tree.files()),
    )


def _ticks(watch: Watch, total: int) -> Ticking:
    done = iter(range(1, total + 1))
    return lambda: watch(Stage.FILES, next(done, total), total)


def _examine(root: Path, place: str, tree: Tree) -> Examined:
    inside = tree.below(place) if place else tree
    folders = frozenset(path for path in inside.entries if _is_version(path))
    inventories = load_inventories(root, place, folders)
    if inventories.head is None:
        return Examined(place=place, inventories=inventories, chain=None, logs={})
    chain = read_chain(ArchivedObject(root=root, place=place, inventory=inventories.head))
    inventories = with_chain(inventories, chain.known_digests())
    logs = expected_logs(chain, inside)
    return Examined(
        place=place,
        inventories=inventories,
        chain=replace(chain, digests=inventories.digests, logs=tuple(sorted(logs))),
        logs=logs,
    )


def _is_version(path: str) -> bool:
    return path.startswith("v") and path[1:].isascii() and path[1:].isdecimal() and len(path) <= _LONGEST_VERSION


_LONGEST_VERSION = 6


def _check_one(one: Examined, tree: Tree, told: frozenset[str]) -> Iterator[Finding]:
    """Yield what is wrong in what an object says; that its files are there is accounted for already."""
    if one.chain is None:
        yield from _lost(one, tree)
        return
    yield from _placed(one.place, one.chain.archived.inventory)
    yield from one.inventories.faults()
    yield from check_same_history(one.inventories, one.place)
    yield from check_placed(one.chain.archived)
    yield from check_chain(one.chain, told)
    yield from check_identities(one.chain)


def _lost(one: Examined, tree: Tree) -> Iterator[Finding]:
    place = joined(one.place, INVENTORY)
    fault = one.inventories.copies[""].fault
    yield fault.in_file(place) if fault and place in tree.entries else finding("file-missing").in_file(place)
    yield finding("object-lost").in_file(one.place or ".")


def _placed(place: str, inventory: Inventory) -> Iterator[Finding]:
    if place and place != (wanted := object_place(inventory.id)):
        yield finding("object-elsewhere", id=inventory.id, expected=wanted).in_file(place)


def once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return each fault once, errors first, then by file; what cannot be printed is told in signs that can."""
    told = {(one.file, one.code, one.message): one for one in map(_printable, findings)}
    order = list(Severity)
    return tuple(sorted(told.values(), key=lambda one: (order.index(one.severity), one.file, one.code, one.message)))


def _printable(found: Finding) -> Finding:
    # What is printable stays the very value: a Fact can be told in other languages.
    strange = {name: shown(one) for name, one in found.values.items() if isinstance(one, str) and shown(one) != one}
    values = {**found.values, **strange}
    return replace(found, file=shown(found.file), values=MappingProxyType(values))
