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
from codetool.diff.match import Match, match_units
from codetool.diff.units import Unit
from codetool.diff.words import Words

LEAST_WORDS = 5
"""Words that an article has at least to be known as a part of another one."""

NEAR, FAR = 0.55, 0.75
"""Share of a part's words that the whole must hold: where it stands beside the other parts, and anywhere else."""

WHOLE = 0.5
"""Share of the whole's words that its parts must hold together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several units of one side that are one on the other, each side in the order of its text."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    confidence: float

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
            Match(old=group.old[0], new=group.new[0], confidence=group.confidence, reason=Reason.SIMILARITY)
            for group in self.groups
        )
        return tuple(sorted((*self.pairs, *firsts), key=lambda match: match.new.index))


@dataclass(slots=True, kw_only=True, eq=False)
class _Whole:
    """A unit that may be several on the other side: its partner there, and the words that the partner does not have."""

    unit: Unit
    partner: Unit | None
    words: Words
    parts: list[tuple[Unit, float]]


def match_articles(old: Sequence[Unit], new: Sequence[Unit]) -> Matches:
    """Return which articles became which, cut and joined ones too; every unit is in at most one pair or group."""
    vocabulary = Vocabulary()
    pairs = match_units(old, new, vocabulary=vocabulary)
    splits = _groups(pairs, old, new, vocabulary, turned=False)
    merges = _groups(pairs, old, new, vocabulary, turned=True)
    groups = _apart((*splits, *merges))
    grouped = {id(unit) for group in groups for unit in (*group.old, *group.new)}
    left = tuple(pair for pair in pairs if id(pair.old) not in grouped and id(pair.new) not in grouped)
    return Matches(pairs=left, groups=groups)


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


def _groups(
    pairs: Sequence[Match], old: Sequence[Unit], new: Sequence[Unit], vocabulary: Vocabulary, *, turned: bool
) -> Iterator[Group]:
    """Yield the groups of one old unit and several new ones; with the sides turned, those of one new unit."""
    if turned:
        old, new = new, old
    partners = {id(pair.new if turned else pair.old): pair.old if turned else pair.new for pair in pairs}
    paired = {id(unit) for unit in partners.values()}
    parts = [unit for unit in new if id(unit) not in paired and len(vocabulary.of(unit)) >= LEAST_WORDS]
    if not parts:
        return
    wholes = list(_wholes(pairs, [unit for unit in old if id(unit) not in partners], vocabulary, turned=turned))
    _share_out(parts, wholes, vocabulary)
    for whole in wholes:
        members = sorted([*([whole.partner] if whole.partner else []), *(part for part, _ in whole.parts)], key=_place)
        if len(members) > 1 and (share := _coverage(whole, members, vocabulary)) >= WHOLE:
            one, several = (whole.unit,), tuple(members)
            yield Group(old=several if turned else one, new=one if turned else several, confidence=round(share, 3))


def _place(unit: Unit) -> int:
    return unit.index


def _wholes(pairs: Sequence[Match], alone: Sequence[Unit], vocabulary: Vocabulary, *, turned: bool) -> Iterator[_Whole]:
    """Yield what may be several on the other side: what has no counterpart, and what its counterpart holds in part."""
    for unit in alone:
        yield _Whole(unit=unit, partner=None, words=vocabulary.of(unit), parts=[])
    for pair in pairs:
        unit, partner = (pair.new, pair.old) if turned else (pair.old, pair.new)
        if not pair.same and len(vocabulary.of(unit)) >= len(vocabulary.of(partner)) + LEAST_WORDS // 2:
            words = _over(vocabulary.of(unit), vocabulary.of(partner))
            if len(words) >= LEAST_WORDS:
                yield _Whole(unit=unit, partner=partner, words=words, parts=[])


def _over(words: Words, others: Words) -> Words:
    """Return the words that the others do not have in the same order."""
    found: Words = []
    at = 0
    for step in steps_between(words, others):
        found += [] if step.equal else words[at : at + step.old]
        at += step.old
    return found


def _share_out(parts: Sequence[Unit], wholes: Sequence[_Whole], vocabulary: Vocabulary) -> None:
    """Give each part to the whole that holds most of it, the surest first; words that are given are given once."""
    index = Index((i, whole.words) for i, whole in enumerate(wholes))
    offers = []
    for part in parts:
        words = vocabulary.of(part)
        for i in index.alike(words):
            share = held(words, wholes[i].words)
            if share >= (NEAR if _is_near(part, wholes[i]) else FAR):
                offers.append((-share, part.index, i, part))
    given: set[int] = set()
    for _, place, i, part in sorted(offers, key=lambda offer: offer[:3]):
        whole = wholes[i]
        share = held(vocabulary.of(part), whole.words)
        if place not in given and share >= (NEAR if _is_near(part, whole) else FAR):
            given.add(place)
            whole.parts.append((part, share))
            whole.words = _over(whole.words, vocabulary.of(part))


def _is_near(part: Unit, whole: _Whole) -> bool:
    """Tell whether a part stands beside another one of the same whole."""
    others = [*([whole.partner] if whole.partner else []), *(unit for unit, _ in whole.parts)]
    return any(abs(part.index - other.index) <= len(others) for other in others)


def _coverage(whole: _Whole, members: Sequence[Unit], vocabulary: Vocabulary) -> float:
    joined = [word for unit in members for word in vocabulary.of(unit)]
    return held(vocabulary.of(whole.unit), joined)
