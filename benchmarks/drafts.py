"""Articles while they are being amended: every word knows where it came from, so what changed is certain."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks.acts import Article, Part, draft_part, label_of_part, label_of_point
from benchmarks.french import Drafter, begins_complement

_WORD = re.compile(r"\w+")
_LEAST = 12
"""Words that each part of a cut article has at least."""
_BOUND = frozenset("que qu' conformément dérogation visées prévues fixées partir".split())
"""Words that a complement hangs on: it cannot be struck after them."""


class Word(NamedTuple):
    """A word, and where it stood in the old text; -1 is a new one."""

    text: str
    origin: int = -1


@dataclass(slots=True)
class Block:
    """A paragraph or a point; a label that is still printed as it was is no change."""

    words: list[Word]
    points: list["Block"] = field(default_factory=list)
    origin: int = -1


@dataclass(slots=True, eq=False)
class Draft:
    """An article under amendment: what it is made of, and the keys of the old articles in it."""

    article: Article
    heading: list[Word]
    blocks: list[Block]
    numbered: bool
    sources: tuple[int, ...]

    @classmethod
    def of(cls, article: Article) -> "Draft":
        """Return the draft of an article as it stands."""
        origins = count(article.key * 100_000)

        def traced(words: Iterable[str]) -> list[Word]:
            return [Word(word, next(origins)) for word in words]

        blocks = [
            Block(
                words=traced(part.words),
                points=[Block(words=traced(point), origin=next(origins)) for point in part.points],
                origin=next(origins),
            )
            for part in article.parts
        ]
        return cls(article, traced(article.heading.split()), blocks, article.numbered, (article.key,))

    def parts(self) -> tuple[Part, ...]:
        """Return the parts of the article as it is now."""
        return tuple(
            Part(
                words=tuple(word.text for word in block.words),
                points=tuple(tuple(word.text for word in point.words) for point in block.points),
            )
            for block in self.blocks
        )

    def lines(self) -> list[list[Word]]:
        """Return the runs of words that can be amended."""
        return [block.words for one in self.blocks for block in (one, *one.points)]

    def size(self) -> int:
        """Return how many words and marks it has."""
        return sum(len(line) for line in self.lines())

    def printed(self, numbers: Mapping[int, str]) -> Iterator[tuple[int, tuple[str, ...], bool]]:
        """Yield each word as it is printed: where it came from, its words, and whether it cites."""
        for word in self.heading:
            yield word.origin, _spelled(word.text, numbers), False
        for place, block in enumerate(self.blocks):
            if self.numbered:
                yield block.origin, _spelled(label_of_part(place), numbers), False
            for label, one in [("", block), *((label_of_point(i), point) for i, point in enumerate(block.points))]:
                if label:
                    yield one.origin, (label,), False
                yield from ((word.origin, _spelled(word.text, numbers), "{" in word.text) for word in one.words)


def _spelled(text: str, numbers: Mapping[int, str]) -> tuple[str, ...]:
    if text.startswith("{"):
        return ("article", numbers[int(text[1:-1])])
    return tuple(_WORD.findall(text))


def words_changed(
    old: Sequence[Draft], new: Sequence[Draft], before: Mapping[int, str], after: Mapping[int, str]
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return the words that went and came, and whether all of them are numbers of cited articles.

    A word that goes and comes again between the same words that stayed did not change.
    """
    was = {origin: words for draft in old for origin, words, _ in draft.printed(before)}
    now = [row for draft in new for row in draft.printed(after)]
    stayed = {origin for origin, _, _ in now} & was.keys()
    gone = _by_gap(was.items(), stayed)
    come = _by_gap(((origin, words) for origin, words, _ in now), stayed)
    deleted: list[str] = []
    inserted: list[str] = []
    for gap in gone.keys() | come.keys():
        lost, found = gone.get(gap, []), come.get(gap, [])
        for step in Indel.editops(lost, found):
            (deleted if step.tag == "delete" else inserted).append(
                lost[step.src_pos] if step.tag == "delete" else found[step.dest_pos]
            )
    follows = not deleted and not inserted
    for origin, words, cites in now:
        if origin in stayed and words != was[origin]:
            deleted += (Counter(was[origin]) - Counter(words)).elements()
            inserted += (Counter(words) - Counter(was[origin])).elements()
            follows = follows and cites
    return tuple(deleted), tuple(inserted), follows and bool(inserted)


def _by_gap(printed: Iterable[tuple[int, tuple[str, ...]]], stayed: AbstractSet[int]) -> dict[int, list[str]]:
    """Return the words that did not stay, by the word that stayed before them; -1 where none did."""
    gaps: dict[int, list[str]] = {}
    last = -1
    for origin, words in printed:
        if origin in stayed:
            last = origin
        elif words:
            gaps.setdefault(last, []).extend(words)
    return gaps


class Amender:
    """Amends drafts from one source of chance; each method tells whether it found something to do."""

    def __init__(self, rng: random.Random, drafter: Drafter) -> None:
        """Take the source of chance, and who drafts what is put in."""
        self.rng = rng
        self.drafter = drafter

    def amend(self, draft: Draft, most: int) -> None:
        """Change a draft in so many places at most, in one at least."""
        steps = [self.substitute, self.insert, self.strike, self.add_block, self.remove_block]
        for _ in range(self.rng.randrange(1, most + 1)):
            (step,) = self.rng.choices(steps, (50, 20, 15, 9, 6))
            if not step(draft):
                self.substitute(draft)

    def substitute(self, draft: Draft) -> bool:
        """Put another word of the same sort for one word."""
        found = [
            (line, i)
            for line in draft.lines()
            for i, word in enumerate(line)
            if word.origin >= 0 and self.drafter.alike(word.text)
        ]
        if found:
            line, i = self.rng.choice(found)
            line[i] = Word(self.drafter.alike(line[i].text))
        return bool(found)

    def insert(self, draft: Draft) -> bool:
        """Put a complement in: before another one, or at the end of a sentence."""
        found = [
            (line, i)
            for line in draft.lines()
            for i in range(1, len(line))
            if line[i].text in {".", ","} or _is_open(line, i)
        ]
        if found:
            line, i = self.rng.choice(found)
            line[i:i] = [Word(text) for text in self.drafter.complement(draft.article.key)]
        return bool(found)

    def strike(self, draft: Draft) -> bool:
        """Strike a complement."""
        found = [(line, i) for line in draft.lines() for i in range(2, len(line)) if _is_open(line, i)]
        if found:
            line, i = self.rng.choice(found)
            ends = (j for j in range(i + 1, len(line)) if line[j].text in {".", ","} or begins_complement(line[j].text))
            del line[i : next(ends, len(line))]
        return bool(found)

    def add_block(self, draft: Draft) -> bool:
        """Put in a paragraph, or a point into a list."""
        near = draft.article.key
        lists = [block.points for block in draft.blocks if block.points]
        if lists and self.rng.random() < 0.5:  # noqa: PLR2004 - a point as often as a paragraph
            points = self.rng.choice(lists)
            point = Block(words=[Word(text) for text in self.drafter.point(near)])
            points.insert(self.rng.randrange(len(points) + 1), point)
        else:
            draft.blocks.insert(self.rng.randrange(len(draft.blocks) + 1), self._block(near))
        return True

    def _block(self, near: int) -> Block:
        part = draft_part(self.rng, self.drafter, near)
        points = [Block(words=[Word(text) for text in point]) for point in part.points]
        return Block(words=[Word(text) for text in part.words], points=points)

    def remove_block(self, draft: Draft) -> bool:
        """Take out a paragraph where there are several, or a point where there are three."""
        lists = [block.points for block in draft.blocks if len(block.points) > 2]  # noqa: PLR2004
        choices = [*lists, draft.blocks] if len(draft.blocks) > 2 else lists  # noqa: PLR2004
        if choices:
            chosen = self.rng.choice(choices)
            del chosen[self.rng.randrange(len(chosen))]
        return bool(choices)

    def cut(self, draft: Draft, pieces: int) -> list[Draft]:
        """Return the article in pieces, cut between paragraphs or sentences; in one where it is too short."""
        for block, at in self.rng.sample(places := list(_borders(draft)), len(places)):
            first, second = _parted(draft, block, at)
            if min(first.size(), second.size()) >= _LEAST:
                return [first, *self.cut(second, pieces - 1)] if pieces > 2 else [first, second]  # noqa: PLR2004
        return [draft]


def _is_open(line: Sequence[Word], at: int) -> bool:
    return begins_complement(line[at].text) and line[at - 1].text not in _BOUND


def _borders(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield where an article can be cut: the paragraph, and the word in it; 0 is before the paragraph."""
    for place, block in enumerate(draft.blocks):
        if place:
            yield place, 0
        if not block.points:
            yield from ((place, i + 1) for i, word in enumerate(block.words[:-1]) if word.text == ".")


def _parted(draft: Draft, place: int, at: int) -> tuple[Draft, Draft]:
    block = draft.blocks[place]
    head = [*draft.blocks[:place], Block(block.words[:at], origin=block.origin)] if at else draft.blocks[:place]
    tail = [Block(block.words[at:]) if at else block, *draft.blocks[place + 1 :]]

    def piece(heading: list[Word], blocks: list[Block]) -> Draft:
        return Draft(draft.article, heading, blocks, draft.numbered and len(blocks) > 1, draft.sources)

    return piece(draft.heading, head), piece([], tail)
