"""Articles that were cut or joined: what became several articles, and what several became.

When every article that became one is paired, some words are over: those that an article lost on its way, and those of
articles without a counterpart. An article of the new text whose words an old one lost was cut out of it; an old one
whose words a new one gained was joined to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codetool.diff.changes import Kind, Reason
from codetool.diff.common import held, steps_between
from codetool.diff.likeness import Index, Vocabulary
from codetool.diff.match import match_units
from codetool.diff.matching import Match
from codetool.diff.overrides import Overrides, Settled, settle
from codetool.diff.tokens import Words
from codetool.diff.units import Unit

LEAST_WORDS = 5
"""Words that an article has at least to be known as a part of another one."""

NEAR, FAR = 0.5, 0.75
"""Share of a part's words that the whole must hold: where it stands beside the other parts, and anywhere else."""

WHOLE = 0.5
"""Share of the whole's words that its parts must hold together."""


NO_OVERRIDES = Overrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several units of one side that are one on the other, each side in the order of its text."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    confidence: float
    reason: Reason = Reason.SIMILARITY

    @property
    def kind(self) -> Kind:
        """Return whether one was split or several were merged."""
        return Kind.SPLIT if len(self.old) == 1 else Kind.MERGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Which units became which: one one, and one several or several one."""

    pairs: tuple[Match, ...]
    groups: tuple[Group, ...] = ()

    def leading(self) -> tuple[Match, ...]:
        """Return the pairs, and for each group the pair of its first units, in the order of the new side."""
        firsts = (
            Match(old=group.old[0], new=group.new[0], confidence=group.confidence, reason=group.reason)
            for group in self.groups
        )
        return tuple(sorted((*self.pairs, *firsts), key=lambda match: match.new.index))


@dataclass(slots=True, kw_only=True, eq=False)
class _Whole:
    """A unit that may be several on the other side: its partner there, and the words that the partner does not have."""

    unit: Unit
    partner: Unit | None
    words: Words
    parts: list[Unit]

    def members(self) -> tuple[Unit, ...]:
        """Return what it became, in the order of the other side."""
        partner = [self.partner] if self.partner else []
        return tuple(sorted([*partner, *self.parts], key=lambda unit: unit.index))


def match_articles(old: Sequence[Unit], new: Sequence[Unit], overrides: Overrides = NO_OVERRIDES) -> Matches:
    """Return which articles became which, cut and joined ones too; every unit is in at most one pair or group.

    What `overrides` pins is so, and what it forbids is not.
    """
    vocabulary, settled = Vocabulary(), settle(overrides, old, new)
    known, pinned, taken = _pinned(settled)
    old, new = ([unit for unit in side if id(unit) not in taken] for side in (old, new))
    pairs = match_units(old, new, vocabulary=vocabulary, settled=settled)
    # A place is the last thing to go by: what says what another one said is a part of it, wherever it stands.
    told = [pair for pair in pairs if pair.reason is not Reason.PLACE]
    ours, theirs = {id(pair.old) for pair in told}, {id(pair.new) for pair in told}
    alone = [unit for unit in old if id(unit) not in ours], [unit for unit in new if id(unit) not in theirs]
    changed = [pair for pair in told if not pair.same and not pair.figures]
    splits = _several(changed, alone, vocabulary, settled.forbidden)
    turned = [pair._replace(old=pair.new, new=pair.old) for pair in changed]
    merges = _several(turned, alone[::-1], vocabulary, frozenset((two, one) for one, two in settled.forbidden))
    found = [Group(old=(one,), new=several, confidence=share) for one, several, share in splits]
    found += [Group(old=several, new=(one,), confidence=share) for one, several, share in merges]
    groups = _apart(found)
    grouped = {id(unit) for group in groups for unit in (*group.old, *group.new)}
    left = tuple(pair for pair in pairs if id(pair.old) not in grouped and id(pair.new) not in grouped)
    return Matches(pairs=(*known, *left), groups=(*pinned, *groups))


def _pinned(settled: Settled) -> tuple[list[Match], list[Group], set[int]]:
    """Return the pairs and groups that a reviewer pinned, and all units that are settled so, by identity."""
    pairs: list[Match] = []
    groups: list[Group] = []
    for old, new in settled.pinned:
        if len(old) == len(new) == 1:
            pairs.append(Match(old=old[0], new=new[0], confidence=1.0, reason=Reason.PINNED))
        elif old and new:
            groups.append(Group(old=old, new=new, confidence=1.0, reason=Reason.PINNED))
    return pairs, groups, {id(unit) for old, new in settled.pinned for unit in (*old, *new)}


def _apart(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return the groups that share no unit, the surest first where two do, in the order of the new side."""
    taken: set[int] = set()
    kept: list[Group] = []
    for group in sorted(groups, key=lambda one: (-one.confidence, one.new[0].index)):
        units = {id(unit) for unit in (*group.old, *group.new)}
        if not units & taken:
            taken |= units
            kept.append(group)
    return tuple(sorted(kept, key=lambda one: one.new[0].index))


def _several(
    pairs: Sequence[Match],
    alone: tuple[Sequence[Unit], Sequence[Unit]],
    vocabulary: Vocabulary,
    forbidden: frozenset[tuple[int, int]],
) -> Iterator[tuple[Unit, tuple[Unit, ...], float]]:
    """Yield each unit of the first side that is several on the second, with those, and how much of it they hold.

    Given are the pairs that changed, and what has no counterpart on either side.
    """
    one, several = alone
    parts = [unit for unit in several if len(vocabulary.of(unit)) >= LEAST_WORDS]
    if not parts:
        return
    wholes = list(_wholes(pairs, one, vocabulary))
    _share_out(parts, wholes, vocabulary, forbidden)
    for whole in wholes:
        members = whole.members()
        if len(members) > 1 and (share := _coverage(whole.unit, members, vocabulary)) >= WHOLE:
            yield whole.unit, members, round(share, 3)


def _wholes(pairs: Sequence[Match], alone: Sequence[Unit], vocabulary: Vocabulary) -> Iterator[_Whole]:
    """Yield what may be several on the other side: what has no counterpart, and what its counterpart holds in part."""
    for unit in alone:
        yield _Whole(unit=unit, partner=None, words=vocabulary.of(unit), parts=[])
    for pair in pairs:
        if len(vocabulary.of(pair.old)) < len(vocabulary.of(pair.new)) + LEAST_WORDS // 2:
            continue
        words = _over(vocabulary.of(pair.old), vocabulary.of(pair.new))
        if len(words) >= LEAST_WORDS:
            yield _Whole(unit=pair.old, partner=pair.new, words=words, parts=[])


def _over(words: Words, others: Words) -> Words:
    """Return the words that the others do not have in the same order."""
    found: Words = []
    at = 0
    for step in steps_between(words, others):
        found += [] if step.equal else words[at : at + step.old]
        at += step.old
    return found


def _share_out(
    parts: Sequence[Unit], wholes: Sequence[_Whole], vocabulary: Vocabulary, forbidden: frozenset[tuple[int, int]]
) -> None:
    """Give each part to the whole that holds most of it, the surest first; words that are given are given once."""
    index = Index((i, whole.words) for i, whole in enumerate(wholes))
    offers = []
    for part in parts:
        words = vocabulary.of(part)
        for i in index.alike(words):
            share = 0.0 if (id(wholes[i].unit), id(part)) in forbidden else held(words, wholes[i].words)
            if share >= (NEAR if _is_near(part, wholes[i]) else FAR):
                offers.append((-share, part.index, i, part))
    given: set[int] = set()
    for _, place, i, part in sorted(offers, key=lambda offer: offer[:3]):
        whole = wholes[i]
        share = held(vocabulary.of(part), whole.words)
        if place not in given and share >= (NEAR if _is_near(part, whole) else FAR):
            given.add(place)
            whole.parts.append(part)
            whole.words = _over(whole.words, vocabulary.of(part))


def _is_near(part: Unit, whole: _Whole) -> bool:
    """Tell whether a part stands beside another one of the same whole."""
    others = whole.members()
    return any(abs(part.index - other.index) <= len(others) for other in others)


def _coverage(whole: Unit, members: Sequence[Unit], vocabulary: Vocabulary) -> float:
    return held(vocabulary.of(whole), [word for unit in members for word in vocabulary.of(unit)])
