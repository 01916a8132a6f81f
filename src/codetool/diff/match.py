"""Which provision became which: by wId, by identical content, by similar content, and last by place.

The design is told in `docs/explanation/comparison.md`.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codetool.diff.bare import are_same, bare, figureless, size_of_text
from codetool.diff.changes import Reason
from codetool.diff.common import held
from codetool.diff.gaps import Gaps, grouped, name_of, once
from codetool.diff.likeness import Index, Vocabulary
from codetool.diff.order import best_pairs
from codetool.diff.overrides import Settled
from codetool.diff.units import Unit, read_units

SIMILAR = 0.5
"""Share of words in common from which two articles are the same one, whatever their numbers say."""

SURE = 0.6
"""The same between neighbours that are paired: there, no better counterpart is looked for elsewhere."""

CONTAINED = 0.8
"""Share of the shorter one's words that the longer one holds, from which they are the same article."""

_LEAST_CONTAINED = 4
"""Words that an article has at least to be known again in a longer one."""

_MOST_WEIGHED = 400
"""Pairs that are weighed between two paired neighbours; in longer runs the index finds the counterparts."""

NOTHING_SETTLED = Settled()

_LITTLE = 3
"""Words below which an article is not known by what it says: "Abrogé." may stand anywhere."""

_MARKUP_OF_LITTLE, _LETTERS_OF_LITTLE = 600, 80
"""Bytes of XML, and of text in it, above which nothing so short is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An old unit and the new one that it became, with how sure that is and why.

    `same` tells that both say the same to the letter and in the same markup, ids and numbers aside; `figures` that so
    they do but for figures.
    """

    old: Unit
    new: Unit
    confidence: float
    reason: Reason
    same: bool = False
    figures: bool = False


class _Matching:
    """The pairs found so far, and what is left on each side."""

    def __init__(
        self,
        old: Sequence[Unit],
        new: Sequence[Unit],
        known: Sequence[Match],
        vocabulary: Vocabulary,
        settled: Settled,
    ) -> None:
        taken = [{match.old.index for match in known}, {match.new.index for match in known}]
        self.old = {unit.index: unit for unit in old if unit.index not in taken[0]}
        self.new = {unit.index: unit for unit in new if unit.index not in taken[1]}
        self.pairs = list(known)
        self.vocabulary = vocabulary
        self._settled = settled
        self._names: tuple[Counter[str], Counter[str]] | None = None

    def may_say(self, old: Unit, new: Unit) -> bool:
        """Tell whether no reviewer forbids that two units are the same."""
        return not self._settled.forbids(old, new)

    def may_pair(self, old: Unit, new: Unit) -> bool:
        """Tell whether nothing forbids that two units are the same: neither their wIds nor a reviewer."""
        # Two wIds that differ are two provisions, however alike their texts are.
        contradict = old.tracked and new.tracked and old.identity != new.identity
        return not contradict and self.may_say(old, new)

    def pair(self, old: Unit, new: Unit, confidence: float, reason: Reason, *, same: bool = False) -> None:
        self.keep(Match(old=old, new=new, confidence=round(confidence, 3), reason=reason, same=same))

    def keep(self, match: Match) -> None:
        del self.old[match.old.index]
        del self.new[match.new.index]
        self.pairs.append(match)
        if self._names:
            self._names[0][name_of(match.old)] -= 1
            self._names[1][name_of(match.new)] -= 1

    def said(self, unit: Unit) -> str:
        """Return what a unit says, without case, marks and spacing."""
        # "(...)", where a repealed article stood, is all punctuation: there the text itself is what it says.
        return " ".join(self.vocabulary.of(unit)) or unit.text

    def pair_unique(self, key: Callable[[Unit], Hashable], reason: Reason, *, same: bool = False) -> None:
        """Pair the units whose key stands once on either side; an empty key pairs nothing."""
        ours, theirs = once(self.old.values(), key), once(self.new.values(), key)
        for name, unit in ours.items():
            other = theirs.get(name)
            if not (unit and other and name) or (self.says_little(unit) and name_of(unit) != name_of(other)):
                continue
            # What says the same is the same, whatever its wIds are; without words only they can tell.
            if self.may_pair(unit, other) if same else self.may_say(unit, other):
                self.pair(unit, other, 1.0, reason, same=same)

    def says_little(self, unit: Unit) -> bool:
        """Tell whether a unit says so little ("Abrogé.") that its place and number must tell which one it is."""
        # Nothing is read that is longer than two words can be.
        if len(unit.own.xml) > _MARKUP_OF_LITTLE or size_of_text(unit) > _LETTERS_OF_LITTLE:
            return False
        return 0 < len(self.vocabulary.of(unit)) < _LITTLE

    def _numbers_stand(self, old: Unit, new: Unit) -> bool:
        """Tell whether the number of one of two units stands on the other side too, of a unit without counterpart."""
        if self._names is None:
            self._names = Counter(map(name_of, self.old.values())), Counter(map(name_of, self.new.values()))
        ours, theirs = self._names
        mine, yours = name_of(old), name_of(new)
        return mine != yours and bool((mine and theirs[mine]) or (yours and ours[yours]))

    def pair_repeated(self, key: Callable[[Unit], Hashable], reason: Reason, *, last: bool = False) -> None:
        """Pair units whose key repeats: between the same neighbours first, then by identity, then as they stand.

        What says little is not taken from a number that still stands, unless it is the `last` that can be done.
        """
        ours, theirs = grouped(self.old.values(), key), grouped(self.new.values(), key)
        gaps = Gaps((match.old, match.new) for match in self.pairs)
        for name in (name for name in ours if name and name in theirs):
            for mine, yours in gaps.pairs_of(ours[name], theirs[name]):
                if self.may_say(mine, yours):
                    self.pair(mine, yours, 0.95, reason, same=are_same(mine, yours))
            left = [unit for unit in theirs[name] if unit.index in self.new]
            by_identity = {unit.identity: unit for unit in left if unit.identity}
            for unit in ours[name]:
                same = by_identity.get(unit.identity)
                if unit.index in self.old and same and same.index in self.new and self.may_say(unit, same):
                    self.pair(unit, same, 0.9, reason, same=are_same(unit, same))
            rest = [unit for unit in ours[name] if unit.index in self.old]
            left = [unit for unit in left if unit.index in self.new]
            for mine, yours in zip(rest, left, strict=False):
                free = last or not self.says_little(mine) or not self._numbers_stand(mine, yours)
                if free and self.may_say(mine, yours):
                    self.pair(mine, yours, 0.8, reason, same=are_same(mine, yours))


def match_units(
    old: Sequence[Unit],
    new: Sequence[Unit],
    known: Sequence[Match] = (),
    *,
    vocabulary: Vocabulary | None = None,
    settled: Settled = NOTHING_SETTLED,
) -> tuple[Match, ...]:
    """Return the pairs, in the order of the new side, `known` ones among them; a unit is in at most one of them.

    The words that are read on the way are kept in `vocabulary`; no pair is made that is `settled` not to be one.
    """
    matching = _Matching(old, new, known, vocabulary or Vocabulary(), settled)
    _pair_tracked(matching)
    matching.pair_unique(bare, Reason.CONTENT, same=True)
    _pair_unread(matching)
    read_units((*matching.old.values(), *matching.new.values()))
    matching.pair_unique(matching.said, Reason.CONTENT)
    _pair_little(matching)
    matching.pair_repeated(matching.said, Reason.CONTENT)
    _pair_in_gaps(matching)
    _pair_similar(matching)
    _pair_in_long_gaps(matching)
    _pair_contained(matching)
    _pair_by_place(matching)
    matching.pair_repeated(matching.said, Reason.CONTENT, last=True)
    _pair_silent(matching)
    return tuple(sorted(matching.pairs, key=lambda match: match.new.index))


def _gaps(matching: _Matching) -> Gaps:
    return Gaps((match.old, match.new) for match in matching.pairs)


def _pair_tracked(matching: _Matching) -> None:
    """Pair by wId (NC 5.3): it is a proof where at least one side carries it and both sides know the id once.

    A new text without any wId beside an old one that has some never took part in their lineage, as a draft that comes
    from outside: its eIds are numbers and prove nothing.
    """
    if not any(unit.tracked for unit in matching.new.values()):
        return
    ours, theirs = (grouped(side.values(), lambda unit: unit.identity) for side in (matching.old, matching.new))
    for identity, units in ours.items():
        others = theirs.get(identity, [])
        if not identity or len(units) != 1 or len(others) != 1 or not matching.may_pair(units[0], others[0]):
            continue
        if units[0].tracked or others[0].tracked:
            matching.pair(units[0], others[0], 1.0, Reason.WID, same=are_same(units[0], others[0]))


def _pair_unread(matching: _Matching) -> None:
    """Pair what can be told to be the same without reading it, at the same place between paired neighbours.

    Most of it cites another number. Only where as many stand there on both sides, so that nothing else can be meant.
    """
    gaps = _gaps(matching)
    for mine, yours in gaps.runs(list(matching.old.values()), list(matching.new.values())):
        if len(mine) != len(yours):
            continue
        for old, new in zip(mine, yours, strict=True):
            if not matching.may_pair(old, new):
                continue
            if are_same(old, new):
                matching.pair(old, new, 0.95, Reason.CONTENT, same=True)
            elif (said := figureless(old)) and said == figureless(new):
                matching.keep(Match(old=old, new=new, confidence=_BUT_FIGURES, reason=Reason.SIMILARITY, figures=True))


_BUT_FIGURES = 0.99
"""How sure it is that what is the same but for figures, and at the same place, is the same."""


def _pair_little(matching: _Matching) -> None:
    """Pair by number what says little on either side, where the same numbers stand between the same neighbours.

    So article 2 that was repealed and article 3 that came back are not the one article that moved.
    """
    for mine, yours in _gaps(matching).runs(list(matching.old.values()), list(matching.new.values())):
        numbers = [name_of(unit) for unit in mine]
        if "" in numbers or numbers != [name_of(unit) for unit in yours]:
            continue
        for old, new in zip(mine, yours, strict=True):
            if (matching.says_little(old) or matching.says_little(new)) and matching.may_pair(old, new):
                matching.pair(old, new, _by_place(matching, old, new), Reason.PLACE)


def _pair_in_gaps(matching: _Matching) -> None:
    """Pair what is alike between the same paired neighbours, in order."""
    gaps = _gaps(matching)
    for mine, yours in gaps.runs(list(matching.old.values()), list(matching.new.values())):
        if len(mine) * len(yours) <= _MOST_WEIGHED:
            sure = [[_weight(matching, old, new, SURE) for new in yours] for old in mine]
            weights = sure
            if max(len(mine), len(yours)) > 1:
                # What lost most of its words is paired later, but nothing else is to take its place.
                weights = [
                    [sure[i][j] or _weight_contained(matching, old, new) for j, new in enumerate(yours)]
                    for i, old in enumerate(mine)
                ]
            for i, j in _crossed(sure) or best_pairs(weights):
                if sure[i][j]:
                    matching.pair(mine[i], yours[j], sure[i][j], Reason.SIMILARITY)


def _crossed(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of articles that changed places; none where they may stand in their order.

    They did where each of them is by far more like one of the other side than like any other one, and it like no other.
    """
    columns = list(zip(*weights, strict=True))
    most = [max(range(len(row)), key=row.__getitem__) for row in weights]
    pairs = [(i, j) for i, j in enumerate(most) if _stands_out(weights[i], j) and _stands_out(columns[j], i)]
    in_order = all(one[1] < other[1] for one, other in pairwise(pairs))
    return [] if in_order or len(pairs) < min(len(weights), len(columns)) else pairs


def _stands_out(weights: Sequence[float], at: int) -> bool:
    others = (weight for i, weight in enumerate(weights) if i != at)
    return weights[at] > 0 and weights[at] >= max(others, default=0.0) + _FAR_MORE


_FAR_MORE = 0.05
"""How much more alike two units must be than either is to any other between the same neighbours, to cross others."""


def _pair_in_long_gaps(matching: _Matching) -> None:
    """Pair what is alike in runs too long to weigh all of it, where no rare phrase told more: by number, then in order.

    So it is where many articles repeat each other and all were amended in the same words.
    """
    for mine, yours in _gaps(matching).runs(list(matching.old.values()), list(matching.new.values())):
        if len(mine) * len(yours) <= _MOST_WEIGHED:
            continue
        named = once(yours, name_of)
        pairs = [(old, new) for old in mine if name_of(old) and (new := named.get(name_of(old)))]
        _pair_alike(matching, pairs)
        left = (
            [unit for unit in side if unit.index in free]
            for side, free in ((mine, matching.old), (yours, matching.new))
        )
        _pair_alike(matching, list(zip(*left, strict=False)))


def _pair_alike(matching: _Matching, pairs: Iterable[tuple[Unit, Unit]]) -> None:
    for old, new in pairs:
        if share := _weight(matching, old, new, SURE):
            matching.pair(old, new, share, Reason.SIMILARITY)


def _weight(matching: _Matching, old: Unit, new: Unit, least: float) -> float:
    return matching.vocabulary.likeness(old, new, least) if matching.may_pair(old, new) else 0.0


def _pair_similar(matching: _Matching) -> None:
    """Pair by shared words, best pairs first; ids, numbers and order only decide between equals."""
    vocabulary = matching.vocabulary
    index = Index((unit.index, vocabulary.of(unit)) for unit in matching.old.values())
    scored = sorted(
        (-score, _distance(old, new), new.index, old.index)
        for new in matching.new.values()
        if not matching.says_little(new)
        for old in (matching.old[key] for key in index.alike(vocabulary.of(new)))
        if (score := _weight(matching, old, new, SIMILAR))
    )
    for negative, _, new_index, old_index in scored:
        if old_index in matching.old and new_index in matching.new:
            matching.pair(matching.old[old_index], matching.new[new_index], -negative, Reason.SIMILARITY)


def _pair_contained(matching: _Matching) -> None:
    """Pair, between the same paired neighbours, what lost or gained most of its words with what is left of it."""
    for mine, yours in _gaps(matching).runs(list(matching.old.values()), list(matching.new.values())):
        if len(mine) * len(yours) > _MOST_WEIGHED:
            continue
        for old, new in ((old, new) for new in yours for old in mine):
            free = old.index in matching.old and new.index in matching.new
            if free and (share := _weight_contained(matching, old, new)):
                matching.pair(old, new, share, Reason.SIMILARITY)


def _weight_contained(matching: _Matching, old: Unit, new: Unit) -> float:
    """Return how alike two units are of which one holds nearly all that the other says, 0 where it does not."""
    short, long = sorted((matching.vocabulary.of(old), matching.vocabulary.of(new)), key=len)
    # Few words prove little, unless the number says the same.
    enough = _LEAST_CONTAINED if name_of(old) != name_of(new) else _LITTLE
    if len(short) < enough or not matching.may_pair(old, new) or held(short, long) < CONTAINED:
        return 0.0
    return matching.vocabulary.likeness(old, new)


def _distance(old: Unit, new: Unit) -> tuple[bool, bool, int]:
    return (old.identity != new.identity, old.num != new.num, abs(old.index - new.index))


def _pair_by_place(matching: _Matching) -> None:
    """Pair what is left where the same number (else id) stands between the same neighbours: its text was replaced."""
    by_old = sorted(matching.pairs, key=_old_index)
    by_new = sorted(matching.pairs, key=_new_index)
    places = [_old_index(match) for match in by_old], [_new_index(match) for match in by_new]
    left = grouped(matching.new.values(), name_of)
    for old in list(matching.old.values()):
        same = left.get(name_of(old), []) if name_of(old) else []
        if len(same) != 1 or old.tracked or same[0].tracked or not matching.may_pair(old, same[0]):
            continue
        new = same[0]
        around = _around(by_old, bisect(places[0], old.index)), _around(by_new, bisect(places[1], new.index))
        # Asked from either side, so that exchanged they say the same.
        if _is_between(new.index, around[0], _new_index) and _is_between(old.index, around[1], _old_index):
            matching.pair(old, new, _by_place(matching, old, new), Reason.PLACE)
            left.pop(name_of(old))


def _by_place(matching: _Matching, old: Unit, new: Unit) -> float:
    """Return how sure it is that two are the same by their place; what they have in common adds to it."""
    return 0.3 + 0.5 * matching.vocabulary.likeness(old, new)


_Around = tuple[Match | None, Match | None]


def _old_index(match: Match) -> int:
    return match.old.index


def _new_index(match: Match) -> int:
    return match.new.index


def _around(anchors: Sequence[Match], at: int) -> _Around:
    """Return the paired neighbours before and after a place between anchors."""
    return (anchors[at - 1] if at else None, anchors[at] if at < len(anchors) else None)


def _is_between(place: int, around: _Around, index: Callable[[Match], int]) -> bool:
    """Tell whether a unit stands between the neighbours of its counterpart, in a stretch that was not numbered anew.

    Neighbours that crossed prove nothing; and where their numbers moved on, the same number is a coincidence.
    """
    before, after = around
    first, last = index(before) if before else -1, index(after) if after else place + 1
    if not (before or after) or (first <= last and not first < place < last):
        return False
    numbered = [match for match in (before, after) if match and name_of(match.old)]
    return not numbered or any(name_of(match.old) == name_of(match.new) for match in numbered)


def _pair_silent(matching: _Matching) -> None:
    """Pair what says nothing itself (a level that only holds others) where it stands between the same neighbours."""
    gaps = _gaps(matching)
    silent = [[unit for unit in side.values() if not unit.text] for side in (matching.old, matching.new)]
    ours, theirs = (grouped(units, lambda unit: unit.name) for units in silent)
    for name in (name for name in ours if name in theirs):
        for mine, yours in gaps.pairs_of(ours[name], theirs[name]):
            if matching.may_pair(mine, yours):
                matching.pair(mine, yours, 0.8, Reason.PLACE)
