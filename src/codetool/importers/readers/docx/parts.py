"""The parts of a Word file: which is the text, and which others belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from codetool.errors import SourceError
from codetool.importers.readers.docx.names import Node, name_of
from codetool.importers.readers.package import Package, open_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Where a part points: `kind` is the last word of the relationship's type; `target` a part's name or an address."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a Word file: its root, and what it points at, by id."""

    root: Node
    relations: Mapping[str, Relation]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A Word file with its main part, which holds the text."""

    package: Package
    main: Part

    def part(self, kind: str) -> Part | None:
        """Return the part of a kind, such as styles, if the file has one."""
        for relation in self.main.relations.values():
            if relation.kind == kind and self._holds(relation):
                return _read_part(self.package, relation.target)
        return None

    def root(self, kind: str) -> Node | None:
        """Return the root of the part of a kind, if the file has one."""
        found = self.part(kind)
        return found.root if found else None

    def linked(self, key: str) -> Part | None:
        """Return the part behind a relationship's id, if it is there."""
        relation = self.main.relations.get(key)
        return _read_part(self.package, relation.target) if relation and self._holds(relation) else None

    def _holds(self, relation: Relation) -> bool:
        return not relation.outside and relation.target in self.package.names


def _read_part(package: Package, name: str) -> Part:
    return Part(root=package.xml(name).getroot(), relations=_relations(package, name))


def open_word(source: bytes, place: str) -> WordFile:
    """Return the Word file in these bytes; raise SourceError where it is broken or has no text."""
    package = open_package(source, place)
    main = main_part(package)
    part = _read_part(package, main)
    if name_of(part.root) != "w:document":
        raise SourceError(
            "its part {name} is no text of Word",
            "Open it in Word or LibreOffice, repair it, and save it again.",
            place=place,
            name=main,
        )
    return WordFile(package=package, main=part)


def main_part(package: Package) -> str:
    """Return the name of the part that holds the text: what the package says, or else Word's usual name."""
    for relation in _relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package.names:
            return relation.target
    return "word/document.xml"


def _relations(package: Package, part: str) -> dict[str, Relation]:
    folder = dirname(part)
    name = join(folder, "_rels", f"{part[len(folder) :].lstrip('/')}.rels")
    if name not in package.names:
        return {}
    nodes = (node for node in package.xml(name).getroot() if name_of(node) == "rel:Relationship")
    return {node.get("Id", ""): _relation(node, folder) for node in nodes}


def _relation(node: Node, folder: str) -> Relation:
    target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
    if not outside:
        target = normpath(join("/", folder, target)).lstrip("/")
    return Relation(kind=node.get("Type", "").rpartition("/")[2], target=target, outside=outside)
