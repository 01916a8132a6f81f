"""A text with the marks on it, such as what is bold or calls a note; cut and joined, the marks keep their words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from codetool.importers.lines import Line, Mark, MarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text and its marks, which are counted in it."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def tail(self, length: int) -> "MarkedText":
        """Return the last `length` characters; what calls a note before them calls it at their beginning.

        >>> note = Mark(start=6, end=6, kind=MarkKind.NOTE, target="1")
        >>> MarkedText(text="Art. 1. Il agit.", marks=(note,)).tail(8)
        MarkedText(text='Il agit.', marks=(Mark(start=0, end=0, kind=<MarkKind.NOTE: 7>, target='1'),))
        """
        start = len(self.text) - length
        return MarkedText(text=self.text[start:], marks=tuple(_cut(self.marks, start)))

    def part(self, start: int, end: int) -> "MarkedText":
        """Return a part of the text; a call of a note at its very end belongs to it.

        >>> MarkedText(text="Il agit").part(0, 2).text
        'Il'
        """
        text = self.text[start:end]
        inside = [
            replace(mark, start=max(mark.start - start, 0), end=min(mark.end - start, len(text)))
            for mark in self.marks
            if (mark.start < end and mark.end > start)
            or (mark.start == mark.end and (start < mark.start <= end or mark.start == start == 0))
        ]
        return MarkedText(text=text, marks=tuple(inside))


def marked(line: Line) -> MarkedText:
    """Return the text of a line with its marks; that all of it is bold is how the line is set, and no mark."""
    whole = [mark for mark in line.marks if line.bold and mark.kind is MarkKind.BOLD and _covers(mark, line)]
    return MarkedText(text=line.text, marks=tuple(mark for mark in line.marks if mark not in whole))


def joined(parts: Iterable[MarkedText]) -> MarkedText:
    """Return the texts joined by single spaces; a mark that reaches over a joint is one.

    >>> bold = Mark(start=0, end=2, kind=MarkKind.BOLD)
    >>> both = joined([MarkedText(text="Il", marks=(bold,)), MarkedText(text="va", marks=(bold,))])
    >>> both.text, [(mark.start, mark.end) for mark in both.marks]
    ('Il va', [(0, 5)])
    """
    text = ""
    marks: list[Mark] = []
    for part in parts:
        joint = len(text)
        text += f" {part.text}" if text and part.text else part.text
        shift = len(text) - len(part.text)
        for mark in part.marks:
            moved = replace(mark, start=mark.start + shift, end=mark.end + shift)
            before = next((at for at, one in enumerate(marks) if _goes_on(one, moved, joint)), None)
            if before is None or mark.start:
                marks.append(moved)
            else:
                marks[before] = replace(marks[before], end=moved.end)
    return MarkedText(text=text, marks=tuple(marks))


def _cut(marks: Iterable[Mark], start: int) -> Iterable[Mark]:
    for mark in marks:
        if mark.kind is MarkKind.NOTE or mark.end > start:
            yield replace(mark, start=max(mark.start - start, 0), end=max(mark.end - start, 0))


def _covers(mark: Mark, line: Line) -> bool:
    return mark.start == 0 and mark.end >= len(line.text)


def _goes_on(one: Mark, other: Mark, joint: int) -> bool:
    return one.end == joint > one.start and (one.kind, one.target) == (other.kind, other.target)
