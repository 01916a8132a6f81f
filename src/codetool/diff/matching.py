"""The pairs of provisions found so far, and what is left on either side; the ways to pair that several steps share."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from codetool.diff.bare import are_same, size_of_text
from codetool.diff.changes import Reason
from codetool.diff.gaps import Gaps, grouped, name_of, once
from codetool.diff.likeness import Vocabulary
from codetool.diff.overrides import Settled
from codetool.diff.units import Unit

LITTLE = 3
"""Words below which an article is not known by what it says: "Abrogé." may stand anywhere."""

_MARKUP_OF_LITTLE, _LETTERS_OF_LITTLE = 600, 80
"""Bytes of XML, and of text in it, above which nothing so short is looked for."""


class Match(NamedTuple):
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


class Matching:
    """The pairs found so far, and what is left on each side."""

    def __init__(
        self,
        old: Sequence[Unit],
        new: Sequence[Unit],
        known: Sequence[Match],
        vocabulary: Vocabulary,
        settled: Settled,
    ) -> None:
        """Begin with the pairs that are known."""
        taken = [{match.old.index for match in known}, {match.new.index for match in known}]
        self.old = {unit.index: unit for unit in old if unit.index not in taken[0]}
        self.new = {unit.index: unit for unit in new if unit.index not in taken[1]}
        self.pairs = list(known)
        self.vocabulary = vocabulary
        self._settled = settled
        # Asked of every pair, and in most texts nothing forbids any.
        self._is_free = not settled.forbidden and not (_any_tracked(old) and _any_tracked(new))
        self._names: tuple[Counter[str], Counter[str]] | None = None
        self._gaps = (-1, Gaps(()))

    @property
    def gaps(self) -> Gaps:
        """Return the gaps between the pairs found so far."""
        if self._gaps[0] != len(self.pairs):
            self._gaps = len(self.pairs), Gaps((match.old, match.new) for match in self.pairs)
        return self._gaps[1]

    def runs(self) -> Iterator[tuple[list[Unit], list[Unit]]]:
        """Yield what is left of either side between the same paired neighbours, where both have some."""
        return self.gaps.runs(list(self.old.values()), list(self.new.values()))

    def may_say(self, old: Unit, new: Unit) -> bool:
        """Tell whether no reviewer forbids that two units are the same."""
        return not self._settled.forbids(old, new)

    def may_pair(self, old: Unit, new: Unit) -> bool:
        """Tell whether nothing forbids that two units are the same: neither their wIds nor a reviewer."""
        if self._is_free:
            return True
        # Two wIds that differ are two provisions, however alike their texts are.
        contradict = old.tracked and new.tracked and old.identity != new.identity
        return not contradict and self.may_say(old, new)

    def pair(self, old: Unit, new: Unit, confidence: float, reason: Reason, *, same: bool = False) -> None:
        """Pair two units."""
        self.keep(Match(old=old, new=new, confidence=round(confidence, 3), reason=reason, same=same))

    def keep(self, match: Match) -> None:
        """Add a pair."""
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
        return 0 < len(self.vocabulary.of(unit)) < LITTLE

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
        gaps = self.gaps
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


def _any_tracked(units: Sequence[Unit]) -> bool:
    return any(unit.tracked for unit in units)
