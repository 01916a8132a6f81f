"""How a text and its provisions are cited: "art. 2.3, Code de la salle de lecture, version du 1er février 2020"."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codetool.model.eid import bare_number
from codetool.model.markup import Element
from codetool.model.provision import articles_of, num_of
from codetool.model.text import text_of
from codetool.render.provisions import DIVISIONS
from codetool.render.typography import plain
from codetool.render.writing import Cited

if TYPE_CHECKING:
    from codetool.render.view import View

_QUOTING = frozenset({"quotedStructure", "embeddedStructure", "authorialNote", "meta"})
_MARKS = " .:–—-\u00a0\u202f"
_NOTES = frozenset({"authorialNote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of a provision in two halves: what stands before its own words ("art. 2.3") and what after them."""

    before: str
    after: str

    def of(self, words: str) -> str:
        """Return the whole citation.

        >>> Citation(before="", after=", Code fictif").of("art. 2.3")
        'art. 2.3, Code fictif'
        """
        return f"{self.before}{words}{self.after}"


def cite_text(view: "View") -> str:
    """Return how the text as a whole is cited: its name, that it is a draft, its version."""
    labels = view.labels
    version = labels["version_of"].format(date=view.day) if view.day else ""
    draft = labels["draft"].lower() if view.labels.language != "de" else labels["draft"]
    parts = (view.facts.name.rstrip(_MARKS) or labels["untitled"], draft if view.mark else "", version)
    return plain(", ".join(part for part in parts if part), view.language)


def cite_provision(view: "View") -> Citation:
    """Return how a provision of the text is cited, its own words left out."""
    before, _, after = view.labels["citation"].partition("{provision}")
    return Citation(before=before, after=after.replace("{text}", cite_text(view)))


def cited_in(view: "View") -> Mapping[str, Cited]:
    """Return how each provision with a heading of its own is cited, by its eId.

    Where a number stands twice, as when an annex counts its articles from 1 again, what is above it is said too.
    """
    units = {article.eid for article in articles_of(view.provisions)}
    found = [place for block in view.blocks for place in _places(block, (), view)]
    count = Counter(words for _, words, _ in found)
    return {
        element.eid: Cited(
            words=words if count[words] == 1 else ", ".join((words, *reversed(above))),
            iri=portion_iri(view.facts.version, element.eid) if element.eid in units else "",
        )
        for element, words, above in found
        if element.eid and words
    }


def portion_iri(version: str, eid: str) -> str:
    """Return the IRI of a provision (NC 4.7), empty where the version has none.

    >>> portion_iri("/akn/be/act/2020-02-01/lecture/fra@2020-02-01", "art_1")
    '/akn/be/act/2020-02-01/lecture/fra@2020-02-01/~art_1'
    >>> portion_iri("/akn/be/act/2020-02-01/lecture/fra@2020-02-01/!main", "art_1")
    '/akn/be/act/2020-02-01/lecture/fra@2020-02-01/!main~art_1'
    """
    if not version:
        return ""
    return f"{version}~{eid}" if "/!" in version else f"{version.rstrip('/')}/~{eid}"


_Place = tuple[Element, str, tuple[str, ...]]
"""A division, its own words, and those of the divisions above it, outermost first."""


def _places(element: Element, above: tuple[str, ...], view: "View") -> Iterator[_Place]:
    if element.name in _QUOTING:
        return
    words = _words(element, view) if element.name in DIVISIONS else ""
    if element.name in DIVISIONS:
        yield element, words, above
    inside = (*above, words) if words else above
    for child in element.elements():
        if isinstance(child, Element):
            yield from _places(child, inside, view)


def _words(element: Element, view: "View") -> str:
    num = num_of(element)
    if element.name == "article" and (number := bare_number(num)):
        return plain(view.labels["cite_article"].format(number=number), view.language)
    if words := num.strip(_MARKS):
        return plain(view.labels["cite_number"].format(number=words), view.language) if words.isdecimal() else words
    heading = element.child("heading")
    return text_of(heading, without=_NOTES).strip(_MARKS) if heading else ""
