"""A bag that was made of an archive for a state archive (BagIt, RFC 8493): its lists, and the files that they list."""

import re
from pathlib import Path

from codetool.archive.altered import AlteredError
from codetool.archive.inside import JSON_LIMIT, read_inside
from codetool.archive.strict import is_plain_path
from codetool.archive.verify.account import Account
from codetool.archive.verify.report import Report, Subject
from codetool.archive.verify.roots import digest_of
from codetool.archive.verify.structure import once
from codetool.archive.verify.tree import walk_tree
from codetool.findings import Finding, finding
from codetool.store.enclosing import BAG_FILE

_MANIFEST, _TAGS = "manifest-sha512.txt", "tagmanifest-sha512.txt"
_DECLARED = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{128}) [ *]?(.+)")


def verify_bag(folder: Path, place: str) -> Report:
    """Return what is found of a bag; the archive in its payload is looked at apart."""
    tree = walk_tree(folder)
    expected = {BAG_FILE: digest_of(_DECLARED), _TAGS: "", _MANIFEST: ""}
    findings: list[Finding] = []
    for name in (_TAGS, _MANIFEST):
        listed, faults = _read_list(folder, name)
        expected |= listed
        findings += faults
    findings += Account(root=folder, tree=tree, expected=expected).check()
    return Report(place=place, subject=Subject.BAG, findings=once(findings), files=len(tree.files()))


def _read_list(folder: Path, name: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the digests of a list by their paths, and the lines that are none as we write them."""
    try:
        content = read_inside(folder, name, JSON_LIMIT)
    except AlteredError:
        return {}, []  # told by the account of files
    listed: dict[str, str] = {}
    faults: list[Finding] = []
    for number, line in enumerate(content.decode("utf-8", "surrogateescape").split("\n")[:-1], start=1):
        read = _LINE.fullmatch(line)
        if read and is_plain_path(read[2]):
            listed[read[2]] = read[1]
        else:
            faults.append(finding("bag-line", line=number).in_file(name))
    return listed, faults
