"""Numbers of articles that are cited without a link, and that a side changed along with the article."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from codetool.diff.merge_pieces import Piece
from codetool.diff.merge_tree import Side, Trees, mark_key
from codetool.diff.readable import matched_words
from codetool.diff.stale import is_cited


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
    return is_cited("".join((piece.printed or piece.word) + piece.gap for piece in pieces[: at + 1]).rstrip())
