"""What machines read about an edition: schema.org in JSON-LD, ELI in RDFa, Open Graph, the lasting address."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from codetool.render.citation import cite_text, cited_in
from codetool.render.described import Described
from codetool.render.eli import Subject, eli_of
from codetool.render.imprint import Imprint, Link
from codetool.render.schema_org import schema_of
from codetool.render.view import View
from codetool.render.writing import Cited

_FOLLOWED = re.compile(r"(?i)(?:https?:/|(?![a-z][a-z0-9+.-]*:))")
_LASTING = re.compile(r"(?i)https?://[^\s\"<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the head of a page says, ready to print.

    `address` is the canonical one, `open_graph` in pairs; `cited` is how provisions are cited, by eId, with whole IRIs.
    """

    description: str
    address: str
    forms: tuple[Link, ...]
    trail: tuple[Link, ...]
    open_graph: tuple[tuple[str, str], ...]
    json_ld: Markup
    cited: Mapping[str, Cited]
    work: Subject | None


def metadata_of(view: View, imprint: Imprint) -> Metadata:
    """Return what machines read about an edition of a view."""
    address, site = (known if _LASTING.fullmatch(known) else "" for known in (imprint.address, imprint.look.address))
    forms, trail = (tuple(_links(links)) for links in (imprint.forms, imprint.trail))
    cited = cited_in(view)
    made = Described(view=view, address=address, base=address or site, forms=forms, cited=cited, imprint=imprint)
    return Metadata(
        description=describe(view),
        address=address,
        forms=forms,
        trail=trail,
        open_graph=tuple(_open_graph(made)),
        json_ld=script_of(schema_of(made)),
        cited={eid: replace(one, iri=made.whole(one.iri)) for eid, one in cited.items()},
        work=eli_of(made) if view.facts.work and view.facts.version else None,
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


def _open_graph(made: Described) -> Iterator[tuple[str, str]]:
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
