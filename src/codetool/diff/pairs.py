"""What became of what, among the marks that are left of two sides of a sentence.

First within one change: "peut" struck and "doit" put in is a permission that became an obligation. Then across the
sentence: what was struck here and put in there has only changed its place. The rest came or went alone.
"""

from collections.abc import Iterable, Iterator, Sequence

from codetool.diff.actors import links
from codetool.diff.changes import Effect, Ground, Weight
from codetool.diff.lexicon import Lexicon, weight_of, words_of
from codetool.diff.marks import NAMED, NORMS, Mark
from codetool.diff.passages import Hunk, Passage
from codetool.diff.sides import Context, Left, without_same

STATED = 9
"""Words from which a run that came or went whole states something of its own."""

LONG = 30
"""Words from which a replaced run is another sentence, not another wording: its old and new words are not paired."""


def paired(passage: Passage, old: Sequence[Left], new: Sequence[Left], context: Context) -> Iterator[Effect]:
    """Yield the effects of what is left: pairs within a change, then pairs across it, then what came and went alone."""
    pairs: list[Pair] = []
    if old and new:
        pairs, old, new = _all_pairs(passage, old, new)
    for mine, yours in _without_swaps(passage, pairs, context.lexicon):
        yield _pair_effect(passage, mine, yours)
    yield from _alone(passage, old, new=False)
    yield from _alone(passage, new, new=True)


Pair = tuple[Left, Left]


def _all_pairs(
    passage: Passage, old: Sequence[Left], new: Sequence[Left]
) -> tuple[list[Pair], Sequence[Left], Sequence[Left]]:
    """Return the pairs, and what is then left alone on either side."""
    near = [pair for pair in _pairs(old, new) if _may_pair(passage, *pair)]
    old, new = _unpaired(old, near), _unpaired(new, near)
    # Somebody whom the texts define may stand for somebody whom they do not.
    mixed = [pair for pair in _pairs(_whose(old), _whose(new), mixed=True) if _may_pair(passage, *pair)]
    # The same thing said elsewhere in the sentence has only changed its place.
    old, new = without_same(_unpaired(old, mixed), _unpaired(new, mixed), {}, near=False)
    across = _across(passage, old, new)
    return [*near, *mixed, *across], _unpaired(old, across), _unpaired(new, across)


def _unpaired(left: Iterable[Left], pairs: Sequence[Pair]) -> list[Left]:
    taken = {id(one) for pair in pairs for one in pair}
    return [one for one in left if id(one) not in taken]


def _whose(left: Iterable[Left]) -> list[Left]:
    return [one for one in left if one.mark.ground in {Ground.ADDRESSEE, Ground.DEFINED_TERM}]


def _pairs(old: Iterable[Left], new: Iterable[Left], *, mixed: bool = False) -> Iterator[Pair]:
    """Yield what stands in one change on either side and may replace each other; anything may if `mixed`."""
    waiting: dict[tuple[object, ...], list[Left]] = {}
    for one in new:
        waiting.setdefault((one.hunk, *(() if mixed else one.mark.family)), []).append(one)
    for one in old:
        if found := waiting.get((one.hunk, *(() if mixed else one.mark.family))):
            yield one, found.pop(0)


def _across(passage: Passage, old: Sequence[Left], new: Sequence[Left]) -> list[Pair]:
    """Return the one norm that a sentence lost and the one that it gained, wherever they stand in it."""
    norms = [[one for one in left if one.mark.ground in NORMS] for left in (old, new)]
    if not len(norms[0]) == len(norms[1]) == 1:
        return []
    ((mine,), (yours,)) = norms
    stated = _is_stated(passage, mine.hunk, new=False) or _is_stated(passage, yours.hunk, new=True)
    return [] if stated else [(mine, yours)]


def _without_swaps(passage: Passage, pairs: Sequence[Pair], lexicon: Lexicon) -> Iterator[Pair]:
    """Yield the pairs but for two that only changed places: clubs and leagues, leagues and clubs."""
    if len(pairs) < _TWO:
        yield from pairs
        return
    words = words_of(passage.old)
    said = {(mine.mark.meaning, yours.mark.meaning): mine.mark for mine, yours in pairs}
    for mine, yours in pairs:
        other = said.get((yours.mark.meaning, mine.mark.meaning))
        first, last = sorted((mine.mark, other or mine.mark), key=lambda mark: mark.start)
        if first is last or not links(words, first, last, lexicon):
            yield mine, yours


_TWO = 2
"""Pairs that it takes to change places."""


def _may_pair(passage: Passage, mine: Left, yours: Left) -> bool:
    old, new = passage.sizes[mine.hunk]
    if mine.mark.ground is yours.mark.ground is Ground.ADDRESSEE and mine.mark.subject is not yours.mark.subject:
        # The verb that bound went: "l'AS doit" and "l'AS veille" are about the same one.
        first, second = sorted((mine.text.casefold(), yours.text.casefold()), key=len)
        return first not in second and max(old, new) <= LONG
    if mine.mark.ground is Ground.CONJUNCTION:
        return max(old, new) <= _SHORT or _same_neighbour(passage, mine.mark, yours.mark)
    return max(old, new) <= LONG


_NEAR = 40
"""Characters in which a neighbouring word stands."""
_SHORT = 4
"""Words up to which a replaced run is read as the replacement of its "et" or "ou"."""


def _same_neighbour(passage: Passage, mine: Mark, yours: Mark) -> bool:
    """Tell whether the same word stands before or after on both sides."""
    sides = ((passage.old, mine), (passage.new, yours))
    before = [words_of(text[max(0, mark.start - _NEAR) : mark.start])[-1:] for text, mark in sides]
    after = [words_of(text[mark.end : mark.end + _NEAR])[:1] for text, mark in sides]
    return any(a and b and a[0].form == b[0].form for a, b in (before, after))


def _pair_effect(passage: Passage, mine: Left, yours: Left) -> Effect:
    ground = yours.mark.ground
    if ground is not mine.mark.ground and Ground.DEFINED_TERM in (mine.mark.ground, ground):
        ground = Ground.DEFINED_TERM
    if Ground.AMOUNT in (mine.mark.ground, ground):
        ground = Ground.AMOUNT
    if ground is Ground.CONJUNCTION and _ends_list(passage.new, yours.mark):
        ground = Ground.ENUMERATION
    weight = weight_of(ground, "changed")
    if ground is Ground.ADDRESSEE and weight is Weight.HIGH and not (mine.acts and yours.acts):
        weight = Weight.MEDIUM  # consulted, informed, named: not the one who acts
    return Effect(
        ground=ground,
        weight=weight,
        old=mine.text,
        new=yours.text,
        was=mine.mark.ground if mine.mark.ground in NORMS and mine.mark.ground is not ground else None,
        segment=passage.hunks[mine.hunk].segment,
    )


def _ends_list(text: str, mark: Mark) -> bool:
    """Tell whether a conjunction stands between two points of a list: alone at the end or the beginning of one."""
    return not text[mark.end :].strip() or not text[: mark.start].strip() or text[: mark.start].rstrip().endswith(";")


def _alone(passage: Passage, left: Sequence[Left], *, new: bool) -> Iterator[Effect]:
    told: set[tuple[object, ...]] = set()
    for one in left:
        hunk = passage.hunks[one.hunk]
        weight = weight_of(one.mark.ground, _how(passage, one, new=new)) if _counts(hunk, one, new=new) else Weight.NONE
        same = (one.hunk, one.mark.ground, one.mark.meaning)
        if weight is not Weight.NONE and not (_is_stated(passage, one.hunk, new=new) and same in told):
            told.add(same)
            old, new_text = ("", one.text) if new else (one.text, "")
            yield Effect(ground=one.mark.ground, weight=weight, old=old, new=new_text, segment=hunk.segment)


def _counts(hunk: Hunk, one: Left, *, new: bool) -> bool:
    """Tell whether a mark that came or went alone counts: an act's name does not, an actor if it joins another."""
    if one.mark.ground is Ground.ADDRESSEE:
        first, last = hunk.new if new else hunk.old
        return one.beside and first <= one.mark.start and one.mark.end <= last
    return one.mark.ground is not Ground.REFERENCE or one.mark.meaning[0] != NAMED


def _how(passage: Passage, one: Left, *, new: bool) -> str:
    """Return how a mark without another came or went."""
    if _is_stated(passage, one.hunk, new=new):
        return "stated"
    sizes = passage.sizes[one.hunk]
    if one.mark.ground is Ground.PERMISSION and min(sizes) and max(sizes) <= _REWORDED:
        return "changed"  # "convoque", a duty in the present tense, became "peut convoquer"
    return "gained" if new else "lost"


_REWORDED = 6
"""Words up to which a replaced run is one verb said otherwise."""


def _is_stated(passage: Passage, hunk: int, *, new: bool) -> bool:
    """Tell whether a change is so long that what it says stands for itself."""
    other, own = passage.sizes[hunk] if new else reversed(passage.sizes[hunk])
    return passage.is_whole or own > LONG or (not other and own >= STATED)


def covered(passage: Passage, left: Sequence[Left]) -> set[int]:
    """Return the further changes that a mark runs over: "ne" and "pas" put in around a verb are one prohibition."""
    weighty = (one for one in left if one.mark.ground is not Ground.ADDRESSEE)
    weighty = (one for one in weighty if weight_of(one.mark.ground, "gained") is not Weight.NONE)
    return {passage.hunks[i].segment for one in weighty for i in one.over if i != one.hunk}
