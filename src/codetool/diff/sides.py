"""What is left of the two sides of a sentence when all that says the same is taken out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from codetool.diff.actors import acting
from codetool.diff.changes import Ground
from codetool.diff.citations import leads_elsewhere
from codetool.diff.lexicon import Lexicon, Word, words_of
from codetool.diff.marks import Mark, Terms, marks_of
from codetool.diff.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the passages are read with: the words of the language, the texts' own terms, and what was renumbered.

    `defined` are the terms that the texts define, without case; `followed` the segments of the row that is read in
    which a reference only follows a renumbering.
    """

    lexicon: Lexicon
    terms: Terms
    numbers: Mapping[str, str]
    defined: frozenset[str]
    followed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Left:
    """A mark of one side that the other side does not have, its words, and the change that it belongs to.

    `acts` tells of an actor whether it is one who acts, `beside` whether another acts with it; `elsewhere` of a
    reference that it is to another text, whose numbers no renumbering changes.
    """

    mark: Mark
    text: str
    hunk: int
    over: range
    acts: bool = False
    beside: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One side of a passage: its words, all its marks, and those that the other side does not answer."""

    words: Sequence[Word]
    marks: Sequence[Mark]
    left: list[Left]


def left_over(passage: Passage, context: Context) -> tuple[Reading, Reading]:
    """Return both sides with the marks of either that no mark of the other answers."""
    lexicon = context.lexicon
    words, later = words_of(passage.old), words_of(passage.new)
    before = marks_of(words, passage.old, lexicon, context.terms)
    after = marks_of(later, passage.new, lexicon, context.terms)
    there = {(mark.start, mark.ground, mark.meaning) for mark in after}
    said = [(passage.counterpart(mark.start, mark.end), mark.ground, mark.meaning) for mark in before]
    answered = there.intersection(said)
    old = _placed([mark for mark, same in zip(before, said, strict=True) if same not in answered], passage, new=False)
    new = _placed([m for m in after if (m.start, m.ground, m.meaning) not in answered], passage, new=True)
    old, new = without_same(old, new, context.numbers, near=True)
    if context.followed:
        old, new = ([one for one in side if not _follows(one, passage, context)] for side in (old, new))
    return (
        Reading(words, before, _with_actors(old, words, before, lexicon)),
        Reading(later, after, _with_actors(new, later, after, lexicon)),
    )


def _placed(marks: Iterable[Mark], passage: Passage, *, new: bool) -> list[Left]:
    text = passage.new if new else passage.old
    return [
        Left(
            mark,
            text[mark.start : mark.end],
            passage.nearest(mark.start, mark.end, new=new),
            passage.between(mark.start, mark.end, new=new),
            elsewhere=mark.ground is Ground.REFERENCE and leads_elsewhere(text, mark.start, mark.end),
        )
        for mark in marks
    ]


def _follows(one: Left, passage: Passage, context: Context) -> bool:
    """Tell whether a mark is a reference that only follows the renumbering of what it is to."""
    return one.mark.ground is Ground.REFERENCE and passage.hunks[one.hunk].segment in context.followed


def _with_actors(left: list[Left], words: Sequence[Word], marks: Iterable[Mark], lexicon: Lexicon) -> list[Left]:
    """Return what is left of one side, told of each whether it acts; nothing is asked where nobody is left."""
    if not any(one.mark.ground is Ground.ADDRESSEE for one in left):
        return left
    actors = acting(words, marks, lexicon)
    return [
        replace(one, acts=True, beside=actors[one.mark.start])
        if one.mark.ground is Ground.ADDRESSEE and one.mark.start in actors
        else one
        for one in left
    ]


def without_same(
    old: list[Left], new: list[Left], numbers: Mapping[str, str], *, near: bool
) -> tuple[list[Left], list[Left]]:
    """Return what is left when marks that mean the same are taken out in pairs, within a change if `near`."""
    if not (old and new):
        return old, new

    def key(one: Left, number: str = "") -> tuple[object, ...]:
        meaning = (one.mark.meaning[0], number) if number else one.mark.meaning
        # A list of references that grew is no swap: 5 and 6 stay in "5, 6 et 7", wherever they stand.
        apart = near and one.mark.ground is not Ground.REFERENCE
        return (one.hunk if apart else 0, one.mark.ground, meaning)

    waiting = Counter(key(one) for one in new)
    gone: Counter[tuple[object, ...]] = Counter()
    kept = []
    for one in old:
        reference = one.mark.ground is Ground.REFERENCE
        counts = reference and not one.elsewhere and one.mark.meaning[0] in _RENUMBERED
        follows = numbers.get(one.mark.meaning[-1], "") if counts else ""
        same = next((k for k in (key(one, follows), key(one)) if waiting[k] > gone[k]), None)
        if same is None:
            kept.append(one)
        else:
            gone[same] += 1
    left = []
    for one in new:
        if gone[key(one)]:
            gone[key(one)] -= 1
        else:
            left.append(one)
    return kept, left


_RENUMBERED = frozenset({"article", "title", "chapter", "section", "book"})
