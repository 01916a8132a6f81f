"""Markup inside the text: long quotations and references, in every paragraph of the body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from codetool.findings import Finding, finding
from codetool.importers.build import element
from codetool.importers.references import KnownText, Targets, find_links, find_targets, known_texts
from codetool.model.markup import Element, Node

_LONG = 20
"""Words from which a quotation is a text of its own, whatever introduces it."""
_ANNOUNCED = 3
"""Words that a quotation after a colon has at least; less is a term."""
_QUOTATION = re.compile(r"«([^«»]+)»|“([^“”„]+)”|„([^„“”]+)[“”]|(?<![^\s(\[])\"([^\"]+)\"")
_SPACE = " \u00a0\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A body with its inline markup, the references that `meta` needs for it, and what could not be resolved."""

    body: Element
    named: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()


def mark_inline(body: Element, country: str) -> Marked:
    """Return the body, its ids filled in already, with quotations and references marked up."""
    marker = _Marker(targets=find_targets(body), known=known_texts(country))
    marked = marker.mark(body, "")
    named = [
        element(
            "TLCReference",
            eId=text.key,
            href=f"/akn/ontology/reference/{country}/{text.key}",
            showAs=text.show,
            name=text.key,
        )
        for text in marker.known
        if text.key in marker.used
    ]
    return Marked(body=marked, named=tuple(named), findings=tuple(marker.findings))


@dataclass(slots=True, kw_only=True)
class _Marker:
    targets: Targets
    known: tuple[KnownText, ...]
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def mark(self, one: Element, eid: str) -> Element:
        inside = one.eid or eid
        children: list[Node] = []
        for child in one.children:
            if isinstance(child, Element):
                children.append(self.mark(child, inside))
            elif isinstance(child, str) and one.name == "p":
                children += self._text(child, inside, one.line)
            else:
                children.append(child)
        return replace(one, children=tuple(children))

    def _text(self, text: str, eid: str, line: int) -> Iterator[Node]:
        end = 0
        for start, stop in quotations(text):
            yield from self._linked(text[end:start], eid, line)
            yield element("embeddedText", text[start:stop])
            end = stop
        yield from self._linked(text[end:], eid, line)

    def _linked(self, text: str, eid: str, line: int) -> Iterator[Node]:
        end = 0
        for link in find_links(text, self.targets, self.known):
            if not link.href:
                self.findings.append(
                    finding("reference-unresolved", eid=eid, line=line, text=text[link.start : link.end])
                )
                continue
            if link.start > end:
                yield text[end : link.start]
            yield element("ref", text[link.start : link.end], href=link.href)
            self.used.update({link.key} - {""})
            end = link.end
        if end < len(text):
            yield text[end:]


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield where texts quoted at length begin and end, between their quotation marks.

    >>> text = 'La loi dit : "Nul ne parle ici." et "oui".'
    >>> [text[start:end] for start, end in quotations(text)]
    ['Nul ne parle ici.']
    """
    for found in _QUOTATION.finditer(text):
        start, end = found.span(found.lastindex or 0)
        quoted = text[start:end]
        words = len(quoted.split())
        announced = text[max(0, found.start() - 5) : found.start()].rstrip(_SPACE).endswith(":")
        if words > _LONG or (announced and words >= _ANNOUNCED):
            yield start + len(quoted) - len(quoted.lstrip(_SPACE)), end - len(quoted) + len(quoted.rstrip(_SPACE))
