"""French spacing, put on the page and never into the stored text.

Before ; ! ? and inside « » stands a narrow no-break space, before : a no-break space, and a number stays on the
line of the word that it belongs to. Apostrophes and quotation marks are printed as they are stored.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from codetool.model.markup import Element, Node
from codetool.model.text import INLINE

NARROW = "\u202f"
NO_BREAK = "\u00a0"

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_AFTER_MARK = r"(?=[;!?]+(?:[\s»)\]\"”’'.,…–—-]|$))"
_RULES: tuple[tuple[str, str], ...] = (
    # What gets which space; `s` is the space as stored, which may be none.
    (NARROW, r"(?<=[^\s«(\[;!?:])(?:(?P<s>\s+)(?=[;!?])|" + _AFTER_MARK + ")"),
    (NO_BREAK, r"(?<=[^\s«(\[;!?:])(?:(?P<s>\s+)(?=:)|(?=:(?:[\s»)\"]|$)))"),
    (NARROW, r"(?<=«)(?P<s>\s*)(?=[^\s»])"),
    (NARROW, r"(?<=[^\s«])(?P<s>\s*)(?=»)"),
    (NO_BREAK, r"\b(?i:art|arts|al|chap|p|pp|litt)\.(?P<s>\s+)(?=[\dIVXLC])"),
    (NO_BREAK, r"\b(?i:articles?|points?|alinéas?|titres?|chapitres?|annexes?)(?P<s>\s+)(?=\d|[IVXLC]+\b)"),
    (NO_BREAK, r"(?:\b[nN]°|§)(?P<s>\s+)(?=\d)"),
    (NO_BREAK, r"\b\d{1,2}(?:er)?(?P<s>\s+)(?=(?:" + _MONTHS + r")\b)"),
    (NARROW, r"(?<=\d)(?P<s>\s+)(?=[%€])"),
)
_PATTERNS = tuple((space, re.compile(pattern)) for space, pattern in _RULES)
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")
_LOOK_BACK = 200
"""Characters looked through for the beginning of a web address; longer ones are rare."""


def space_french(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return the pieces of one run of text with French spaces; a space belongs to the piece where it stood.

    >>> spaced = space_french(["voir ", "art. 2", " : « oui» ;"])
    >>> [piece.replace(NARROW, "_").replace(NO_BREAK, "~") for piece in spaced]
    ['voir ', 'art.~2', '~: «_oui_»_;']
    >>> space_french(["à 10:30, sur https://example.org/?a=b; non"])[0].count(NARROW)
    0
    """
    text = "".join(pieces)
    cells = list(text)
    for edit in french_edits(text):
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
        """Put the space into a text, cut into its characters."""
        if self.end > self.start:
            cells[self.start : self.end] = [self.space, *[""] * (self.end - self.start - 1)]
        elif cells[self.start - 1] == "«":
            cells[self.start - 1] += self.space
        else:
            cells[self.start] = self.space + cells[self.start]


def french_edits(text: str) -> Iterator[Edit]:
    """Yield the spaces that a run of text in French gets, rule by rule."""
    for space, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span("s")
            if start < 0:
                start = end = found.start()
            if start < end or not _ADDRESS.search(text, max(0, start - _LOOK_BACK), start):
                yield Edit(start=start, end=end, space=space)


def typeset(element: Element, language: str) -> Element:
    """Return the element spaced by the rules of its language (BCP 47): French ones for "fr", else as it is.

    >>> link = Element(name="ref", children=("le point 2.2",))
    >>> typeset(Element(name="p", children=(link, " : oui")), "fr").children[1] == NO_BREAK + ": oui"
    True
    """
    if language.partition("-")[0] != "fr":
        return element
    texts: list[str] = []
    runs = _Runs(texts=texts, closed=[], open=[[]])
    _collect(element, runs)
    runs.close()
    for run in runs.closed:
        for index, text in zip(run, space_french([texts[index] for index in run]), strict=True):
            texts[index] = text
    return _rebuilt(element, iter(texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """The texts of an element in document order, and which of them a reader sees as one run."""

    texts: list[str]
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
            case Element() if not _is_left_alone(child):
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


def _is_left_alone(element: Element) -> bool:
    language = element.get("xml:lang")
    return element.name == "meta" or bool(language and language.partition("-")[0] not in {"fr", "fra"})


def _rebuilt(element: Element, texts: Iterator[str]) -> Element:
    children: list[Node] = []
    for child in element.children:
        match child:
            case str():
                children.append(next(texts))
            case Element() if not _is_left_alone(child):
                children.append(_rebuilt(child, texts))
            case _:
                children.append(child)
    return replace(element, children=tuple(children))


def plain(text: str, language: str) -> str:
    """Return a single text spaced by the rules of its language."""
    return space_french([text])[0] if language.partition("-")[0] == "fr" else text
