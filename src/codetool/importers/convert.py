"""The whole way: bytes, text, lines, blocks, elements, an Expression; and beside it the account of its words."""

from dataclasses import replace

from codetool.akn.write import lay_out
from codetool.importers.build import build_body, element
from codetool.importers.cover import build_cover
from codetool.importers.inline import mark_inline
from codetool.importers.ledger import take_account
from codetool.importers.lines import split_lines
from codetool.importers.meta import build_meta
from codetool.importers.request import Imported, ImportRequest
from codetool.importers.structure import find_structure
from codetool.importers.text import decode_source
from codetool.model.eid import fill_eids
from codetool.model.expression import Expression
from codetool.model.frbr import parse_date, parse_iri
from codetool.model.markup import AKN_NAMESPACE, Element


def import_source(source: bytes, name: str, request: ImportRequest) -> Imported:
    """Return the Expression that a source of plain text becomes, with its ledger and findings.

    `name` is the source's place in messages. Raises SourceError where the source is no text, StructureError where no
    article is found in it, RequestError where the request's date or IRI is none. What is imported is not written
    anywhere; the ledger says whether it may be.
    """
    parse_date(request.date)
    parse_iri(request.iri)
    decoded = decode_source(source, name)
    structure = find_structure(split_lines(decoded.text), name)
    cover = build_cover(structure.cover, request)
    marked = mark_inline(fill_eids(build_body(structure.blocks)), request.country)
    titled = replace(request, title=request.title or cover.title or request.work)
    meta = build_meta(titled, cover.mark, marked.named)
    expression = lay_out(Expression(root=_root(meta, cover.preface, marked.body)))
    findings = (*decoded.findings, *cover.findings, *structure.findings, *marked.findings)
    return Imported(
        expression=expression,
        ledger=take_account(decoded.text, expression),
        findings=tuple(found.in_file(name) for found in findings),
    )


def _root(meta: Element, preface: Element | None, body: Element) -> Element:
    parts = (meta, body) if preface is None else (meta, preface, body)
    act = element("act", *parts, name="code", contains="originalVersion")
    return Element(name="akomaNtoso", namespaces=(("", AKN_NAMESPACE),), children=(act,))
