"""The records of an object and their chain: what each sealing holds, and that nothing before it was changed since."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from codetool.archive.altered import AlteredError
from codetool.archive.inventory import InventoryVersion
from codetool.archive.objects import ArchivedObject
from codetool.archive.record import LIMIT, RECORD, Role, SealRecord, read_record
from codetool.archive.verify.tree import above_of, joined
from codetool.findings import Finding, finding

GUIDES = frozenset({"LISEZ-MOI.txt", "relire.py"})
"""The files of an object that belong to no sealing: they may be worded otherwise by a later program."""


_ACCOUNTED = frozenset({"file-missing", "file-changed", "file-kind", "file-unreadable"})
"""What the account of files tells, where it tells of a place at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A sealing in the chain: the version it came with, its label, and its record, None where it cannot be read."""

    version: int
    label: str
    record: SealRecord | None
    place: str
    """Where the record stands below the archive's root."""
    fault: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The sealings of an object in their order.

    `digests` are those of the inventories by the names of the versions, `logs` the files that belong below logs/, in
    order.
    """

    archived: ArchivedObject
    links: tuple[Link, ...]
    digests: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    logs: tuple[str, ...] = ()

    def known_digests(self) -> Mapping[int, str]:
        """Return the digest of each inventory that the record after it names, by its version."""
        records = (link.record for link in self.links)
        before = [record.before for record in records if record and record.before]
        return MappingProxyType({one.version: one.inventory_sha512 for one in before})

    def known_logs(self) -> Mapping[str, str]:
        """Return the digests of the files below logs/ that the records name, by their path in the object."""
        records = (link.record for link in self.links)
        found = {
            path: digest
            for record in records
            if record and record.before
            for path, digest in record.before.logs.items()
        }
        return MappingProxyType({path: digest for path, digest in found.items() if path.startswith("logs/")})

    def logs_below(self, folder: str) -> Iterator[str]:
        """Yield those of `logs` that stand below a folder, in order; all of them are in order, too."""
        start = f"{folder}/"
        for at in range(bisect_left(self.logs, start), len(self.logs)):
            if not self.logs[at].startswith(start):
                return
            yield self.logs[at]

    def texts(self) -> Iterator[tuple[Link, str, str]]:
        """Yield the link, the name and the digest of each Akoma Ntoso text of the sealings."""
        for link in self.links:
            for name, one in sorted(link.record.files.items()) if link.record else ():
                if one.role is Role.TEXT:
                    yield link, name, one.sha512


def read_chain(archived: ArchivedObject) -> Chain:
    """Return the sealings of an object as its inventory tells them."""
    return Chain(archived=archived, links=tuple(_links(archived)))


def _links(archived: ArchivedObject) -> Iterator[Link]:
    before: set[str] = set()
    for version in archived.inventory.versions:
        labels = _labels_of(version)
        for label in sorted(labels - before):
            yield _link(archived, version, label)
        before |= labels


def _labels_of(version: InventoryVersion) -> frozenset[str]:
    return frozenset(path.partition("/")[0] for path in version.state if "/" in path)


def _link(archived: ArchivedObject, version: InventoryVersion, label: str) -> Link:
    digest = version.state.get(f"{label}/{RECORD}")
    if digest is None:
        place = joined(archived.place, f"{version.name}/content/{label}/{RECORD}")
        return Link(version=version.number, label=label, record=None, place=place, fault=finding("record-missing"))
    place = joined(archived.place, archived.inventory.manifest[digest][0])
    try:
        record = read_record(archived.read_content(digest, LIMIT), place, label)
    except AlteredError as error:
        return Link(version=version.number, label=label, record=None, place=place, fault=error.finding)
    return Link(version=version.number, label=label, record=record, place=place)


def check_chain(chain: Chain, told: Collection[str]) -> Iterator[Finding]:
    """Yield where the sealings of an object do not follow each other.

    `told` are the places of which the account of files tells: that a record cannot be read is not told of them again.
    """
    yield from _check_steps(chain)
    yield from _check_kept(chain)
    texts: dict[str, set[str]] = defaultdict(set)
    for link, _, digest in chain.texts():
        texts[link.label].add(digest)
    versions = {link.label: link.version for link in chain.links}
    for link in chain.links:
        if link.record is None:
            if link.fault and not (link.fault.code in _ACCOUNTED and any(one in told for one in above_of(link.place))):
                yield link.fault.in_file(link.place)
            continue
        yield from _check_files(chain.archived, link, link.record)
        yield from _check_before(chain, link, link.record)
        yield from _check_names(chain.archived, link, link.record)
        yield from _check_older(texts, versions, link, link.record)


def _check_steps(chain: Chain) -> Iterator[Finding]:
    """Yield where a version adds none or several sealings, or is older than the one before it."""
    versions = chain.archived.inventory.versions
    place = joined(chain.archived.place, "inventory.json")
    counted = Counter(link.version for link in chain.links)
    for version in versions:
        if (count := counted[version.number]) != 1:
            yield finding("version-sealings", version=version.name, count=count).in_file(place)
        for path in sorted(version.state):
            if "/" not in path and path not in GUIDES:
                yield finding("path-stray", path=path, version=version.name).in_file(place)
    for one, other in pairwise(versions):
        if other.created < one.created:
            yield finding("time-backwards", version=other.name, before=one.name).in_file(place)


def _check_kept(chain: Chain) -> Iterator[Finding]:
    """Yield what a later version no longer has as an earlier one had it: nothing is ever removed or replaced."""
    versions = chain.archived.inventory.versions
    for one, other in pairwise(versions):
        place = joined(chain.archived.place, "inventory.json")
        folders = _labels_of(one)
        for path, digest in sorted(one.state.items()):
            if "/" in path and other.state.get(path) != digest:
                yield finding("sealed-replaced", path=path, version=other.name).in_file(place)
        for path in sorted(set(other.state) - set(one.state)):
            if path.partition("/")[0] in folders and "/" in path:
                yield finding("sealed-added", path=path, version=other.name).in_file(place)


def _check_files(archived: ArchivedObject, link: Link, record: SealRecord) -> Iterator[Finding]:
    """Yield where the record does not list the files of its folder, all of them and as they are."""
    start = f"{link.label}/"
    state = archived.inventory.version(link.version).state
    there = {path[len(start) :]: digest for path, digest in state.items() if path.startswith(start)}
    there.pop(RECORD, None)
    told = {name: one.sha512 for name, one in record.files.items()}
    for name in sorted(set(there) | set(told)):
        if there.get(name) != told.get(name):
            yield finding("record-differs", name=name, label=link.label).in_file(link.place)


def _check_before(chain: Chain, link: Link, record: SealRecord) -> Iterator[Finding]:
    """Yield where the record does not name the inventory before it: a link of the chain is broken."""
    archived = chain.archived
    before = record.before
    number = before.version if before else 0
    if number != link.version - 1:
        told = f"v{number}" if number else "-"
        yield finding("chain-skips", version=f"v{link.version}", before=told).in_file(link.place)
    elif before and chain.digests.get(f"v{number}") != before.inventory_sha512:
        place = joined(archived.place, f"v{number}/inventory.json")
        yield finding("chain-broken", version=f"v{number}", after=f"v{link.version}").in_file(place)
    if record.sealed.replace(microsecond=0) != archived.inventory.version(link.version).created.replace(microsecond=0):
        yield finding("time-differs", version=f"v{link.version}").in_file(link.place)


def _check_names(archived: ArchivedObject, link: Link, record: SealRecord) -> Iterator[Finding]:
    """Yield where the record is of another Work than its object, or corrects what is not there."""
    if record.work != archived.work:
        yield finding("record-work", found=record.work, work=archived.work).in_file(link.place)


def _check_older(
    texts: Mapping[str, Collection[str]], versions: Mapping[str, int], link: Link, record: SealRecord
) -> Iterator[Finding]:
    """Yield where the older text that a sealing compares with is not the one that was sealed under its label before.

    `texts` are the digests of the texts that were sealed, `versions` the version that they came with, by their label.
    One that was sealed after it may have been changed until then.
    """
    for name, kept in record.files.items():
        label = name.removeprefix(_BEFORE).removesuffix(".xml")
        if name != f"{_BEFORE}{label}.xml" or versions.get(label, link.version) >= link.version:
            continue
        if texts.get(label) and (len(texts[label]) > 1 or kept.sha512 not in texts[label]):
            told = finding("before-differs", name=name, label=link.label, version=f"v{versions[label]}")
            yield told.in_file(link.place)


_BEFORE = "before/"
"""The folder of a sealing with the version that it is compared with."""
