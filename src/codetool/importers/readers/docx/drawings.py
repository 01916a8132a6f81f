"""Drawings: what a picture, a chart, a diagram or a drawn word is called, and the words that it shows."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from codetool.errors import SourceError
from codetool.importers.readers.docx.names import Node, below, link_id, name_of
from codetool.importers.readers.docx.parts import Relation
from codetool.importers.readers.package import Package
from codetool.importers.reading import DropKind

_LINKS = {"c:chart": "id", "cx:chart": "id", "dgm:relIds": "dm"}
_WORDS = ("a:t", "c:v", "cx:v")


@dataclass(frozen=True, slots=True, kw_only=True)
class Insides:
    """The package, in which charts and diagrams stand as parts of their own."""

    package: Package | None = None

    def words(self, drawing: Node, relations: Mapping[str, Relation]) -> str:
        """Return the words that a drawing shows beside those of its text boxes, one after the other."""
        pieces = [*_shown(drawing)]
        for node in below(drawing, *_LINKS):
            relation = relations.get(link_id(node, _LINKS[name_of(node)]))
            if self.package and relation and not relation.outside and relation.target in self.package.names:
                with suppress(SourceError):  # a broken chart is one without words: it has a name still
                    pieces += _shown(self.package.xml(relation.target).getroot())
        return " / ".join(dict.fromkeys(pieces))


def _shown(root: Node) -> Iterator[str]:
    for node in below(root, *_WORDS, "v:textpath"):
        text = node.get("string") if name_of(node) == "v:textpath" else node.text
        if text and text.strip():
            yield " ".join(text.split())


def left_out(drawing: Node, words: str) -> tuple[DropKind, str] | None:
    """Return the kind and the name, with its words, of a drawing that is not read; nothing if it is all text boxes."""
    label = next((_label(one) for one in below(drawing, "wp:docPr", "v:shape") if _label(one)), "")
    if name_of(drawing) == "w:object":
        program = next((one.get("ProgID") for one in below(drawing, "o:OLEObject")), None)
        return DropKind.OBJECT, program or "object"
    if words:
        return DropKind.OBJECT, f"{label}: {words}" if label else words
    image = next(below(drawing, "a:blip", "v:imagedata"), None) is not None
    box = next(below(drawing, "wps:txbx", "v:textbox"), None) is not None
    if image or (name_of(drawing) == "w:drawing" and not box):
        return DropKind.PICTURE, label or "picture"
    return None


def _label(node: Node) -> str:
    return node.get("descr") or node.get("title") or node.get("alt") or node.get("name") or ""
