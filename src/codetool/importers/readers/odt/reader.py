"""A LibreOffice file to its reading."""

from collections.abc import Iterator
from contextlib import suppress

from codetool.errors import SourceError
from codetool.importers.readers.odt.body import Body
from codetool.importers.readers.odt.lists import read_list_styles
from codetool.importers.readers.odt.margins import Margins
from codetool.importers.readers.odt.names import Node, below, child, name_of, value
from codetool.importers.readers.odt.numbering import number_paragraphs
from codetool.importers.readers.odt.pending import pending_in
from codetool.importers.readers.odt.prepare import prepare
from codetool.importers.readers.odt.styles import read_styles
from codetool.importers.readers.odt.words import words_of
from codetool.importers.readers.package import Package, open_package
from codetool.importers.reading import DropKind, Reading, Tracked

_MANIFEST = "META-INF/manifest.xml"
_MACROS = ("Basic/", "Scripts/")
_NO_MODULES = ("/script-lc.xml", "/script-lb.xml", "/dialog-lc.xml", "/dialog-lb.xml", "/")
_HEADS = {
    "style:header": DropKind.HEADER, "style:header-left": DropKind.HEADER, "style:header-first": DropKind.HEADER,
    "style:footer": DropKind.FOOTER, "style:footer-left": DropKind.FOOTER, "style:footer-first": DropKind.FOOTER,
}  # fmt: skip


def read_odt(source: bytes, place: str = "", tracked: Tracked = Tracked.ACCEPT) -> Reading:
    """Return the reading of a LibreOffice text; raise SourceError where it is broken, locked, or no text.

    Numbers of lists and headings are those that LibreOffice shows; of tracked changes, one side is read.
    """
    package = open_package(source, place)
    _check_unlocked(package)
    content = package.xml("content.xml").getroot()
    styled = package.xml("styles.xml").getroot() if "styles.xml" in package.names else None
    body = child(content, "office:body", "office:text")
    if body is None:
        raise SourceError(
            "the file holds no text document", "Save it as a text document (.odt) in LibreOffice.", place=place
        )
    pending = pending_in(body)
    prepare(body, tracked, place)
    margins = Margins(objects=dict(_objects(package, body)))
    reading = _read(body, content, styled, margins)
    for kind, name in (*_heads(styled), *_macros(package)):
        margins.drop(kind, name, 0)
    return Reading(
        lines=reading.lines,
        words=reading.words,
        notes=tuple(margins.notes.values()),
        remarks=margins.remarks(),
        dropped=margins.dropped(),
        findings=(*pending.told(tracked), *margins.findings),
    )


def _read(text: Node, content: Node, styled: Node | None, margins: Margins) -> Reading:
    styles = read_styles(content, styled)
    labels = number_paragraphs(text, styles, read_list_styles(content, styled))
    counted = (node for node in below(text, "text:p", "text:h") if not _in_remark(node))
    numbers = {node: number for number, node in enumerate(counted, start=1)}
    body = Body(styles=styles, labels=labels, numbers=numbers, margins=margins)
    body.blocks(text)
    return Reading(lines=tuple(body.out), words=tuple(words_of(text, styles, labels, numbers)))


def _in_remark(node: Node) -> bool:
    parent = node.getparent()
    return parent is not None and name_of(parent) == "office:annotation"


def _check_unlocked(package: Package) -> None:
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise SourceError(
            "the file is protected by a password", "Save it without its password, then import it.", place=package.place
        )


def _heads(styled: Node | None) -> Iterator[tuple[DropKind, str]]:
    """Yield headers and footers by their words."""
    for name, kind in _HEADS.items():
        for node in below(styled, name) if styled is not None else ():
            yield kind, " ".join("".join(one.itertext()) for one in below(node, "text:p", "text:h"))


def _objects(package: Package, body: Node) -> Iterator[tuple[str, str]]:
    """Yield the words of each object that the text names and the package holds: a formula, a chart, another text."""
    for node in below(body, "draw:object"):
        address = value(node, "xlink:href")
        part = f"{address.removeprefix('./')}/content.xml"
        if address and part in package.names:
            with suppress(SourceError):  # a broken object is one without words: it has a name still
                yield address, " ".join(" ".join(_shown(package.xml(part).getroot())).split())


def _shown(root: Node) -> Iterator[str]:
    """Yield the texts of an object, without what formulas keep for their editor."""
    for node in root.iter():
        if isinstance(node.tag, str) and not node.tag.endswith("}annotation"):
            yield from filter(None, (node.text, *(one.tail for one in node)))


def _macros(package: Package) -> Iterator[tuple[DropKind, str]]:
    for name in package.names:
        if name.startswith(_MACROS) and not name.endswith(_NO_MODULES):
            yield DropKind.MACRO, name
