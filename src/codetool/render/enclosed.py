"""What an edition takes in besides the text: its pictures; and what the text asks for that an edition does not give."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from codetool.akn.read import unfold_expression
from codetool.findings import Finding, finding
from codetool.model.expression import Expression
from codetool.model.markup import Element
from codetool.model.text import text_of
from codetool.render.pictures import SIZE_LIMIT, Fault, Picture, load_picture, read_picture

REFERENCES = frozenset({"a", "mref", "ref", "rref"})
"""Elements whose href a reader can follow."""

_QUIET = frozenset({"ftp", "http", "https", "mailto", "tel", "urn"})
"""Schemes of addresses that nobody need be warned of, whether they are linked or not."""

_HELD = "data:"
"""How an address begins that holds the picture itself: Word and official publishers write such."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b]+")
_SURELY_NOTHING = re.compile(rb"""\bimg\b|\bhref\s*=\s*["'](?!#|/|https?:)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """The pictures of a text by their `src`, and what is to be said of the others and of its references."""

    pictures: Mapping[str, Picture] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Finding, ...] = ()


def enclose(expression: Expression, source: bytes, folder: Path | None, *, shown: bool = True) -> Enclosed:
    """Return the pictures that lie in a version's folder or in its text, and findings on its pictures and references.

    `source` are the bytes that the Expression was read from: most texts have neither, and their bytes tell so at once.
    `folder` is None where the text comes from no folder (git, a pipe). Not `shown` means an edition of words alone:
    of each picture is told that it was left out.
    """
    if b"\0" not in source and not _SURELY_NOTHING.search(source):
        return Enclosed()
    pictures: dict[str, Picture] = {}
    findings: list[Finding] = []
    for element, eid in _asking(unfold_expression(expression).document, ""):
        if element.name != "img":
            findings += _refused(element, eid)
            continue
        name = element.get("src").strip()
        found = _load(name, folder) if shown else Fault.LEFT_OUT
        if isinstance(found, Picture):
            pictures[element.get("src")] = found
        else:
            findings.append(_missing(found, name, eid, element.line))
    return Enclosed(pictures=MappingProxyType(pictures), findings=tuple(findings))


def _asking(element: Element, eid: str) -> Iterator[tuple[Element, str]]:
    """Yield each picture and reference with the eId of the provision that it stands in."""
    for child in element.children:
        if isinstance(child, Element) and child.name != "meta":
            inside = child.eid or eid
            if child.name == "img" or child.name in REFERENCES:
                yield child, inside
            yield from _asking(child, inside)


def _load(name: str, folder: Path | None) -> Picture | Fault:
    if name.startswith(_HELD):
        return read_picture(name)
    if _SCHEME.match(_BLANKS.sub("", name)) or name.startswith("//"):
        return Fault.REMOTE
    if folder is None:
        return Fault.ABSENT
    found = load_picture(folder, name)
    return load_picture(folder, unquote(name)) if found is Fault.ABSENT and "%" in name else found


_CODES = {
    Fault.REMOTE: "picture-remote",
    Fault.ABSENT: "picture-absent",
    Fault.OUTSIDE: "picture-outside",
    Fault.LARGE: "picture-large",
    Fault.OTHER: "picture-unfit",
    Fault.UNSAFE: "picture-unfit",
    Fault.INKS: "picture-inks",
    Fault.LEFT_OUT: "picture-left-out",
}


def _missing(fault: Fault, name: str, eid: str, line: int) -> Finding:
    shown = f"{_HELD}…" if name.startswith(_HELD) else name or "“”"
    return finding(_CODES[fault], eid=eid, line=line, name=shown, limit=SIZE_LIMIT // 1024)


def _refused(element: Element, eid: str) -> Iterator[Finding]:
    href = element.get("href")
    scheme = _SCHEME.match(_BLANKS.sub("", href))
    if scheme and scheme[1].lower() not in _QUIET:
        yield finding("link-refused", eid=eid, line=element.line, text=text_of(element), address=href)
