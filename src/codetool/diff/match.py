"""Which provision became which: by wId, by identical content, by similar content, and last by place.

The design is told in `docs/explanation/comparison.md`.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from codetool.diff.changes import Reason
from codetool.diff.units import Unit
from codetool.diff.words import tokenize

SIMILAR = 0.5
"""Share of words in common from which two articles are the same one, whatever their numbers say."""

_MOST_CANDIDATES = 8
_COMMON = 24
"""A phrase that stands in more articles than this tells none apart."""


_TELLING = 8
"""A word of so many letters tells an article by itself."""

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

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old = {unit.index: unit for unit in old}
        self.new = {unit.index: unit for unit in new}
        self.pairs: list[Match] = []

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
        """Pair units whose key repeats: those of the same identity first, then in the order in which they stand."""
        ours, theirs = _grouped(self.old.values(), key), _grouped(self.new.values(), key)
        for name, units in ours.items():
            others = theirs.get(name, [])
            if not name or not others:
                continue
            by_identity = {unit.identity: unit for unit in others if unit.identity}
            for unit in units:
                if (same := by_identity.get(unit.identity)) and same.index in self.new:
                    self.pair(unit, same, 0.95, reason)
            rest = [unit for unit in units if unit.index in self.old]
            left = [unit for unit in others if unit.index in self.new]
            for mine, yours in zip(rest, left, strict=False):
                self.pair(mine, yours, 0.9, reason)


def match_units(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Match, ...]:
    """Return the pairs, in the order of the new side; every unit of either side is in at most one of them."""
    matching = _Matching(old, new)
    _pair_tracked(matching)
    matching.pair_unique(_bytes_and_place, Reason.CONTENT)
    matching.pair_unique(lambda unit: unit.plain, Reason.CONTENT)
    matching.pair_repeated(lambda unit: unit.plain, Reason.CONTENT)
    _pair_similar(matching)
    _pair_by_place(matching)
    return tuple(sorted(matching.pairs, key=lambda match: match.new.index))


def _grouped(units: Iterable[Unit], key: Callable[[Unit], Hashable]) -> dict[Hashable, list[Unit]]:
    groups: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in list(units):
        groups[key(unit)].append(unit)
    return groups


def _bytes_and_place(unit: Unit) -> Hashable:
    # The same bytes, the eId among them: paired without being opened.
    return getattr(unit.element, "xml", b"")


def _pair_tracked(matching: _Matching) -> None:
    """Pair by wId (NC 5.3): it is a proof where at least one side carries it and both sides know the id once."""
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
    """Pair what is left where the same id and number stand between the same neighbours: a text that was replaced."""
    anchors = sorted((match.old.index, match.new.index) for match in matching.pairs)
    left = _grouped(matching.new.values(), lambda unit: (unit.identity, unit.num))
    for old in list(matching.old.values()):
        same = left.get((old.identity, old.num), []) if old.identity or old.num else []
        if len(same) == 1 and not (old.tracked or same[0].tracked) and _between(old, same[0], anchors):
            matching.pair(old, same[0], 0.3 + 0.5 * _likeness(old, same[0]), Reason.PLACE)
            left.pop((old.identity, old.num))


def _between(old: Unit, new: Unit, anchors: list[tuple[int, int]]) -> bool:
    """Tell whether both stand between the same matched neighbours; neighbours that crossed prove nothing."""
    position = bisect(anchors, (old.index, -1))
    before = anchors[position - 1][1] if position else -1
    after = anchors[position][1] if position < len(anchors) else new.index + 1
    return before > after or before < new.index < after
