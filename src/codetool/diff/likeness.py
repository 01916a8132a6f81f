"""How alike texts are: by their words, and found over an index, so that not every pair of them is weighed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from codetool.diff.common import likeness
from codetool.diff.tokens import Words, words_of
from codetool.diff.units import Unit

_TELLING = 5
"""A pair of neighbouring words tells texts apart if one of them has so many letters, or is a figure."""

_COMMON = 8
"""A pair of words that stands in more texts than this tells none apart."""

_MOST_CANDIDATES = 8


class Vocabulary:
    """The words of units, each read once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._words: dict[int, Words] = {}

    def of(self, unit: Unit) -> Words:
        """Return the words of a unit."""
        found = self._words.get(id(unit))
        if found is None:
            found = self._words[id(unit)] = words_of(unit.text)
        return found

    def likeness(self, old: Unit, new: Unit, least: float = 0.0) -> float:
        """Return twice the words common to both, in order, over all their words; 0 where that is below `least`."""
        mine, yours = self.of(old), self.of(new)
        total, shortest = len(mine) + len(yours), min(len(mine), len(yours))
        if not total or 2 * shortest < least * total:
            return 0.0
        return likeness(mine, yours, least)


class Index:
    """Texts by the rare pairs of words in them: it finds the few that are worth weighing."""

    def __init__(self, texts: Iterable[tuple[int, Words]]) -> None:
        """Take texts, each under its number."""
        self._found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for key, words in texts:
            for phrase in phrases(words):
                self._found[phrase].append(key)

    def alike(self, words: Words, most: int = _MOST_CANDIDATES) -> list[int]:
        """Return the texts that share most rare pairs of words with these, the likeliest first."""
        scores: Counter[int] = Counter()
        for phrase in phrases(words):
            found = self._found.get(phrase)
            if found and len(found) <= _COMMON:
                # The fewer have it, the more it weighs; whole numbers keep the order of sums out of it.
                weight = 5040 // len(found)
                for key in found:
                    scores[key] += weight
        return [key for key, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]]


def phrases(words: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs of neighbouring words that can tell a text from others; all of them where it is short."""
    pairs = set(pairwise(words))
    telling = {(a, b) for a, b in pairs if len(a) >= _TELLING or len(b) >= _TELLING or a.isdecimal() or b.isdecimal()}
    return telling or pairs or {(word, "") for word in words}
