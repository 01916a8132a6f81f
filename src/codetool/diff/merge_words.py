"""Running text merged word by word: what one side changed is taken, what both changed in one place is a choice.

A line becomes pieces: a word, the space after it, and the inline elements around it. Words are merged first; then the
elements around each word, and neighbours that stood in one element stand in one again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar, cast

from codetool.akn.write import write_element
from codetool.diff.merge_tree import KEY_MARK, Side, Tree, Trees, mark_key
from codetool.diff.readable import matched_words
from codetool.diff.stale import is_cited
from codetool.diff.tokens import tokenize
from codetool.model.eid import LATIN_WORDS, number_part
from codetool.model.markup import Comment, Element, Instruction, Node
from codetool.model.text import INLINE, text_of

_SENDING = frozenset({"ref", "rref", "mref"})
_LATIN = re.compile(rf"(?:{LATIN_WORDS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word with the space after it, or a node that is kept whole; `around` are the inline elements, outermost first.

    `places` tells for each side which element of that side each of them is; `printed` is a number as it was printed
    where the word stands for a key.
    """

    word: str
    space: str = ""
    around: tuple[Element, ...] = ()
    places: Mapping[Side, tuple[int, ...]] = field(default_factory=dict)
    node: Node | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What the three sides say at one place where they contradict each other."""

    base: str
    ours: str
    theirs: str
    base_pieces: tuple[Piece, ...] = ()
    ours_pieces: tuple[Piece, ...] = ()
    theirs_pieces: tuple[Piece, ...] = ()

    def told(self) -> tuple[str, str, str]:
        """Return what each side says in which elements, for sides that differ in nothing else."""
        base, ours, theirs = (
            "".join(_written(node) for node in children_of(pieces))
            for pieces in (self.base_pieces, self.ours_pieces, self.theirs_pieces)
        )
        return base.strip(), ours.strip(), theirs.strip()


Merged = list[Piece | Clash]


def pieces_of(element: Element, tree: Tree) -> list[Piece]:
    """Return the pieces of a line; numbers in references that a key can stand for are keys."""
    return list(_Reading(tree).read(element, (), ()))


class _Reading:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.count = 0

    def read(self, element: Element, around: tuple[Element, ...], places: tuple[int, ...]) -> Iterator[Piece]:
        for child in element.children:
            if isinstance(child, str):
                yield from self._words(child, around, places)
            elif isinstance(child, Element) and child.name in INLINE and child.children:
                self.count += 1
                plain = cast("Element", self.tree.plain(replace(child, children=())))
                yield from self.read(child, (*around, plain), (*places, self.count))
            else:
                node = self.tree.plain(child)
                word = f"\ue002{_written(node)}"
                yield Piece(word=word, around=around, places={self.tree.side: places}, node=node)

    def _words(self, text: str, around: tuple[Element, ...], places: tuple[int, ...]) -> Iterator[Piece]:
        href = next((one.get("href") for one in reversed(around) if one.name in _SENDING), "")
        numbers = self.tree.numbers(href) if "\ue000" in href else {}
        tokens, where = list(tokenize(text)), {self.tree.side: places}
        if not numbers:
            yield from (Piece(word=token.word, space=token.space, around=around, places=where) for token in tokens)
            return
        while tokens:
            token = tokens.pop(0)
            piece = Piece(word=token.word, space=token.space, around=around, places=where)
            if tokens and _LATIN.fullmatch(tokens[0].word) and number_part(token.text + tokens[0].word) in numbers:
                second = tokens.pop(0)
                piece = replace(piece, word=token.text + second.word, space=second.space)
            key = numbers.get(number_part(piece.word)) if piece.word[:1].isalnum() else None
            yield piece if key is None else replace(piece, word=mark_key(key), printed=piece.word)


def _written(node: Node) -> str:
    if isinstance(node, Comment):
        return f"<!--{node.text}-->"
    if isinstance(node, Instruction):
        return f"<?{node.target} {node.text}?>"
    return node if isinstance(node, str) else write_element(node)


def merge_pieces(base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> Merged:
    """Return the pieces of both sides' changes together, with a Clash where they changed the same words otherwise."""
    words = [[piece.word for piece in side] for side in (base, ours, theirs)]
    into_ours, into_theirs = dict(matched_words(words[0], words[1])), dict(matched_words(words[0], words[2]))
    merged: Merged = []
    at = (0, 0, 0)
    for stay in (i for i in range(len(base)) if i in into_ours and i in into_theirs):
        ends = (stay, into_ours[stay], into_theirs[stay])
        merged += _merged_gap(*(side[i:j] for side, i, j in zip((base, ours, theirs), at, ends, strict=True)))
        lasts = ends[1] + 1 == len(ours), ends[2] + 1 == len(theirs)
        merged.append(_kept(base[stay], ours[ends[1]], theirs[ends[2]], lasts))
        at = (ends[0] + 1, ends[1] + 1, ends[2] + 1)
    return _joined_clashes([*merged, *_merged_gap(base[at[0] :], ours[at[1] :], theirs[at[2] :])])


def _joined_clashes(merged: Merged) -> Merged:
    """Return the pieces with clashes of words that stand side by side as one."""
    joined: Merged = []
    for one in merged:
        last = joined[-1] if joined else None
        if isinstance(one, Clash) and isinstance(last, Clash):
            joined[-1] = _clash(
                last.base_pieces + one.base_pieces,
                last.ours_pieces + one.ours_pieces,
                last.theirs_pieces + one.theirs_pieces,
            )
        else:
            joined.append(one)
    return joined


def mark_followed(sides: Mapping[Side, Sequence[Piece]], trees: Trees) -> dict[Side, list[Piece]]:
    """Return the pieces with keys for numbers that follow a renumbering where no link says so: "l'article 5".

    Such a number is one by which every side means the same article, behind a word that cites, and that a side changed.
    """
    found = {side: list(pieces) for side, pieces in sides.items()}
    base = sides.get(Side.BASE, ())
    aligned = {side: _aligned(base, pieces) for side, pieces in sides.items() if base and side is not Side.BASE}
    for place in sorted({i for pairs in aligned.values() for i, j, kept in pairs if not kept}):
        key = trees.base.cited(base[place].word)
        at = {side: j for side, pairs in aligned.items() for i, j, _ in pairs if i == place}
        means = all(trees[side].cited(sides[side][j].word) == key for side, j in at.items())
        if key is not None and means and _is_cited(base, place):
            for side, j in ((Side.BASE, place), *at.items()):
                piece = sides[side][j]
                found[side][j] = replace(piece, word=mark_key(key), printed=piece.word)
    return found


def _aligned(base: Sequence[Piece], side: Sequence[Piece]) -> list[tuple[int, int, bool]]:
    """Return the places of numbers that stand for each other on both sides, and whether they are the same."""
    if [piece.word for piece in base] == [piece.word for piece in side]:
        return [(i, i, True) for i in range(len(base))]
    found: list[tuple[int, int, bool]] = []
    last = (-1, -1)
    for i, j in (
        *matched_words([piece.word for piece in base], [piece.word for piece in side]),
        (len(base), len(side)),
    ):
        if i - last[0] == j - last[1]:
            places = zip(range(last[0] + 1, i), range(last[1] + 1, j), strict=True)
            found += ((k, m, False) for k, m in places if _is_number(base[k]) and _is_number(side[m]))
        if i < len(base):
            found.append((i, j, True))
        last = (i, j)
    return found


def _is_number(piece: Piece) -> bool:
    return piece.word[:1].isdecimal()


def _is_cited(pieces: Sequence[Piece], at: int) -> bool:
    return is_cited("".join((piece.printed or piece.word) + piece.space for piece in pieces[: at + 1]).rstrip())


def _merged_gap(base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterable[Piece | Clash]:
    mine, yours, before = shape_of(ours), shape_of(theirs), shape_of(base)
    if mine in (yours, before):
        return theirs if mine == before else map(_both, ours, theirs)
    if yours == before:
        return ours
    return [_clash(base, ours, theirs)]


def _clash(base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> Clash:
    return Clash(
        base=text_of_pieces(base),
        ours=text_of_pieces(ours),
        theirs=text_of_pieces(theirs),
        base_pieces=tuple(base),
        ours_pieces=tuple(ours),
        theirs_pieces=tuple(theirs),
    )


def shape_of(pieces: Iterable[Piece]) -> list[tuple[str, tuple[Element, ...]]]:
    """Return what pieces say and the elements around each, spaces left out."""
    return [(piece.word, piece.around) for piece in pieces]


def _both(ours: Piece, theirs: Piece) -> Piece:
    return replace(ours, places={**theirs.places, **ours.places})


def _kept(base: Piece, ours: Piece, theirs: Piece, lasts: tuple[bool, bool]) -> Piece | Clash:
    """Return a word that all sides have, with the space and the elements around it that one side changed.

    A side on which it is the last word of the line does not tell what space is behind it.
    """
    around = _chosen(base.around, ours.around, theirs.around)
    if around is None:
        return _clash([base], [ours], [theirs])
    space = _chosen(base.space, ours.space, theirs.space)
    if lasts[0] != lasts[1]:
        space = theirs.space if lasts[0] else ours.space
    places = {s: p for one in (base, ours, theirs) if one.around == around for s, p in one.places.items()}
    # A changed space is no word: where both changed it, ours stands.
    return replace(ours, around=around, space=ours.space if space is None else space, places=places)


_Value = TypeVar("_Value")


def _chosen(base: _Value, ours: _Value, theirs: _Value) -> _Value | None:
    """Return what one side changed, None where both did."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def text_of_pieces(pieces: Iterable[Piece]) -> str:
    """Return the words as they are printed."""
    return "".join(
        (piece.printed or (piece.word if piece.node is None else _node_text(piece.node))) + piece.space
        for piece in pieces
    ).strip()


def _node_text(node: Node) -> str:
    return f"[{text_of(node)}]" if isinstance(node, Element) and text_of(node) else ""


def resolved(merged: Merged, side: Side) -> list[Piece]:
    """Return the pieces with one side's words wherever both sides contradict each other."""
    found: list[Piece] = []
    for one in merged:
        if isinstance(one, Clash):
            found += one.ours_pieces if side is Side.OURS else one.theirs_pieces
        else:
            found.append(one)
    return found


def ended(pieces: Sequence[Piece], lines: Iterable[Sequence[Piece]]) -> list[Piece]:
    """Return the pieces of a merged line, without a space at the end where one of the lines has none there."""
    found = list(pieces)
    if found and not all(line and line[-1].space for line in lines):
        found[-1] = replace(found[-1], space="")
    return found


def marked(merged: Merged, wrap: Callable[[Side], Element]) -> list[Piece]:
    """Return the pieces with both sides' words wherever they contradict each other, each in an element of its own."""
    found: list[Piece] = []
    for one in merged:
        if not isinstance(one, Clash):
            found.append(one)
            continue
        for side, pieces in ((Side.OURS, one.ours_pieces), (Side.THEIRS, one.theirs_pieces)):
            around = wrap(side)
            found += _wrapped(pieces, around, -1 - len(found), apart=" " if side is Side.OURS else "")
    return found


def _wrapped(pieces: Sequence[Piece], around: Element, place: int, apart: str) -> Iterator[Piece]:
    """Yield pieces in an element; the space after the last one stands outside, `apart` where there is none."""
    if not pieces:
        yield Piece(word="", node=around, space=apart)
    for i, piece in enumerate(pieces):
        space = piece.space if i + 1 < len(pieces) else ""
        places = {side: (place, *inside) for side, inside in piece.places.items()}
        yield replace(piece, around=(around, *piece.around), places=places, space=space)
    if pieces:
        yield Piece(word="", space=pieces[-1].space or apart)


def children_of(pieces: Sequence[Piece], depth: int = 0) -> tuple[Node, ...]:
    """Return what the pieces are as children of their line."""
    children: list[Node] = []
    for joined in _runs(pieces, depth):
        first = joined[0]
        if len(first.around) > depth:
            children.append(replace(first.around[depth], children=children_of(joined, depth + 1)))
        else:
            children += _flat(joined)
    return tuple(children)


def _runs(pieces: Sequence[Piece], depth: int) -> list[list[Piece]]:
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _joined(runs[-1][-1], piece, depth):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _joined(one: Piece, two: Piece, depth: int) -> bool:
    """Tell whether two neighbours stand in one element at that depth, or in none."""
    if len(one.around) <= depth or len(two.around) <= depth:
        return len(one.around) <= depth and len(two.around) <= depth
    if one.around[depth] != two.around[depth]:
        return False
    common = [side for side in one.places if side in two.places]
    return not common or any(one.places[side][depth] == two.places[side][depth] for side in common)


def _flat(pieces: Iterable[Piece]) -> Iterator[Node]:
    for node, run in groupby(pieces, key=lambda piece: piece.node):
        if node is None:
            yield "".join(_word(piece) + piece.space for piece in run)
            continue
        for piece in run:
            yield node
            if piece.space:
                yield piece.space


def _word(piece: Piece) -> str:
    # The number as printed goes along, in case that its provision keeps it or is gone.
    return KEY_MARK.sub(lambda found: f"\ue003{found[1]}\ue004{piece.printed}\ue005", piece.word)
