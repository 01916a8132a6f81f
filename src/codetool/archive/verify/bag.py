"""A bag that was made of an archive for a state archive (BagIt, RFC 8493): its lists, and the files that they list."""

import re
from collections.abc import Iterator
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

DECLARATION = "bagit.txt"
PAYLOAD = "data"
_MANIFEST, _TAGS = "manifest-sha512.txt", "tagmanifest-sha512.txt"
_DECLARED = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{128}) [ *]?(.+)")


def verify_bag(folder: Path, place: str) -> Report:
    """Return what is found of a bag; the archive in its payload is looked at apart."""
    tree = walk_tree(folder)
    findings: list[Finding] = []
    expected = {DECLARATION: digest_of(_DECLARED), _TAGS: ""}
    for name in (_TAGS, _MANIFEST):
        try:
            expected |= dict(_listed(read_inside(folder, name, JSON_LIMIT), name))
        except AlteredError as error:
            findings.append(error.finding.in_file(name))
    findings += Account(root=folder, tree=tree, expected=expected).check()
    return Report(place=place, subject=Subject.BAG, findings=once(findings), files=len(tree.files()))


def _listed(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Yield the paths and digests of a list; raise AlteredError where a line is none that we write."""
    for number, line in enumerate(content.decode("utf-8", "surrogateescape").split("\n")[:-1], start=1):
        read = _LINE.fullmatch(line)
        if read is None or not is_plain_path(read[2]):
            raise AlteredError(finding("bag-line", line=number).in_file(name))
        yield read[2], read[1]
