"""An Expression to the story of its edition: each paragraph knows what it is, and what begins and leads where in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from codetool.akn.read import unfold
from codetool.model.eid import HIERARCHY
from codetool.model.markup import Element, Folded, Node
from codetool.model.text import INLINE, text_of
from codetool.render.docx.looks import LOWEST, head_look
from codetool.render.docx.read import Walk
from codetool.render.docx.story import KIND, NUMBER, SPACES, Line, Link, Look, Story, Style
from codetool.render.provisions import DIVISIONS, HANGING
from codetool.render.view import CoverLine, Kind

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINKED = frozenset({"ref", "a", "rref", "mref"})
_COVERS = {
    Kind.TITLE: Look(Style.TITLE),
    Kind.AUTHOR: Look(Style.AUTHOR),
    Kind.DATE: Look(Style.DATE),
    Kind.STATUS: Look(Style.STATUS),
    Kind.TEXT: Look(Style.FRONT),
}
_LOOKS = {"preamble": Look(Style.PREAMBLE), "conclusions": Look(Style.CLOSING), "body": Look(), "mainBody": Look()}
_LOOKS |= dict.fromkeys(("preface", "coverPage"), Look())  # of an annex: that of the text is written apart
_ENDINGS = frozenset({"wrapUp", "listWrapUp"})


def cover_story(cover: Sequence[CoverLine]) -> Story:
    """Return the lines of the cover."""
    walk = EditionWalk()
    for line in cover:
        dates = (one.get("date") for one in line.element.descendants() if one.name == "docDate")
        walk.pending += [f"{KIND}docDate{day.replace('-', '')}x" for day in dates if _DAY.fullmatch(day)]
        with walk.looking(_COVERS[line.kind]):
            walk.element(line.element)
            walk.end(force=True)
    return walk.story


def text_story(blocks: Sequence[Element]) -> Story:
    """Return the lines, tables and notes of a text without its cover."""
    walk = EditionWalk()
    for block in blocks:
        walk.element(block)
    walk.end(force=True)
    return walk.story.closed(Look())


@dataclass(slots=True)
class EditionWalk(Walk):
    """The walk of an edition: `points` counts those that it stands in, `pending` are eIds whose line is to come.

    `later` are the paragraphs that go on with the alinéa of the one before, `closing` what stands below all articles.
    """

    pending: list[str] = field(default_factory=list)
    points: int = 0
    in_article: bool = False
    is_first: bool = False
    later: set[int] = field(default_factory=set)
    closing: set[int] = field(default_factory=set)

    def element(self, node: Element | Folded) -> None:
        """Write an element, and note its eId down for the line that begins with it."""
        if node.eid and node.name not in INLINE:
            self.pending.append(node.eid)
        if node.name == "li" and self.look.style is Style.ITEM:
            self.pending.append(f"{KIND}{'ol' if self.look.counter else 'ul'}")
        if id(node) in self.later and self.look.style is Style.TEXT:
            self.pending.append(f"{KIND}more")
        super(EditionWalk, self).element(node)

    def other(self, element: Element) -> None:
        """Write an element that is no provision; a reference is noted down with where it leads."""
        href = element.get("href")
        if element.name == "content":
            self.later.update(id(child) for child in list(element.elements("p"))[1:])
        elif element.name == "body":
            self.closing.update(id(child) for child in _below_articles(element))
        if element.name not in _LINKED or not href:
            super(EditionWalk, self).other(element)
            return
        line = self.line
        start = len(line.text) if line else 0
        self.inside(element)
        if self.line and (line is None or line is self.line):
            self.line.links.append(Link(start, len(self.line.text), href))

    def open_line(self) -> Line:
        """Return the line that is written to, named by what begins with it."""
        line = super(EditionWalk, self).open_line()
        line.names += self.pending
        self.pending = []
        if line.look.style is Style.ITEM and not any(name.startswith(KIND) for name in line.names):
            line.look = Look(Style.TEXT, line.look.level)  # a further paragraph of an item
        return line

    # --- provisions ---------------------------------------------------------------------------------------------

    def provision(self, element: Element, number: Element | Folded | None) -> None:  # noqa: ARG002 - no units here
        """Write a provision: its head in a line of its own, or its number before its first words."""
        label, title = element.child("num"), element.child("heading")
        self.end(force=label is not None or title is not None)
        around = self.in_article
        if element.name == "article":
            self.is_first, self.in_article = _counts_from_two(element), True
        self._provision(element, label, title)
        self.in_article = around

    def _provision(self, element: Element, label: Element | None, title: Element | None) -> None:
        if self.look.style not in _OWN:
            # A text in a cell, a note or a quotation: what is numbered there is no provision of this text.
            self._numbered(element, label, self.look, self.look)
        elif not self._is_division(element) or (label is None and title is None):
            self._part(element, label, title)
        elif title is None and label is not None and _runs_in(element, label):
            self._numbered(element, label, Look(Style.RUN_IN), Look())
        else:
            self._headed(element, _head_look(element, self.depth + 1))

    def _is_division(self, element: Element) -> bool:
        """Tell whether an element is a division or an article; what is small may be one outside of articles."""
        return element.name in DIVISIONS or (not self.in_article and element.child("heading") is not None)

    def _headed(self, element: Element, look: Look) -> None:
        with self.looking(look):
            if look.style is Style.HEADING:
                self.pending.append(f"{KIND}{element.name}")
            self.write_head(element, element.child("num"), None)
        self.depth += 1
        points, self.points = self.points, 0
        with self.looking(self.look_of_inside(element)):
            self.inside(element, list(element.elements("num", "heading", "subheading")))
            self.end(force=True)
        self.depth, self.points = self.depth - 1, points

    def _part(self, element: Element, label: Element | None, title: Element | None) -> None:
        """Write a part of an article: a paragraph, an alinéa, a point."""
        if label is None and title is None:
            if element.name == "attachment":
                self.end(force=True)
                self.pending.append(f"{KIND}{element.name}")
            with self.looking(self._plain_look(element)):
                self.inside(element)
                self.end()
            return
        if element.name == "paragraph" and not self.points:
            self._numbered(element, label, Look(Style.PARAGRAPH), Look())
            return
        self.points += 1
        level = min(self.points, LOWEST)
        self._numbered(element, label, Look(Style.POINT, level), Look(Style.TEXT, level))
        self.points -= 1

    def _plain_look(self, element: Element) -> Look:
        """Return how a provision without number and heading looks."""
        if element.name == "paragraph" and self.is_first:
            self.is_first = False
            return Look(Style.PARAGRAPH)
        return Look(Style.CLOSING) if id(element) in self.closing else self.look_of_inside(element)

    def _numbered(self, element: Element, label: Element | None, first: Look, later: Look) -> None:
        """Write a provision whose number stands before its first words; a heading, if it has one, in between."""
        skip: list[Node] = []
        with self.looking(first):
            if label is not None:
                self.write_label(label, is_number=False, gap="\t")
                skip.append(label)
            if (title := element.child("heading")) is not None:
                self.inside(title)
                skip.append(title)
                self.end(force=True)
        with self.looking(later):
            self.inside(element, skip)
            self.end(force=True)

    def write_label(self, label: Element | Folded, *, is_number: bool, gap: str) -> None:
        """Write a number, marked as one."""
        start = len(self.line.text) if self.line else 0
        super(EditionWalk, self).write_label(label, is_number=is_number, gap=gap)
        if self.line:
            end = len(self.line.text.rstrip(SPACES))
            self.line.emphases.append((start, end, frozenset({NUMBER})))

    def cell_look(self, cell: Element) -> Look:
        """Return how the lines in a cell look."""
        return Look(Style.HEAD_CELL if cell.name == "th" else Style.CELL)

    def look_of_inside(self, element: Element) -> Look:
        """Return how the lines of an element look."""
        if element.name in _ENDINGS:
            return Look(Style.WRAP_UP, min(self.points, LOWEST))
        if element.name in _LOOKS and self.look.style is not Style.QUOTE:
            return _LOOKS[element.name]
        if element.name in HIERARCHY - {"list"}:
            return Look(Style.TEXT, min(self.points, LOWEST)) if self.look.style in _OWN else self.look
        return super(EditionWalk, self).look_of_inside(element)


_OWN = frozenset({Style.TEXT, Style.POINT, Style.PARAGRAPH, Style.RUN_IN, Style.WRAP_UP, Style.HEADING, Style.ARTICLE})
"""The looks of text in articles: what stands below them looks so too."""


def _head_look(element: Element, level: int) -> Look:
    if element.name in ("attachment", "component"):
        return Look(Style.ANNEX, 1)
    return head_look(element, level)


def _runs_in(element: Element, label: Element) -> bool:
    """Tell whether an article's number stands before its first words: a short one does, as on the page."""
    short = element.name == "article" and len(text_of(label)) <= HANGING
    return short and not _counts_from_two(element) and _begins_with_text(element, label)


def _below_articles(body: Element) -> Iterator[Element]:
    """Yield what stands at the end of a body, behind its last article, and says of itself no more than its text."""
    children = [child for child in body.elements() if isinstance(child, Element)]
    for at in range(len(children) - 1, 0, -1):
        parts = {one.name for one in children[at].descendants()}
        if parts & {"article", "num", "heading"}:
            return
        yield children[at]


def _counts_from_two(element: Element) -> bool:
    """Tell whether the first of the numbered paragraphs of an article has no number: the article's own has it."""
    first, *more = [child for child in element.elements("paragraph") if isinstance(child, Element)] or [element]
    return bool(more) and first.child("num") is None and all(one.child("num") for one in more)


def _begins_with_text(element: Element, label: Element) -> bool:
    """Tell whether text follows a number, not another number or a table."""
    for child in element.elements():
        if child is label or child.name in ("num", "heading", "subheading"):
            continue
        opened = unfold(child) if isinstance(child, Folded) else child
        if opened.name == "p":
            return True
        if opened.child("num") is not None or opened.name in ("table", "ul", "ol"):
            return False
        return _begins_with_text(opened, label)
    return False
