"""The grammar of citations: which provisions a text names, from the outside in, and where in the text each is named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from codetool.importers.steps import Branch, Citation, How, Step
from codetool.importers.vocabulary import (
    AND,
    COUNTS,
    INTO,
    LIST,
    NUMBERS,
    OF,
    ORDINAL,
    ORDINAL_KINDS,
    PLURALS,
    RELATIVE,
    SELF,
    STARTS,
    SUB_START,
    UNTIL,
    WORD,
    Kind,
    forms_of,
    kind_of,
)
from codetool.model.text import small

_BELOW = ("degree", "letter", "closed", "bracket", "letters", "dotted")
"""Forms of a number that needs no word where it follows the provision that it stands in."""


_DEPTH = 8
"""How often a citation may say what it stands in: the point of the alinéa of the paragraph of the article of …"""
_NEAR = 200
"""Characters before a bracket in which the one that it closes is looked for."""


def find_citations(text: str) -> Iterator[Citation]:
    """Yield what a text cites, in order, whether it exists or not.

    >>> (found,) = find_citations("voir l'article 5, § 2, 3°.")
    >>> [(step.kind.name, step.number) for step in found.branches[0].steps]
    [('ARTICLE', '5'), ('PARAGRAPH', '2'), ('POINT', '3°')]
    """
    at = 0
    while start := STARTS.search(text, at):
        found = _citation(text, start.start())
        at = max(found[1] if found else start.end(), start.start() + 1)
        if found:
            yield Citation(start=start.start(), end=found[1], branches=found[0])


_Found = tuple[tuple[Branch, ...], int]
"""What was read, and where it ends."""


def _citation(text: str, at: int, depth: int = 0) -> _Found | None:
    head = _unit(text, at)
    if not head and (before := SUB_START.match(text, at)):
        head = _numbers(text, before.end(), _Head(kind=Kind.POINT, forms=("degree", "letter"), start=before.end()))
    return _of(text, *_chain(text, *head), depth) if head else None


def _of(text: str, branches: tuple[Branch, ...], end: int, depth: int) -> _Found:
    """Return the branches inside of what is named after them: § 2 of article 5."""
    before = OF.match(text, end) if depth < _DEPTH else None
    outer = _citation(text, before.end(), depth + 1) if before else None
    if not outer or len(outer[0]) != 1:
        return branches, end
    first, last = branches[0].steps[0], branches[-1].steps[-1]
    steps = outer[0][0].steps
    # § 2 of article 3, alinéa 2: the alinéa is that of the paragraph.
    above = tuple(step for step in steps if step.kind < first.kind or not _nests(last, step))
    inner = steps[len(above) :]
    if not above or above != steps[: len(above)] or not _nests(above[-1], first) or (inner and len(branches) > 1):
        return branches, end
    *others, only = branches
    shared = tuple(replace(step, start=-1, end=-1) for step in above)
    inside = [replace(branch, steps=(*shared, *branch.steps)) for branch in others]
    return (*inside, replace(only, steps=(*above, *only.steps, *inner))), outer[1]


def _chain(text: str, branches: tuple[Branch, ...], end: int) -> _Found:
    """Return the branches with what is named inside of the last, or beside it."""
    several = branches[0].steps[-1].word in PLURALS
    while more := _inside(text, branches[-1], end, alone=several and len(branches) == 1) or _beside(
        text, branches[-1], end, several=several
    ):
        (first, *others), end = more
        if first.steps[: len(branches[-1].steps)] == branches[-1].steps:
            branches = branches[:-1]
        branches = (*branches, first, *others)
    return branches, end


def _inside(text: str, last: Branch, end: int, *, alone: bool) -> _Found | None:
    """Return the branches that a number or a word after the last one leads to: article 5, § 2."""
    before = INTO.match(text, end)
    found = _unit(text, before.end(), below=True, alone=alone) if before else None
    if not found or not _counts(found[0][0].steps[0]) or not _nests(last.steps[-1], found[0][0].steps[0]):
        return None
    first, *others = found[0]
    shared = tuple(replace(step, start=-1, end=-1) for step in last.steps)
    inside = [replace(branch, steps=(*shared, *branch.steps)) for branch in others]
    return (replace(first, steps=(*last.steps, *first.steps), weak=last.weak), *inside), found[1]


def _beside(text: str, last: Branch, end: int, *, several: bool) -> _Found | None:
    """Return the branches named beside the last one: article 5, § 2, and § 3; articles 5, § 2, and 7."""
    listed = several and last.steps[0].kind is Kind.ARTICLE and len(last.steps) > 1
    before = AND.match(text, end) or (LIST.match(text, end) if listed else None)
    if not before:
        return None
    found = _unit(text, before.end(), below=True)
    if not found and listed:
        head = _Head(kind=Kind.ARTICLE, forms=("plain",), start=before.end(), word="articles")
        return _numbers(text, before.end(), head)
    if not found or not _counts(found[0][0].steps[0]):
        return None
    step = found[0][0].steps[0]
    if step.kind <= Kind.ARTICLE or step.kind > last.steps[-1].kind:
        return None
    shared = tuple(replace(one, start=-1, end=-1) for one in last.steps if one.kind < step.kind)
    return tuple(replace(branch, steps=(*shared, *branch.steps)) for branch in found[0]), found[1]


def _counts(step: Step) -> bool:
    return step.how in (How.NUMBER, How.ORDINAL)


def _nests(outer: Step, inner: Step) -> bool:
    if {outer.kind, inner.kind} <= {Kind.ALINEA, Kind.POINT}:
        return outer.kind is not inner.kind or (inner.kind is Kind.POINT and outer.form != inner.form)
    return inner.kind > outer.kind


def _unit(text: str, at: int, *, below: bool = False, alone: bool = False) -> _Found | None:
    """Return what begins at a place: a word with its numbers, an ordinal with its word, “the article before”.

    `below` lets numbers stand without a word; `alone` leaves what follows a first number to the word before.
    """
    if found := _pointing(text, at):
        return found
    if ordinal := ORDINAL.match(text, at):
        return _ordinal(ordinal)
    if word := WORD.match(text, at):
        name = word["word"].casefold()
        kind = kind_of(name)
        head = _Head(kind=kind, forms=forms_of(kind, name), start=at, word=name, alone=alone)
        return _numbers(text, word.end(), head)
    return _numbers(text, at, _Head(kind=Kind.POINT, forms=_BELOW, start=at, alone=alone)) if below else None


def _pointing(text: str, at: int) -> _Found | None:
    if own := SELF.match(text, at):
        step = Step(kind=kind_of(own["word"]), how=How.SELF, word=own["word"].casefold(), start=at, end=own.end())
        return (Branch(steps=(step,)),), own.end()
    near = RELATIVE.match(text, at)
    if not near:
        return None
    word = (near["word"] or near["word2"] or near["word3"]).casefold()
    if (word in PLURALS) != bool(near["count"]):
        return None
    how = How.BEFORE if near["before"] or near["before2"] else How.AFTER
    count = COUNTS[small(near["count"])] if near["count"] else 1
    step = Step(kind=kind_of(word), how=how, word=word, count=count, start=at, end=near.end())
    return (Branch(steps=(step,)),), near.end()


def _ordinal(found: re.Match[str]) -> _Found | None:
    word = found["word"].casefold()
    kind = kind_of(word)
    if kind not in ORDINAL_KINDS:
        return None
    names = [name for name in ("first", "second") if found[name]]
    branches = tuple(
        Branch(
            steps=(
                Step(
                    kind=kind, how=How.ORDINAL, number=found[name], word=word, start=found.start(name),
                    end=found.end() if name == names[-1] else found.end(name),
                ),
            )
        )
        for name in names
    )  # fmt: skip
    return branches, found.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What numbers are numbers of: `start` is where the citation of the first begins."""

    kind: Kind
    forms: Sequence[str]
    start: int
    word: str = ""
    alone: bool = False


def _numbers(text: str, at: int, head: _Head) -> _Found | None:
    matches = ((form, _number(text, at, form)) for form in head.forms)
    form, first = next(((form, found) for form, found in matches if found), ("", None))
    if first is None:
        return None
    branches = [_branch(first, head, form, head.start)]
    end = first.end()
    closed = head.alone and head.word not in PLURALS
    while not closed and (more := _next_number(text, end, form, head)):
        between, number = more
        until = bool(UNTIL.fullmatch(between[0]))
        branches[-1] = replace(branches[-1], until=until)
        weak = form == "plain" and not until and head.word not in PLURALS
        branches.append(_branch(number, head, form, number.start(), weak=weak))
        end = number.end()
        # articles 5, §§ 2 and 3, and 8: what follows the last number of paragraphs is no paragraph.
        closed = head.kind is not Kind.ARTICLE and between[0].strip() != "," and not until
    return tuple(branches), end


def _branch(found: re.Match[str], head: _Head, form: str, start: int, *, weak: bool = False) -> Branch:
    step = Step(kind=head.kind, number=found[0], form=form, word=head.word, start=start, end=found.end())
    return Branch(steps=(step,), weak=weak)


def _next_number(text: str, end: int, form: str, head: _Head) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return what joins the next number of a list to the one before, and that number."""
    between = UNTIL.match(text, end) or LIST.match(text, end)
    if not between or (form == "plain" and between[0].strip() == "," and head.word not in PLURALS):
        return None  # article 126, 9 is a part of article 126
    found = _number(text, between.end(), form)
    return (between, found) if found else None


def _number(text: str, at: int, form: str) -> re.Match[str] | None:
    """Return the number at a place; the bracket after it is not its own where it closes one that was opened before."""
    found = NUMBERS[form].match(text, at)
    if found and form == "closed" and text.count("(", max(0, at - _NEAR), at) > text.count(")", max(0, at - _NEAR), at):
        return None
    return found
