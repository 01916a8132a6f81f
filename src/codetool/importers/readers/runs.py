"""Runs to a line: stretches of words with their marks, white space folded over their borders."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from codetool.importers.lines import Mark, MarkKind

_SPACES = re.compile("[ \t\n\r\f\v\x1a\x1c-\x1f]+")
"""White space that is folded, as in plain text; no-break and narrow spaces are the writer's own and stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one form; `link` is where it leads, `note` the key of the note that is called there."""

    text: str = ""
    kinds: frozenset[MarkKind] = frozenset()
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """The text of a line with its marks; `bold` tells that all of it is."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    bold: bool = False

    def after(self, label: str) -> "FoldedText":
        """Return the text with a label and a space before it.

        >>> FoldedText(text="un", marks=(Mark(start=0, end=2, kind=MarkKind.BOLD),)).after("1.").marks[0].start
        3
        """
        shift = len(label) + 1 if self.text else len(label)
        marks = tuple(replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in self.marks)
        return replace(self, text=f"{label} {self.text}" if self.text else label, marks=marks)


def fold_runs(runs: Iterable[Run]) -> FoldedText:
    """Return the text of runs, white space folded, and where their marks stand in it.

    >>> folded = fold_runs([Run(text=" un "), Run(text=" deux ", kinds=frozenset({MarkKind.ITALIC}))])
    >>> folded.text, folded.marks
    ('un deux', (Mark(start=3, end=7, kind=<MarkKind.ITALIC: 2>, target=''),))
    """
    pieces: list[str] = []
    spans: dict[tuple[MarkKind, str], list[list[int]]] = {}
    length, space = 0, True
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        text = text[1:] if space and text.startswith(" ") else text
        for key in _keys(run):
            _extend(spans.setdefault(key, []), length, length + len(text))
        pieces.append(text)
        length += len(text)
        space = text.endswith(" ") if text else space
    whole = "".join(pieces)
    begin = len(whole) - len(whole.lstrip())
    text = whole.strip()
    marks = _marks(text, spans, begin)
    bold = any(mark.kind is MarkKind.BOLD and mark.end - mark.start == len(text) for mark in marks)
    return FoldedText(text=text, marks=marks, bold=bold)


def _keys(run: Run) -> list[tuple[MarkKind, str]]:
    keys = [(kind, "") for kind in run.kinds]
    if run.link:
        keys.append((MarkKind.LINK, run.link))
    if run.note:
        keys.append((MarkKind.NOTE, run.note))
    return keys


def _extend(spans: list[list[int]], start: int, end: int) -> None:
    if spans and spans[-1][1] == start:
        spans[-1][1] = end
    else:
        spans.append([start, end])


def _marks(text: str, spans: dict[tuple[MarkKind, str], list[list[int]]], begin: int) -> tuple[Mark, ...]:
    marks = [
        mark
        for (kind, target), stretches in spans.items()
        for start, end in stretches
        if (mark := _trimmed(text, Mark(start=start - begin, end=end - begin, kind=kind, target=target)))
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind.value, mark.target)))


def _trimmed(text: str, mark: Mark) -> Mark | None:
    """Return the mark without white space at its ends; none where nothing is left of it, unless it calls a note."""
    start, end = max(0, min(mark.start, len(text))), max(0, min(mark.end, len(text)))
    if mark.kind is MarkKind.NOTE:
        return replace(mark, start=start, end=start)
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip())
    return replace(mark, start=start, end=end) if start < end else None


def split_runs(runs: Sequence[Run], mark: str) -> list[list[Run]]:
    r"""Return the runs parted where their text holds `mark`.

    >>> [[run.text for run in part] for part in split_runs([Run(text="un\ndeux")], "\n")]
    [['un'], ['deux']]
    """
    parts: list[list[Run]] = [[]]
    for run in runs:
        for at, piece in enumerate(run.text.split(mark)):
            if at:
                parts.append([])
            parts[-1].append(replace(run, text=piece))
    return parts
