"""A version as schema.org describes legislation: the work, its version, the files and articles of that (JSON-LD).

Legislation (the work) → workExample (the version) → encoding (its files), hasPart (its articles)
"""

from collections.abc import Iterator, Mapping

from codetool.render.described import Described
from codetool.render.view import View

Node = dict[str, object]
"""A node of JSON-LD."""


def _said(node: Mapping[str, object]) -> Node:
    """Return the node without what is not said."""
    return {key: value for key, value in node.items() if value not in ("", [], None)}


def schema_of(made: Described) -> Node:
    """Return the node of the work, its version and all that is below it."""
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


def _version_node(made: Described) -> Node:
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


def _encoding_node(made: Described, address: str, media_type: str) -> Node:
    return _said(
        {
            "@type": "LegislationObject",
            "contentUrl": address,
            "encodingFormat": media_type,
            "inLanguage": made.view.language,
        }
    )


def _part_nodes(made: Described) -> Iterator[Node]:
    for eid, cited in made.cited.items():
        if cited.iri:
            url = f"{made.address}#{eid}" if made.address else ""
            iri = made.whole(cited.iri)
            named = {"name": cited.words, "legislationIdentifier": cited.iri, "url": url}
            yield _said({"@type": "Legislation", "@id": iri, **named})
