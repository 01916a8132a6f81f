"""What machines read about an edition: schema.org in JSON-LD, ELI in RDFa, Open Graph, the lasting address.

An association mints no official ELI: the IRIs are those of the text, by the Naming Convention of Akoma Ntoso.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from markupsafe import Markup

from codetool.render.citation import cite_text
from codetool.render.imprint import Imprint, Link
from codetool.render.view import View
from codetool.render.writing import Cited

_HTML = "text/html"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_ELI = "http://data.europa.eu/eli/ontology#"
_AUTHORITY = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG", "fi": "FIN", "it": "ITA", "es": "SPA", "sv": "SWE"}
"""Languages as the Publications Office of the European Union names them."""

_FOLLOWED = re.compile(r"(?i)(?:https?:/|(?![a-z][a-z0-9+.-]*:))")
_LASTING = re.compile(r"(?i)https?://[^\s\"<>]+")

Node = dict[str, object]
"""A node of JSON-LD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What RDFa says of a subject: a property with a text, a day or an IRI; what is not said is empty.

    `language` is that of the text (BCP 47), empty for a name or an identifier.
    """

    property: str
    text: str = ""
    language: str = ""
    day: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing that RDFa speaks of, with an IRI or without; `role` is the property that leads here from around it."""

    type: str
    iri: str = ""
    role: str = ""
    statements: tuple[Statement, ...] = ()
    subjects: tuple["Subject", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the head of a page says, ready to print: `address` is the canonical one, `open_graph` in pairs."""

    description: str
    address: str
    forms: tuple[Link, ...]
    trail: tuple[Link, ...]
    open_graph: tuple[tuple[str, str], ...]
    json_ld: Markup
    work: Subject | None


def metadata_of(view: View, imprint: Imprint, cited: Mapping[str, Cited]) -> Metadata:
    """Return what machines read about an edition of a view; `cited` is how its provisions are cited, by eId."""
    address = imprint.address if _LASTING.fullmatch(imprint.address) else ""
    forms, trail = (tuple(_links(links)) for links in (imprint.forms, imprint.trail))
    made = _Making(
        view=view, address=address, base=address or imprint.look.address, forms=forms, cited=cited, imprint=imprint
    )
    return Metadata(
        description=describe(view),
        address=address,
        forms=forms,
        trail=trail,
        open_graph=tuple(_open_graph(made)),
        json_ld=script_of(_work_node(made)),
        work=_work_subject(made) if view.facts.work and view.facts.version else None,
    )


def describe(view: View) -> str:
    """Return what a text is, in a sentence or two: its citation, its author, whether it is a draft."""
    parts = (cite_text(view), view.author, view.labels["draft_note"] if view.mark else "")
    return ". ".join(part.strip(" .") for part in parts if part) + "."


def script_of(node: object) -> Markup:
    r"""Return a value as JSON that can stand in a script element, whatever its texts hold.

    >>> str(script_of({"name": "</script><b>&"}))
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}'
    """
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - what could end the element is escaped


def _links(links: tuple[Link, ...]) -> Iterator[Link]:
    """Yield the links that lead to a page or a file, and nowhere else."""
    return (link for link in links if _FOLLOWED.match(link.href))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """What a face is described from; `base` is what relative addresses and IRIs are completed with."""

    view: View
    address: str
    base: str
    forms: tuple[Link, ...]
    cited: Mapping[str, Cited]
    imprint: Imprint

    def whole(self, address: str) -> str:
        return urljoin(self.base, address) if self.base else address

    @property
    def publisher(self) -> str:
        return self.imprint.look.publisher or self.view.author

    def encodings(self) -> Iterator[tuple[str, str]]:
        """Yield the address and media type of each form, this page first; the address may be empty."""
        yield self.address, _HTML
        yield from ((self.whole(form.href), form.media_type) for form in self.forms if form.media_type != _HTML)


def _open_graph(made: _Making) -> Iterator[tuple[str, str]]:
    view = made.view
    country = view.facts.country.upper()
    known = {
        "og:type": "article",
        "og:title": view.facts.name or view.title,
        "og:description": describe(view),
        "og:url": made.address,
        "og:site_name": made.publisher,
        "og:locale": f"{view.language}_{country}" if re.fullmatch("[A-Z]{2}", country) else view.language,
        "article:published_time": view.facts.published,
    }
    return ((name, value) for name, value in known.items() if value)


# --- schema.org ---------------------------------------------------------------------------------------------


def _said(node: Mapping[str, object]) -> Node:
    """Return the node without what is not said."""
    return {key: value for key, value in node.items() if value not in ("", [], None)}


def _work_node(made: _Making) -> Node:
    view, facts = made.view, made.view.facts
    author = _organization(view.author)
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "@id": made.whole(facts.work) if facts.work else "",
            "name": facts.name or view.title,
            "legislationIdentifier": facts.work,
            "legislationType": facts.kind,
            "legislationJurisdiction": facts.country.upper(),
            "legislationDate": facts.first_adopted,
            "legislationPassedBy": author if facts.first_adopted else None,
            "creator": author,
            "workExample": _version_node(made),
        }
    )


def _version_node(made: _Making) -> Node:
    view, facts = made.view, made.view.facts
    ends = f"{facts.in_force}/{facts.until or '..'}" if facts.in_force else ""
    return _said(
        {
            "@type": "Legislation",
            "@id": made.whole(facts.version) if facts.version else "",
            "name": view.title,
            "legislationIdentifier": facts.version,
            "inLanguage": view.language,
            "creativeWorkStatus": "Draft" if view.mark else "",
            "legislationDate": facts.adopted,
            "legislationDateVersion": facts.dated,
            "datePublished": facts.published,
            "temporalCoverage": ends,
            "legislationLegalForce": _legal_force(view),
            "legislationConsolidates": [{"@type": "Legislation", "@id": made.whole(i)} for i in facts.consolidates],
            "publisher": _organization(made.publisher),
            "url": made.address,
            "encoding": [_encoding_node(made, address, media) for address, media in made.encodings()],
            "hasPart": list(_part_nodes(made)),
        }
    )


def _legal_force(view: View) -> str:
    stands = False if view.mark else view.facts.is_in_force
    return "" if stands is None else "https://schema.org/InForce" if stands else "https://schema.org/NotInForce"


def _organization(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _encoding_node(made: _Making, address: str, media_type: str) -> Node:
    return _said(
        {
            "@type": "LegislationObject",
            "contentUrl": address,
            "encodingFormat": media_type,
            "inLanguage": made.view.language,
        }
    )


def _part_nodes(made: _Making) -> Iterator[Node]:
    for eid, cited in made.cited.items():
        if cited.iri:
            url = f"{made.address}#{eid}" if made.address else ""
            iri = made.whole(cited.iri)
            named = {"name": cited.words, "legislationIdentifier": cited.iri, "url": url}
            yield _said({"@type": "Legislation", "@id": iri, **named})


# --- ELI ----------------------------------------------------------------------------------------------------


def _work_subject(made: _Making) -> Subject:
    view, facts = made.view, made.view.facts
    statements = (
        Statement(property="eli:id_local", text=facts.work),
        Statement(property="eli:date_document", day=facts.first_adopted),
        Statement(property="eli:responsibility_of", text=view.author),
    )
    return Subject(
        iri=made.whole(facts.work),
        type="eli:LegalResource",
        statements=_stated(statements),
        subjects=(_version_subject(made),),
    )


def _version_subject(made: _Making) -> Subject:
    view, facts = made.view, made.view.facts
    force = {True: "InForce-inForce", False: "InForce-notInForce", None: ""}[False if view.mark else facts.is_in_force]
    statements = (
        Statement(property="eli:id_local", text=facts.version),
        Statement(property="eli:version_date", day=facts.dated),
        Statement(property="eli:date_document", day=facts.adopted),
        Statement(property="eli:date_publication", day=facts.published),
        Statement(property="eli:first_date_entry_in_force", day=facts.in_force),
        Statement(property="eli:date_no_longer_in_force", day=facts.until),
        Statement(property="eli:in_force", iri=_ELI + force if force else ""),
        *(Statement(property="eli:consolidates", iri=made.whole(iri)) for iri in facts.consolidates),
    )
    return Subject(
        iri=made.whole(facts.version),
        type="eli:LegalResource",
        role="eli:has_member",
        statements=_stated(statements),
        subjects=(_expression_subject(made),),
    )


def _expression_subject(made: _Making) -> Subject:
    view = made.view
    language = _AUTHORITY.get(view.language, "")
    statements = (
        Statement(property="eli:title", text=view.title, language=view.language),
        Statement(property="eli:language", iri=_LANGUAGES + language if language else ""),
        Statement(property="eli:publisher", text=made.publisher),
    )
    formats = tuple(
        Subject(
            iri=address,
            type="eli:Format",
            role="eli:is_embodied_by",
            statements=_stated((Statement(property="eli:format", iri=_MEDIA_TYPES + media if media else ""),)),
        )
        for address, media in made.encodings()
        if address
    )
    return Subject(
        type="eli:LegalExpression",
        role="eli:is_realized_by",
        statements=_stated(statements),
        subjects=formats,
    )


def _stated(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(s for s in statements if s.text or s.day or s.iri)
