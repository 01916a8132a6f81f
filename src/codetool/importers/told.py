"""A document of our own making back to its parts: each paragraph says what it is, also after it was edited in Word.

What its writer put in says nothing, or less than the truth: a new article begins as a copy of the paragraph before it.
Such a paragraph is read by its words, as in any other document, but only where its number continues a series.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from codetool.importers.annexes import AnnexHead, bare_number_of
from codetool.importers.blocks import Block
from codetool.importers.lines import Line, Role
from codetool.importers.marked import MarkedText, joined, marked
from codetool.importers.told_text import HEADS, read_told

_FRONT = frozenset({Role.COVER, Role.PREAMBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """The text of a document, or of an annex with its head: blocks, and the lines of its closing."""

    blocks: tuple[Block, ...]
    closing: tuple[Line, ...]
    head: AnnexHead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldParts:
    """The parts of a document: the text first, then its annexes."""

    cover: tuple[Line, ...]
    preamble: tuple[Line, ...]
    parts: tuple[ToldPart, ...]


def is_told(lines: Sequence[Line]) -> bool:
    """Tell whether lines come from a document of our own making that still has an article.

    >>> is_told([Line(text="1. Un.", number=1)])
    False
    """
    return any(line.told and line.told.role in HEADS for line in lines)


def read_parts(lines: Sequence[Line]) -> ToldParts:
    """Return the parts of a document of our own making."""
    ready = list(_paragraphs(lines))
    body = next((at for at, line in enumerate(ready) if line.told and line.told.role not in _FRONT), len(ready))
    preamble = next((at for at in range(body) if _role(ready[at]) is Role.PREAMBLE), body)
    return ToldParts(
        cover=tuple(ready[:preamble]),
        preamble=tuple(ready[preamble:body]),
        parts=tuple(_parts(ready[body:])),
    )


def _role(line: Line) -> Role | None:
    return line.told.role if line.told else None


def _paragraphs(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of one paragraph as one: they were parted by breaks."""
    for _, run in groupby(lines, key=lambda line: line.number):
        first, *more = run
        if not more or first.table:
            yield from (first, *more)
            continue
        whole = joined(map(marked, (first, *more)))
        anchors = tuple(anchor for line in (first, *more) for anchor in line.anchors)
        yield replace(first, text=whole.text, marks=whole.marks, anchors=anchors, ends=more[-1].ends)


def _parts(lines: Sequence[Line]) -> Iterator[ToldPart]:
    starts = [0, *(at for at, line in enumerate(lines) if at and _begins_annex(line)), len(lines)]
    for at, start in enumerate(starts[:-1]):
        inside = lines[start : starts[at + 1]]
        head = _annex_head(inside[0], start) if at else None
        inside = inside[1:] if head and head.taken else inside
        end = next((place for place, line in enumerate(inside) if _role(line) is Role.CLOSING), len(inside))
        yield ToldPart(blocks=read_told(inside[:end], annex=bool(head)), closing=tuple(inside[end:]), head=head)


def _begins_annex(line: Line) -> bool:
    return _role(line) is Role.ANNEX or bool(line.told and line.told.element == "attachment")


def _annex_head(line: Line, at: int) -> AnnexHead:
    """Return the head of an annex; one without a head takes no line."""
    if _role(line) is not Role.ANNEX:
        return AnnexHead(at=at, line=line.number, num="", number="", heading=MarkedText(), taken=0)
    num = line.told.num if line.told else ""
    num, number = bare_number_of(num or line.text)
    heading = marked(line).tail(len(line.text[len(num) :].lstrip())) if line.text.startswith(num) else MarkedText()
    return AnnexHead(at=at, line=line.number, num=num, number=number, heading=heading, taken=1)
