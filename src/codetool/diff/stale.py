"""Renumbering and the changes that only follow it; what did not follow is found in `references`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from codetool.akn.links import Link, linked_text
from codetool.diff.changes import Op, Segment
from codetool.diff.citations import Rank, leads_elsewhere, read_citations
from codetool.diff.inner import Inner
from codetool.diff.matching import Match
from codetool.diff.tokens import Token, tokenize
from codetool.diff.units import Unit
from codetool.diff.words import Runs, add_words
from codetool.model.eid import number_part

_CITES = frozenset(
    """
    article articles art. point points titre titres chapitre chapitres section sections paragraphe paragraphes alinéa
    alinéas annexe annexes n° ns n°s
    artikel artikelen artikels artikeln punten titel titels hoofdstuk hoofdstukken afdeling afdelingen absatz abschnitt
    kapitel punkt punkte
    title titles chapter chapters paragraph paragraphs no. nos.
    """.split()
)
"""Words that say what the number behind them is the number of."""

_CITING = re.compile(
    rf"""
    (?P<word>\b(?:{"|".join(map(re.escape, sorted(_CITES)))})|§+)
    \s*(?:[\w.\-]*\d[\w.\-]*\s*(?:,|;|et|ou|à|en|of|tot|und|oder|bis|and|or|to)\s*)*   # articles 2, 3 et ...
    [\w.\-]+[\s.]*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A word that cites, other numbers cited with it, and the number at the end of the text."""


_INNER = frozenset(
    """
    point points paragraphe paragraphes alinéa alinéas n° ns n°s
    punten absatz punkt punkte paragraph paragraphs no. nos.
    """.split()
)
"""Those that say it is the number of a part of an article; so does §."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """What became of each old number and eId: `numbers` maps number parts, `eids` maps eIds of old to new.

    `inner` holds the parts of articles, and `labels` the eId of the one old article that has a number.
    """

    numbers: dict[str, str]
    eids: dict[str, str]
    inner: Inner
    labels: dict[str, str]

    @classmethod
    def of(cls, articles: Sequence[Match], containers: Sequence[Match]) -> "Renumbering":
        """Return the renumbering that matches tell."""
        numbers: dict[str, str] = {}
        eids: dict[str, str] = {}
        labels: dict[str, str] = {}
        for match in (*articles, *containers):
            eids[match.old.label] = match.new.label
            if match.old.num and match.new.num:
                was = number_part(match.old.num)
                numbers.setdefault(was, number_part(match.new.num))
                labels.setdefault(was, match.old.label)
        return cls(numbers=numbers, eids=eids, inner=Inner.of(articles), labels=labels)


class Passage(NamedTuple):
    """A block of the old text, and the references in it."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """What tells whether the changes of one old provision only follow the renumbering of others, or of its parts."""

    renumbering: Renumbering
    unit: Unit

    def is_consequential(self, segments: Sequence[Segment], passages: Sequence[Passage]) -> bool:
        """Tell whether every change replaces, in a reference, a number by the one that its provision has now.

        The passages, one space apart, are the old text.
        """
        gone = [at for at, segment in enumerate(segments) if segment.op is Op.DELETE]
        come = [at - 1 for at, segment in enumerate(segments) if segment.op is Op.INSERT]
        if not gone or gone != come:
            return False
        starts = _starts(segments, passages)
        return all(
            self.became(passages[starts[at][0]], starts[at][1], segments[at].text, segments[at + 1].text) for at in gone
        )

    def followed(self, segments: Sequence[Segment], passages: Sequence[Passage]) -> frozenset[int]:
        """Return the places of the segments in which a number of a reference only follows, old and new ones."""
        starts = _starts(segments, passages)
        pairs = [at for at in range(len(segments) - 1) if segments[at].op is Op.DELETE]
        return frozenset(
            place
            for at in pairs
            if segments[at + 1].op is Op.INSERT
            and self.became(passages[starts[at][0]], starts[at][1], segments[at].text, segments[at + 1].text)
            for place in (at, at + 1)
        )

    def hides_followed(self, segments: Sequence[Segment], passages: Sequence[Passage]) -> bool:
        """Tell whether the number of a provision that has another one now went, and no single number came for it.

        So it is where "articles 2 et 3" became "articles 3 et 4": one word in common is 3, and it is another article.
        """
        gone = [at for at, segment in enumerate(segments) if segment.op is Op.DELETE and self._may_name(segment.text)]
        starts = _starts(segments, passages) if gone else []
        return any(
            self._names_one(passages[starts[at][0]].text[: starts[at][1]], segments[at].text)
            and not (
                at + 1 < len(segments)
                and segments[at + 1].op is Op.INSERT
                and self.became(passages[starts[at][0]], starts[at][1], segments[at].text, segments[at + 1].text)
            )
            for at in gone
        )

    def add(self, runs: Runs, old: str, new: str) -> None:
        """Add the words of two stretches of text: number by number where references follow a renumbering.

        In "articles 2 et 3" that became "articles 3 et 4", 3 is no word that stayed.
        """
        if old == new:
            runs.add(Op.EQUAL, old)
            return
        ours, theirs = tokenize(old), tokenize(new)
        if self._all_follow(Passage(old), ours, theirs):
            for mine, yours in zip(ours, theirs, strict=True):
                _add_token(runs, mine, yours)
        else:
            add_words(runs, old, new)

    def _may_name(self, text: str) -> bool:
        """Tell whether a text may hold the number of a provision: only parts of an article may have letters alone."""
        return any(map(str.isdecimal, text)) or self.unit.label in self.renumbering.inner.changed

    def _names_one(self, before: str, text: str) -> bool:
        """Tell whether a text holds the old number of a provision that has another one now."""
        changed = self.unit.label in self.renumbering.inner.changed and _may_be_inner(before)
        inner = self.renumbering.inner.numbers(self.unit.label) if changed else frozenset[str]()
        if not inner and not any(map(str.isdecimal, text)):
            return False
        numbers = self.renumbering.numbers
        found = (number_part(token.word) for token in tokenize(text))
        return any(numbers.get(number, number) != number or number in inner for number in found)

    def _all_follow(self, passage: Passage, old: Sequence[Token], new: Sequence[Token]) -> bool:
        """Tell whether the same words stand in the same order, but for the numbers of provisions that have new ones."""
        if len(old) != len(new) or any(mine.space != yours.space for mine, yours in zip(old, new, strict=True)):
            return False
        starts = accumulate((len(token.text) for token in old), initial=0)
        return all(
            mine.word == yours.word or self.became(passage, start, mine.word, yours.word)
            for start, mine, yours in zip(starts, old, new, strict=False)
        )

    def became(self, passage: Passage, start: int, was: str, now: str) -> bool:
        """Tell whether a number in a reference is, in the new text, the one that what is cited there has now."""
        numbers = number_part(was), number_part(now)
        if numbers[0] == numbers[1] or not numbers[0] or any(link.leads_out_at(start) for link in passage.links):
            return False
        text, end = passage.text, start + len(was)
        word = citing_word(text[max(start - _LOOK_BACK, 0) : end])
        follows = self.renumbering.numbers.get(numbers[0]) == numbers[1]
        # "sous 3 jours" is no reference, even where an article 3 became 4: a word must say what the number is of.
        if follows and word and (not _is_inner(word) or self._has_article(word, numbers[0])):
            return not leads_elsewhere(text, *_whole(text, word, start, end))
        may_be_inner = text[end : end + 1] in _MARKS or _may_be_inner(text[:start])
        return may_be_inner and bool(self.renumbering.inner.changed) and self._part_became(text, start, *numbers)

    def _has_article(self, word: str, number: str) -> bool:
        """Tell whether articles are what a word like "point" and a number cite: point 1.3, or § 5 where § is theirs."""
        first = next(iter(self.renumbering.inner.matches.values()), None)
        return "-" in number or bool(first and first.old.num.casefold().startswith(word.casefold()))

    def _part_became(self, text: str, start: int, was: str, now: str) -> bool:
        """Tell whether a number of a part of an article is the one that this part has now."""
        if start < _OWN or max(len(was), len(now)) > _LONGEST:
            return False  # "§ 2." at the beginning of a paragraph is its own number
        cited = next((one for one in read_citations(text) if any(step.start == start for step in one.steps)), None)
        if cited is None or cited.elsewhere:
            return False
        at = next(i for i, step in enumerate(cited.steps) if step.start == start)
        outer = cited.steps[0].rank is Rank.ARTICLE
        if cited.steps[at].rank is Rank.ARTICLE:
            return False
        label = self.renumbering.labels.get(cited.steps[0].number, "") if outer else self.unit.label
        inner = self.renumbering.inner
        if label not in inner.changed or cited.steps[at].number != was:
            return False
        parts = inner.cited(label, cited.steps[outer : at + 1])
        return {number_part(part.now) if part.now is not None else "" for part in parts} == {now}


_OWN = 4
"""Characters of a paragraph among which its own number stands, behind no more than a sign."""
_LONGEST = 12
"""Characters of the number of a part of an article, at most."""


def passages_of(unit: Unit) -> tuple[Passage, ...]:
    """Return the blocks of a unit, with the references in them where one leads to another text."""
    if not leads_out(unit):
        return tuple(map(Passage, unit.blocks))
    text = linked_text(unit.own)
    return tuple(Passage(block, links) for block, links in zip(text.blocks, text.links, strict=True))


def leads_out(unit: Unit) -> bool:
    """Tell whether a reference in a unit leads to another text."""
    xml = unit.own.xml
    return unit.name != "meta" and b"href" in xml and xml.count(b"href=") > xml.count(b'href="#')


def citing_word(text: str) -> str:
    """Return the word that says what the number at the end of a text is the number of, empty where none does.

    >>> citing_word("en vertu des articles 3 et 5"), citing_word("sous 5")
    ('articles', '')
    """
    # Mostly the word stands right before the number: it is looked up thirty times as fast as it is looked for.
    words = text.rsplit(" ", 2)[-2:]
    if len(words) > 1 and words[1].isalnum() and (word := _ELISION.sub("", words[0].lower())) in _CITES:
        return word
    found = _CITING.search(text[-_LOOK_BACK:])
    return found["word"] if found else ""


def is_cited(text: str) -> bool:
    """Tell whether a text ends with a number that a word says to be that of an article, a title or the like.

    >>> is_cited("en vertu des articles 3 et 5"), is_cited("sous 5")
    (True, False)
    """
    return bool(citing_word(text))


_ELISION = re.compile(r"^\w{1,2}['’]")


def _is_inner(word: str) -> bool:
    return word.startswith("§") or word.lower() in _INNER


def _may_be_inner(before: str) -> bool:
    """Tell whether what follows some words may be the number of a part of an article."""
    return _INNER_NEAR.search(before, max(len(before) - _NEAR, 0)) is not None


_INNER_NEAR = re.compile(
    r"§|\b(?:points?|al|alinéas?|paragra\w+|par|lid|leden|abs|absatz\w*|lit\w*|lettres?|letters?|punten|punt|buchstaben?"
    r"|nummern?|nr|onderdeel|tirets?)\b|n°|\b(?:aux?|sous|sub) $|[°)] (?:et|ou|à) $",
    re.IGNORECASE,
)
_NEAR = 40
_MARKS = ("°", ")")
"""Stand behind the number of a point."""


def _whole(text: str, word: str, start: int, end: int) -> tuple[int, int]:
    """Return where the citation begins and ends that a number behind a word is part of."""
    begins = start - 1 - len(word)
    if not _CONTINUES.match(text, end) and text[max(begins, 0) : start - 1].lower() == word:
        return begins, end  # as in most of them, which need not be read
    found = (one for one in read_citations(text) if one.start <= start < one.end)
    return next(((one.start, one.end) for one in found), (start, end))


def goes_on(after: str) -> bool:
    """Tell whether a citation may go on in what stands behind a number."""
    return _CONTINUES.match(after) is not None


_CONTINUES = re.compile(
    r"[°)]|,?[^\w.;:]*(?:(?:et|ou|à|en|of|and|or|und|oder|bis|tot|to)\b|§|\d|[a-z]{1,2}\)|n°"
    r"|(?:al|alinéas?|par|paragra\w+|lid|leden|absatz|abs|lit\w*|lettres?|letters?|points?|punt|punten)\b)",
    re.IGNORECASE,
)
"""What may stand behind a number in a citation that goes on."""


def _starts(segments: Sequence[Segment], passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return the passage that each segment begins in, and where in it."""
    found: list[tuple[int, int]] = []
    at = offset = 0
    for segment in segments:
        while at + 1 < len(passages) and offset > len(passages[at].text):
            offset -= len(passages[at].text) + 1
            at += 1
        found.append((at, offset))
        offset += len(segment.text) if segment.op is not Op.INSERT else 0
    return found


def _add_token(runs: Runs, old: Token, new: Token) -> None:
    if old.word != new.word:
        runs.add(Op.DELETE, old.word)
        runs.add(Op.INSERT, new.word)
        runs.add(Op.EQUAL, old.space)
    else:
        runs.add(Op.EQUAL, old.text)


_LOOK_BACK = 200
"""Characters before a number among which the word that says what it is the number of is looked for."""
