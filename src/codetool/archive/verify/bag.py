"""A bag that was made of an archive for a state archive (BagIt, RFC 8493): its lists, and the files that they list."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from codetool.archive.altered import AlteredError
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.signs import PAYLOAD
from codetool.archive.strict import is_plain_path
from codetool.archive.verify.account import Account
from codetool.archive.verify.report import Report, Subject
from codetool.archive.verify.roots import digest_of
from codetool.archive.verify.standard import check_standard_bag
from codetool.archive.verify.structure import once
from codetool.archive.verify.tree import Tree, walk_tree
from codetool.findings import Finding, finding
from codetool.store.enclosing import BAG_FILE

_MANIFEST, _TAGS, _INFO = "manifest-sha512.txt", "tagmanifest-sha512.txt", "bag-info.txt"
_OURS = frozenset({BAG_FILE, _INFO, _MANIFEST})
"""The files beside the payload that an export writes and lists."""
_BELONGS: Mapping[str, Callable[[str], bool]] = {
    _TAGS: _OURS.__contains__,
    _MANIFEST: lambda path: path.startswith(f"{PAYLOAD}/"),
}
"""Whether a path belongs in a list: that of the payload has nothing else, that of the tags nothing of it."""
_DECLARED = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{128}) [ *]?(.+)")
_ESCAPED = re.compile("%0[AD]", re.IGNORECASE)
"""Signs that a program which follows the standard reads as the end of a line: no path of ours has them."""
_END = re.compile(r"\r\n?|\n")
_OXUM = "payload-oxum"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """The digests of a list by their paths, and what is wrong with its lines."""

    digests: Mapping[str, str]
    faults: tuple[Finding, ...] = ()


def verify_bag(folder: Path, place: str) -> Report:
    """Return what is found of a bag; the archive in its payload is looked at apart."""
    tree = walk_tree(folder)
    lists = {name: _read_list(folder, name) for name in _BELONGS}
    expected = {BAG_FILE: digest_of(_DECLARED), _INFO: "", _TAGS: "", _MANIFEST: ""}
    for one in lists.values():
        expected |= one.digests
    findings = [told for one in lists.values() for told in one.faults]
    findings += _check_ours(lists[_TAGS], tree)
    findings += Account(root=folder, tree=tree, expected=expected).check()
    # What is missing or too much is told by its name: that it does not add up says nothing more.
    findings += () if findings else _check_oxum(folder, tree)
    findings += () if findings else check_standard_bag(folder, ".")
    return Report(place=place, subject=Subject.BAG, findings=once(findings), files=len(tree.files()))


def _read_list(folder: Path, name: str) -> _Listed:
    """Return what a list says; what is none of our lines, or does not belong there, is a fault of it."""
    try:
        content = read_inside(folder, name, JSON_LIMIT)
    except AlteredError as error:
        # All else is told by the account of files, which reads more.
        return _Listed(digests={}, faults=(error.finding,) if error.finding.code == "file-large" else ())
    listed: dict[str, str] = {}
    faults: list[Finding] = []
    *lines, rest = content.decode("utf-8", "surrogateescape").split("\n")
    for number, line in enumerate(lines, start=1):
        read = _LINE.fullmatch(line)
        if not read or not is_plain_path(read[2]) or _ESCAPED.search(read[2]):
            faults.append(finding("bag-line", line=number))
        elif not _BELONGS[name](read[2]):
            faults.append(finding("bag-stray", line=number, path=read[2]))
        elif read[2] in listed:
            faults.append(finding("bag-twice", line=number, path=read[2]))
        else:
            listed[read[2]] = read[1]
    if rest:
        faults.append(finding("bag-line", line=len(lines) + 1))
    return _Listed(digests=listed, faults=tuple(one.in_file(name) for one in faults))


def _check_ours(tags: _Listed, tree: Tree) -> Iterator[Finding]:
    """Yield which of the files that an export lists the list of the tags passes over, or names as another one."""
    if tags.digests.get(BAG_FILE, digest_of(_DECLARED)) != digest_of(_DECLARED):
        yield finding("file-exact").in_file(BAG_FILE)
    if _TAGS in tree.entries and not tags.faults:
        for name in sorted(_OURS - set(tags.digests)):
            if name in tree.entries:
                yield finding("bag-unlisted", path=name).in_file(_TAGS)


def _check_oxum(folder: Path, tree: Tree) -> Iterator[Finding]:
    """Yield where the bag says of its payload that it has more or fewer bytes and files than it has."""
    try:
        content = read_inside(folder, _INFO, JSON_LIMIT)
    except AlteredError as error:
        yield error.finding
        return
    found = [*_sizes(folder, tree)]
    wanted = f"{sum(found)}.{len(found)}"
    for number, line in enumerate(_END.split(content.decode("utf-8", "surrogateescape")), start=1):
        label, _, value = line.partition(":")
        if label.rstrip().casefold() == _OXUM and value.strip() != wanted:
            yield finding("bag-oxum", line=number, found=value.strip() or "–", wanted=wanted).in_file(_INFO)


def _sizes(folder: Path, tree: Tree) -> Iterator[int]:
    for path in tree.files():
        if path.startswith(f"{PAYLOAD}/"):
            with suppress(OSError):
                yield os.lstat(folder / path).st_size
