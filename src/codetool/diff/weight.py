"""What a change weighs: each row of a comparison gets its effects, the weightiest first (`akn/weight.toml`).

A sentence is read on both sides; marks that stand in unchanged words, or say the same elsewhere in the sentence, are no
change. What is left is paired: a permission that became an obligation, fifteen days that became thirty.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from codetool.diff.changes import ChangeSet, Correspondence, Effect, Ground, Kind, Op, Weight
from codetool.diff.lexicon import Lexicon, load_lexicon, weight_of, words_of
from codetool.diff.marks import NORMS, Mark, Terms, read_marks
from codetool.diff.passages import Hunk, Passage, changed_passages
from codetool.diff.terms import defined_here, find_terms
from codetool.diff.words import plain_form

_LONG = 30
"""Words from which a replaced run is another sentence, not another wording: its old and new words are not paired."""

_STATED = 9
"""Words from which a run that came or went whole states something of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the passages are read with: the words of the language, the texts' own terms, and what was renumbered."""

    lexicon: Lexicon
    terms: Terms
    numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Left:
    """A mark of one side that the other side does not have, its words, and the change that it belongs to."""

    mark: Mark
    text: str
    hunk: int
    over: range


def weigh(changes: ChangeSet, language: str, numbers: Mapping[str, str]) -> ChangeSet:
    """Return the changes with the effects of every row; `numbers` leads from old numbers of articles to new ones."""
    lexicon = load_lexicon(language)
    terms = find_terms(changes.articles, lexicon) if changes.has_changes else {}
    context = Context(lexicon=lexicon, terms=terms, numbers=numbers)
    return replace(
        changes,
        articles=tuple(_weighed(row, context) for row in changes.articles),
        others=tuple(_weighed(row, context) for row in changes.others),
    )


def _weighed(row: Correspondence, context: Context) -> Correspondence:
    effects = () if (row.new or row.old)[0].name == "meta" else effects_of(row, context)
    return replace(row, effects=effects) if effects else row


def effects_of(row: Correspondence, context: Context) -> tuple[Effect, ...]:
    """Return what a row's changes do, the weightiest first, then as they stand."""
    match row.kinds[0]:
        case Kind.UNCHANGED:
            return ()
        case Kind.TYPOGRAPHIC:
            return (_plain(Ground.TYPOGRAPHY, Weight.NONE, row),)
        case _ if row.consequential:
            found = [_plain(Ground.REFERENCE, Weight.NONE, row)]
        case _:
            found = list(_changed(row, context))
    distinct = dict.fromkeys(sorted(found, key=lambda one: (one.weight.rank, _ORDER[one.ground], one.segment)))
    return tuple(distinct)


_ORDER = {ground: i for i, ground in enumerate(Ground)}


def _plain(ground: Ground, weight: Weight, row: Correspondence) -> Effect:
    """Return an effect that shows the first words that changed."""
    first = next(i for i, segment in enumerate(row.segments) if segment.op is not Op.EQUAL)
    run = row.segments[first : first + 2]
    old, new = ("".join(s.text for s in run if s.op is op).strip() for op in (Op.DELETE, Op.INSERT))
    return Effect(ground=ground, weight=weight, old=_short(old), new=_short(new), segment=first)


def _changed(row: Correspondence, context: Context) -> Iterator[Effect]:
    passages = list(changed_passages(row))
    moved = _moved_inside(passages)
    for passage in passages:
        if passage.is_whole and plain_form(passage.old or passage.new) in moved:
            hunk = passage.hunks[0]
            yield _effect(Ground.WORDING, Weight.LOW, passage, hunk)
        else:
            yield from _read(passage, context)


def _moved_inside(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the sentences that were taken out at one place of the row and put in at another."""
    gone = {plain_form(one.old) for one in passages if one.is_whole and one.old.strip()}
    return frozenset(gone & {plain_form(one.new) for one in passages if one.is_whole and one.new.strip()})


def _read(passage: Passage, context: Context) -> Iterator[Effect]:
    old, new = _left_over(passage, context)
    found = [*_paired(passage, old, new), *_definitions(passage, context)]
    yield from found
    told = {effect.segment for effect in found} | _covered(passage, [*old, *new])
    yield from (_untold(passage, hunk) for hunk in passage.hunks if hunk.segment not in told)


def _covered(passage: Passage, left: Sequence[_Left]) -> set[int]:
    """Return the further changes that a mark runs over: "ne" and "pas" put in around a verb are one prohibition."""
    weighty = [one for one in left if weight_of(one.mark.ground, "gained") is not Weight.NONE]
    return {passage.hunks[i].segment for one in weighty for i in one.over if i != one.hunk}


def _untold(passage: Passage, hunk: Hunk) -> Effect:
    """Return the effect of a change in which no mark was found."""
    old, new = passage.old[slice(*hunk.old)], passage.new[slice(*hunk.new)]
    if plain_form(old) == plain_form(new):
        return _effect(Ground.TYPOGRAPHY, Weight.NONE, passage, hunk)
    if not (old.strip() and new.strip()) and _is_sentence(old or new):
        return _effect(Ground.PROVISION, Weight.MEDIUM, passage, hunk)
    return _effect(Ground.WORDING, Weight.LOW, passage, hunk)


def _is_sentence(text: str) -> bool:
    """Tell whether a run that came or went states something of its own: a sentence, or a long member of a list."""
    bare = text.strip()
    size = len(bare.split())
    return size >= _STATED or (size >= _STATED // 2 and bare[-1] in ".;" and not bare[0].islower())


def _effect(ground: Ground, weight: Weight, passage: Passage, hunk: Hunk) -> Effect:
    old, new = (_short(text.strip()) for text in (passage.old[slice(*hunk.old)], passage.new[slice(*hunk.new)]))
    return Effect(ground=ground, weight=weight, old=old, new=new, segment=hunk.segment)


_SHOWN = 8
"""Words of a longer run that an effect shows."""


def _short(text: str) -> str:
    words = text.split()
    return " ".join([*words[:_SHOWN], "…"]) if len(words) > _SHOWN + 2 else text


def _left_over(passage: Passage, context: Context) -> tuple[list[_Left], list[_Left]]:
    """Return the marks of either side that no mark of the other answers."""
    before = read_marks(passage.old, context.lexicon, context.terms)
    after = read_marks(passage.new, context.lexicon, context.terms)
    there = {(mark.start, mark.ground, mark.meaning) for mark in after}
    stays = {mark: passage.counterpart(mark.start, mark.end) for mark in before}
    kept = {mark: at for mark, at in stays.items() if (at, mark.ground, mark.meaning) in there}
    answered = {(at, mark.ground, mark.meaning) for mark, at in kept.items()}
    old = _placed([mark for mark in before if mark not in kept], passage, new=False)
    new = _placed([m for m in after if (m.start, m.ground, m.meaning) not in answered], passage, new=True)
    return _without_same(old, new, context.numbers, near=True)


def _placed(marks: Iterable[Mark], passage: Passage, *, new: bool) -> list[_Left]:
    text = passage.new if new else passage.old
    return [
        _Left(
            mark,
            text[mark.start : mark.end],
            passage.nearest(mark.start, mark.end, new=new),
            passage.between(mark.start, mark.end, new=new),
        )
        for mark in marks
    ]


def _without_same(
    old: list[_Left], new: list[_Left], numbers: Mapping[str, str], *, near: bool
) -> tuple[list[_Left], list[_Left]]:
    """Return what is left when marks that mean the same are taken out in pairs, within a change if `near`."""

    def key(one: _Left, number: str = "") -> tuple[object, ...]:
        meaning = (one.mark.meaning[0], number) if number else one.mark.meaning
        # A list of references that grew is no swap: 5 and 6 stay in "5, 6 et 7", wherever they stand.
        apart = near and one.mark.ground is not Ground.REFERENCE
        return (one.hunk if apart else 0, one.mark.ground, meaning)

    waiting = Counter(key(one) for one in new)
    gone: Counter[tuple[object, ...]] = Counter()
    kept = []
    for one in old:
        reference = one.mark.ground is Ground.REFERENCE
        follows = numbers.get(one.mark.meaning[-1], "") if reference and one.mark.meaning[0] in _RENUMBERED else ""
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


def _paired(passage: Passage, old: list[_Left], new: list[_Left]) -> Iterator[Effect]:
    """Yield the effects of what is left: pairs within a change, then pairs across it, then what came and went alone."""
    first = [pair for pair in _pairs(old, new, near=True) if _may_pair(passage, *pair)]
    paired = {id(one) for pair in first for one in pair}
    old = [one for one in old if id(one) not in paired]
    new = [one for one in new if id(one) not in paired]
    # The same thing said elsewhere in the sentence has only changed its place.
    old, new = _without_same(old, new, {}, near=False)
    for mine, yours in first:
        yield _pair_effect(passage, mine, yours)
    yield from _alone(passage, old, new=False)
    yield from _alone(passage, new, new=True)


def _pairs(old: Sequence[_Left], new: Sequence[_Left], *, near: bool) -> Iterator[tuple[_Left, _Left]]:
    waiting: dict[tuple[object, ...], list[_Left]] = {}
    for one in new:
        waiting.setdefault((one.hunk if near else 0, *one.mark.family), []).append(one)
    for one in old:
        if found := waiting.get((one.hunk if near else 0, *one.mark.family)):
            yield one, found.pop(0)


def _may_pair(passage: Passage, mine: _Left, yours: _Left) -> bool:
    old, new = passage.sizes[mine.hunk]
    if mine.mark.ground is Ground.CONJUNCTION:
        return max(old, new) <= _SHORT or _same_neighbour(passage, mine.mark, yours.mark)
    return max(old, new) <= _LONG


_SHORT = 4
"""Words up to which a replaced run is read as the replacement of its "et" or "ou"."""


def _same_neighbour(passage: Passage, mine: Mark, yours: Mark) -> bool:
    """Tell whether the same word stands before or after on both sides."""
    before = [words_of(text[:end])[-1:] for text, end in ((passage.old, mine.start), (passage.new, yours.start))]
    after = [words_of(text[start:])[:1] for text, start in ((passage.old, mine.end), (passage.new, yours.end))]
    return any(a and b and a[0].form == b[0].form for a, b in (before, after))


def _pair_effect(passage: Passage, mine: _Left, yours: _Left) -> Effect:
    ground = yours.mark.ground
    if Ground.AMOUNT in (mine.mark.ground, ground):
        ground = Ground.AMOUNT
    if ground is Ground.CONJUNCTION and _ends_list(passage.new, yours.mark):
        ground = Ground.ENUMERATION
    weight = weight_of(ground, "changed")
    if (
        ground is Ground.ADDRESSEE
        and weight is Weight.HIGH
        and not (_acts(passage.old, mine) and _acts(passage.new, yours))
    ):
        weight = Weight.MEDIUM  # consulted, informed, named: not the one who acts
    return Effect(
        ground=ground,
        weight=weight,
        old=mine.text,
        new=yours.text,
        was=mine.mark.ground if mine.mark.ground in NORMS and mine.mark.ground is not ground else None,
        segment=passage.hunks[mine.hunk].segment,
    )


def _acts(text: str, one: _Left) -> bool:
    """Tell whether somebody is the subject: of a verb that binds, or the first noun of the sentence."""
    return one.mark.subject or len(text[: one.mark.start].replace("’", "' ").replace("'", "' ").split()) <= 1


def _ends_list(text: str, mark: Mark) -> bool:
    """Tell whether a conjunction stands between two points of a list: alone at the end or the beginning of one."""
    return not text[mark.end :].strip() or not text[: mark.start].strip() or text[: mark.start].rstrip().endswith(";")


def _alone(passage: Passage, left: Sequence[_Left], *, new: bool) -> Iterator[Effect]:
    told: set[tuple[object, ...]] = set()
    for one in left:
        hunk = passage.hunks[one.hunk]
        how = "stated" if _is_stated(passage, one.hunk) else "gained" if new else "lost"
        weight = weight_of(one.mark.ground, how)
        same = (one.hunk, one.mark.ground, one.mark.meaning)
        if weight is not Weight.NONE and not (how == "stated" and same in told):
            told.add(same)
            old, new_text = ("", one.text) if new else (one.text, "")
            yield Effect(ground=one.mark.ground, weight=weight, old=old, new=new_text, segment=hunk.segment)


def _is_stated(passage: Passage, hunk: int) -> bool:
    """Tell whether a change is so long that what it says stands for itself."""
    old, new = passage.sizes[hunk]
    return passage.is_whole or max(old, new) > _LONG or (not min(old, new) and max(old, new) >= _STATED)


def _definitions(passage: Passage, context: Context) -> Iterator[Effect]:
    """Yield the terms whose definition changed, came or went."""
    old, new = (defined_here(text, context.terms, context.lexicon) for text in (passage.old, passage.new))
    segment = passage.hunks[0].segment
    for term in sorted({*old, *new}):
        sides = ((passage.old, old), (passage.new, new))
        texts = [text[side[term] : side[term] + len(term)] if term in side else "" for text, side in sides]
        how = "changed" if all(texts) else "gained" if texts[1] else "lost"
        if plain_form(passage.old) != plain_form(passage.new):
            weight = weight_of(Ground.DEFINITION, how)
            yield Effect(ground=Ground.DEFINITION, weight=weight, old=texts[0], new=texts[1], segment=segment)
