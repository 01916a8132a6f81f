"""The structure written into the file: a tree of elements, and for every mark and link of a page the way back to it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

from codetool.render.pdf.marks import MarkedPage
from codetool.render.pdf.nodes import Link, Node, Text

_KEPT = frozenset({"TD", "TH"})
"""Types that stand even if they are empty: a table needs all its cells."""

_TABLE = frozenset({"ColSpan", "RowSpan", "Scope"})
_PIXEL = 0.75
"""PDF points of a CSS pixel."""


def write_tags(pdf: pydyf.PDF, pages: Sequence[MarkedPage], root: Node) -> None:
    """Write the structure of drawn pages into their PDF, and say in its catalogue that it is tagged."""
    nodes = list(_walk(root))
    written = [pydyf.Dictionary() for _ in nodes]
    top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    for one in (top, *written):
        pdf.add_object(one)
    references = {id(node): one.reference for node, one in zip(nodes, written, strict=True)}
    places = pdf.page_references
    for node, one in zip(nodes, written, strict=True):
        around = references[id(node.parent)] if node.parent else top.reference
        one.update(_element(node, around, places, references))
    top["K"] = references[id(root)]
    top["ParentTree"] = _way_back(pdf, pages, nodes, references)
    if notes := [(node.facts["ID"], references[id(node)]) for node in nodes if "ID" in node.facts]:
        top["IDTree"] = _names(notes)
    pdf.catalog["StructTreeRoot"] = top.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _walk(node: Node) -> Iterator[Node]:
    """Yield the nodes in the order of the text, without those that hold nothing."""
    if _is_kept(node):
        yield node
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from _walk(kid)


def _is_kept(node: Node) -> bool:
    return node.role in _KEPT or any(not isinstance(kid, Node) or _is_kept(kid) for kid in node.kids)


def _element(node: Node, around: bytes, places: Sequence[bytes], references: dict[int, bytes]) -> dict[str, Any]:
    page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
    kids = [kid for kid in (_kid(kid, page, places, references) for kid in node.kids) if kid is not None]
    said: dict[str, Any] = {"S": f"/{node.role}", "P": around}
    if page is not None:
        said["Pg"] = places[page]
    if kids:
        said["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
    said.update(_facts(node))
    return said


def _kid(kid: Node | Text | Link, page: int | None, places: Sequence[bytes], references: dict[int, bytes]) -> Any:  # noqa: ANN401 - what pydyf writes
    match kid:
        case Node():
            return references.get(id(kid))
        case Text() if kid.page == page:
            return kid.mark
        case Text():
            return b"<</Type /MCR /Pg %b /MCID %d>>" % (places[kid.page], kid.mark)
        case Link():
            return b"<</Type /OBJR /Pg %b /Obj %b>>" % (places[kid.page], kid.annotation.reference)


def _facts(node: Node) -> Iterator[tuple[str, Any]]:
    cell: dict[str, Any] = {}
    for name, value in node.facts.items():
        match name:
            case "Alt" | "E" | "ID" | "Lang":
                yield name, pydyf.String(value)
            case "BBox":
                yield "A", pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(side * _PIXEL for side in value)})
            case "ListNumbering":
                yield "A", pydyf.Dictionary({"O": "/List", "ListNumbering": value})
            case _ if name in _TABLE:
                cell[name] = value
    if cell:
        yield "A", pydyf.Dictionary({"O": "/Table", **cell})


def _way_back(
    pdf: pydyf.PDF, pages: Sequence[MarkedPage], nodes: Sequence[Node], references: dict[int, bytes]
) -> bytes:
    """Return the parent tree: by page the element of each mark, then that of each link."""
    marks: list[list[bytes]] = [[b"null"] * page.drawn for page in pages]
    links: list[tuple[Node, Link]] = []
    for node in nodes:
        for kid in node.kids:
            if isinstance(kid, Text):
                marks[kid.page][kid.mark] = references[id(node)]
            elif isinstance(kid, Link):
                links.append((node, kid))
    for number, page in enumerate(_page_objects(pdf)):
        page.update(Tabs="/S", StructParents=number)
    rows: list[Any] = []
    for number, row in enumerate(marks):
        rows += [number, pydyf.Array(row)]
    for number, (node, link) in enumerate(links, start=len(pages)):
        link.annotation.update(StructParent=number, Contents=pydyf.String(node.facts["Contents"]))
        rows += [number, references[id(node)]]
    tree = pydyf.Dictionary({"Nums": pydyf.Array(rows)})
    pdf.add_object(tree)
    return bytes(tree.reference)


def _page_objects(pdf: pydyf.PDF) -> Iterator[pydyf.Dictionary]:
    for number in pdf.pages["Kids"][::3]:
        yield pdf.objects[number]


def _names(named: Sequence[tuple[str, bytes]]) -> pydyf.Dictionary:
    rows: list[Any] = []
    for name, reference in sorted(named):
        rows += [pydyf.String(name), reference]
    return pydyf.Dictionary({"Names": pydyf.Array(rows)})
