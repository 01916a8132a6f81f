"""The parts of a document as elements, with their ids: preamble, body, conclusions and attachments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codetool.importers.build import build_body, element, rich_element
from codetool.importers.closing import build_closing
from codetool.importers.meta import component_meta
from codetool.importers.preamble import build_preamble
from codetool.importers.request import ImportRequest
from codetool.importers.structure import Annex, Structure
from codetool.model.eid import fill_eids, make_eid, number_part
from codetool.model.markup import Element, with_attribute


def build_parts(structure: Structure, request: ImportRequest) -> list[Element]:
    """Return what stands below `act`, but for its metadata and its preface; each part has its ids."""
    attachments = list(_attachments(structure.annexes, request))
    return [
        *map(fill_eids, build_preamble(structure.preamble)),
        fill_eids(build_body(structure.blocks)),
        *build_closing(structure.closing),
        *([element("attachments", *attachments, line=attachments[0].line)] if attachments else []),
    ]


def _attachments(annexes: Sequence[Annex], request: ImportRequest) -> Iterator[Element]:
    taken: set[str] = set()
    for ordinal, annex in enumerate(annexes, start=1):
        number = number_part(annex.head.number)
        number = number if number and number not in taken else str(ordinal)
        while number in taken:
            number += "-dup"
        taken.add(number)
        yield _attachment(annex, make_eid("attachment", number), f"annexe_{number}", request)


def _attachment(annex: Annex, eid: str, component: str, request: ImportRequest) -> Element:
    head = annex.head
    # A note that the number calls is called by the text, if there is any.
    shown = head.heading.text or (head.heading.marks and not annex.blocks)
    heading = [rich_element("heading", head.heading.text, head.heading.marks, head.line)] if shown else []
    body = _prefixed(fill_eids(build_body(annex.blocks, "mainBody")), eid)
    document = element(
        "doc",
        component_meta(request, component),
        body,
        *build_closing(annex.closing),
        line=head.line,
        name="annexe",
        contains="originalVersion",
    )
    num = [element("num", head.num, line=head.line)] if head.num else []
    return element("attachment", *num, *heading, document, line=head.line, eId=eid)


def _prefixed(one: Element, prefix: str) -> Element:
    """Return the element with ids below that of its annex: an annex counts its articles on its own."""
    children = tuple(_prefixed(child, prefix) if isinstance(child, Element) else child for child in one.children)
    own = with_attribute(one.attributes, "eId", f"{prefix}__{one.eid}") if one.eid else one.attributes
    return replace(one, attributes=own, children=children)
