"""Markup inside the text: long quotations, references, links of the source and notes, in every paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from codetool.findings import Finding, finding
from codetool.importers.asides import NoteShelf, Places, build_remarks
from codetool.importers.build import element
from codetool.importers.outside import Library
from codetool.importers.places import Place
from codetool.importers.provisions import Provisions
from codetool.importers.reading import Reading
from codetool.importers.references import Finder, Link
from codetool.importers.rich import Flat, flatten, nest
from codetool.importers.spans import Span
from codetool.model.markup import Element, Node
from codetool.model.text import INLINE

_LONG = 20
"""Words from which a quotation is a text of its own, whatever introduces it."""
_ANNOUNCED = 3
"""Words that a quotation after a colon has at least; less is a term."""
_QUOTATION = re.compile(r"«([^«»]+)»|“([^“”„]+)”|„([^„“”]+)[“”]|(?<![^\s(\[])\"([^\"]+)\"")
_SPACE = " \u00a0\u202f"
_MASK = "\x00"
"""What stands for a quoted character: it ends every word and is none."""
_EMPTY = Reading(lines=(), words=())
_LABELS = frozenset({"num", "meta"})
"""Elements that stay as they are."""
_UNLINKED = frozenset({"preface", "longTitle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A document with its inline markup, what `meta` needs for it, and what was noticed."""

    body: Element
    named: tuple[Element, ...] = ()
    remarks: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()


def mark_inline(body: Element, country: str, reading: Reading = _EMPTY) -> Marked:
    """Return the document, its ids filled in already, with quotations, references, links and notes marked up.

    The reading gives the texts of the notes, the comments, and the names by which links point at lines.
    """
    places = Places(body, reading)
    finder = Finder(provisions=Provisions([body]), library=Library(country))
    marker = _Marker(finder=finder, places=places, notes=NoteShelf(reading.notes))
    marked = marker.place_uncalled(marker.mark(body, _Where(place=finder.provisions.root)))
    remarks, persons = build_remarks(reading.remarks, places)
    named = [
        element(
            "TLCReference",
            eId=text.key,
            href=f"/akn/ontology/reference/{country}/{text.key}",
            showAs=text.show,
            name=text.key,
        )
        for text in finder.library.known
        if text.key in marker.used
    ]
    findings = (*marker.findings, *marker.notes.findings())
    return Marked(body=marked, named=(*named, *persons), remarks=remarks, findings=findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Where in the document a text stands; `linked` tells whether references are looked for."""

    place: Place
    eid: str = ""
    linked: bool = True
    preamble: bool = False


@dataclass(slots=True, kw_only=True)
class _Marker:
    finder: Finder
    places: Places
    notes: NoteShelf
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def mark(self, one: Element, where: _Where) -> Element:
        if one.name in _LABELS:
            return one
        inside = self._inside(one, where)
        if not _is_running(one):
            children: tuple[Node, ...] = tuple(
                self.mark(child, inside) if isinstance(child, Element) else child for child in one.children
            )
            return replace(one, children=children)
        flat = flatten(one.children)
        found = self._found(flat.text, one.line, inside) if one.name == "p" else ()
        return replace(one, children=self._nested(flat, found, inside, one.line))

    def _inside(self, one: Element, where: _Where) -> _Where:
        place = where.place if one.name == "authorialNote" else self.finder.provisions.place_of(one)
        return _Where(
            place=where.place if place is self.finder.provisions.root else place,
            eid=one.eid if one.eid and one.name != "authorialNote" else where.eid,
            linked=where.linked and one.name not in _UNLINKED,
            preamble=where.preamble or one.name == "preamble",
        )

    def _nested(self, flat: Flat, found: tuple[Span, ...], where: _Where, line: int) -> tuple[Node, ...]:
        spans: list[Span] = []
        for span in flat.spans:
            if span.name == "authorialNote" and span.start == span.end:
                notes = self._note(span, where, line)
                spans += [replace(span, element=note) for note in notes]
            elif not self._says_another(span, found):
                spans += self._resolved(span)
        return nest(Flat(text=flat.text, spans=_with_found(spans, found)))

    def _resolved(self, span: Span) -> list[Span]:
        """Return the stretch, a link to a place of the source as one to its provision, or nothing where it has none."""
        if span.name != "ref" or not isinstance(span.element, Element):
            return [span]
        eid = self.places.eid_of(span.element.get("href").removeprefix("#"))
        return [replace(span, element=element("ref", href=f"#{eid}"))] if eid else []

    def _says_another(self, span: Span, found: tuple[Span, ...]) -> bool:
        """Tell whether somebody changed the number in a link that an edition of ours made: the words count then."""
        if not self.places.ours or span.name != "ref" or not isinstance(span.element, Element):
            return False
        anchor = span.element.get("href").removeprefix("#")
        said = (one.element.get("href") for one in found if isinstance(one.element, Element) and _touch(one, span))
        return any(href.startswith("#") and _is_other(href[1:].replace("-", "_"), anchor) for href in said)

    def _note(self, span: Span, where: _Where, line: int) -> list[Element]:
        key = span.element.get("marker") if isinstance(span.element, Element) else ""
        return [
            self.mark(note, where) if note.children else note for note in self.notes.take(key, eid=where.eid, line=line)
        ]

    def place_uncalled(self, body: Element) -> Element:
        """Return the document with the notes that nothing calls after its last paragraph."""
        left = self.notes.uncalled()
        if not left:
            return body
        where = _Where(place=self.finder.provisions.root)
        done, found = _append(body, [self.mark(note, where) for note in left])
        return done if found else body

    def _found(self, text: str, line: int, where: _Where) -> tuple[Span, ...]:
        """Return quotations and references of a paragraph."""
        if not where.linked:
            return ()
        quoted = list(quotations(text))
        spans = [Span(start=start, end=end, element=element("embeddedText")) for start, end in quoted]
        masked = list(text)
        for start, end in quoted:
            masked[start:end] = _MASK * (end - start)
        links = self.finder.find_links("".join(masked), where.place, preamble=where.preamble)
        for link in links:
            self._tell(link, text, where.eid, line)
            self.used.update({link.key} - {""})
        return (*spans, *(_span(link) for link in links if link.href))

    def _tell(self, link: Link, text: str, eid: str, line: int) -> None:
        if not link.href:
            self.findings.append(finding("reference-unresolved", eid=eid, line=line, text=text[link.start : link.end]))
        elif link.missing:
            target = link.href.removeprefix("#")
            self.findings.append(
                finding("reference-part-missing", eid=eid, line=line, text=link.missing, target=target)
            )


def _is_running(one: Element) -> bool:
    """Tell whether an element holds text, with or without inline elements."""
    return any(
        (isinstance(child, str) and child.strip()) or (isinstance(child, Element) and _is_inline(child))
        for child in one.children
    )


def _is_inline(child: Element) -> bool:
    return child.name in INLINE or (child.name == "authorialNote" and not child.children)


def _is_other(name: str, anchor: str) -> bool:
    """Tell whether two names of bookmarks are of different provisions, neither of which stands in the other."""
    return not f"{name}__".startswith(f"{anchor}__") and not f"{anchor}__".startswith(f"{name}__")


def _with_found(spans: list[Span], found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the stretches with what was found, but for references where the source has a link of its own.

    What was found is taken where it says the same of more words, or leads to a part of the link's target.
    """
    kept = [span for span in spans if span.name != "ref" or not any(_says_more(other, span) for other in found)]
    links = [span for span in kept if span.name == "ref"]
    return (*kept, *(span for span in found if span.name != "ref" or not any(_touch(span, link) for link in links)))


def _says_more(found: Span, link: Span) -> bool:
    if found.name != "ref" or not isinstance(found.element, Element) or not isinstance(link.element, Element):
        return False
    href, target = found.element.get("href"), link.element.get("href")
    return found.start <= link.start and link.end <= found.end and f"{href}__".startswith(f"{target}__")


def _touch(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _span(link: Link) -> Span:
    if link.up_to:
        return Span(start=link.start, end=link.end, element=element("rref", from_=link.href, upTo=link.up_to))
    return Span(start=link.start, end=link.end, element=element("ref", href=link.href))


def _append(one: Element, notes: list[Element]) -> tuple[Element, bool]:
    """Return the element with the notes at the end of its last paragraph, and whether it has one."""
    if one.name == "p":
        return replace(one, children=(*one.children, *notes)), True
    children = list(one.children)
    for at in range(len(children) - 1, -1, -1):
        child = children[at]
        if isinstance(child, Element) and child.name not in ("meta", "authorialNote"):
            children[at], found = _append(child, notes)
            if found:
                return replace(one, children=tuple(children)), True
    return one, False


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
