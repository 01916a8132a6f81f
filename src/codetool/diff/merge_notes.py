"""What a merge tells besides conflicts: numbers that each side chose for itself, and citations left behind."""

import re
from collections.abc import Iterator

from codetool.diff.merge_clash import ClashKind
from codetool.diff.merge_conflicts import Conflict, numbers_above
from codetool.diff.merge_finish import Finished
from codetool.diff.merge_layout import Layout, walk_layout
from codetool.diff.merge_pieces import Piece, pieces_of
from codetool.diff.merge_tree import Side, Trees, Twig, element_of
from codetool.diff.readable import matched_words
from codetool.diff.stale import is_cited
from codetool.model.eid import number_part

_CONTEXT = 6
"""Words before a citation that are told with it."""

_OTHER_ACT = re.compile(
    r"^[\s,]*(?:de\s+la|du|de\s+l['’]|des|van\s+de|van\s+het|des|der|of\s+the)\s*"
    r"(?!même|présent)(?:\w+\s+){0,2}?"
    r"(?:loi|code|arrêté|décret|ordonnance|règlement|constitution|directive|traité|convention|wet|wetboek|besluit"
    r"|decreet|verordening|gesetz\w*|verordnung|act|regulation)\b",
    re.IGNORECASE,
)
"""What stands behind the number of an article of another act."""


def notes_of(trees: Trees, layout: Layout, finished: Finished) -> Iterator[Conflict]:
    """Yield what is told and is no conflict."""
    for key in finished.disputed:
        yield _note(ClashKind.NUMBER, key, trees, finished, {s: t.num for s, t in trees.versions(key).items()})
    for key in walk_layout(layout, trees.base.root.key):
        for side in (Side.OURS, Side.THEIRS):
            twig = trees[side].twigs.get(key)
            if twig and twig.is_line and twig.name != "num":
                yield from _stale(twig, side, trees, finished)


def _stale(twig: Twig, side: Side, trees: Trees, finished: Finished) -> Iterator[Conflict]:
    """Yield the citations without a link that one side put in and that name what the other side renumbered."""
    before = trees.base.twigs.get(twig.key)
    if before and element_of(before).children == element_of(twig).children:
        return
    pieces = pieces_of(element_of(twig), trees[side])
    old = pieces_of(element_of(before), trees.base) if before and not before.twigs else []
    stayed = {j for _, j in matched_words([piece.word for piece in old], [piece.word for piece in pieces])}
    for place, piece in enumerate(pieces):
        cited = trees[side].cited(piece.word) if piece.word[:1].isdecimal() and place not in stayed else None
        number = finished.numbers.get(-1 if cited is None else cited, "")
        if cited is None or not number or number_part(number) == number_part(piece.word):
            continue
        text = _said(pieces[max(place - _CONTEXT, 0) : place + 1])
        if is_cited(_said(pieces[: place + 1])) and not _OTHER_ACT.match(_said(pieces[place + 1 : place + 8])):
            told = {side: text, side.other: f"{trees[side].twigs[cited].num} → {number}"}
            yield _note(ClashKind.STALE, twig.key, trees, finished, told)


def _said(pieces: list[Piece]) -> str:
    return "".join((piece.printed or ("" if piece.node else piece.word)) + piece.gap for piece in pieces).rstrip()


def _note(kind: ClashKind, key: int, trees: Trees, finished: Finished, told: dict[Side, str]) -> Conflict:
    twig = next(iter(trees.versions(key).values()))
    named = next((one for one in (twig, *twig.ancestors()) if one.num or one.key in finished.eids), twig)
    return Conflict(
        kind=kind,
        eid=finished.eids.get(named.key, ""),
        num=finished.numbers.get(named.key, named.num),
        name=named.name,
        base=told.get(Side.BASE, ""),
        ours=told.get(Side.OURS, ""),
        theirs=told.get(Side.THEIRS, ""),
        within=numbers_above(named, trees, finished),
        is_note=True,
    )
