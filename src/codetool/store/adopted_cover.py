"""The cover of a draft as the adopted text has it: its words stay, what says that it is a draft goes.

Only marked-up states (`docStatus`) are taken out, and a title that calls itself a draft is replaced by the one that is
given. All else that may still speak of a draft is told, and left to who can judge it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from codetool.akn.write import lay_out_element
from codetool.errors import RequestError
from codetool.importers.cover import is_draft_title
from codetool.model.expression import Expression
from codetool.model.markup import Element, Node, with_attribute
from codetool.model.text import text_of
from codetool.store.meta_edit import with_document

FRONT = frozenset({"coverPage", "preface"})
"""The blocks that a text begins with, on which its state may stand."""

_DRAFT = re.compile(
    r"\b(?:(?:avant-|voor|vor)?(?:projet|ontwerp|entwurf)|draft|brouillon|provisoire|voorlopig|vorläufig)\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"adopt|approuv|approv|aangenomen|vastgesteld|goedgekeurd|angenommen|beschlossen", re.IGNORECASE)
_MONTH = re.compile(r"[^\W\d]+ \d{4}")
"""A date that prints no day."""


class Edit(Enum):
    """What became of something that the draft said."""

    STATUS = "status"
    """A state was taken out of the cover."""
    TITLE = "title"
    """The title that was given took the place of the draft's."""
    NUMBER = "number"
    """The number of the draft is not said any more."""
    REMARKS = "remarks"
    """Comments of reviewers stay with the draft."""
    WORDS = "words"
    """Words of the cover that may speak of a draft were left."""
    DATE = "date"
    """A date of the cover that is not that of the adoption was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that a reader should know of an adoption: what was done, and the words that it was done to."""

    edit: Edit
    text: str
    became: str = ""


def adopt_cover(draft: Expression, day: str, title: str) -> tuple[Expression, tuple[Told, ...]]:
    """Return a draft with the cover of the text that was adopted on a day (yyyy-mm-dd), and what was done to it.

    Raises RequestError where its title says that it is a draft and `title` is empty.
    """
    if not title and is_draft_title(draft.title):
        raise RequestError(
            "the title says that this is a draft: “{title}”",
            "Give the title as it was adopted, with --title.",
            title=draft.title,
        )
    told: list[Told] = []
    changed = {
        id(block): _adopted(block, day, title, told)
        for block in draft.document.children
        if isinstance(block, Element) and block.name in FRONT
    }
    inside = [changed.get(id(block), block) for block in draft.document.children]
    kept = tuple(block for block in inside if not (isinstance(block, Element) and _is_empty(block)))
    return with_document(draft, replace(draft.document, children=kept)), tuple(told)


def _adopted(block: Element, day: str, title: str, told: list[Told]) -> Element:
    changed = _dated(_titled(_without_status(block, told), title, told), day)
    told.extend(_doubts(changed, day))
    return block if changed == block else lay_out_element(changed, _DEPTH)


def _is_empty(block: Element) -> bool:
    return block.name in FRONT and not any(True for _ in block.elements())


_DEPTH = 2
"""How deep a cover stands in a document: akomaNtoso, act, preface."""


def _without_status(element: Element, told: list[Told]) -> Element:
    """Return a block without the states in it, and without the paragraphs that said nothing else."""
    children: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element):
            children.append(child)
            continue
        if child.name == "docStatus" and _is_draft_state(child):
            told.append(Told(edit=Edit.STATUS, text=text_of(child)))
            continue
        changed = _without_status(child, told)
        if changed is child or text_of(changed):
            children.append(changed)
    same = len(children) == len(element.children) and all(
        one is other for one, other in zip(children, element.children, strict=True)
    )
    return element if same else replace(element, children=tuple(children))


def _is_draft_state(status: Element) -> bool:
    """Tell whether a state is that of a draft: whatever does not say that the text was adopted."""
    text = text_of(status)
    return bool(_DRAFT.search(text)) or not _ADOPTED.search(text)


def _titled(block: Element, title: str, told: list[Told]) -> Element:
    """Return a block with the title that was given in the place of the one that is printed."""
    found = next((one for one in block.descendants() if one.name == "docTitle"), None)
    printed = text_of(found) if found else ""
    if found is None or not title or printed == title:
        return block
    told.append(Told(edit=Edit.TITLE, text=printed, became=title))
    return _exchanged(block, found, replace(found, children=(title,)))


def _dated(block: Element, day: str) -> Element:
    """Return a block in which a month is taken for that of the adoption where it is: its words stay."""
    for found in [one for one in block.descendants() if one.name == "docDate"]:
        if _MONTH.fullmatch(text_of(found).strip(" ()")) and found.get("date")[:7] == day[:7]:
            dated = replace(found, attributes=with_attribute(found.attributes, "date", day))
            block = _exchanged(block, found, dated)
    return block


def _doubts(block: Element, day: str) -> Iterator[Told]:
    """Yield what a person has to look at: words that may speak of a draft, and dates of another day."""
    for line in _lines(block):
        text = text_of(line)
        if _DRAFT.search(text):
            yield Told(edit=Edit.WORDS, text=text)
        for one in line.descendants():
            if one.name == "docDate" and one.get("date")[:10] != day:
                yield Told(edit=Edit.DATE, text=text_of(one))


def _lines(block: Element) -> Iterator[Element]:
    """Yield the innermost blocks that hold running text."""
    inside = [child for child in block.elements() if isinstance(child, Element)]
    if any(isinstance(child, str) and child.strip() for child in block.children) or not inside or block.name == "p":
        yield block
        return
    for child in inside:
        yield from _lines(child)


def _exchanged(root: Element, old: Element, new: Element) -> Element:
    """Return a tree with one of its elements, known by being that very one, exchanged for another."""
    if root is old:
        return new
    children = tuple(_exchanged(child, old, new) if isinstance(child, Element) else child for child in root.children)
    return root if all(map(_is, children, root.children)) else replace(root, children=children)


def _is(one: Node, other: Node) -> bool:
    return one is other
