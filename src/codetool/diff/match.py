"""Which provision became which: by wId, by identical content, by similar content, and last by place.

The design is told in `docs/explanation/comparison.md`.
"""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from codetool.diff.changes import Reason
from codetool.diff.order import best_pairs, longest_rising
from codetool.diff.units import Unit
from codetool.diff.words import tokenize
from codetool.model.eid import number_part
from codetool.model.markup import Folded

SIMILAR = 0.5
"""Share of words in common from which two articles are the same one, whatever their numbers say."""

_MOST_CANDIDATES = 8
_COMMON = 24
"""A phrase that stands in more articles than this tells none apart."""


_TELLING = 8
"""A word of so many letters tells an article by itself."""

_MOST_PAIRS = 250_000
"""Pairs of repeated units that are weighed in one gap; more of them are paired as they stand."""

_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An old unit and the new one that it became, with how sure that is and why."""

    old: Unit
    new: Unit
    confidence: float
    reason: Reason


class _Matching:
    """The pairs found so far, and what is left on each side."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], known: Sequence[Match]) -> None:
        taken = [{match.old.index for match in known}, {match.new.index for match in known}]
        self.old = {unit.index: unit for unit in old if unit.index not in taken[0]}
        self.new = {unit.index: unit for unit in new if unit.index not in taken[1]}
        self.pairs = list(known)

    def pair(self, old: Unit, new: Unit, confidence: float, reason: Reason) -> None:
        del self.old[old.index]
        del self.new[new.index]
        self.pairs.append(Match(old=old, new=new, confidence=round(confidence, 3), reason=reason))

    def pair_unique(self, key: Callable[[Unit], Hashable], reason: Reason) -> None:
        """Pair the units whose key stands once on either side; an empty key pairs nothing."""
        ours, theirs = _grouped(self.old.values(), key), _grouped(self.new.values(), key)
        for name, units in ours.items():
            others = theirs.get(name, [])
            if name and len(units) == len(others) == 1:
                self.pair(units[0], others[0], 1.0, reason)

    def pair_repeated(self, key: Callable[[Unit], Hashable], reason: Reason) -> None:
        """Pair units whose key repeats: between the same neighbours first, then by identity, then as they stand."""
        ours, theirs = _grouped(self.old.values(), key), _grouped(self.new.values(), key)
        gaps = _Gaps(self.pairs)
        for name in (name for name in ours if name and name in theirs):
            for mine, yours in gaps.pairs_of(ours[name], theirs[name]):
                self.pair(mine, yours, 0.95, reason)
            left = [unit for unit in theirs[name] if unit.index in self.new]
            by_identity = {unit.identity: unit for unit in left if unit.identity}
            for unit in ours[name]:
                same = by_identity.get(unit.identity)
                if unit.index in self.old and same and same.index in self.new:
                    self.pair(unit, same, 0.9, reason)
            rest = [unit for unit in ours[name] if unit.index in self.old]
            left = [unit for unit in left if unit.index in self.new]
            for mine, yours in zip(rest, left, strict=False):
                self.pair(mine, yours, 0.8, reason)


class _Gaps:
    """The places between units that are paired and stand in the same order on both sides."""

    def __init__(self, pairs: Iterable[Match]) -> None:
        anchors = sorted((match.old.index, match.new.index) for match in pairs)
        kept = longest_rising([new for _, new in anchors])
        self._old = [old for i, (old, _) in enumerate(anchors) if i in kept]
        self._new = [new for i, (_, new) in enumerate(anchors) if i in kept]

    def pairs_of(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
        """Yield as many pairs as each gap allows, in order; of those, the ones that keep most numbers."""
        ours = _grouped(old, lambda unit: bisect(self._old, unit.index))
        theirs = _grouped(new, lambda unit: bisect(self._new, unit.index))
        for gap in sorted(ours.keys() & theirs.keys(), key=str):
            mine, yours = ours[gap], theirs[gap]
            if len(mine) * len(yours) > _MOST_PAIRS:
                yield from zip(mine, yours, strict=False)
            else:
                kept = [[1.001 if _name(one) == _name(two) else 1.0 for two in yours] for one in mine]
                yield from ((mine[i], yours[j]) for i, j in best_pairs(kept))


def match_units(old: Sequence[Unit], new: Sequence[Unit], known: Sequence[Match] = ()) -> tuple[Match, ...]:
    """Return the pairs, in the order of the new side, `known` ones among them; a unit is in at most one of them."""
    matching = _Matching(old, new, known)
    _pair_tracked(matching)
    _pair_same_bytes(matching)
    matching.pair_unique(_said, Reason.CONTENT)
    matching.pair_repeated(_said, Reason.CONTENT)
    _pair_similar(matching)
    _pair_by_place(matching)
    _pair_silent(matching)
    return tuple(sorted(matching.pairs, key=lambda match: match.new.index))


def _grouped(units: Iterable[Unit], key: Callable[[Unit], Hashable]) -> dict[Hashable, list[Unit]]:
    groups: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in list(units):
        groups[key(unit)].append(unit)
    return groups


def _said(unit: Unit) -> str:
    # "(...)", where a repealed article stood, is all punctuation: there the text itself is what it says.
    return unit.plain or unit.text


_NAMED = re.compile(rb"""\s(?:eId|wId)=(?:"[^"]*"|'[^']*')|<num\b.*?</num>""", re.DOTALL)


def _pair_same_bytes(matching: _Matching) -> None:
    """Pair, without opening them, units with the same bytes whose text no other unit has: ids and numbers left out."""
    said = [Counter(_NAMED.sub(b"", _xml(unit)) for unit in side.values()) for side in (matching.old, matching.new)]

    def key(unit: Unit) -> bytes:
        xml = _xml(unit)
        bare = _NAMED.sub(b"", xml)
        return xml if all(counted[bare] == 1 for counted in said) else b""

    matching.pair_unique(key, Reason.CONTENT)


def _xml(unit: Unit) -> bytes:
    return unit.element.xml if isinstance(unit.element, Folded) else b""


def _pair_tracked(matching: _Matching) -> None:
    """Pair by wId (NC 5.3): it is a proof where at least one side carries it and both sides know the id once.

    A new text without any wId beside an old one that has some never took part in their lineage, as a draft that comes
    from outside: its eIds are numbers and prove nothing.
    """
    if not any(unit.tracked for unit in matching.new.values()):
        return
    ours, theirs = (_grouped(side.values(), lambda unit: unit.identity) for side in (matching.old, matching.new))
    for identity, units in ours.items():
        others = theirs.get(identity, [])
        if identity and len(units) == len(others) == 1 and (units[0].tracked or others[0].tracked):
            matching.pair(units[0], others[0], 1.0, Reason.WID)


def _pair_similar(matching: _Matching) -> None:
    """Pair by shared words, best pairs first; ids, numbers and order only decide between equals."""
    index = _index(list(matching.old.values()))
    scored = sorted(
        (-score, _distance(old, new), new.index, old.index)
        for new in matching.new.values()
        for old in _candidates(index, new, matching.old)
        if not _contradict(old, new) and (score := _likeness(old, new)) >= SIMILAR
    )
    for negative, _, new_index, old_index in scored:
        if old_index in matching.old and new_index in matching.new:
            matching.pair(matching.old[old_index], matching.new[new_index], -negative, Reason.SIMILARITY)


def _candidates(index: dict[_Phrase, list[Unit]], new: Unit, left: dict[int, Unit]) -> list[Unit]:
    scores: Counter[int] = Counter()
    for phrase in _phrases(new):
        found = index.get(phrase, [])
        if len(found) <= _COMMON:
            for old in found:
                # A phrase weighs the more the fewer articles have it; whole numbers keep the order of sums out of it.
                scores[old.index] += 5040 // len(found)
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]
    return [left[position] for position, _ in best]


def _index(units: Sequence[Unit]) -> dict[_Phrase, list[Unit]]:
    index: dict[_Phrase, list[Unit]] = defaultdict(list)
    for unit in units:
        for phrase in _phrases(unit):
            index[phrase].append(unit)
    return index


def _phrases(unit: Unit) -> set[_Phrase]:
    words = _words(unit)
    return {*pairwise(words), *((word,) for word in words if len(word) >= _TELLING)}


def _words(unit: Unit) -> list[str]:
    return [token.word.casefold() for token in tokenize(unit.text) if token.is_word]


def _likeness(old: Unit, new: Unit) -> float:
    return float(Indel.normalized_similarity(_words(old), _words(new)))


def _contradict(old: Unit, new: Unit) -> bool:
    # Two wIds that differ are two provisions, however alike their texts are.
    return old.tracked and new.tracked and old.identity != new.identity


def _distance(old: Unit, new: Unit) -> tuple[bool, bool, int]:
    return (old.identity != new.identity, old.num != new.num, abs(old.index - new.index))


def _pair_by_place(matching: _Matching) -> None:
    """Pair what is left where the same number (else id) stands between the same neighbours: its text was replaced."""
    anchors = sorted((match.old.index, match.new.index) for match in matching.pairs)
    left = _grouped(matching.new.values(), _name)
    for old in list(matching.old.values()):
        same = left.get(_name(old), []) if _name(old) else []
        if len(same) == 1 and not (old.tracked or same[0].tracked) and _between(old, same[0], anchors):
            matching.pair(old, same[0], 0.3 + 0.5 * _likeness(old, same[0]), Reason.PLACE)
            left.pop(_name(old))


def _name(unit: Unit) -> str:
    # The number first: ids drift (art_37 comes back as art_37_20240201) while the number stays.
    number = number_part(unit.num)
    return f"{unit.name} {number}" if number else unit.identity


def _between(old: Unit, new: Unit, anchors: list[tuple[int, int]]) -> bool:
    """Tell whether both stand between the same matched neighbours; neighbours that crossed prove nothing."""
    position = bisect(anchors, (old.index, -1))
    before = anchors[position - 1][1] if position else -1
    after = anchors[position][1] if position < len(anchors) else new.index + 1
    return before > after or before < new.index < after


def _pair_silent(matching: _Matching) -> None:
    """Pair what says nothing itself (a level that only holds others) where it stands between the same neighbours."""
    gaps = _Gaps(matching.pairs)
    silent = [[unit for unit in side.values() if not _said(unit)] for side in (matching.old, matching.new)]
    ours, theirs = (_grouped(units, lambda unit: unit.name) for units in silent)
    for name in (name for name in ours if name in theirs):
        for mine, yours in gaps.pairs_of(ours[name], theirs[name]):
            if not _contradict(mine, yours):
                matching.pair(mine, yours, 0.8, Reason.PLACE)
