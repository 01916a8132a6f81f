"""What contradicts itself in a line, told in whole sentences: a word alone tells a reader nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from codetool.diff.merge_pieces import Piece, markup_of_pieces, text_of_pieces
from codetool.diff.merge_tree import Side
from codetool.diff.merge_words import Stretch, clashing

_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What base, ours and theirs say in a sentence; `is_markup` where they differ in the elements around words only."""

    base: str
    ours: str
    theirs: str
    is_markup: bool = False


_Span = tuple[int, int]


def disputes_of(merged: Sequence[Stretch]) -> Iterator[Dispute]:
    """Yield what is disputed in a line, in order: sentences of which several words are are one."""
    lines = {side: [piece for stretch in merged for piece in stretch.sides[side]] for side in Side}
    ends = {side: _ends(line) for side, line in lines.items()}
    starts = {side: [0, *accumulate(len(stretch.sides[side]) for stretch in merged)] for side in Side}
    found: list[dict[Side, _Span]] = []
    for first, last in clashing(merged):
        spans = {side: (starts[side][first], starts[side][last]) for side in Side}
        if _is_markup(lines, spans):
            yield _told(lines, spans, in_markup=True, is_markup=True)
            continue
        spans = _whole_sentences(ends, spans)
        if found and any(spans[side][0] < found[-1][side][1] for side in Side):
            before = found.pop()
            spans = {side: (before[side][0], span[1]) for side, span in spans.items()}
        found.append(spans)
    for spans in found:
        texts = {text_of_pieces(lines[side][slice(*span)]) for side, span in spans.items()}
        # Where two sides have the same words, what one of them did is markup.
        yield _told(lines, spans, in_markup=len(texts) < len(Side))


def _is_markup(lines: Mapping[Side, Sequence[Piece]], spans: Mapping[Side, _Span]) -> bool:
    ours, theirs = (text_of_pieces(lines[side][slice(*spans[side])]) for side in (Side.OURS, Side.THEIRS))
    return ours == theirs


def _told(
    lines: Mapping[Side, Sequence[Piece]],
    spans: Mapping[Side, _Span],
    *,
    in_markup: bool,
    is_markup: bool = False,
) -> Dispute:
    tell = markup_of_pieces if in_markup else text_of_pieces
    base, ours, theirs = (re.sub(r"[ \t\r\n]+", " ", tell(lines[side][slice(*spans[side])])) for side in Side)
    return Dispute(base=base, ours=ours, theirs=theirs, is_markup=is_markup)


def _whole_sentences(ends: Mapping[Side, Sequence[bool]], spans: Mapping[Side, _Span]) -> dict[Side, _Span]:
    """Return where the sentences begin and end in which some words are; `ends` tells where sentences of a line end.

    Nothing stays nothing between two sentences where the other sides have a whole one.
    """
    inside = {side: span for side, span in spans.items() if span[0] < span[1]}
    begins_inside = any(not ends[side][first] for side, (first, _) in inside.items())
    ends_inside = any(not ends[side][last] for side, (_, last) in inside.items())
    found: dict[Side, _Span] = {}
    for side, (first, last) in spans.items():
        size, is_nothing = len(ends[side]) - 1, side not in inside
        before = first - (is_nothing and begins_inside and first > 0)
        behind = last + (is_nothing and ends_inside and last < size)
        start = next(at for at in range(before, -1, -1) if at == 0 or ends[side][at])
        end = next(at for at in range(behind, size + 1) if at == size or ends[side][at])
        found[side] = start, end
    return found


def _ends(line: Sequence[Piece]) -> list[bool]:
    """Return for each place in a line whether a sentence ends before it: a full stop, a space and a capital letter."""
    found = [True]
    before = ""
    for piece, following in zip(line, [*line[1:], None], strict=False):
        # A note stands behind the full stop.
        before = piece.word if piece.node is None else before
        is_end = following is None or (bool(piece.gap) and not following.word[:1].islower())
        found.append(not before or (before in _ENDS and is_end))
    return found
