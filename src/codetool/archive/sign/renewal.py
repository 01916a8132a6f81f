"""Time stamps put over older ones before those run out, so that a signature stays good for as long as this is done.

A renewal is a folder beside the signature, `logs/vN/renewal-NNNN/`: a list of everything that it covers, with digests
(`manifest.txt`), what the authorities say now of the certificates in it (as files, which the list has too), and a time
stamp over the list (`manifest.txt.tsr`). Each covers all before it. The oldest stamp then proves the time of signing:
it was good when the second was put over it, the second when the third was, and the last is good today.

An unsigned inventory can be renewed as well: its first renewal proves that it was there on that day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from codetool.archive.sign.closed import NotClosedError, read_closed
from codetool.archive.sign.manifest import digest_of, read_manifest, write_manifest
from codetool.archive.sign.material import NO_MATERIAL, Material, gather
from codetool.archive.sign.tokens import (
    TokenFound,
    broken_token,
    check_token,
    read_response,
    read_token,
    stamp,
    with_findings,
    write_response,
)
from codetool.archive.sign.told import SignatureFound
from codetool.archive.sign.trust import Trust
from codetool.errors import ArchiveError
from codetool.findings import Finding, finding

MANIFEST, STAMP = "manifest.txt", "manifest.txt.tsr"
_PLACE = re.compile(r"/renewal-(?!0000)([0-9]{4})/(manifest\.txt(?:\.tsr)?|[0-9a-f]{64}\.(?:cer|crl|ocsp))")
_KINDS = {"cer": "certificates", "crl": "crls", "ocsp": "answers"}
_MOST = 9999


def is_of_renewal(path: str) -> bool:
    """Tell whether a renewal may have a file at a path below the folder of its version.

    >>> is_of_renewal("renewal-0001/manifest.txt"), is_of_renewal("renewal-0001/more.txt")
    (True, False)
    """
    return _PLACE.fullmatch(f"/{path}") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One inventory with what stands beside it under `logs/`; all paths are relative to the object's root.

    `inventory` is the path of the inventory (`v1/inventory.json`), `logs` the folder (`logs/v1`), `files` their bytes.
    """

    inventory: str
    logs: str
    files: Mapping[str, bytes]

    @property
    def content(self) -> bytes:
        """Return the bytes of the inventory."""
        return self.files.get(self.inventory, b"")

    @property
    def signature_path(self) -> str:
        """Return where the signature of the inventory stands, or would stand."""
        return f"{self.logs}/inventory.json.p7s"

    @property
    def signed(self) -> bool:
        """Tell whether there is a signature."""
        return self.signature_path in self.files

    @property
    def signature(self) -> bytes:
        """Return the signature of the inventory, or nothing."""
        return self.files.get(self.signature_path, b"")

    def folder(self, number: int) -> str:
        """Return the folder of one renewal."""
        return f"{self.logs}/renewal-{number:04}"

    def renewal(self, number: int) -> dict[str, bytes]:
        """Return the files of one renewal, by their path."""
        folder = f"{self.folder(number)}/"
        return {path: content for path, content in self.files.items() if path.startswith(folder)}

    @property
    def renewals(self) -> int:
        """Return the number of the last renewal, 0 where there is none."""
        return max(self.numbers, default=0)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the renewals that are there; the lists of the later ones tell of those that are not."""
        return tuple(sorted({int(found[1]) for found in self._places() if found}))

    def strays(self) -> list[str]:
        """Return the paths that are no file of a signature or a renewal."""
        known = {self.inventory, self.signature_path}
        return sorted(path for path in self.files if path not in known and not self._place(path))

    def _places(self) -> Iterator[re.Match[str] | None]:
        return map(self._place, self.files)

    def _place(self, path: str) -> re.Match[str] | None:
        return _PLACE.fullmatch(path.removeprefix(self.logs)) if path.startswith(f"{self.logs}/") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What is found of the renewals of one inventory; `strays` tells of files that belong to none.

    `since` is when the inventory and its signature are known to have been there: the time of the first renewal's stamp,
    or else the time asked for. `until` is when the last stamp runs out; None where there is none, or it has.
    """

    found: tuple[SignatureFound, ...]
    strays: tuple[Finding, ...]
    since: datetime
    until: datetime | None
    material: Material


def renew(sealed: Sealed, url: str, trust: Trust) -> dict[str, bytes]:
    """Return the files of one more renewal, by their path: what was gathered, the list, and the stamp over it.

    Raises SigningError where no time stamp can be had; whoever calls it has checked what is renewed.
    """
    number = sealed.renewals + 1
    if number > _MOST:
        raise ArchiveError("there are {most} renewals already", "Keep to one a year.", place=sealed.logs, most=_MOST)
    folder = sealed.folder(number)
    gathered = {f"{folder}/{name}": content for name, content in _files(gather(chains_of(sealed), trust))}
    covered = {path: digest_of(content) for path, content in {**sealed.files, **gathered}.items()}
    manifest = write_manifest(covered)
    answer = write_response(stamp(manifest, url, trust))
    return {**gathered, f"{folder}/{MANIFEST}": manifest, f"{folder}/{STAMP}": answer}


def check_renewals(sealed: Sealed, trust: Trust, *, at: datetime, told: Material = NO_MATERIAL) -> Renewed:
    """Return what is found of the renewals of an inventory, at the time `at`; any bytes may be given for any file.

    They are read from the last, which has to be good at `at`, to the first: each had to be good when the next was made.
    `told` is what the authorities say of their certificates now, where they were asked.
    """
    found: list[SignatureFound] = []
    material, since = told, at
    until: datetime | None = None
    for number in reversed(sealed.numbers):
        stamped = _stamped(sealed, number, trust, since, material)
        found.append(stamped.told)
        if number == sealed.renewals and stamped.good:
            until = stamped.until
        if stamped.good and stamped.told.stamped_at:
            since = min(since, stamped.told.stamped_at)
        material += _material(sealed.renewal(number))
    strays = tuple(finding("renewal-stray", path=path).in_file(path) for path in sealed.strays())
    return Renewed(found=tuple(reversed(found)), strays=strays, since=since, until=until, material=material)


def _stamped(sealed: Sealed, number: int, trust: Trust, at: datetime, material: Material) -> TokenFound:
    """Return what is found of one renewal, that has to be good at the time `at`."""
    folder = sealed.folder(number)
    path = f"{folder}/{STAMP}"
    manifest = sealed.files.get(f"{folder}/{MANIFEST}", b"")
    wrong = tuple(_compared(sealed, number, manifest))
    try:
        token = read_response(sealed.files.get(path, b""))
        found = check_token(manifest, token, trust, at=at, file=path, material=material)
    except NotClosedError:
        found = broken_token(path)
    last = number == sealed.renewals
    told = (*wrong, *(each if last else of_older(each) for each in found.told.findings))
    return replace(found, good=found.good and not wrong, told=with_findings(found.told, told))


def of_older(found: Finding) -> Finding:
    """Return what a fault of an older stamp means: the next one did not come in time, or not after it."""
    match found.code:
        case "stamp-expired":
            return finding("renewal-late", signer=found.values["signer"], day=found.values["day"])
        case "stamp-future":
            return finding("renewal-order")
        case _:
            return found


def _compared(sealed: Sealed, number: int, manifest: bytes) -> Iterator[Finding]:
    """Yield where the list of a renewal differs from what it has to cover."""
    stated = read_manifest(manifest)
    if stated is None:
        yield finding("renewal-form")
        return
    covered = _covered(sealed, number)
    for path in sorted({*stated, *covered}):
        if path not in covered:
            yield finding("renewal-missing", path=path)
        elif path not in stated:
            yield finding("renewal-incomplete", path=path)
        elif stated[path] != digest_of(covered[path]):
            yield finding("renewal-altered", path=path)


def _covered(sealed: Sealed, number: int) -> dict[str, bytes]:
    """Return the files that a renewal has to cover: all that were there before its list was written."""
    folder = sealed.folder(number)
    later = {path for each in sealed.numbers if each > number for path in sealed.renewal(each)}
    own = {f"{folder}/{MANIFEST}", f"{folder}/{STAMP}"}
    return {path: content for path, content in sealed.files.items() if path not in later | own | set(sealed.strays())}


def chains_of(sealed: Sealed) -> tuple[tuple[bytes, ...], ...]:
    """Return the certificates of the signer and of all authorities that stamped so far."""
    responses = (sealed.files.get(f"{sealed.folder(each)}/{STAMP}", b"") for each in sealed.numbers)
    return tuple(_chains_of(sealed.signature, responses))


def _chains_of(signature: bytes, responses: Iterable[bytes]) -> Iterator[tuple[bytes, ...]]:
    with suppress(NotClosedError):
        signed = read_closed(signature)
        yield signed.certificates
        yield read_token(signed.token).signed.certificates
    for response in responses:
        with suppress(NotClosedError):
            yield read_token(read_response(response)).signed.certificates


def _files(material: Material) -> Iterator[tuple[str, bytes]]:
    """Yield what was gathered as files, by name: the SHA-256 of each, and what it is."""
    for suffix, kind in _KINDS.items():
        for content in getattr(material, kind):
            yield f"{sha256(content).hexdigest()}.{suffix}", content


def _material(files: Mapping[str, bytes]) -> Material:
    """Return what the files of a renewal hold."""
    kinds = {
        kind: tuple(content for path, content in sorted(files.items()) if path.endswith(f".{suffix}"))
        for suffix, kind in _KINDS.items()
    }
    return Material(**kinds)
