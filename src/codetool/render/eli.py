"""A version in the words of ELI, the ontology that official publishers share, as subjects and statements for RDFa.

An association mints no official ELI: the IRIs are those of the text, by the Naming Convention of Akoma Ntoso.
"""

from dataclasses import dataclass

from codetool.render.described import Described

_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_ELI = "http://data.europa.eu/eli/ontology#"
_AUTHORITY = {"fr": "FRA", "nl": "NLD", "de": "DEU", "en": "ENG", "fi": "FIN", "it": "ITA", "es": "SPA", "sv": "SWE"}
"""Languages as the Publications Office of the European Union names them."""


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


def eli_of(made: Described) -> Subject:
    """Return the work as a subject, its version, the expression of that and its files below it."""
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


def _version_subject(made: Described) -> Subject:
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


def _expression_subject(made: Described) -> Subject:
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
