"""The whole way: bytes, lines, blocks, elements, an Expression; and beside it the account of its words."""

from collections.abc import Sequence
from dataclasses import replace

from codetool.akn.write import lay_out
from codetool.importers.build import element
from codetool.importers.cover import build_cover
from codetool.importers.document import build_parts
from codetool.importers.formats import read_source
from codetool.importers.inline import mark_inline
from codetool.importers.ledger import take_account
from codetool.importers.meta import build_meta
from codetool.importers.reading import Tracked
from codetool.importers.request import Imported, ImportRequest
from codetool.importers.structure import find_structure
from codetool.model.expression import Expression
from codetool.model.frbr import parse_date, parse_iri
from codetool.model.markup import AKN_NAMESPACE, Element, Node


def import_source(source: bytes, name: str, request: ImportRequest, tracked: Tracked = Tracked.ACCEPT) -> Imported:
    """Return the Expression that a source in any format becomes, with its ledger and findings.

    `name` is the source's place in messages, and tells its format; `tracked` is the side of tracked changes to take.
    Raises SourceError where it cannot be read, StructureError where no article is found in it, RequestError where the
    request's date or IRI is none. What is imported is not written anywhere; the ledger says whether it may be.
    """
    parse_date(request.date)
    parse_iri(request.iri)
    reading = read_source(source, name, tracked)
    structure = find_structure(reading.lines, name)
    cover = build_cover(structure.cover, request)
    preface = (cover.preface,) if cover.preface else ()
    marked = mark_inline(element("act", *preface, *build_parts(structure, request)), request.country, reading)
    titled = replace(request, title=request.title or cover.title or request.work)
    meta = build_meta(titled, cover.mark, marked.named, marked.remarks)
    expression = lay_out(Expression(root=_root(meta, marked.body.children)))
    findings = (*reading.findings, *cover.findings, *structure.findings, *marked.findings)
    return Imported(
        expression=expression,
        ledger=take_account(reading, expression),
        findings=tuple(found.in_file(name) for found in findings),
    )


def _root(meta: Element, parts: Sequence[Node]) -> Element:
    act = element("act", meta, *parts, name="code", contains="originalVersion")
    return Element(name="akomaNtoso", namespaces=(("", AKN_NAMESPACE),), children=(act,))
