"""What a change weighs: each row of a comparison gets its effects, the weightiest first (`akn/weight.toml`).

A sentence is read on both sides; marks that stand in unchanged words, or say the same elsewhere in the sentence, are no
change. What is left is paired: a permission that became an obligation, fifteen days that became thirty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from codetool.diff.changes import ChangeSet, Correspondence, Effect, Ground, Kind, Op, Weight
from codetool.diff.lexicon import load_lexicon, weight_of
from codetool.diff.pairs import LONG, STATED, covered, paired
from codetool.diff.passages import Hunk, Passage, changed_passages
from codetool.diff.roles import other_role
from codetool.diff.sides import Context, left_over
from codetool.diff.terms import defined_here, find_terms
from codetool.diff.tokens import plain_form


def weigh(changes: ChangeSet, language: str, numbers: Mapping[str, str]) -> ChangeSet:
    """Return the changes with the effects of every row; `numbers` leads from old numbers of articles to new ones."""
    lexicon = load_lexicon(language)
    terms = find_terms(changes.articles, lexicon) if changes.has_changes else {}
    phrases = (phrase for opening in terms.values() for phrase in opening)
    defined = frozenset(phrase.meaning for phrase in phrases if phrase.ground is Ground.DEFINED_TERM)
    context = Context(lexicon=lexicon, terms=terms, numbers=numbers, defined=defined)
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
            return (_plain(Ground.REFERENCE, Weight.NONE, row),)
        case _ if (row.new or row.old)[0].name in _FRAME:
            return (_plain(Ground.WORDING, Weight.LOW, row),)
        case _:
            found = list(_changed(row, replace(context, followed=row.followed) if row.followed else context))
            if len(found) == 1:
                return (found[0],)
            order = sorted(found, key=lambda one: (one.weight.rank, _ORDER[one.ground], one.segment))
            return tuple(dict.fromkeys(order))


_FRAME = frozenset({"preface", "coverPage", "conclusions"})
"""Blocks around the text, which bind nobody: the date of a draft changes with each."""
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
        if moved and plain_form(_alone_in(passage, new=False) or _alone_in(passage, new=True)) in moved:
            hunk = passage.hunks[0]
            yield _effect(Ground.WORDING, Weight.LOW, passage, hunk)
        else:
            yield from _read(passage, context)


def _moved_inside(passages: Sequence[Passage]) -> frozenset[str]:
    """Return the sentences that were taken out at one place of the row and put in at another."""
    gone = [text for one in passages if (text := _alone_in(one, new=False))]
    come = [text for one in passages if (text := _alone_in(one, new=True))]
    # Read only where some went and some came.
    return frozenset(map(plain_form, gone)) & frozenset(map(plain_form, come)) if gone and come else frozenset()


def _alone_in(passage: Passage, *, new: bool) -> str:
    """Return the sentence that came or went in a passage and is all that changed there; nothing if there is more."""
    if len(passage.hunks) > 1:
        return ""
    hunk = passage.hunks[0]
    own, other = (passage.new, passage.old)[:: 1 if new else -1]
    mine, yours = (hunk.new, hunk.old)[:: 1 if new else -1]
    text = own[slice(*mine)].strip()
    ends = passage.is_whole or text.endswith((".", ";"))
    return text if ends and not other[slice(*yours)].strip() else ""


def _read(passage: Passage, context: Context) -> Iterator[Effect]:
    old, new = sides = left_over(passage, context)
    found = [*paired(passage, old.left, new.left, context), *_definitions(passage, context)]
    yield from found
    told = {effect.segment for effect in found} | covered(passage, [*old.left, *new.left])
    for hunk in passage.hunks:
        if hunk.segment not in told:
            yield (
                _typographic(passage, hunk)
                or other_role(passage, hunk, sides, context.lexicon)
                or _untold(passage, hunk)
            )


def _typographic(passage: Passage, hunk: Hunk) -> Effect | None:
    same = plain_form(passage.old[slice(*hunk.old)]) == plain_form(passage.new[slice(*hunk.new)])
    return _effect(Ground.TYPOGRAPHY, Weight.NONE, passage, hunk) if same else None


def _untold(passage: Passage, hunk: Hunk) -> Effect:
    """Return the effect of a change in which no mark was found."""
    old, new = passage.old[slice(*hunk.old)], passage.new[slice(*hunk.new)]
    one_sided = not (plain_form(old) and plain_form(new))
    if (one_sided and (passage.is_whole or _is_sentence(max(old, new, key=len)))) or min(_size(old), _size(new)) > LONG:
        return _effect(Ground.PROVISION, Weight.MEDIUM, passage, hunk)
    return _effect(Ground.WORDING, Weight.LOW, passage, hunk)


def _is_sentence(text: str) -> bool:
    """Tell whether a run that came or went states something of its own: a sentence, or a long member of a list."""
    bare = text.strip(" ;,")
    size = _size(bare)
    if size >= STATED or _MEMBER.match(bare):
        return True
    return size >= STATED // 2 and text.strip()[-1] in ".;" and not bare[0].islower()


_MEMBER = re.compile(r"(?:\d+\w*\s*[°.)]+|\(?[a-z]\s*\)|[-–—•])\s*\w")
"""The beginning of a member of a list: "3° une photographie"."""


def _size(text: str) -> int:
    return len(text.split())


def _effect(ground: Ground, weight: Weight, passage: Passage, hunk: Hunk) -> Effect:
    old, new = (_short(text.strip()) for text in (passage.old[slice(*hunk.old)], passage.new[slice(*hunk.new)]))
    return Effect(ground=ground, weight=weight, old=old, new=new, segment=hunk.segment)


_SHOWN = 8
"""Words of a longer run that an effect shows."""


def _short(text: str) -> str:
    words = text.split()
    return " ".join([*words[:_SHOWN], "…"]) if len(words) > _SHOWN + 2 else text


def _stays_defined(passage: Passage, term: str, old: int | None, new: int | None) -> bool:
    """Tell whether a term that only one side was read to define stands defined on the other: its number changed."""
    if old is not None and new is None:
        return passage.counterpart(old, old + len(term)) is not None
    # With the mark before it, for a term that is only used elsewhere is not defined there.
    return old is None and new is not None and passage.new[max(new - 2, 0) : new + len(term)] in passage.old


def _definitions(passage: Passage, context: Context) -> Iterator[Effect]:
    """Yield the terms whose definition changed, came or went."""
    if not context.defined:
        return
    worded = [hunk for hunk, sizes in zip(passage.hunks, passage.sizes, strict=True) if any(sizes)]
    old = defined_here(passage.old, [hunk.old for hunk in worded], context.defined, context.lexicon)
    new = defined_here(passage.new, [hunk.new for hunk in worded], context.defined, context.lexicon)
    if not (old or new) or plain_form(passage.old) == plain_form(passage.new):
        return
    segment = passage.hunks[0].segment
    for term in sorted({*old, *new}):
        if _stays_defined(passage, term, old.get(term), new.get(term)):
            continue
        sides = ((passage.old, old), (passage.new, new))
        texts = [text[side[term] : side[term] + len(term)] if term in side else "" for text, side in sides]
        how = "changed" if all(texts) else "gained" if texts[1] else "lost"
        weight = weight_of(Ground.DEFINITION, how)
        yield Effect(ground=Ground.DEFINITION, weight=weight, old=texts[0], new=texts[1], segment=segment)
