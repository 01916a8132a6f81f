"""Running text merged word by word: what one side changed is taken, what both changed in one place is a choice.

A line becomes stretches: a word that all sides have, or what stands between two such words on each side. The space
between two words is that of a side on which they are neighbours: so no two words are glued that are glued nowhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from codetool.diff.merge_pieces import Piece, common_depth, shape_of
from codetool.diff.merge_tree import Side
from codetool.diff.readable import matched_words
from codetool.model.markup import Element

Pieces = tuple[Piece, ...]

_EMPHASIS = frozenset({"b", "i", "u", "sub", "sup", "span"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What the three sides say at one place.

    `taken` is the side whose words the merged text has: None where they contradict each other, the base where all have
    the same words; `merged` are those words with the elements around them.
    """

    sides: Mapping[Side, Pieces]
    taken: Side | None = None
    merged: Pieces = ()
    is_word: bool = False

    @property
    def is_clash(self) -> bool:
        """Tell whether the sides contradict each other here."""
        return self.taken is None

    def said(self, lean: Side) -> Pieces:
        """Return the words of the merged text, one side's where there is a choice."""
        return self.sides[lean] if self.is_clash else self.merged


Merged = list[Stretch]


def merge_pieces(base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> Merged:
    """Return the changes of both sides together, stretch by stretch."""
    lines = (base, ours, theirs)
    words = [[piece.word for piece in side] for side in lines]
    into_ours, into_theirs = dict(matched_words(words[0], words[1])), dict(matched_words(words[0], words[2]))
    merged: Merged = []
    at = (0, 0, 0)
    for stay in (i for i in range(len(base)) if i in into_ours and i in into_theirs):
        ends = (stay, into_ours[stay], into_theirs[stay])
        merged += _between(*(side[i:j] for side, i, j in zip(lines, at, ends, strict=True)))
        merged.append(_kept(*(side[j] for side, j in zip(lines, ends, strict=True))))
        at = (ends[0] + 1, ends[1] + 1, ends[2] + 1)
    merged += _between(*(side[i:] for side, i in zip(lines, at, strict=True)))
    return [_held_in(*merged[i - 1 : i + 2]) if 0 < i < len(merged) - 1 else one for i, one in enumerate(merged)]


def _held_in(before: Stretch, stretch: Stretch, after: Stretch) -> Stretch:
    """Return what one side put between two words, in the elements that the other side put around both of them."""
    side = stretch.taken
    if stretch.is_word or side is None or before.is_clash or after.is_clash or not (before.is_word and after.is_word):
        return stretch
    first, last = before.merged[0], after.merged[0]
    bare = (*before.sides[side], *stretch.merged, *after.sides[side])
    depth = common_depth(first, last)
    if not depth or any(piece.around or piece.node for piece in bare):
        return stretch
    places = {one: place[:depth] for one, place in first.places.items()}
    merged = tuple(replace(piece, around=first.around[:depth], places=places) for piece in stretch.merged)
    return replace(stretch, merged=merged)


def merge_without_base(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Merged:
    """Return two lines that both sides put in as one stretch: a choice, unless they say the same."""
    sides: Mapping[Side, Pieces] = {Side.BASE: (), Side.OURS: tuple(ours), Side.THEIRS: tuple(theirs)}
    if shape_of(ours) == shape_of(theirs):
        return [Stretch(sides=sides, taken=Side.OURS, merged=tuple(ours))]
    return [Stretch(sides=sides)]


def _between(base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Stretch]:
    """Yield what stands between two words that all sides have; nothing where no side has anything there."""
    sides = dict(zip(Side, (tuple(base), tuple(ours), tuple(theirs)), strict=True))
    mine, yours, before = shape_of(ours), shape_of(theirs), shape_of(base)
    if mine == yours == before:
        yield from map(_kept, base, ours, theirs)
    elif mine == yours:
        yield Stretch(sides=sides, taken=Side.OURS, merged=tuple(map(_both, ours, theirs)))
    elif mine == before:
        yield Stretch(sides=sides, taken=Side.THEIRS, merged=sides[Side.THEIRS])
    elif yours == before:
        yield Stretch(sides=sides, taken=Side.OURS, merged=sides[Side.OURS])
    elif _is_emphasis(ours, base):
        yield Stretch(sides=sides, taken=Side.THEIRS, merged=_dressed(theirs, ours))
    elif _is_emphasis(theirs, base):
        yield Stretch(sides=sides, taken=Side.OURS, merged=_dressed(ours, theirs))
    else:
        yield Stretch(sides=sides)


def _both(ours: Piece, theirs: Piece) -> Piece:
    return replace(ours, places={**theirs.places, **ours.places})


def _is_emphasis(side: Sequence[Piece], base: Sequence[Piece]) -> bool:
    """Tell whether one side did nothing here but emphasise all these words."""
    same_words = [piece.word for piece in side] == [piece.word for piece in base]
    if not side or not same_words or any(piece.around for piece in base):
        return False
    first = side[0]
    is_one = bool(first.around) and all(common_depth(first, piece) == len(first.around) for piece in side)
    return is_one and {one.name for one in first.around} <= _EMPHASIS


def _dressed(pieces: Sequence[Piece], emphasised: Sequence[Piece]) -> Pieces:
    """Return what the other side wrote instead of emphasised words, in their emphasis."""
    if not pieces or any(piece.around for piece in pieces):
        return tuple(pieces)
    first, last = emphasised[0], emphasised[-1]
    found = [replace(one, around=first.around, places=first.places) for one in pieces]
    if last.after:
        outside = Piece(word="", space=found[-1].gap, around=last.after[0].around, places=last.after[0].places)
        found[-1] = replace(found[-1], space="", after=(outside,))
    return tuple(found)


def _kept(base: Piece, ours: Piece, theirs: Piece) -> Stretch:
    """Return a word that all sides have, with the elements around it that one side changed."""
    sides = {Side.BASE: (base,), Side.OURS: (ours,), Side.THEIRS: (theirs,)}
    around = _chosen(base.around, ours.around, theirs.around)
    if around is None:
        return Stretch(sides=sides, is_word=True)
    places = {s: p for one in (base, ours, theirs) if one.around == around for s, p in one.places.items()}
    printed = _chosen(base.printed, ours.printed, theirs.printed)
    word = replace(ours, around=around, places=places, printed=ours.printed if printed is None else printed)
    return Stretch(sides=sides, taken=Side.BASE, merged=(word,), is_word=True)


_Value = TypeVar("_Value")


def _chosen(base: _Value, ours: _Value, theirs: _Value) -> _Value | None:
    """Return what one side changed, None where both did."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


# The space between two words ------------------------------------------------------------------------------------------


def resolved(merged: Sequence[Stretch], lean: Side) -> list[Piece]:
    """Return the pieces with one side's words wherever both sides contradict each other."""
    found: list[Piece] = []
    loose: set[int] = set()
    for stretch, following in zip(merged, [*merged[1:], None], strict=False):
        said = stretch.said(lean)
        if stretch.is_word:
            spaced = _spaced(stretch, following, lean)
            said = (replace(said[0], space=spaced.space, after=spaced.after),)
            loose |= {len(found)} if spaced.around != said[0].around else set()
        found += said
    return [_settled(piece, found[i + 1 : i + 2]) if i in loose else piece for i, piece in enumerate(found)]


def _spaced(stretch: Stretch, following: Stretch | None, lean: Side) -> Piece:
    """Return the word as it stands on the side whose space follows it: there, the next word is its neighbour."""
    if following and not following.is_word:
        return stretch.sides[following.taken or lean][0]
    base, ours, theirs = (stretch.sides[side][0] for side in Side)
    spaces = [(one.space, [(more.space, more.around) for more in one.after]) for one in (base, ours, theirs)]
    # A changed space is no word: where both changed it, that of ours stands.
    return theirs if spaces[1] == spaces[0] else ours


def _settled(piece: Piece, following: Sequence[Piece]) -> Piece:
    """Return a piece with the space after it in what it and its neighbour both stand in.

    The elements around the word are those of one side, the space that of the other.
    """
    depth = common_depth(piece, following[0]) if following else 0
    if not piece.gap or depth == len(piece.around):
        return replace(piece, space=piece.gap, after=())
    places = {side: place[:depth] for side, place in piece.places.items()}
    space = Piece(word="", space=piece.gap, around=piece.around[:depth], places=places)
    return replace(piece, space="", after=(space,))


def ended(pieces: Sequence[Piece], lines: Iterable[Sequence[Piece]]) -> list[Piece]:
    """Return the pieces of a merged line, without a space at the end where one of the lines has none there."""
    found = list(pieces)
    if found and not all(line and line[-1].gap for line in lines):
        found[-1] = replace(found[-1], space="", after=())
    return found


# Choices --------------------------------------------------------------------------------------------------------------


def marked(merged: Sequence[Stretch], wrap: Callable[[Side], Element]) -> list[Piece]:
    """Return the pieces with both sides' words wherever they contradict each other, each in an element of its own.

    A choice begins and ends where either side has a space: "bureau, réuni," or "bureau permanent".
    """
    found: list[Piece] = []
    at = 0
    for first, last in choices(merged):
        found += resolved(merged[at:first], Side.OURS)
        for side in (Side.OURS, Side.THEIRS):
            pieces = [piece for stretch in merged[first:last] for piece in stretch.sides[side]]
            found += _wrapped(pieces, wrap(side), -1 - len(found))
        at = last
    return found + resolved(merged[at:], Side.OURS)


def choices(merged: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return where choices begin and end, as places in the stretches, widened up to the next space on either side."""
    found: list[tuple[int, int]] = []
    for first, last in clashing(merged):
        start, end = first, last
        while _is_tight(merged, start):
            start -= 1
        while _is_tight(merged, end):
            end += 1
        if found and start < found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def clashing(merged: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield where the sides contradict each other, neighbours together."""
    for i, stretch in enumerate(merged):
        if stretch.is_clash and not (i and merged[i - 1].is_clash):
            yield i, next((j for j in range(i, len(merged)) if not merged[j].is_clash), len(merged))


def _is_tight(merged: Sequence[Stretch], at: int) -> bool:
    """Tell whether a draft has no space before the stretch at that place."""
    for side in (Side.OURS, Side.THEIRS):
        before = next((one.sides[side][-1] for one in reversed(merged[:at]) if one.sides[side]), None)
        if before and not before.gap and any(one.sides[side] for one in merged[at:]):
            return True
    return False


def _wrapped(pieces: Sequence[Piece], around: Element, place: int) -> Iterator[Piece]:
    """Yield pieces in an element; the space after the last one stands outside."""
    if not pieces:
        yield Piece(word="", node=around, space=" ")
    for i, piece in enumerate(pieces):
        inside = replace(_inside(piece, around, place), after=tuple(_inside(one, around, place) for one in piece.after))
        outside = Piece(word="", space=piece.gap or " ")
        yield inside if i + 1 < len(pieces) else replace(inside, space="", after=(outside,))


def _inside(piece: Piece, around: Element, place: int) -> Piece:
    places = {side: (place, *inside) for side, inside in piece.places.items()}
    return replace(piece, around=(around, *piece.around), places=places)
