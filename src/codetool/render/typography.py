"""The spacing of each language, put on the page and never into the stored text.

In French a narrow no-break space stands before ; ! ? and inside « », a no-break space before :, in German a narrow one
in "z. B."; everywhere a number stays on the line of the word that it belongs to. The rules are in `typography_rules`;
apostrophes and quotation marks are printed as they are stored.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import is_

from codetool.model.markup import Element, Node
from codetool.model.text import INLINE
from codetool.render.typography_rules import NARROW, NO_BREAK, rules_for

__all__ = ["NARROW", "NO_BREAK", "Edit", "edits_of", "plain", "space_pieces", "typeset"]

_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")
_LOOK_BACK = 200
"""Characters looked through for the beginning of a web address; longer ones are rare."""


_FIGURE = re.compile(r"\d")
_SPACES = re.compile(r"\s+")


def space_pieces(pieces: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the pieces of one run of text, spaced by its language; a space belongs to the piece where it stood.

    >>> spaced = space_pieces(["voir ", "art. 2", " : « oui» ;"], "fr")
    >>> [piece.replace(NARROW, "_").replace(NO_BREAK, "~") for piece in spaced]
    ['voir ', 'art.~2', '~: «_oui_»_;']
    >>> space_pieces(["à 10:30, sur https://example.org/?a=b; non"], "fr")[0].count(NARROW)
    0
    """
    text = "".join(pieces)
    # Most runs of a text are what lays out its source between elements: no rule asks for a space in a space.
    edits = () if text.isspace() else tuple(edits_of(text, language))
    if not edits:
        return tuple(pieces)
    cells = list(text)
    for edit in edits:
        edit.make(cells)
    bounds = [0]
    for piece in pieces:
        bounds.append(bounds[-1] + len(piece))
    return tuple("".join(cells[start:end]) for start, end in pairwise(bounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A space in the place of what stands from `start` to `end`; where nothing does, beside a mark."""

    start: int
    end: int
    space: str

    def make(self, cells: list[str]) -> None:
        """Put the space into a text that is cut into its characters."""
        if self.end > self.start:
            cells[self.start : self.end] = [self.space, *[""] * (self.end - self.start - 1)]
        elif cells[self.start - 1] == "«":
            cells[self.start - 1] += self.space
        else:
            cells[self.start] = self.space + cells[self.start]


def edits_of(text: str, language: str) -> Iterator[Edit]:
    """Yield the spaces that a run of text gets by the rules of its language, rule by rule."""
    figures = _FIGURE.search(text) is not None
    for rule in rules_for(language):
        if rule.with_figure and not figures:
            continue
        for found in rule.pattern.finditer(text):
            for start, end in _spans(found):
                # A space that is there is no part of an address; one that is put in would break it.
                if start < end or not _ADDRESS.search(text, max(0, start - _LOOK_BACK), start):
                    yield Edit(start=start, end=end, space=rule.space)


def _spans(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where the spaces are that a rule has found, or where one is to be put."""
    if "all" in found.re.groupindex:
        yield from (space.span() for space in _SPACES.finditer(found.string, *found.span("all")))
        return
    start, end = found.span("s")
    yield (start, end) if start >= 0 else (found.start(), found.start())
    if "t" in found.re.groupindex:
        yield found.span("t")


def typeset(element: Element, language: str) -> Element:
    """Return the element spaced by the rules of its language (BCP 47), and what is in another one by that one's.

    >>> link = Element(name="ref", children=("le point 2.2",))
    >>> typeset(Element(name="p", children=(link, " : oui")), "fr").children[1] == NO_BREAK + ": oui"
    True
    """
    known = _known(language)
    texts: list[str] = []
    runs = _Runs(texts=texts, language=known, closed=[], open=[[]])
    _collect(element, runs)
    runs.close()
    for run in runs.closed:
        for index, text in zip(run, space_pieces([texts[index] for index in run], known), strict=True):
            texts[index] = text
    return _rebuilt(element, iter(texts), known)


_CODES = {"deu": "de", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de", "nld": "nl"}


def _known(language: str) -> str:
    """Return a language without its region, in two letters where it has them: Akoma Ntoso is written with both."""
    short = language.partition("-")[0].lower()
    return _CODES.get(short, short)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """The texts of an element in document order, and which of them a reader sees as one run."""

    texts: list[str]
    language: str
    closed: list[list[int]]
    open: list[list[int]]

    def add(self, text: str) -> None:
        self.open[-1].append(len(self.texts))
        self.texts.append(text)

    def close(self) -> None:
        self.closed.append(self.open[-1])
        self.open[-1] = []


_APART = frozenset({"authorialNote", "embeddedStructure", "subFlow"})
"""What stands apart from the sentence that it interrupts."""

_BREAKS = frozenset({"br", "eol"})


def _collect(element: Element, runs: _Runs) -> None:
    for child in element.children:
        match child:
            case str():
                runs.add(child)
            case Element() if _other_language(child, runs.language) is None:
                _collect_child(child, runs)
            case _:
                pass


def _collect_child(child: Element, runs: _Runs) -> None:
    if child.name in _APART:
        runs.open.append([])
        _collect(child, runs)
        runs.close()
        runs.open.pop()
    elif child.name in INLINE:
        _collect(child, runs)
    else:
        runs.close()
        _collect(child, runs)
        runs.close()


def _other_language(element: Element, language: str) -> str | None:
    """Return the language of an element that is in another one, an empty string for metadata, which have none."""
    if element.name == "meta":
        return ""
    own = _known(element.get("xml:lang"))
    return own if own and own != language else None


def _rebuilt(element: Element, texts: Iterator[str], language: str) -> Element:
    children: list[Node] = []
    for child in element.children:
        match child:
            case str():
                children.append(next(texts))
            case Element() if (other := _other_language(child, language)) is not None:
                children.append(typeset(child, other) if other else child)
            case Element():
                children.append(_rebuilt(child, texts, language))
            case _:
                children.append(child)
    same = all(map(is_, children, element.children))
    return element if same else replace(element, children=tuple(children))


def plain(text: str, language: str) -> str:
    """Return a single text spaced by the rules of its language."""
    return space_pieces([text], language)[0]
