"""The metadata of the PDF: what it conforms to, whose text it is, and what it was made with (XMP, ISO 16684-1).

PDF/A allows properties of one's own where a schema inside the file describes them (ISO 19005-3, 6.6.2.3).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import escape

from codetool.render.pdf.record import Statement

NAMESPACE = "urn:codetool:edition:1#"
_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
_TAIL = '</x:xmpmeta>\n<?xpacket end="r"?>'
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "edition": NAMESPACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the file's own dictionary says, and XMP has to say again: title, authors, language, programs."""

    title: str
    authors: Sequence[str]
    language: str
    creator: str
    producer: str


def write_xmp(facts: Facts, statements: Sequence[Statement]) -> bytes:
    """Return the metadata as an XMP packet."""
    prefixes = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items())
    lines = [
        _HEAD,
        f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about=""{prefixes}>',
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
        *_plain(facts),
        *(_property(f"edition:{one.name}", one.values, "Bag" if one.many else "") for one in statements),
        f"<pdfaExtension:schemas>{_list('Bag', _schemas(statements))}</pdfaExtension:schemas>",
        "</rdf:Description></rdf:RDF>",
        _TAIL,
    ]
    return "\n".join(lines).encode()


def _plain(facts: Facts) -> Iterator[str]:
    yield "<dc:format>application/pdf</dc:format>"
    if facts.title:
        item = f'<rdf:li xml:lang="x-default">{escape(facts.title)}</rdf:li>'
        yield f"<dc:title><rdf:Alt>{item}</rdf:Alt></dc:title>"
    if facts.authors:
        yield _property("dc:creator", facts.authors, "Seq")
    if facts.language:
        yield _property("dc:language", (facts.language,), "Bag")
    if facts.creator:
        yield _property("xmp:CreatorTool", (facts.creator,), "")
    yield _property("pdf:Producer", (facts.producer,), "")


def _property(name: str, values: Sequence[str], kind: str) -> str:
    shown = [str(escape(value)) for value in values]
    inside = _list(kind, (f"<rdf:li>{value}</rdf:li>" for value in shown)) if kind else shown[0]
    return f"<{name}>{inside}</{name}>"


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<rdf:{kind}>{''.join(items)}</rdf:{kind}>"


def _schemas(statements: Sequence[Statement]) -> Iterator[str]:
    part = Statement(name="part", meaning="Part of ISO 14289 to which the file conforms", values=("1",))
    yield _schema("PDF/UA identification schema", "pdfuaid", (part,), "Integer")
    if statements:
        yield _schema("Edition of a legal text", "edition", statements, "Text")


def _schema(title: str, prefix: str, statements: Sequence[Statement], kind: str) -> str:
    described = (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{one.name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{'bag ' if one.many else ''}{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{'internal' if prefix == 'pdfuaid' else 'external'}</pdfaProperty:category>"
        f"<pdfaProperty:description>{escape(one.meaning)}</pdfaProperty:description></rdf:li>"
        for one in statements
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_PREFIXES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property>{_list('Seq', described)}</pdfaSchema:property></rdf:li>"
    )
