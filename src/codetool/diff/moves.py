"""What moved: provisions whose place among the matched ones, or whose parent, is another one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from codetool.diff.bare import are_same
from codetool.diff.changes import Reason
from codetool.diff.match import match_units
from codetool.diff.matching import Match
from codetool.diff.order import longest_rising
from codetool.diff.units import Unit
from codetool.model.provision import Provision

_MOST_LEVELS = 12
"""Containers above an article that vote; in deeper ones, only the nearest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Containers:
    """Which title, chapter or section became which; `pairs` holds the matched elements, articles too, by identity."""

    matches: tuple[Match, ...]
    pairs: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, matches: Iterable[Match], articles: Iterable[Match] = ()) -> "Containers":
        """Return the containers that the matches pair, in the order of the new text; articles can hold articles."""
        ordered = tuple(sorted(matches, key=lambda match: match.new.index))
        pairs = frozenset((id(match.old.element), id(match.new.element)) for match in (*ordered, *articles))
        return cls(matches=ordered, pairs=pairs)

    def same(self, old: Provision | None, new: Provision | None) -> bool:
        """Tell whether a container of the new text is what the old one became; no container at all is the same."""
        if old is None or new is None:
            return old is new
        return (id(old.element), id(new.element)) in self.pairs


def match_containers(old: Sequence[Unit], new: Sequence[Unit], articles: Sequence[Match]) -> Containers:
    """Return which container became which: the one where most of its articles went, then by its own words and place."""
    voted = _by_votes(old, new, articles)
    return Containers.of(match_units(old, new, voted), articles)


def _by_votes(old: Sequence[Unit], new: Sequence[Unit], articles: Sequence[Match]) -> list[Match]:
    ours, theirs = ({id(unit.element): unit for unit in side} for side in (old, new))
    votes: Counter[tuple[int, int]] = Counter()
    cast: Counter[int] = Counter()
    # What stands above neighbours is one and the same tuple: they vote together.
    alike = Counter((id(match.old.parents), id(match.new.parents)) for match in articles)
    for match in {(id(match.old.parents), id(match.new.parents)): match for match in articles}.values():
        count = alike[id(match.old.parents), id(match.new.parents)]
        pairs = [(id(mine.element), id(yours.element)) for mine, yours in _levels(match)]
        votes.update(dict.fromkeys(pairs, count))
        cast.update(dict.fromkeys({mine for mine, _ in pairs}, count))
    # An article stands above the articles nested in it and is no container: it was matched already.
    known = [(i, j) for i, j in votes if i in ours and j in theirs]
    ballots = [(ours[i], theirs[j], votes[i, j], votes[i, j] / cast[i]) for i, j in known]
    ballots.sort(key=lambda b: (-b[2], b[0].identity != b[1].identity, abs(b[0].index - b[1].index), b[0].index))
    return list(_elected(ballots))


def _elected(ballots: Iterable[tuple[Unit, Unit, int, float]]) -> Iterator[Match]:
    """Yield the pairs that got most votes, each container once."""
    taken: set[int] = set()
    for mine, yours, _, share in ballots:
        if not taken & {id(mine), id(yours)}:
            taken |= {id(mine), id(yours)}
            yield Match(
                old=mine,
                new=yours,
                confidence=round(share, 3),
                reason=Reason.SIMILARITY,
                same=are_same(mine, yours),
            )


def _levels(match: Match) -> list[tuple[Provision, Provision]]:
    """Return the pairs of containers above both sides of a match that are of the same sort.

    Where several of a sort stand in one another, as sections in sections, each of them may be any other.
    """
    theirs: dict[str, list[Provision]] = {}
    for parent in match.new.parents[-_MOST_LEVELS:]:
        theirs.setdefault(parent.name, []).append(parent)
    ours = match.old.parents[-_MOST_LEVELS:]
    return [(mine, yours) for mine in ours for yours in theirs.get(mine.name, ())]


def moved_units(matches: Sequence[Match], containers: Containers) -> frozenset[int]:
    """Return the indexes, on the new side, of the units that moved.

    A unit whose parent is another one moved; of the others, the fewest that must be taken out so that the rest stand in
    their old order.
    """
    # What stands above neighbours is one and the same tuple.
    above = {(id(match.old.parents), id(match.new.parents)): match for match in matches}
    same = {parents: _same_parent(match, containers) for parents, match in above.items()}
    strayed = {match.new.index for match in matches if not same[id(match.old.parents), id(match.new.parents)]}
    steady = [match for match in matches if match.new.index not in strayed]
    kept = longest_rising([match.old.index for match in steady])
    return frozenset(strayed | {match.new.index for i, match in enumerate(steady) if i not in kept})


def _same_parent(match: Match, containers: Containers) -> bool:
    return containers.same(_parent(match.old), _parent(match.new))


def _parent(unit: Unit) -> Provision | None:
    """Return the nearest provision above that has a row of its own; a paragraph inside an article has none."""
    return next((parent for parent in reversed(unit.parents) if id(parent.element) in unit.rows), None)
