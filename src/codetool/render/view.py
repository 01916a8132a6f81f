"""One view of an Expression: plain frozen values that every face (HTML, PDF, later Word) is made from."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from operator import is_
from types import MappingProxyType

from codetool.akn.read import unfold_expression
from codetool.model.expression import Expression
from codetool.model.frbr import variant_of
from codetool.model.markup import Element, with_attribute
from codetool.model.provision import Provision, num_of, unit_of, walk_provisions
from codetool.model.text import text_of
from codetool.render.collected import whole_document
from codetool.render.facts import Facts, day_named, facts_of
from codetool.render.provisions import DIVISIONS, SMALL
from codetool.render.templates import Labels, labels_for, language_tag
from codetool.render.typography import plain, typeset

CONTENTS_LEVELS = 4
ARTICLES_IN_CONTENTS = 300
"""Units (`unit_of`) that the contents list at most; above that they stop at the divisions."""

_COVER = ("coverPage", "preface")
_QUOTING = frozenset({"quotedStructure", "embeddedStructure", "authorialNote"})
_DASHES = " -–—·,;:\u00a0\u202f"
_FIRST_WORD = re.compile(r"[^\w-]+|(?<=[’'])")


class Kind(StrEnum):
    """What a line of the cover is."""

    TITLE = "title"
    AUTHOR = "author"
    DATE = "date"
    STATUS = "status"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLine:
    """A block of the cover page or preface, with what it is."""

    kind: Kind
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents; `first` and `last` number the articles below it that have no line."""

    eid: str
    num: str
    heading: str
    children: tuple["Entry", ...] = ()
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note at the end of the text; its number counts from 1 in the order of the text."""

    number: int
    eid: str
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a face shows. Texts are spaced for their language (`typography`); ids are the document's own.

    `mark` is the line that says that this is a draft, empty for an adopted text; `date` is yyyy-mm-dd, `day` the
    same in words, with the variant where there is one. `facts` is what the document says about itself besides its text.
    """

    title: str
    language: str
    labels: Labels
    iri: str
    date: str
    day: str
    author: str
    mark: str
    status: str
    cover: tuple[CoverLine, ...]
    contents: tuple[Entry, ...]
    blocks: tuple[Element, ...]
    provisions: tuple[Provision, ...]
    notes: tuple[Note, ...]
    targets: frozenset[str]
    facts: Facts

    @property
    def note_numbers(self) -> Mapping[str, int]:
        """Return the number of each note by its eId."""
        return MappingProxyType({note.eid: note.number for note in self.notes})


def view_of(expression: Expression, *, spaced: bool = True) -> View:
    """Return the view of an Expression, its articles opened and, unless not `spaced`, spaced for its language.

    >>> act = Element(name="act", children=(Element(name="body"),))
    >>> view_of(Expression(root=Element(name="akomaNtoso", children=(act,)))).title
    'Untitled document'
    """
    language = language_tag(expression.language)
    labels = labels_for(language)
    opened = unfold_expression(expression)
    spacing = language if spaced else ""
    document = _with_note_ids(typeset(whole_document(opened), spacing), count(1))
    provisions = tuple(walk_provisions(document))
    date = expression.identification.expression.date
    return View(
        title=plain(expression.title, spacing) or labels["untitled"],
        language=language,
        labels=labels,
        iri=expression.iri,
        date=date,
        day=day_named(date, variant_of(expression.iri), labels),
        author=author_of(expression),
        mark=plain(mark_of(expression), spacing),
        status=plain(expression.status.strip(_DASHES), spacing),
        cover=tuple(_cover(document)),
        contents=_contents(document, provisions),
        blocks=tuple(_blocks(document)),
        provisions=provisions,
        notes=_notes(document, spacing),
        targets=frozenset(_targets(document)),
        facts=facts_of(expression, draft=bool(mark_of(expression))),
    )


def _targets(document: Element) -> Iterator[str]:
    for part in document.elements():
        if isinstance(part, Element) and part.name != "meta":
            yield from (element.eid for element in part.descendants() if element.eid)


def mark_of(expression: Expression) -> str:
    """Return the line that marks a draft, such as "Projet – màj. 07.06.2001"; empty for any other text.

    A text is marked if it says that it is a draft: nobody else knows.
    """
    if not expression.says_draft:
        return ""
    labels = labels_for(language_tag(expression.language))
    return _marked(expression.status.strip(_DASHES), labels["draft"], labels["draft_joins"].split())


def _marked(status: str, label: str, joins: Collection[str]) -> str:
    """Return a status as the line that marks a draft; it says "draft" itself or has the label before it.

    `joins` are the words by which a status goes on in one phrase with the label.

    >>> _marked("projet màj. 07.06.2001", "Projet", ["du"]), _marked("PROJET du 3 mai", "Projet", ["du"])
    ('Projet – màj. 07.06.2001', 'Projet du 3 mai')
    >>> _marked("avant-projet, 2e lecture", "Projet", ["du"]), _marked("2e lecture", "Projet", ["du"])
    ('Avant-projet, 2e lecture', 'Projet – 2e lecture')
    """
    first = _first_word(status)
    if first != label.lower() and first.endswith(label.lower()):
        return status[0].upper() + status[1:]
    rest = status[len(label) :].strip(_DASHES) if first == label.lower() else status
    if not rest:
        return label
    return f"{label} {rest}" if _first_word(rest) in joins else f"{label} – {rest}"


def _first_word(words: str) -> str:
    return _FIRST_WORD.split(words, maxsplit=1)[0].lower()


def author_of(expression: Expression) -> str:
    """Return the name of who made the Work, as its references show it; empty where they do not."""
    references = expression.document.find("meta", "references")
    known = {f"#{found.eid}": found.get("showAs") for found in references.elements()} if references else {}
    work = expression.identification.work
    return ", ".join(name for author in work.authors if (name := known.get(author)))


# --- cover --------------------------------------------------------------------------------------------------

_SAYS = (
    (Kind.STATUS, frozenset({"docStatus"})),
    (Kind.TITLE, frozenset({"docTitle", "longTitle", "shortTitle"})),
    (Kind.DATE, frozenset({"docDate"})),
    (Kind.AUTHOR, frozenset({"organization", "docAuthority", "docProponent"})),
)


def _cover(document: Element) -> Iterator[CoverLine]:
    titled = False
    for front in document.elements(*_COVER):
        for block in front.elements() if isinstance(front, Element) else ():
            kind = _kind_of(block) if isinstance(block, Element) else Kind.TEXT
            if kind is Kind.TITLE and titled:
                kind = Kind.TEXT
            titled = titled or kind is Kind.TITLE
            if isinstance(block, Element) and text_of(block):
                yield CoverLine(kind=kind, element=block)


def _kind_of(block: Element) -> Kind:
    names = {found.name for found in block.descendants()}
    return next((kind for kind, marks in _SAYS if names & marks), Kind.TEXT)


def _blocks(document: Element) -> Iterator[Element]:
    for child in document.elements():
        if isinstance(child, Element) and child.name not in {"meta", *_COVER}:
            yield child


# --- contents -----------------------------------------------------------------------------------------------


def _contents(document: Element, provisions: tuple[Provision, ...]) -> tuple[Entry, ...]:
    unit = unit_of({provision.name for provision in provisions})
    articles = [provision for provision in provisions if provision.name == unit]
    listed = any(article.heading for article in articles) and len(articles) <= ARTICLES_IN_CONTENTS
    left_out: frozenset[str] = frozenset() if listed else frozenset({unit})
    entries = tuple(_entries(document, left_out, CONTENTS_LEVELS))
    if entries or not articles:
        return entries
    return tuple(_entries(document, frozenset(), CONTENTS_LEVELS))


def _entries(element: Element, left_out: frozenset[str], levels: int) -> Iterator[Entry]:
    for child in element.elements():
        if not isinstance(child, Element) or child.name in _QUOTING or child.name in SMALL or not levels:
            continue
        heading = child.child("heading")
        num, words = num_of(child), text_of(_without_notes(heading)) if heading else ""
        if child.name in DIVISIONS and child.name not in left_out and (num or words):
            yield _entry(child, num, words, left_out, levels)
        elif child.name not in left_out:
            yield from _entries(child, left_out, levels)


def _entry(element: Element, num: str, heading: str, left_out: frozenset[str], levels: int) -> Entry:
    children = tuple(_entries(element, left_out, levels - 1))
    inside = (
        [] if children else [p.num.rstrip(" .–-") for p in walk_provisions(element) if p.name in left_out and p.num]
    )
    return Entry(
        eid=element.eid,
        num=num,
        heading=heading,
        children=children,
        first=inside[0] if inside else "",
        last=_without_word(inside[0], inside[-1]) if inside else "",
    )


def _without_word(first: str, last: str) -> str:
    """Return the last number of a range, without the word for articles where the first one has it too.

    >>> _without_word("Art. 42", "Art. 46"), _without_word("Article 1er", "Article 1er"), _without_word("1", "3")
    ('46', 'Article 1er', '3')
    """
    begins, ends = _ARTICLE.match(first), _ARTICLE.match(last)
    same = first != last and begins is not None and ends is not None and begins[1] == ends[1]
    return ends[2] if ends and same else last


_ARTICLE = re.compile(r"(?i)(art(?:icle|ikel|\.)?)[\s.]+(.+)")


def _without_notes(element: Element) -> Element:
    kept = tuple(c for c in element.children if not (isinstance(c, Element) and c.name == "authorialNote"))
    return replace(element, children=kept)


# --- notes --------------------------------------------------------------------------------------------------


def _with_note_ids(element: Element, numbers: Iterator[int]) -> Element:
    """Return the element with an eId on every authorialNote, so that it can be pointed at."""
    children = [_with_note_ids(c, numbers) if isinstance(c, Element) else c for c in element.children]
    same = all(map(is_, children, element.children))
    changed = element if same else replace(element, children=tuple(children))
    if element.name != "authorialNote" or element.eid:
        return changed
    return replace(changed, attributes=with_attribute(changed.attributes, "eId", f"authorialNote_{next(numbers)}"))


def _notes(document: Element, language: str) -> tuple[Note, ...]:
    """Return the notes of the text and those of the metadata that it refers to, in its order."""
    kept = {found.eid: found for found in document.descendants() if found.name == "note" and found.eid}
    found: dict[str, Element] = {}
    for element in document.descendants():
        if element.name == "authorialNote":
            found.setdefault(element.eid, element)
        elif element.name == "noteRef":
            target = element.get("href").removeprefix("#")
            if target in kept:
                found.setdefault(target, kept[target])
    return tuple(
        Note(number=number, eid=eid, element=typeset(note, language) if note.name == "note" else note)
        for number, (eid, note) in enumerate(found.items(), start=1)
    )
