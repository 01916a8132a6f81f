"""Cells of tables while texts are compared: what stands in two cells is no one word, as 1 | 100 is not 1 100."""

from collections.abc import Sequence

from codetool.diff.changes import Op, Segment
from codetool.diff.units import Unit
from codetool.diff.words import Runs

_EDGE = "\x1f"
"""Stands for the space between two cells: white space that no number has in it, and no XML."""


def parted_text(unit: Unit) -> str:
    """Return a unit's text, as long as it is, with the edges of cells marked."""
    text = unit.text
    if not (cells := unit.read.cells):
        return text
    starts = [0, *cells]
    return _EDGE.join(text[start : end - 1] for start, end in zip(starts, [*cells, len(text) + 1], strict=True))


def whole_text(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return segments in which the edges of cells are spaces again; where nothing else differs, nothing does."""
    if not any(_EDGE in segment.text for segment in segments):
        return tuple(segments)
    runs = Runs()
    waiting = ""
    for segment in segments:
        text = segment.text.replace(_EDGE, " ")
        if segment.op is Op.DELETE:
            waiting = text
            continue
        same = segment.op is Op.INSERT and text == waiting
        runs.add(Op.EQUAL if same else Op.DELETE, waiting)
        runs.add(segment.op, "" if same else text)
        waiting = ""
    runs.add(Op.DELETE, waiting)
    return runs.segments()
